import { describe, expect, it } from 'vitest';
import type { Backfill } from '../../../../src/core/backfill/backfill';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import {
  POINTS_PER_HOUR,
  RESERVED_POINTS,
  runBackfillJob,
} from '../../../../src/sync/backfill/run-backfill-job';
import type { FirstSync } from '../../../../src/sync/sync-ports';
import { aFirstSync } from '../../../support/a-first-sync';
import { NOW_MS } from '../../../support/builders';
import { aTwinRow, SmallWorld } from '../../../support/small-world';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** NOW_MS is a full hour. */
const SHARE = POINTS_PER_HOUR - RESERVED_POINTS;

/** A world that holds a first sync which goes on, with its mapping's mark. */
function aWorld(held: Partial<Backfill>) {
  const world = new SmallWorld({ backfill: { id: 'first', upTo: { jira: 50, remote: 7 } } });
  world.pages.held = aFirstSync(held);
  return world;
}

async function work(world: SmallWorld) {
  const saves: Backfill[] = [];
  const save = world.pages.saveBackfill.bind(world.pages);
  world.pages.saveBackfill = async (backfill) => {
    saves.push(backfill);
    return save(backfill);
  };
  const outcome = await runBackfillJob(world.ports, {
    v: 1,
    kind: 'backfill',
    mappingId: 'web',
    turn: 3,
  });
  const pushed = world.pushed.map(([job, where, delay]) => [job, where, delay]);
  return { outcome, saves, held: world.pages.held, marks: world.pages.marks, pushed };
}

const next = (turn: number, delay: number) => [
  { v: 1, kind: 'backfill', mappingId: 'web', turn },
  'background',
  delay,
];
const SCANNING = { phase: 'scanning', cursor: { kind: 'scan', side: 'jira', page: null } } as const;
const noteOf = (world: SmallWorld) => (world.opened[0] as FirstSync).onCall;

describe('a job brings a first sync on', () => {
  it('from step to step, each saved, until it waits for the admin', async () => {
    const world = aWorld({ ...SCANNING, failures: 3 });
    const { outcome, saves, held, marks, pushed } = await work(world);
    expect([outcome, marks, pushed, held?.phase, held?.failures]).toEqual([
      { kind: 'synced' },
      [['web', null, null]],
      [],
      'paired',
      0,
    ]);
    expect(saves.map(({ phase, cursor }) => [phase, cursor.kind])).toEqual([
      ['scanning', 'scan'],
      ['scanning', 'none'],
      ['paired', 'none'],
      ['paired', 'none'],
    ]);
  });

  it.each<[Backfill['phase'], Partial<Backfill>, Backfill['phase']]>([
    ['planning', { cursor: { kind: 'plan', side: 'jira', at: 0 } }, 'planned'],
    ['running', { cursor: { kind: 'again', page: 0 } }, 'done'],
    ['undo-planning', { cursor: { kind: 'rows', level: 0, page: 0 } }, 'undo-planned'],
    ['undoing', { cursor: { kind: 'rows', level: 0, page: 0 } }, 'done'],
  ])('that is %s', async (phase, more, expected) => {
    expect((await work(aWorld({ phase, ...more }))).held?.phase).toBe(expected);
  });

  it('with trackers that know whose work it is, and nothing of it waits for itself', async () => {
    const world = aWorld({
      phase: 'running',
      cursor: { kind: 'rows', level: 0, page: 0 },
      pages: { ...aFirstSync().pages, rows: 1 },
    });
    const source = world.issue('jira', 1);
    await world.keep('rows', [aTwinRow(0, source)]);
    const { held } = await work(world);
    expect([world.opened[0], held?.progress.created, world.links.size]).toEqual([
      { id: 'first', onCall: expect.any(Function) },
      { jira: 0, remote: 1 },
      1,
    ]);
  });

  it('for four minutes; the next job goes on at once', async () => {
    const world = aWorld(SCANNING);
    world.onCall = (_side, method) => {
      if (method !== 'listIssues') return undefined;
      world.nowMs += MINUTE_MS / 10;
      return { issues: [], cursor: 'more' };
    };
    const { held, pushed, saves } = await work(world);
    // Ten pages a step, a minute each.
    expect([saves.length, held?.turn, held?.aliveAtMs, held?.progress.workedMs, pushed]).toEqual([
      6,
      4,
      NOW_MS + 5 * MINUTE_MS,
      5 * MINUTE_MS,
      [next(4, 0)],
    ]);
  });

  it('and no longer than its admin wants it to', async () => {
    const world = aWorld(SCANNING);
    const hold = { kind: 'paused', by: 'eve', atMs: 1 } as const;
    world.onCall = (_side, method) => {
      if (method !== 'listIssues') return undefined;
      if (world.pages.held) world.pages.held = { ...world.pages.held, hold };
      return { issues: [], cursor: 'more' };
    };
    const { held, pushed, marks } = await work(world);
    expect([held?.hold, held?.cursor, pushed, marks]).toEqual([
      hold,
      { kind: 'scan', side: 'jira', page: 'more' },
      [],
      [],
    ]);
  });

  it.each<[string, Backfill | null]>([
    ['was thrown away', null],
    ['was thrown away and begun anew', aFirstSync({ id: 'second' })],
  ])('and saves nothing of one that %s', async (_what, standing) => {
    const world = aWorld(SCANNING);
    world.onCall = (_side, method) => {
      if (method === 'listIssues') world.pages.held = standing;
    };
    const { outcome, saves, held, pushed, marks } = await work(world);
    expect([outcome, saves, held, pushed, marks]).toEqual([
      { kind: 'skipped', reason: 'it was thrown away' },
      [],
      standing,
      [],
      [],
    ]);
  });
});

