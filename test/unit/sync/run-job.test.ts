import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/core/mapping';
import type { StoredLink, SyncJob } from '../../../src/ports';
import { newJob } from '../../../src/sync/new-job';
import { runSyncJob } from '../../../src/sync/run-job';
import type { SyncPorts } from '../../../src/sync/sync-ports';
import { aLink, aMapping } from '../../support/builders';

const A_PAIR: StoredLink = {
  link: aLink(),
  comments: [],
  attachments: [],
  relations: [],
  time: [],
};

function runPaused(
  cause: SyncJob['cause'],
  over: Partial<Mapping> = {},
  stored: StoredLink | null = null,
) {
  const mapping = aMapping({ paused: true, ...over });
  const store = {
    loadRun: async () => ({ mapping, stored, circuits: {}, deadLetterId: null }),
    findLinkId: async () => null,
  };
  const job = newJob({ mappingId: 'web', side: 'jira', issueId: '10000', linkId: null, cause });
  return runSyncJob({ store } as unknown as SyncPorts, job);
}

describe('a job of a paused mapping', () => {
  const skipped = { kind: 'skipped', reason: 'the mapping is paused' };

  it('waits where the sweep rang for an issue that is to get a twin: it rings once', async () => {
    expect(await runPaused('sweep')).toEqual({
      kind: 'retry',
      afterSeconds: 900,
      message: 'the mapping is paused',
    });
  });

  it('is left to the sweep where the tracker rang', async () => {
    expect(await runPaused('jira')).toEqual(skipped);
  });

  it('is over where no twin is to be made', async () => {
    expect(await runPaused('sweep', { create: { jira: true, remote: false } })).toEqual(skipped);
  });

  it('is left to the daily check where the issue has its twin', async () => {
    expect(await runPaused('sweep', {}, A_PAIR)).toEqual(skipped);
  });
});
