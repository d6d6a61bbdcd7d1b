import { describe, expect, it } from 'vitest';
import type { Backfill } from '../../../../src/core/backfill/backfill';
import type { Circuits } from '../../../../src/core/failing/circuit';
import type { Mapping } from '../../../../src/core/mapping';
import type { Job } from '../../../../src/ports';
import { runBackfillJob } from '../../../../src/sync/backfill/run-backfill-job';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aFirstSync, MemoryBackfillStore } from '../../../support/a-first-sync';
import { aMapping, NOW_MS } from '../../../support/builders';

/** Storage, queue and clock; trackers are not to be opened. */
async function runJob(given: {
  readonly held: Backfill | null;
  readonly mapping?: Partial<Mapping> | null;
  readonly turn?: number | null;
  readonly circuits?: Circuits;
}) {
  const { held, mapping = {}, turn = 3, circuits = {} } = given;
  const store = new MemoryBackfillStore(held);
  const pushed: (readonly [Job, unknown])[] = [];
  const ports = {
    backfill: store,
    store: {
      loadRun: async () => ({ mapping: mapping && aMapping(mapping), circuits }),
      claimProbe: async () => false,
      loadCircuits: async () => circuits,
    },
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: () => {} },
    queue: {
      async push(jobs: readonly Job[], _where: string, delaySeconds: unknown) {
        pushed.push(...jobs.map((job) => [job, delaySeconds] as const));
        return 'kept';
      },
    },
    openTrackers: async () => {
      throw new Error('no tracker was to be called');
    },
  } as unknown as UpkeepPorts;
  const outcome = await runBackfillJob(ports, { v: 1, kind: 'backfill', mappingId: 'web', turn });
  return { outcome, held: store.held, pushed };
}

const skipped = (reason: string) => ({ kind: 'skipped', reason });
const ALIVE = { aliveAtMs: NOW_MS };

describe('a job of a first sync ends at once', () => {
  const here = 'it does not go on here';
  it.each<[string, Parameters<typeof runJob>[0], string]>([
    ['where there is no first sync', { held: null }, 'there is no such first sync'],
    [
      'where its mapping is gone',
      { held: aFirstSync(), mapping: null },
      'there is no such first sync',
    ],
    ['where it waits for the admin', { held: aFirstSync({ phase: 'planned' }) }, here],
    ['where it was delivered before', { held: aFirstSync(), turn: 2 }, here],
    [
      'where the timer rang and it is alive',
      { held: aFirstSync({ aliveAtMs: NOW_MS - 15 * 60_000 + 1 }), turn: null },
      here,
    ],
  ])('%s', async (_what, given, reason) => {
    const { outcome, held, pushed } = await runJob(given);
    expect([outcome, held, pushed]).toEqual([skipped(reason), given.held, []]);
  });

  it.each<[string, Partial<Mapping>, string, string]>([
    ['paused', { paused: true }, 'the mapping is paused', 'The mapping is paused'],
    [
      'changed since it was planned',
      { version: 2 },
      'The mapping was changed since it was planned',
      'The mapping was changed since it was planned',
    ],
  ])(
    'and waits for the admin where its mapping was %s',
    async (_what, mapping, reason, message) => {
      const { outcome, held, pushed } = await runJob({ held: aFirstSync(), mapping });
      expect([outcome, held, pushed]).toEqual([
        skipped(reason),
        aFirstSync({ hold: { kind: 'failed', message } }),
        [],
      ]);
    },
  );
});

describe('a job of a first sync that is held passes it on', () => {
  const next = (backfill: Backfill, delaySeconds: number) => ({
    outcome: { kind: 'synced' },
    held: { ...backfill, ...ALIVE, turn: 4 },
    pushed: [[{ v: 1, kind: 'backfill', mappingId: 'web', turn: 4 }, delaySeconds]],
  });

  it.each([
    ['until then', 90_500, 91],
    ['a quarter of an hour at most', 3_600_000, 900],
  ])('%s', async (_what, waitMs, delaySeconds) => {
    const held = aFirstSync({ hold: { kind: 'points', untilMs: NOW_MS + waitMs }, aliveAtMs: 0 });
    expect(await runJob({ held })).toEqual(next(held, delaySeconds));
  });

  it('also where the timer finds it dead', async () => {
    const held = aFirstSync({
      hold: { kind: 'points', untilMs: NOW_MS + 1_000 },
      aliveAtMs: NOW_MS - 15 * 60_000,
    });
    expect(await runJob({ held, turn: null })).toEqual(next(held, 1));
  });

  it('while a tracker is not to be called', async () => {
    const message = '[redmine] GET /x: 502';
    const circuits: Circuits = {
      'remote:main': {
        kind: 'open',
        cause: 'failures',
        openedAtMs: NOW_MS - 30_000,
        retryAtMs: NOW_MS + 30_000,
        message,
      },
    };
    const { held, pushed } = await runJob({ held: aFirstSync(), circuits });
    expect([held?.hold, pushed.map(([, delay]) => delay)]).toEqual([
      {
        kind: 'tracker',
        message: expect.stringContaining(message),
        untilMs: NOW_MS + 30_000,
      },
      [30],
    ]);
  });
});
