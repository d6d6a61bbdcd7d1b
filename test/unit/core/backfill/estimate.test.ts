import { expect, it } from 'vitest';
import { addTotals, NO_TOTALS } from '../../../../src/core/backfill/add-totals';
import type { PlanRow } from '../../../../src/core/backfill/plan-row';

const about = (number: number) => ({ id: `${number}`, key: `#${number}`, title: '', seen: '' });

/** With one file. */
function aRow(number: number, to: 'jira' | 'remote'): PlanRow {
  const details = [{ kind: 'attachments', side: to, count: 1, bytes: 20, tooLarge: 0 } as const];
  const base = { number, level: 0, details };
  return to === 'jira'
    ? { ...base, kind: 'create-in-jira', remote: about(number) }
    : { ...base, kind: 'create-in-remote', jira: about(number) };
}

/** What `npm run bench:backfill` counts: 2.54 calls to Jira and 4.03 to Redmine for each. */
it('takes Redmine issues for as much commented as Jira has them, and counts what is read back', () => {
  const rows = Array.from({ length: 100 }, (_, number) =>
    number < 50
      ? { row: aRow(number, 'jira'), comments: 0, isMoved: false }
      : { row: aRow(number, 'remote'), comments: 2, isMoved: false },
  );
  const { estimate } = addTotals(NO_TOTALS, rows);
  expect(estimate).toEqual({ jiraCalls: 256, remoteCalls: 402, points: 556, seconds: 99 });
});

it('counts the walk to a status that a twin is not born with, and its read back once', () => {
  const moved = (number: number, to: 'jira' | 'remote', comments: number) => {
    return { row: { ...aRow(number, to), details: [] }, comments, isMoved: true };
  };
  const rows = [moved(0, 'jira', 0), moved(1, 'remote', 0), moved(2, 'remote', 1)];
  // One note is guessed for every two issues of Redmine.
  expect(addTotals(NO_TOTALS, rows).estimate).toEqual({
    jiraCalls: 4 + 2 + 1 + 4 + 1,
    remoteCalls: 3 + 2 + 2 + 2 + 1,
    points: 22,
    seconds: 4,
  });
});

it('counts nothing of what is skipped', () => {
  const row = {
    number: 0,
    level: 0,
    details: [],
    kind: 'skip',
    reason: '',
    jira: about(1),
  } as const;
  expect(addTotals(NO_TOTALS, [{ row, comments: 7, isMoved: true }])).toMatchObject({
    comments: 0,
    estimate: { jiraCalls: 0, remoteCalls: 0, points: 0, seconds: 0 },
  });
});
