import { kvs } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import { REQUEST_TIMEOUT_MS } from '../../../src/core/intents';
import { claimRetryKey } from '../../../src/forge/keys';
import { forgeStore } from '../../../src/forge/store';
import { aClaim } from '../../support/builders';
import { runInApp } from '../../support/in-process/run-in-app';

const CLAIM = aClaim({ nonce: 'first', atMs: 0 });
const OVER_MS = REQUEST_TIMEOUT_MS;

describe('a create that is tried again', () => {
  it('is so by one of the runs that come to it at once', async () => {
    const outcome = await runInApp([], async () => {
      await forgeStore.claim(CLAIM);
      const turns = await Promise.all([1, 2, 3].map(() => forgeStore.retryClaim(CLAIM, OVER_MS)));
      const standing = await forgeStore.findClaim('main', 'jira', '10100');
      return { given: turns.filter((turn) => turn !== null), standing };
    });
    const renewed = { ...CLAIM, atMs: OVER_MS, retries: 1 };
    expect(outcome).toEqual({ given: [renewed], standing: renewed });
  });

  it('is nobody’s for longer than a request can take, where the run ended before it tried', async () => {
    const outcome = await runInApp([], async () => {
      await forgeStore.claim(CLAIM);
      await forgeStore.retryClaim(CLAIM, OVER_MS);
      // As the ended run left it: its turn is taken, and the claim does not say so.
      await forgeStore.releaseClaim(CLAIM);
      await forgeStore.claim(CLAIM);
      return [
        await forgeStore.retryClaim(CLAIM, 2 * OVER_MS - 1),
        await forgeStore.retryClaim(CLAIM, 2 * OVER_MS),
      ];
    });
    expect(outcome).toEqual([null, { ...CLAIM, atMs: 2 * OVER_MS, retries: 2 }]);
  });

  it('is free where the storage forgets a turn while it is looked at', async () => {
    const outcome = await runInApp([], async () => {
      await forgeStore.claim(CLAIM);
      await forgeStore.retryClaim(CLAIM, OVER_MS);
      await forgeStore.releaseClaim(CLAIM);
      await forgeStore.claim(CLAIM);
      // Carried out after the turn was refused to the retry, and before the retry reads whose it is.
      const forgets = () => kvs.delete(claimRetryKey(CLAIM, 1));
      const [turn] = await Promise.all([forgeStore.retryClaim(CLAIM, OVER_MS + 1), forgets()]);
      return turn;
    });
    expect(outcome).toEqual({ ...CLAIM, atMs: OVER_MS + 1, retries: 2 });
  });

  it('is over where the claim ended, or another one stands', async () => {
    const outcome = await runInApp([], async () => {
      const ended = await forgeStore.retryClaim(CLAIM, OVER_MS);
      const other = { ...CLAIM, nonce: 'second' };
      await forgeStore.claim(other);
      const replaced = await forgeStore.retryClaim(CLAIM, 3 * OVER_MS);
      const standing = await forgeStore.findClaim('main', 'jira', '10100');
      return { ended, replaced, standing };
    });
    expect(outcome).toEqual({
      ended: null,
      replaced: null,
      standing: { ...CLAIM, nonce: 'second' },
    });
  });
});
