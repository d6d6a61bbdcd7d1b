import { expect, it } from 'vitest';
import { rebuildLists } from '../../../../src/core/history/history-lists';
import type { HistoryEntry } from '../../../../src/core/model';
import { anEntry } from '../../../support/builders';

const step = (field: string, came: string | null, went: string | null = null) => ({
  field,
  came,
  went,
});
const told = (id: number, ...changes: readonly object[]) =>
  ({ ...anEntry(id, 'x', null, null), changes }) as HistoryEntry;

it('rebuilds whole values of lists backwards from what they hold now', () => {
  const plain = { field: 'summary', from: 'a', to: 'b' };
  const entries = [
    told(1, step('labels', 'one')),
    told(2, plain, step('labels', 'two'), step('watchers', null, '5')),
    told(3, step('labels', 'three', 'one'), step('labels', 'four')),
    told(4, plain),
  ];
  const now = { labels: '["four","three","two"]', watchers: null };
  expect(rebuildLists(entries as never, now).map(({ id, changes }) => ({ id, changes }))).toEqual([
    { id: 1, changes: [{ field: 'labels', from: null, to: '["one"]' }] },
    {
      id: 2,
      changes: [
        plain,
        { field: 'labels', from: '["one"]', to: '["one","two"]' },
        { field: 'watchers', from: '["5"]', to: null },
      ],
    },
    {
      id: 3,
      changes: [{ field: 'labels', from: '["one","two"]', to: '["four","three","two"]' }],
    },
    { id: 4, changes: [plain] },
  ]);
});
