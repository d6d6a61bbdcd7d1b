import { performance } from 'node:perf_hooks';
import type { MovableClock } from './clock';
import { ClockWaiters } from './clock-waiters';

/** The longest delay that Node's timers take. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Real time plus an offset that only grows. It runs on the monotonic clock, so that a correction of
 * the machine's time does not take it back.
 *
 * @param notBeforeMs what it shows at least: where an earlier run of the same data stopped
 */
export function createOffsetClock(notBeforeMs = 0): MovableClock {
  const waiters = new ClockWaiters();
  let offsetMs = Math.max(Date.now(), notBeforeMs) - performance.now();
  let timer: NodeJS.Timeout | undefined;
  const nowMs = () => Math.floor(performance.now() + offsetMs);

  function releaseDue(): void {
    clearTimeout(timer);
    timer = undefined;
    waiters.releaseUntil(nowMs());
    const nextMs = waiters.nextMs();
    if (nextMs === undefined) return;
    timer = setTimeout(releaseDue, Math.min(Math.max(nextMs - nowMs(), 1), MAX_TIMER_MS));
    timer.unref();
  }

  function callAt(timeMs: number, callBack: () => void): () => void {
    const takeBack = waiters.add(timeMs, callBack);
    if (waiters.nextMs() === timeMs) releaseDue();
    return takeBack;
  }

  return {
    isVirtual: false,
    nowMs,
    waitUntil: (timeMs) =>
      timeMs <= nowMs() ? Promise.resolve() : new Promise((release) => callAt(timeMs, release)),
    callAt,
    moveTo(timeMs) {
      const behindMs = timeMs - nowMs();
      if (behindMs > 0) offsetMs += behindMs;
      releaseDue();
    },
    nextWaiterMs: () => waiters.nextMs(),
  };
}
