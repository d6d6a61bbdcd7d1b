import { describe, expect, it } from 'vitest';
import {
  BACKFILL_PHASES,
  type Hold,
  isUnderWay,
  NO_PROGRESS,
  remainingSeconds,
} from '../../../../src/core/backfill/backfill';

describe('a first sync goes on by itself', () => {
  it('while it scans, plans, runs or undoes', () => {
    expect(BACKFILL_PHASES.filter((phase) => isUnderWay({ phase, hold: null }))).toEqual([
      'scanning',
      'planning',
      'running',
      'undo-planning',
      'undoing',
    ]);
  });

  it.each<[Hold, boolean]>([
    [{ kind: 'paused', by: 'ada', atMs: 0 }, false],
    [{ kind: 'failed', message: 'the field is gone' }, false],
    [{ kind: 'points', untilMs: 1 }, true],
    [{ kind: 'tracker', message: 'down', untilMs: 1 }, true],
  ])('as long as what holds it passes by itself: %j, %s', (hold, isSo) => {
    expect(isUnderWay({ phase: 'running', hold })).toBe(isSo);
  });
});

it.each([
  [0, 0, null],
  [10, 20_000, 180],
  [99, 990_000, 10],
  [100, 990_000, 0],
])('the rest takes as long as the rows so far did: %i of 100 in %i ms', (done, workedMs, rest) => {
  expect(remainingSeconds({ ...NO_PROGRESS, done, total: 100, workedMs })).toBe(rest);
});
