import { describe, expect, it } from 'vitest';
import type { UpkeepJob } from '../../../src/ports/upkeep';
import { runUpkeepJob } from '../../../src/sync/run-upkeep';
import type { UpkeepPorts } from '../../../src/sync/sync-ports';

/** The first thing that a piece of work asks of the world. */
async function firstAsked(job: UpkeepJob): Promise<string> {
  const port = (path: string): object =>
    new Proxy(async () => {}, {
      get: (_target, name: string) => port(`${path}${name}.`),
      apply: () => {
        throw new Error(path);
      },
    });
  const clock = { nowMs: () => 0 };
  const ports = new Proxy({} as UpkeepPorts, {
    get: (_target, name: string) => (name === 'clock' ? clock : port(`${name}.`)),
  });
  return runUpkeepJob(ports, job).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
}

const RUN = { mappingId: 'web', side: 'jira', cursor: null } as const;

describe('background work is', () => {
  it.each<[UpkeepJob, string]>([
    [{ v: 1, kind: 'prune' }, 'upkeep.findRetentionDays.'],
    [{ v: 1, kind: 'collect' }, 'upkeep.loadCollector.'],
    [{ v: 1, kind: 'backfill', mappingId: 'web', turn: 1 }, 'store.loadRun.'],
    [{ v: 1, kind: 'report-people' }, 'store.listMappings.'],
    [
      { v: 1, kind: 'erase-person', accountId: 'a', pseudonym: 'p', from: null, untilMs: 0 },
      'store.listMappings.',
    ],
    [{ v: 1, kind: 'rebuild', ...RUN, linked: 0, seed: 'ask', cause: 'eve' }, 'store.loadRun.'],
  ])('told by the kind of its job: %j', async (job, expected) => {
    expect(await firstAsked(job)).toBe(expected);
  });
});
