import { describe, expect, it } from 'vitest';
import type { Backfill, NumberedOutcome } from '../../../../src/core/backfill/backfill';
import type { PlanRow, RowOutcome } from '../../../../src/core/backfill/plan-row';
import type { Circuits } from '../../../../src/core/failing/circuit';
import { runRows } from '../../../../src/sync/backfill/run-rows';
import { aScannedIssue } from '../../../support/a-scanned-issue';
import { NOW_MS } from '../../../support/builders';
import { aDone, aPairRow, aRun, aTwinRow, SmallWorld } from '../../../support/small-world';

const WAITING = { kind: 'waiting' } as const;
const skipRow = (number: number, level = 0): PlanRow => {
  return { number, level, details: [], kind: 'skip', reason: 'private' };
};
const skipped = (number: number): NumberedOutcome => {
  return { number, outcome: { kind: 'skipped', reason: 'private' } };
};

async function run(
  world: SmallWorld,
  rows: readonly PlanRow[],
  outcomes: readonly NumberedOutcome[] = [],
  more: Partial<Backfill> = {},
) {
  await world.keep('rows', rows);
  await world.keep('outcomes', outcomes);
  const backfill = aRun(more);
  const next = await runRows(world.step(), backfill);
  return { backfill, next, outcomes: await world.read('outcomes'), rows: await world.read('rows') };
}

const at = (level: number | 'relations', page = 0) => ({ kind: 'rows', level, page }) as const;

describe('a run carries rows out', () => {
  it('those of one kind together, and counts what they came to', async () => {
    const world = new SmallWorld();
    const [one, other] = [world.issue('jira', 1), world.issue('jira', 2)];
    const rows = [aTwinRow(3, one), skipRow(4), aTwinRow(5, other)];
    const ran = await run(world, rows, [{ number: 3, outcome: WAITING }, skipped(9)]);
    const { progress } = ran.backfill;
    expect([ran.next, ran.outcomes, ran.rows]).toEqual([
      {
        ...ran.backfill,
        progress: { ...progress, done: 2, created: { jira: 0, remote: 2 }, current: 5 },
      },
      [
        skipped(9),
        { number: 3, outcome: aDone('501', { side: 'remote', id: '501' }) },
        { number: 5, outcome: aDone('502', { side: 'remote', id: '502' }) },
      ],
      rows,
    ]);
  });

  it('pairs and what is left alone as well', async () => {
    const world = new SmallWorld();
    const fields = { summary: 'same' };
    const pair = aPairRow(
      1,
      world.issue('jira', 1, { fields }),
      world.issue('remote', 7, { fields }),
    );
    const first = await run(world, [skipRow(0), pair, skipRow(2)]);
    const second = await run(world, [skipRow(0), pair, skipRow(2)], first.outcomes);
    expect([first.outcomes, second.outcomes]).toEqual([
      [skipped(0), skipped(2)],
      [
        skipped(0),
        skipped(2),
        { number: 1, outcome: { kind: 'done', linkId: 'main:7', atMs: NOW_MS } },
      ],
    ]);
    expect(second.next.progress).toMatchObject({ done: 1, created: { jira: 0, remote: 0 } });
  });

  it('fifty at a time', async () => {
    const rows = Array.from({ length: 51 }, (_, number) => skipRow(number));
    expect((await run(new SmallWorld(), rows)).outcomes).toHaveLength(50);
  });

  it('and keeps the new plan of what is not what it was', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1));
    const other = aTwinRow(1, world.issue('jira', 2));
    const now = world.issue('jira', 1, { fields: { summary: 'b' } });
    const { next, outcomes, rows } = await run(world, [row, other]);
    expect([rows, outcomes[0], next.progress]).toEqual([
      [aTwinRow(0, now), other],
      { number: 0, outcome: { kind: 'replanned' } },
      expect.objectContaining({ done: 2, replanned: 1, failed: 0 }),
    ]);
  });

  it('and counts what failed', async () => {
    const world = new SmallWorld();
    const row = aTwinRow(0, world.issue('jira', 1, { restricted: true }));
    const { next } = await run(world, [row]);
    expect(next.progress).toMatchObject({ done: 1, failed: 1, replanned: 0 });
  });

  it('and marks the twins in Jira together, once they are all there', async () => {
    const world = new SmallWorld();
    const rows = [1, 2].map((id) => aTwinRow(id, world.issue('jira', id, { twinMark: null })));
    await run(world, rows);
    expect(world.asked.slice(-2)).toEqual([
      ['remote', 'readIssues', ['501', '502'], 'born'],
      [
        'jira',
        'markTwins',
        [
          { issueId: '1', twinId: '501' },
          { issueId: '2', twinId: '502' },
        ],
      ],
    ]);
  });

  it('and no marks where there are none', async () => {
    const world = new SmallWorld();
    await run(world, [skipRow(0)]);
    expect(world.asked).toEqual([]);
  });
});

