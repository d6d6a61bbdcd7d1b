import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../../src/core/failing/circuit';
import type { Mapping } from '../../../../src/core/mapping';
import { type Floods, type Job, PermanentError, RetryLaterError } from '../../../../src/ports';
import { sweep, sweepAll } from '../../../../src/sync/sweep/sweep';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aMapping, NOW_MS } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const CALM: Floods = { mappings: {}, nextSweepAtMs: null };
const DOWN = new RetryLaterError('[redmine] 502', null, 'not-done', 'down');
const MINUTE_MS = 60_000;
const COMES_BACK = [{ v: 1, kind: 'sweep' }, 'background', 60];

interface Given {
  readonly mappings?: readonly Mapping[];
  readonly floods?: Floods;
  /** As they are once the mappings are swept. */
  readonly floodsSince?: Floods;
  readonly circuits?: Circuits;
  readonly nowMs?: number;
  /** Of which something changed in Jira. */
  readonly changed?: readonly string[];
  /** Whose trackers fail. */
  readonly failing?: Readonly<Record<string, Error>>;
  /** Kinds of jobs that the queue does not take. */
  readonly refused?: readonly Job['kind'][];
  readonly all?: boolean;
}

async function sweepWith(given: Given) {
  const { floods = CALM, nowMs = NOW_MS, changed = [], failing = {}, refused = [] } = given;
  const mappings = given.mappings ?? [aMapping()];
  const swept: string[] = [];
  const pushed: (readonly [Job, string, unknown])[] = [];
  const saved: Floods[] = [];
  const ports = {
    clock: { nowMs: () => nowMs },
    log: { info: () => {}, warn: () => {} },
    async openTrackers({ id }: Mapping) {
      swept.push(id);
      const failure = failing[id];
      if (failure) throw failure;
      const issues = changed.includes(id) ? [{ id: '1', updatedAtMs: 1, createdAtMs: 1 }] : [];
      const nothing = { issues: [], cursor: 'c', more: false };
      return notingTrackers({
        jira: { listChanged: () => ({ ...nothing, issues }) },
        remote: { listChanged: () => nothing },
      }).trackers;
    },
    queue: {
      async push(jobs: readonly Job[], where: string, delay: unknown) {
        if (jobs.some(({ kind }) => refused.includes(kind))) return 'refused';
        pushed.push(...jobs.map((job) => [job, where, delay] as const));
        return 'kept';
      },
    },
    store: {
      loadSweep: async () => ({
        floods,
        circuits: given.circuits ?? {},
        mappings: mappings.map((mapping) => ({ mapping, cursors: { jira: 'c', remote: 'c' } })),
      }),
      loadFloods: async () => given.floodsSince ?? floods,
      saveFloods: async (next: Floods) => {
        saved.push(next);
      },
      findLinksOfIssues: async () => new Map(),
      saveCursor: async () => {},
      loadCircuits: async () => given.circuits ?? {},
      saveCircuits: async () => {},
      claimProbe: async () => false,
    },
  } as unknown as SyncPorts;
  const end = await (given.all ? sweepAll : sweep)(ports).catch((error: unknown) => error);
  const kinds = pushed.map(([{ kind }]) => kind);
  return { end, swept, pushed, kinds, saved };
}

const named = (...ids: readonly string[]) => ids.map((id) => aMapping({ id }));

