import { describe, expect, it } from 'vitest';
import { addTotals, NO_TOTALS } from '../../../../src/core/backfill/add-totals';
import {
  addWork,
  estimate,
  isMovedAfterBirth,
  NO_WORK,
  type PlannedRow,
} from '../../../../src/core/backfill/estimate';
import type { PlanRow, RowDetail } from '../../../../src/core/backfill/plan-row';
import type { Side } from '../../../../src/core/model';
import { aRow as aFieldRow, aMapping, aSnapshot } from '../../../support/builders';

const about = (number: number) => ({ id: `${number}`, key: `#${number}`, title: '', seen: '' });
const files = (side: Side, count = 1, bytes = 20) =>
  ({ kind: 'attachments', side, count, bytes, tooLarge: 0 }) as const;
const change = (side: Side) =>
  ({ kind: 'change', side, field: 'summary', from: 'a', to: 'b' }) as const;

function aRow(kind: PlanRow['kind'], details: readonly RowDetail[] = []): PlanRow {
  const row = { number: 0, level: 0, details };
  const [jira, remote] = [about(1), about(2)];
  if (kind === 'pair') return { ...row, kind, jira, remote };
  if (kind === 'skip') return { ...row, kind, reason: '', jira };
  return kind === 'create-in-jira' ? { ...row, kind, remote } : { ...row, kind, jira };
}

const planned = (row: PlanRow, comments = 0, isMoved = false): PlannedRow => ({
  row,
  comments,
  isMoved,
});

/** What `npm run bench:backfill` counts: 2.54 calls to Jira and 4.03 to Redmine for each. */
it('takes Redmine issues for as much commented as Jira has them, and counts what is read back', () => {
  const rows = Array.from({ length: 100 }, (_, number) =>
    number < 50
      ? planned(aRow('create-in-jira', [files('jira')]))
      : planned(aRow('create-in-remote', [files('remote')]), 2),
  );
  const { estimate } = addTotals(NO_TOTALS, rows);
  expect(estimate).toEqual({ jiraCalls: 256, remoteCalls: 402, points: 556, seconds: 99 });
});

it('counts the walk to a status that a twin is not born with, and its read back once', () => {
  const rows = [
    planned(aRow('create-in-jira'), 0, true),
    planned(aRow('create-in-remote'), 0, true),
    planned(aRow('create-in-remote'), 1, true),
  ];
  // One note is guessed for every two issues of Redmine.
  expect(addTotals(NO_TOTALS, rows).estimate).toEqual({
    jiraCalls: 4 + 2 + 1 + 4 + 1,
    remoteCalls: 3 + 2 + 2 + 2 + 1,
    points: 22,
    seconds: 4,
  });
});

describe('the calls of a plan', () => {
  const row = (kind: PlanRow['kind'], details: readonly RowDetail[] = [], more = {}) => ({
    ...aRow(kind, details),
    ...more,
  });
  const times = (count: number, one: PlannedRow) => Array<PlannedRow>(count).fill(one);

  it.each<[string, readonly PlannedRow[], object]>([
    [
      '100 issues for Jira: two bulks of four calls, and a call to Redmine for each',
      times(100, planned(row('create-in-jira'))),
      { jiraCalls: 8, remoteCalls: 100, points: 208, seconds: 17 },
    ],
    [
      '100 issues for Redmine: each is created, and looked for beforehand in two bulks',
      times(100, planned(row('create-in-remote'))),
      { jiraCalls: 4, remoteCalls: 104, points: 104, seconds: 17 },
    ],
    [
      '51 pairs: two bulks',
      times(51, planned(row('pair'))),
      { jiraCalls: 4, remoteCalls: 51, points: 55, seconds: 9 },
    ],
    [
      'a pair written in Jira: the write and the read back, of more points',
      [planned(row('pair', [change('jira')]))],
      { jiraCalls: 4, remoteCalls: 1, points: 11, seconds: 1 },
    ],
    [
      'a pair written in Redmine',
      [planned(row('pair', [change('remote')]))],
      { jiraCalls: 2, remoteCalls: 3, points: 3, seconds: 1 },
    ],
    [
      'a pair with two comments of Jira: each is written in Redmine, as many are guessed there',
      [planned(row('pair'), 2)],
      { jiraCalls: 5, remoteCalls: 4, points: 9, seconds: 2 },
    ],
    [
      'three files for Redmine: all are attached by one edit, and that is read back',
      [planned(row('create-in-remote', [files('remote', 3)]))],
      { jiraCalls: 5, remoteCalls: 8, points: 6, seconds: 2 },
    ],
    [
      'three files for Jira, and the read back of their issue',
      [planned(row('create-in-jira', [files('jira', 3)]))],
      { jiraCalls: 8, remoteCalls: 4, points: 13, seconds: 2 },
    ],
    [
      'four related issues: each is read at the end, and two relations are made where the twins are',
      [
        ...times(3, planned(row('create-in-jira', [], { hasRelations: true }))),
        planned(row('create-in-remote', [], { hasRelations: true })),
      ],
      { jiraCalls: 12, remoteCalls: 11, points: 31, seconds: 4 },
    ],
    [
      'two related pairs: their relation is taken to be made in Redmine',
      times(2, planned(row('pair', [], { hasRelations: true }))),
      { jiraCalls: 4, remoteCalls: 5, points: 12, seconds: 2 },
    ],
    [
      'an issue moved after its birth in Jira, with files and notes guessed from others',
      [
        planned(row('create-in-jira', [files('jira')]), 0, true),
        planned(row('create-in-jira', [files('jira')])),
        planned(row('create-in-remote'), 1),
        planned(row('create-in-remote')),
      ],
      { jiraCalls: 16, remoteCalls: 10, points: 34, seconds: 4 },
    ],
    ['what is skipped', [planned(row('skip', [files('jira')]), 7, true)], NO_TOTALS.estimate],
  ])('%s', (_what, rows, calls) => {
    expect(addTotals(NO_TOTALS, rows).estimate).toEqual(calls);
  });

  it('are none of nothing', () => {
    expect(estimate(NO_TOTALS)).toEqual(NO_TOTALS.estimate);
  });
});

