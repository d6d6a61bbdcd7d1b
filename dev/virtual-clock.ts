import type { MovableClock } from './clock';
import { ClockWaiters } from './clock-waiters';

/**
 * A clock that stands still until it is moved. Nothing in it depends on real time, so a simulated
 * day takes no longer than the work done in it.
 *
 * @param startMs what it shows first, milliseconds since the epoch
 */
export function createVirtualClock(startMs: number): MovableClock {
  const waiters = new ClockWaiters();
  let currentMs = startMs;
  return {
    isVirtual: true,
    nowMs: () => currentMs,
    waitUntil: (timeMs) =>
      timeMs <= currentMs
        ? Promise.resolve()
        : new Promise((release) => waiters.add(timeMs, release)),
    callAt: (timeMs, callBack) => waiters.add(timeMs, callBack),
    moveTo(timeMs) {
      // Clocks tell whole milliseconds, and so do the trackers in their events.
      currentMs = Math.max(currentMs, Math.ceil(timeMs));
      waiters.releaseUntil(currentMs);
    },
    nextWaiterMs: () => waiters.nextMs(),
  };
}