describe('the sweep', () => {
  it('goes through every active mapping, and writes nothing where nothing changed', async () => {
    const mappings = [aMapping(), aMapping({ id: 'held', paused: true }), aMapping({ id: 'api' })];
    expect(await sweepWith({ mappings })).toEqual({
      end: undefined,
      swept: ['web', 'api'],
      pushed: [],
      kinds: [],
      saved: [],
    });
  });

  it('begins with another mapping every minute', async () => {
    const mappings = named('a', 'b', 'c');
    const order = async (minutes: number) =>
      (await sweepWith({ mappings, nowMs: NOW_MS + minutes * MINUTE_MS })).swept.join('');
    expect([await order(0), await order(1), await order(2), await order(3)]).toEqual([
      'abc',
      'bca',
      'cab',
      'abc',
    ]);
  });

  it('wakes a first sync whose job was lost', async () => {
    const mapping = aMapping({ backfill: { id: 'b', upTo: { jira: 1, remote: 1 } } });
    expect((await sweepWith({ mappings: [mapping] })).pushed).toEqual([
      [{ v: 1, kind: 'backfill', mappingId: 'web', turn: null }, 'background', undefined],
    ]);
  });

  it('asks no tracker that is not to be called, and does not come back for it', async () => {
    const circuits: Circuits = {
      'remote:main': {
        kind: 'open',
        cause: 'failures',
        openedAtMs: NOW_MS,
        retryAtMs: NOW_MS + MINUTE_MS,
        message: '502',
      },
    };
    const { swept, pushed } = await sweepWith({ circuits });
    expect([swept, pushed]).toEqual([[], []]);
  });

  it('knows for the next mapping what it found with this one', async () => {
    const mappings = named('a', 'b', 'c', 'd', 'e', 'f');
    const refused = new PermanentError('[redmine] 401', 'access');
    const failing = Object.fromEntries(mappings.map(({ id }) => [id, refused]));
    expect((await sweepWith({ mappings, failing })).swept).toEqual(['a']);
  });

  it('comes back in a minute where a tracker failed, and goes through the others', async () => {
    const { swept, pushed, saved } = await sweepWith({
      mappings: named('a', 'b', 'c'),
      failing: { a: DOWN },
      changed: ['c'],
    });
    expect([swept, pushed.length, pushed.at(-1), saved]).toEqual([
      ['a', 'b', 'c'],
      2,
      COMES_BACK,
      [],
    ]);
  });

  it('comes back in a minute for what the queue had no room for, and says so', async () => {
    const { pushed, saved } = await sweepWith({
      mappings: named('a', 'b'),
      changed: ['a', 'b'],
      refused: ['sync'],
      floodsSince: { mappings: { a: 7, old: 8 }, nextSweepAtMs: 9 },
    });
    expect([pushed, saved]).toEqual([
      [COMES_BACK],
      [{ mappings: { a: 7, b: NOW_MS }, nextSweepAtMs: NOW_MS + MINUTE_MS }],
    ]);
  });

  it('or leaves it to the timer, where the queue does not take that either', async () => {
    const { saved } = await sweepWith({ changed: ['web'], refused: ['sync', 'sweep'] });
    expect(saved).toEqual([{ mappings: { web: NOW_MS }, nextSweepAtMs: null }]);
  });

  it.each<[string, Floods]>([
    ['a mapping', { mappings: { web: 1 }, nextSweepAtMs: null }],
    ['a sweep that comes back', { mappings: {}, nextSweepAtMs: NOW_MS - 120_000 }],
  ])('ends a flood once all went through: of %s', async (_what, floods) => {
    expect((await sweepWith({ floods })).saved).toEqual([CALM]);
    expect((await sweepWith({ floods, failing: { web: DOWN } })).saved).toEqual([]);
  });
});

describe('a sweep that comes back by itself', () => {
  const comingAt = (nextSweepAtMs: number): Floods => ({ mappings: { web: 1 }, nextSweepAtMs });

  it('is waited for, two minutes longer than it said', async () => {
    const at = (nextSweepAtMs: number) => sweepWith({ floods: comingAt(nextSweepAtMs) });
    expect([
      (await at(NOW_MS + MINUTE_MS)).swept,
      (await at(NOW_MS - 119_999)).swept,
      (await at(NOW_MS - 120_000)).swept,
    ]).toEqual([[], [], ['web']]);
  });

  it('waits for none', async () => {
    const floods = comingAt(NOW_MS + MINUTE_MS);
    expect((await sweepWith({ floods, all: true })).swept).toEqual(['web']);
  });

  it('is the timer’s own where that was ended by a mistake of ours', async () => {
    const broken = new Error('?');
    const failing = { web: broken };
    expect(await sweepWith({ failing })).toMatchObject({ end: broken, pushed: [COMES_BACK] });
    expect(await sweepWith({ failing, all: true })).toMatchObject({ end: broken, pushed: [] });
  });
});