describe('what a row takes beyond its own calls', () => {
  it.each<[string, PlannedRow, object]>([
    ['nothing', planned(aRow('create-in-jira')), {}],
    [
      'files of both sides',
      planned(aRow('pair', [files('jira', 2), files('remote', 3)])),
      { files: { jira: 2, remote: 3 }, filedRows: { jira: 1, remote: 1 } },
    ],
    [
      'changes of both sides, counted once for each',
      planned(aRow('pair', [change('jira'), change('jira'), change('remote')])),
      { writtenRows: { jira: 1, remote: 1 } },
    ],
    [
      'a status after the birth in Jira',
      planned(aRow('create-in-jira'), 0, true),
      { movedRows: { jira: 1, remote: 0 } },
    ],
    [
      'a status after the birth in Redmine, which is read back',
      planned(aRow('create-in-remote'), 0, true),
      { movedRows: { jira: 0, remote: 1 }, carriedRows: 1 },
    ],
    [
      'comments, which are read back',
      planned(aRow('create-in-remote'), 3),
      { commentedRows: 1, carriedRows: 1 },
    ],
    [
      'comments that are read back together with the files before them',
      planned(aRow('create-in-remote', [files('remote')]), 3),
      { commentedRows: 1, files: { jira: 0, remote: 1 }, filedRows: { jira: 0, remote: 1 } },
    ],
    [
      'comments after files and a change',
      planned(aRow('pair', [files('remote'), change('remote')]), 3),
      {
        commentedRows: 1,
        carriedRows: 1,
        files: { jira: 0, remote: 1 },
        filedRows: { jira: 0, remote: 1 },
        writtenRows: { jira: 0, remote: 1 },
      },
    ],
    ['relations', planned({ ...aRow('pair'), hasRelations: true }), { relatedRows: 1 }],
  ])('%s', (_what, row, work) => {
    expect(addWork(NO_WORK, row)).toEqual({ ...NO_WORK, ...work });
  });
});

describe('a twin is moved after its birth', () => {
  const status = aFieldRow({
    field: 'status',
    kind: 'option',
    values: [
      { jira: '10', remote: '1', direction: 'both' },
      { jira: '20', remote: '2', direction: 'both' },
    ],
  });
  const moved = (value: string | null, row = status, side: Side = 'jira') =>
    isMovedAfterBirth(
      aMapping({ fields: [aFieldRow(), row] }),
      aSnapshot(side, { fields: { status: value, summary: '20' } }),
    );

  it.each([
    ['whose issue has the first status that the mapping names', moved('10'), false],
    ['whose issue has another', moved('20'), true],
    ['whose issue has another in Redmine', moved('2', status, 'remote'), true],
    ['where a status does not cross', moved('20', { ...status, direction: 'toJira' }), false],
    ['where the mapping names no status', moved('20', { ...status, values: [] }), false],
    ['where no row is the status', moved('20', { ...status, field: 'priority' }), false],
  ])('%s: %s', (_what, isMoved, expected) => {
    expect(isMoved).toBe(expected);
  });
});
