import { describe, expect, it } from 'vitest';
import { NO_TOTALS } from '../../../../src/core/backfill/add-totals';
import type { Backfill } from '../../../../src/core/backfill/backfill';
import { skipIssue } from '../../../../src/core/backfill/plan-issue';
import type { Proposal, ScannedIssue } from '../../../../src/core/backfill/proposal';
import type { Mapping } from '../../../../src/core/mapping';
import type { Side } from '../../../../src/core/model';
import { buildPlan } from '../../../../src/sync/backfill/build-plan';
import { aFirstSync } from '../../../support/a-first-sync';
import { aScannedIssue } from '../../../support/a-scanned-issue';
import { aComment, aRow } from '../../../support/builders';
import { aPairRow, aTwinRow, SmallWorld, TITLES } from '../../../support/small-world';

const PARENT = aRow({ field: 'parent', jira: 'parent', remote: 'parent_issue_id', kind: 'issue' });
const WITH_PARENTS: Partial<Mapping> = { fields: [...TITLES, PARENT] };

const proposal = (jira: string, remote: string, state: Proposal['state'] = 'accepted') => {
  return { jira, remote, confidencePercent: 90, evidence: [], state };
};

/** A plan that begins at the first issue of a side. */
function planning(side: Side, more: Partial<Backfill> = {}): Backfill {
  return aFirstSync({
    phase: 'planning',
    cursor: { kind: 'plan', side, at: 0 },
    pages: { ...aFirstSync().pages, 'scan-jira': 1, 'scan-remote': 1, proposals: 1 },
    ...more,
  });
}

interface Scanned {
  readonly jira?: readonly ScannedIssue[];
  readonly remote?: readonly ScannedIssue[];
  readonly proposals?: readonly Proposal[];
}

async function build(world: SmallWorld, scanned: Scanned, backfill: Backfill) {
  await world.keep('scan-jira', scanned.jira ?? []);
  await world.keep('scan-remote', scanned.remote ?? []);
  await world.keep('proposals', scanned.proposals ?? []);
  const next = await buildPlan(world.step(), backfill);
  return { next, rows: await world.read('rows', backfill.pages.rows) };
}

const scanned = (...ids: readonly number[]) => ids.map((id) => aScannedIssue(`${id}`));

