import { describe, expect, it } from 'vitest';
import { start } from '../../../../src/sync/backfill/control-plan';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aMapping, NOW_MS } from '../../../support/builders';

/** Ports that note what is done through them. */
function notingPorts() {
  const done: string[] = [];
  const note = (what: string) => async () => {
    done.push(what);
    return null;
  };
  const ports = {
    backfill: {
      loadBackfill: async () => null,
      markMapping: note('mark'),
      saveBackfill: note('document'),
    },
    queue: { push: note('job') },
    clock: { nowMs: () => NOW_MS },
    newNonce: () => 'nonce',
  } as unknown as UpkeepPorts;
  return { ports, done };
}

describe('a first sync that is set going', () => {
  it('is known to the timer before it is under way, wherever the call is cut off', async () => {
    const { ports, done } = notingPorts();
    const options = {
      seed: 'jira',
      create: { jira: true, remote: true },
      numberField: {},
    } as const;
    await start(ports, aMapping(), options, 'admin');
    expect(done).toEqual(['mark', 'document', 'job']);
  });
});