describe('a run passes over', () => {
  const over: readonly RowOutcome[] = [
    { kind: 'off' },
    { kind: 'skipped', reason: '' },
    { kind: 'failed', message: '' },
    { kind: 'replanned' },
    { kind: 'undone' },
  ];

  it.each<[string, Partial<Backfill>, readonly NumberedOutcome[]]>([
    ['a row of another level', { cursor: at(1) }, []],
    ['a row that is left out', { offRows: [7] }, []],
    ['a row whose kind is', { offKinds: ['skip'] }, []],
    ...over.map(
      (outcome) =>
        [`a row that is ${outcome.kind}`, {}, [{ number: 7, outcome }]] as [
          string,
          Partial<Backfill>,
          readonly NumberedOutcome[],
        ],
    ),
  ])('%s, to the next page', async (_what, more, outcomes) => {
    const ran = await run(new SmallWorld(), [skipRow(7)], outcomes, { levels: 1, ...more });
    const cursor = { ...ran.backfill.cursor, page: 1 };
    expect([ran.next, ran.outcomes]).toEqual([{ ...ran.backfill, cursor }, outcomes]);
  });

  it('nothing that is left out otherwise', async () => {
    const ran = await run(new SmallWorld(), [skipRow(7)], [], {
      offRows: [8],
      offKinds: ['pair'],
    });
    expect(ran.outcomes).toEqual([skipped(7)]);
  });

  it('the last page: the next level, and after the last one what is related', async () => {
    const next = async (level: number) => {
      const cursor = at(level, 1);
      return (await run(new SmallWorld(), [], [], { levels: 2, cursor })).next.cursor;
    };
    expect([await next(0), await next(1), await next(2)]).toEqual([at(1), at(2), at('relations')]);
  });
});

describe('a run ends with what is related', () => {
  const down: Circuits = {
    'remote:main': {
      kind: 'open',
      cause: 'failures',
      openedAtMs: NOW_MS,
      retryAtMs: NOW_MS + 60_000,
      message: '502',
    },
  };

  /** Pairs that are linked, of which those with a mark are related. */
  function aWorld() {
    const world = new SmallWorld();
    for (const id of [1, 2, 3, 4]) {
      const fields = { summary: `${id}` };
      world.issue('jira', id, { fields });
      world.issue('remote', id, { fields });
      world.link(`${id}`, `${id}`);
    }
    const issue = (side: 'jira' | 'remote', id: number) => {
      const found = world.issues[side].get(`${id}`);
      if (!found) throw new Error('there is none');
      return found;
    };
    return { world, issue };
  }
  const done = (number: number, atMs = NOW_MS): NumberedOutcome => {
    return { number, outcome: { kind: 'done', linkId: `main:${number}`, atMs } };
  };
  const hasRelations = true;

  it('links of this run are synced once more, of issues of either side', async () => {
    const { world, issue } = aWorld();
    const rows = [
      aTwinRow(1, issue('jira', 1), { hasRelations }),
      aTwinRow(2, issue('remote', 2), { hasRelations }),
      aTwinRow(3, issue('jira', 3)),
      aPairRow(4, issue('jira', 4), issue('remote', 4), { hasRelations }),
    ];
    const ran = await run(
      world,
      rows,
      [1, 2, 3, 4].map((one) => done(one)),
      {
        cursor: at('relations'),
      },
    );
    const read = world.calls.filter(([, method]) => method === 'readIssue');
    expect([ran.next, read.map(([side, , id]) => `${side} ${id}`)]).toEqual([
      { ...ran.backfill, cursor: at('relations', 1) },
      ['jira 1', 'remote 1', 'jira 2', 'remote 2', 'jira 4', 'remote 4'],
    ]);
  });

  it('no others: not those of an earlier run, nor what was not done', async () => {
    const { world, issue } = aWorld();
    const rows = [1, 2].map((id) => aTwinRow(id, issue('jira', id), { hasRelations }));
    await run(
      world,
      rows,
      [done(1, NOW_MS - 1), { number: 2, outcome: { kind: 'failed', message: '' } }],
      { cursor: at('relations') },
    );
    expect(world.asked).toEqual([]);
  });

  it('later, while a tracker is not to be called', async () => {
    const { world, issue } = aWorld();
    world.circuits = down;
    const rows = [aTwinRow(1, issue('jira', 1), { hasRelations })];
    await expect(run(world, rows, [done(1)], { cursor: at('relations') })).rejects.toMatchObject({
      name: 'RetryLaterError',
      message: expect.stringContaining('502'),
      retryAfterSeconds: 60,
      outcome: 'not-done',
    });
  });

  it('and rings for who waited for it', async () => {
    const world = new SmallWorld();
    await world.keep('scan-jira', [aScannedIssue('5')]);
    const pages = { ...aRun().pages, 'scan-jira': 1 };
    const ran = await run(world, [], [], { pages, cursor: at('relations', 1) });
    expect([ran.next, world.pushed.length]).toEqual([
      { ...ran.backfill, phase: 'done', cursor: { kind: 'none' } },
      1,
    ]);
    world.queue = 'refused';
    await expect(run(world, [], [], { pages, cursor: at('relations', 1) })).rejects.toMatchObject({
      message: 'the queue is full',
      outcome: 'not-done',
    });
  });

  it('and goes by rows, not by anything else', async () => {
    const step = new SmallWorld().step();
    await expect(runRows(step, aRun({ cursor: { kind: 'none' } }))).rejects.toThrow(
      'a run goes from row to row',
    );
  });
});