describe('what a step costs', () => {
  /** A step that asks Jira and Redmine once each. */
  const spending = (points: number, held: Partial<Backfill> = {}) => {
    const world = aWorld({ ...SCANNING, ...held });
    let listed = 0;
    world.onCall = (_side, method) => {
      if (method !== 'listIssues') return undefined;
      listed += 1;
      if (listed === 1) {
        noteOf(world)('jira', points);
        noteOf(world)('remote', 0);
      }
      return { issues: [], cursor: listed === 1 ? 'more' : null };
    };
    return world;
  };
  const budget = (points: number, hourMs = NOW_MS) => ({ budget: { hourMs, points } });

  it('is counted', async () => {
    const progress = {
      ...aFirstSync().progress,
      calls: { jira: 5, remote: 6 },
      points: 7,
      workedMs: 8,
    };
    const { held } = await work(spending(30, { ...budget(10), progress }));
    expect([held?.budget, held?.progress]).toEqual([
      { hourMs: NOW_MS, points: 40 },
      { ...progress, calls: { jira: 6, remote: 7 }, points: 37, workedMs: 8 },
    ]);
  });

  it('of an hour before counts no more', async () => {
    const { held } = await work(spending(30, budget(SHARE, NOW_MS - HOUR_MS)));
    expect(held?.budget).toEqual({ hourMs: NOW_MS, points: 30 });
  });

  it('ends its work for the hour, once it has used up its share', async () => {
    const { held, pushed, marks } = await work(spending(1, budget(SHARE)));
    expect([held?.hold, held?.phase, pushed, marks]).toEqual([
      { kind: 'points', untilMs: NOW_MS + HOUR_MS },
      'scanning',
      [next(4, 900)],
      [],
    ]);
    expect((await work(spending(1, budget(SHARE - 1)))).held?.hold).toBeNull();
  });

  it('matters no more where it waits for the admin then', async () => {
    const world = spending(1, { ...budget(SHARE), cursor: { kind: 'none' } });
    const { held, marks } = await work(world);
    expect([held?.phase, held?.hold, marks.length]).toEqual(['paired', null, 1]);
    const last = aWorld({
      phase: 'planning',
      cursor: { kind: 'plan', side: 'jira', at: 0 },
      pages: { ...aFirstSync().pages, 'scan-jira': 1 },
      ...budget(SHARE),
    });
    const load = last.pages.loadPage.bind(last.pages);
    last.pages.loadPage = (async (...given: Parameters<typeof load>) => {
      noteOf(last)('jira', 1);
      return load(...given);
    }) as typeof load;
    const planned = await work(last);
    expect([planned.held?.phase, planned.held?.hold, planned.held?.budget.points]).toEqual([
      'planned',
      null,
      SHARE + 1,
    ]);
  });
});

describe('a step that fails', () => {
  const failing = (error: Error, held: Partial<Backfill> = {}) => {
    const world = aWorld({ ...SCANNING, ...held });
    world.onCall = (_side, method) => {
      if (method === 'listIssues') throw error;
    };
    return world;
  };

  it.each([
    [30, 30],
    [null, 60],
  ])('is made again after as long as the tracker asks for: %s', async (asked, waited) => {
    const { outcome, held, pushed } = await work(
      failing(new RetryLaterError('502', asked, 'not-done'), { failures: 2 }),
    );
    expect([outcome, held?.hold, held?.failures, pushed]).toEqual([
      { kind: 'synced' },
      { kind: 'tracker', message: '502', untilMs: NOW_MS + waited * 1000 },
      3,
      [next(4, waited)],
    ]);
  });

  it('waits for the admin where the tracker refuses it', async () => {
    const { held, pushed, marks } = await work(failing(new PermanentError('403 no', 'refused')));
    expect([held?.hold, held?.failures, pushed, marks]).toEqual([
      { kind: 'failed', message: '403 no' },
      0,
      [],
      [],
    ]);
  });

  it('keeps what the steps before saved, and a pause', async () => {
    const world = aWorld(SCANNING);
    const hold = { kind: 'paused', by: 'eve', atMs: 1 } as const;
    let listed = 0;
    world.onCall = (_side, method) => {
      if (method !== 'listIssues') return undefined;
      listed += 1;
      if (listed <= 10) return { issues: [], cursor: 'more' };
      if (world.pages.held) world.pages.held = { ...world.pages.held, hold };
      throw new RetryLaterError('502', null, 'not-done');
    };
    const { held, pushed } = await work(world);
    expect([held?.hold, held?.cursor, pushed]).toEqual([
      hold,
      { kind: 'scan', side: 'jira', page: 'more' },
      [],
    ]);
  });

  it('by a mistake of ours is the queue’s to deliver again', async () => {
    const broken = new Error('?');
    await expect(work(failing(broken))).rejects.toBe(broken);
  });

  it('tells what it knows of the tracker, and keeps to its connection’s rate', async () => {
    const world = failing(new PermanentError('401', 'access'));
    const { limits } = world.mapping;
    world.mapping = { ...world.mapping, limits: { ...limits, remoteRequestsPerMinute: 60 } };
    await work(world);
    expect(Object.keys(world.circuits)).toEqual(['jira']);
    const slept: number[] = [];
    const other = aWorld(SCANNING);
    other.mapping = { ...other.mapping, limits: { ...limits, remoteRequestsPerMinute: 60 } };
    const ports = { ...other.ports, sleep: async (ms: number) => void slept.push(ms) };
    await runBackfillJob(ports, { v: 1, kind: 'backfill', mappingId: 'web', turn: 3 });
    expect(slept).toEqual([1_000]);
  });
});
