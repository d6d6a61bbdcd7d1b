import { describe, expect, it } from 'vitest';
import { REQUEST_TIMEOUT_MS } from '../../../src/core/intents';
import type { Claim } from '../../../src/core/twins/claim';
import { forgeStore } from '../../../src/forge/store';
import { runInApp } from '../../support/in-process/run-in-app';

const CLAIM: Claim = {
  connectionId: 'main',
  mappingId: 'web',
  side: 'jira',
  issueId: '10100',
  nonce: 'first',
  atMs: 0,
  watermark: '99',
};
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
