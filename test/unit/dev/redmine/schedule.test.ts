import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  nextWorkingDay,
  workingDaysBetween,
} from '../../../../dev/redmine/rules/schedule';

// 2026-11-20 is a Friday.
describe('working days', () => {
  it.each([
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 5, '2026-11-27'],
    ['2026-11-20', 6, '2026-11-30'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-21', 5, '2026-11-30'],
  ])('counts from %s by %i', (day, days, expected) => {
    expect(addWorkingDays(day, days)).toBe(expected);
  });

  it('goes from a weekend to the Monday after it', () => {
    expect(['2026-11-20', '2026-11-21', '2026-11-22'].map(nextWorkingDay)).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-23',
    ]);
  });

  it('counts the working days between two days', () => {
    expect(workingDaysBetween('2026-11-20', '2026-11-24')).toBe(2);
  });
});
