import { describe, expect, it } from 'vitest';
import { createOffsetClock } from '../../../dev/offset-clock';
import { createVirtualClock } from '../../../dev/virtual-clock';

describe('a virtual clock', () => {
  it('stands still until it is moved, and never goes back', () => {
    const clock = createVirtualClock(1000);
    const times = [clock.nowMs()];
    for (const timeMs of [1500, 1200]) {
      clock.moveTo(timeMs);
      times.push(clock.nowMs());
    }
    expect(times).toEqual([1000, 1500, 1500]);
  });

  it('lets go who waits, in the order of their times and then of their coming', async () => {
    const clock = createVirtualClock(0);
    const left: string[] = [];
    const wait = (name: string, timeMs: number) =>
      clock.waitUntil(timeMs).then(() => void left.push(`${name} at ${clock.nowMs()}`));
    const waits = [wait('c', 30), wait('a', 10), wait('b', 10), wait('now', 0)];
    expect(clock.nextWaiterMs()).toBe(10);
    clock.moveTo(20);
    await Promise.all(waits.slice(1));
    expect([left, clock.nextWaiterMs()]).toEqual([['now at 20', 'a at 20', 'b at 20'], 30]);
    clock.moveTo(30);
    await waits[0];
    expect(clock.nextWaiterMs()).toBeUndefined();
  });

  it('calls nobody back who took it back', () => {
    const clock = createVirtualClock(0);
    const calls: string[] = [];
    clock.callAt(10, () => calls.push('a'));
    clock.callAt(10, () => calls.push('b'))();
    clock.moveTo(10);
    expect(calls).toEqual(['a']);
  });

  it('tells whole milliseconds, however long somebody waits', async () => {
    const clock = createVirtualClock(1_000);
    const waited = clock.waitUntil(1_000.25);
    clock.moveTo(1_000.25);
    await waited;
    expect(clock.nowMs()).toBe(1_001);
  });
});

describe('real time with an offset', () => {
  it('shows real time, goes on while nobody moves it, and can be moved forward', async () => {
    const clock = createOffsetClock();
    const startMs = clock.nowMs();
    expect(Math.abs(startMs - Date.now())).toBeLessThan(50);
    await clock.waitUntil(startMs + 30);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(startMs + 30);
    clock.moveTo(startMs + 3_600_000);
    clock.moveTo(startMs);
    const aheadMs = clock.nowMs() - Date.now();
    expect(aheadMs).toBeGreaterThan(3_599_000);
    expect(aheadMs).toBeLessThan(3_601_000);
  });

  it('starts where an earlier one stopped', () => {
    const notBeforeMs = Date.now() + 500_000;
    expect(createOffsetClock(notBeforeMs).nowMs()).toBeGreaterThanOrEqual(notBeforeMs);
  });

  it('lets go at once who waited for a time that it is moved past', async () => {
    const clock = createOffsetClock();
    const waiting = clock.waitUntil(clock.nowMs() + 86_400_000);
    clock.moveTo(clock.nowMs() + 90_000_000);
    await expect(waiting).resolves.toBeUndefined();
  });
});
