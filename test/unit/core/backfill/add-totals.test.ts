import { expect, it } from 'vitest';
import { addTotals, NO_TOTALS } from '../../../../src/core/backfill/add-totals';
import type { PlanRow, RowDetail } from '../../../../src/core/backfill/plan-row';

const about = { id: '1', key: '#1', title: '', seen: '' };

const create = (details: readonly RowDetail[], comments = 0) => ({
  row: { number: 0, level: 0, kind: 'create-in-jira', remote: about, details } satisfies PlanRow,
  comments,
  isMoved: false,
});
const skip = {
  row: { number: 1, level: 0, kind: 'skip', reason: '', details: [] } satisfies PlanRow,
  comments: 7,
  isMoved: true,
};
const unknown = (value: string, field = 'status') =>
  ({ kind: 'value-not-mapped', side: 'remote', field, value }) as const;
const files = (count: number, bytes: number) =>
  ({ kind: 'attachments', side: 'jira', count, bytes, tooLarge: 0 }) as const;

it('sums rows up, those that came before and these', () => {
  const first = addTotals(NO_TOTALS, [create([unknown('A'), files(1, 10)], 2), skip]);
  const {
    estimate: _estimate,
    work: _work,
    ...totals
  } = addTotals(first, [
    create([unknown('B'), unknown('C'), files(2, 30)], 3),
    create([
      unknown('B'),
      unknown('B', 'priority'),
      { kind: 'person-not-mapped', side: 'remote', field: 'assignee', value: 'Eve' },
    ]),
  ]);
  expect(totals).toEqual({
    rows: 4,
    byKind: {
      ...NO_TOTALS.byKind,
      'create-in-jira': 3,
      skip: 1,
      attachments: 2,
      'value-not-mapped': 3,
      'person-not-mapped': 1,
    },
    attachments: { count: 3, bytes: 40 },
    comments: 5,
    notMapped: [
      { side: 'remote', field: 'status', value: 'B', rows: 2 },
      { side: 'remote', field: 'status', value: 'A', rows: 1 },
      { side: 'remote', field: 'status', value: 'C', rows: 1 },
      { side: 'remote', field: 'priority', value: 'B', rows: 1 },
      { side: 'remote', field: 'assignee', value: 'Eve', rows: 1 },
    ],
  });
});

it('begins with a zero for each kind of row and detail', () => {
  expect(NO_TOTALS).toMatchObject({
    rows: 0,
    byKind: {
      pair: 0,
      'create-in-jira': 0,
      'create-in-remote': 0,
      skip: 0,
      change: 0,
      conflict: 0,
      lossy: 0,
      'person-not-mapped': 0,
      'value-not-mapped': 0,
      attachments: 0,
    },
  });
});

it('names two hundred values at most, and goes on counting those', () => {
  const rows = Array.from({ length: 201 }, (_, at) => create([unknown(`${at}`)]));
  const { notMapped, byKind } = addTotals(NO_TOTALS, [...rows, create([unknown('7')])]);
  expect([notMapped.length, notMapped[0], byKind['value-not-mapped']]).toEqual([
    200,
    { side: 'remote', field: 'status', value: '7', rows: 2 },
    202,
  ]);
});
