import { describe, expect, it } from 'vitest';
import { keepParents } from '../../../../src/core/backfill/keep-parents';
import type { PlanRow } from '../../../../src/core/backfill/plan-row';
import type { UndoRow } from '../../../../src/core/backfill/undo';
import { aScannedIssue } from '../../../support/a-scanned-issue';

/** WEB-1 above WEB-2 above WEB-3, each with a twin that the run made in Redmine. */
const NUMBERS = [1, 2, 3];

const ROWS = NUMBERS.map((number): PlanRow => {
  const jira = { id: `1000${number}`, key: `WEB-${number}`, title: '', seen: '' };
  return { number, level: number - 1, details: [], kind: 'create-in-remote', jira };
});

const SCANNED = NUMBERS.map((number) =>
  aScannedIssue(`1000${number}`, {
    key: `WEB-${number}`,
    parentId: number === 1 ? null : `1000${number - 1}`,
  }),
);

const baseOf = (number: number) => ({
  number,
  linkId: `main:${number}`,
  title: `WEB-${number} ↔ #${number}`,
});

const aDelete = (number: number): UndoRow => ({
  ...baseOf(number),
  kind: 'delete',
  issue: { side: 'remote', id: `${number}`, key: `#${number}` },
});

const keep = (undo: readonly UndoRow[], done = ROWS) => keepParents({ undo, done, jira: SCANNED });

describe('the undo of a parent in Redmine', () => {
  it('takes it where its sub-tasks go, too', () => {
    expect(keep(NUMBERS.map(aDelete))).toEqual([]);
  });

  it('leaves it, and what is above it, where a sub-task is not undone', () => {
    expect(keep([aDelete(1), aDelete(2)])).toEqual([
      { ...baseOf(2), kind: 'left', reason: 'the twin of WEB-3 below it stays' },
      { ...baseOf(1), kind: 'left', reason: 'the twin of WEB-2 below it stays' },
    ]);
  });

  it('leaves it where somebody touched a sub-task', () => {
    const touched: UndoRow = { ...baseOf(2), kind: 'left', reason: '#2 was edited by Ada' };
    expect(keep([aDelete(1), touched, aDelete(3)])).toEqual([
      { ...baseOf(1), kind: 'left', reason: 'the twin of WEB-2 below it stays' },
    ]);
  });

  it('takes it where the sub-task never got a twin', () => {
    const [parent, child] = ROWS;
    expect(keep([aDelete(1), aDelete(2)], parent && child ? [parent, child] : [])).toEqual([]);
  });

  it('parts a pair above a sub-task that stays', () => {
    const pair: UndoRow = { ...baseOf(2), kind: 'part', restores: [], copies: 0 };
    expect(keep([pair])).toEqual([]);
  });
});