describe('the plan of a side', () => {
  it('has a row for every issue without a twin, read in one call', async () => {
    const world = new SmallWorld();
    const [one, other] = [world.issue('remote', 1), world.issue('remote', 3)];
    const linked = aScannedIssue('2', { isLinked: true });
    const remote = [...scanned(1), linked, ...scanned(3)];
    const backfill = planning('remote');
    const { next, rows } = await build(world, { remote, jira: scanned(9) }, backfill);
    expect(rows).toEqual([aTwinRow(0, one), aTwinRow(1, other)]);
    expect(world.asked).toEqual([['remote', 'readIssues', ['1', '3'], 'listed']]);
    expect(next).toEqual({
      ...backfill,
      cursor: { kind: 'plan', side: 'jira', at: 0 },
      pages: { ...backfill.pages, rows: 1, outcomes: 1, before: 1, undo: 1 },
      totals: expect.objectContaining({ rows: 2 }),
      progress: { ...backfill.progress, done: 2, total: 3 },
    });
  });

  it('pairs what the admin accepted, and Jira’s of them with Redmine’s alone', async () => {
    const world = new SmallWorld();
    const [jira, remote] = [world.issue('jira', 1), world.issue('remote', 7)];
    const lonely = world.issue('jira', 2);
    const lists = {
      jira: scanned(1, 2),
      remote: scanned(7),
      proposals: [proposal('1', '7'), proposal('2', '7', 'refused'), proposal('2', '7', 'open')],
    };
    const first = await build(world, lists, planning('remote'));
    const second = await build(world, lists, { ...first.next, pages: planning('jira').pages });
    const title = { field: 'summary', from: 'title of #7', to: 'title of WEB-1' };
    expect([first.rows, first.next.progress.total, second.rows, second.next.phase]).toEqual([
      [aPairRow(0, jira, remote, { details: [{ kind: 'change', side: 'remote', ...title }] })],
      2,
      [aTwinRow(1, lonely)],
      'planned',
    ]);
    expect(world.asked).toEqual([
      ['remote', 'readIssues', ['7'], 'listed'],
      ['jira', 'readIssues', ['1'], 'listed'],
      ['jira', 'readIssues', ['2'], 'listed'],
    ]);
  });

  it('is over with Jira’s last issue', async () => {
    const { next, rows } = await build(new SmallWorld(), {}, planning('jira'));
    expect([next.phase, next.cursor, next.pages.rows, next.totals, rows]).toEqual([
      'planned',
      { kind: 'none' },
      0,
      NO_TOTALS,
      [],
    ]);
  });

  it('goes on after a hundred rows, with numbers and totals that go on as well', async () => {
    const world = new SmallWorld();
    const numbers = Array.from({ length: 102 }, (_, at) => at + 1);
    for (const number of numbers) world.issue('jira', number);
    const lists = { jira: scanned(...numbers) };
    const first = await build(world, lists, planning('jira'));
    const second = await build(world, lists, first.next);
    expect([
      first.rows.length,
      first.next.cursor,
      first.next.phase,
      second.rows.map(({ number }) => number),
      second.next.phase,
      second.next.totals?.rows,
      second.next.progress.done,
    ]).toEqual([
      100,
      { kind: 'plan', side: 'jira', at: 100 },
      'planning',
      [100, 101],
      'planned',
      102,
      102,
    ]);
  });

  it('leaves out what was deleted since the scan', async () => {
    const world = new SmallWorld();
    const kept = world.issue('jira', 2);
    const { next, rows } = await build(world, { jira: scanned(1, 2) }, planning('jira'));
    expect([rows, next.progress]).toEqual([
      [aTwinRow(0, kept)],
      expect.objectContaining({ done: 1, total: 2 }),
    ]);
  });

  it('takes an issue whose pair was deleted since for one without a twin', async () => {
    const world = new SmallWorld();
    const alone = world.issue('remote', 7);
    const lists = { jira: scanned(1), remote: scanned(7), proposals: [proposal('1', '7')] };
    const { rows } = await build(world, lists, planning('remote'));
    expect(rows).toEqual([aTwinRow(0, alone)]);
  });

  it('makes no twins where none are wanted', async () => {
    const world = new SmallWorld();
    const [issue, jira] = [world.issue('remote', 7), world.issue('jira', 1)];
    const options = { ...aFirstSync().options, create: { jira: false, remote: true } };
    const context = { mapping: world.mapping, number: 0, level: 0, twins: {} };
    const lists = { remote: scanned(7), jira: scanned(1) };
    const { rows } = await build(world, lists, planning('remote', { options }));
    const across = await build(world, lists, planning('jira', { options }));
    expect([rows, across.rows]).toEqual([
      [skipIssue(context, issue, 'no issues are created in Jira')],
      [aTwinRow(0, jira)],
    ]);
  });

  it('counts Jira’s comments, and who is moved after birth', async () => {
    const status = aRow({
      field: 'status',
      kind: 'option',
      values: [
        { jira: '1', remote: '1', direction: 'both' },
        { jira: '2', remote: '2', direction: 'both' },
      ],
    });
    const world = new SmallWorld({ fields: [...TITLES, status] });
    const comments = [aComment('jira'), aComment('jira', { id: '501' })];
    const fields = { summary: 'a', status: '2' };
    world.issue('jira', 1, { comments, fields });
    world.issue('jira', 2, { comments, fields });
    world.issue('remote', 7, { comments: [aComment('remote')], fields });
    world.issue('remote', 8, { comments: [aComment('remote')], fields });
    const lists = { jira: scanned(1, 2), remote: scanned(7, 8), proposals: [proposal('1', '7')] };
    const first = await build(world, lists, planning('remote'));
    const second = await build(world, lists, { ...first.next, pages: planning('jira').pages });
    const counted = ({ totals }: Backfill) => [totals?.comments, totals?.work.movedRows];
    expect([counted(first.next), counted(second.next)]).toEqual([
      [2, { jira: 1, remote: 0 }],
      [4, { jira: 1, remote: 1 }],
    ]);
  });

  it('goes by issues, not by anything else', async () => {
    const other = planning('jira', { cursor: { kind: 'none' } });
    await expect(build(new SmallWorld(), {}, other)).rejects.toThrow(
      'a plan is built from issue to issue',
    );
  });
});

