import { describe, expect, it } from 'vitest';
import { paceWaitMs } from '../../../../src/core/failing/pace';

/** When each of so many writes of one issue goes out, all of them asked for at once. */
function timesOf(writes: number): readonly number[] {
  return Array.from({ length: writes }).reduce<number[]>((times) => {
    const nowMs = times.at(-1) ?? 0;
    return [...times, nowMs + paceWaitMs(times, nowMs)];
  }, []);
}

const most = (times: readonly number[], spanMs: number) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + spanMs).length));

describe('the pace of writes to one issue of Jira', () => {
  it('is no pace for the few of an ordinary edit', () => {
    expect(timesOf(10)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  it('keeps two hundred of them below both limits', () => {
    const times = timesOf(200);
    expect(most(times, 2_000)).toBeLessThanOrEqual(20);
    expect(most(times, 30_000)).toBeLessThanOrEqual(100);
    expect(times.at(-1)).toBeLessThan(70_000);
  });
});
