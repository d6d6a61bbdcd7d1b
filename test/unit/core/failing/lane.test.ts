import { describe, expect, it } from 'vitest';
import { laneOf, laneTimeMs } from '../../../../src/core/failing/lane';

describe('the lanes of a connection whose calls are limited', () => {
  it('are none where nothing is limited', () => {
    expect(laneOf('main', 'main:12', null)).toBeNull();
  });

  it('are always the same for the jobs of one link, and used evenly', () => {
    expect(laneOf('main', 'main:12', 600)).toBe(laneOf('main', 'main:12', 600));
    const used = new Map<string | null, number>();
    for (let id = 0; id < 1_000; id += 1) {
      const lane = laneOf('main', `main:${id}`, 600);
      used.set(lane, (used.get(lane) ?? 0) + 1);
    }
    expect(used.size).toBe(10);
    expect(Math.max(...used.values())).toBeLessThan(150);
  });

  it.each([30, 60, 300, 600, 6_000])('together keep to %i calls a minute', (rate) => {
    const lanes = new Set(
      Array.from({ length: 1_000 }, (_, id) => laneOf('main', String(id), rate)),
    ).size;
    const callsAMinute = (lanes * 60_000 * 3) / laneTimeMs(3, rate);
    expect(Math.round(callsAMinute)).toBe(rate);
  });
});