describe('the plan knows parents', () => {
  const child = (id: string, parentId: string) => aScannedIssue(id, { parentId });
  const below = (parent: string) => ({ fields: { summary: 'child', parent } });

  it('and puts them before their children', async () => {
    const world = new SmallWorld(WITH_PARENTS);
    world.issue('jira', 1);
    world.issue('jira', 2, below('1'));
    const lists = { jira: [...scanned(1), child('2', '1')] };
    const { next, rows } = await build(world, lists, planning('jira'));
    expect([next.levels, rows.map(({ level, kind, details }) => [level, kind, details])]).toEqual([
      1,
      [
        [0, 'create-in-remote', []],
        [1, 'create-in-remote', []],
      ],
    ]);
    expect((await build(world, lists, planning('jira', { levels: 3 }))).next.levels).toBe(3);
  });

  const only = (side: Side) => ({ jira: side === 'jira', remote: side === 'remote' });

  it.each(['jira', 'remote'] as const)(
    'and expects the twin that a parent will get: %s',
    async (side) => {
      const world = new SmallWorld(WITH_PARENTS);
      world.issue(side, 1);
      world.issue(side, 2, below('1'));
      const lists = { [side]: [...scanned(1), child('2', '1')] };
      const { rows } = await build(world, lists, planning(side));
      expect(rows.map(({ details }) => details)).toEqual([[], []]);
    },
  );

  it('of a pair: the parent’s own pair, or the twin that it will get', async () => {
    const world = new SmallWorld(WITH_PARENTS);
    world.issue('jira', 2, below('1'));
    world.issue('remote', 8, { fields: { summary: 'child' } });
    const lists = (proposals: readonly Proposal[]) => ({
      jira: [...scanned(1), child('2', '1')],
      remote: scanned(7, 8),
      proposals: [proposal('2', '8'), ...proposals],
    });
    const parentOf = async (proposals: readonly Proposal[], create = only('remote')) => {
      const options = { ...aFirstSync().options, create };
      world.issues.remote.delete('7');
      const { rows } = await build(world, lists(proposals), planning('remote', { options }));
      return rows.flatMap(({ details }) =>
        details.flatMap((one) => (one.kind === 'lossy' ? [] : [one])),
      );
    };
    const change = { kind: 'change', side: 'remote', field: 'parent', from: null };
    expect([
      await parentOf([proposal('1', '7')]),
      await parentOf([]),
      await parentOf([], only('jira')),
    ]).toEqual([
      [{ ...change, to: '7' }],
      [{ ...change, to: 'the twin of 1' }],
      [{ kind: 'value-not-mapped', side: 'jira', field: 'parent', value: '1' }],
    ]);
  });

  it('and a parent that is linked already', async () => {
    const world = new SmallWorld(WITH_PARENTS);
    world.issue('jira', 1);
    world.issue('remote', 70);
    world.link('1', '70');
    world.issue('jira', 2, below('1'));
    world.issue('remote', 8, { fields: { summary: 'child' } });
    const lists = {
      jira: [aScannedIssue('1', { isLinked: true }), child('2', '1')],
      remote: scanned(8),
      proposals: [proposal('2', '8')],
    };
    const { rows } = await build(world, lists, planning('remote'));
    expect(rows[0]?.details).toEqual([
      { kind: 'change', side: 'remote', field: 'parent', from: null, to: '70' },
    ]);
  });
});
