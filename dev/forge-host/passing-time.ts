/**
 * Waits until the host is quiet, and moves its clock from one thing that is due to the next, so that
 * what would happen over hours happens in the same order at once.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { MovableClock } from '../clock';
import type { Dispatcher } from './dispatcher';
import type { FunctionRunner } from './function-runner';
import type { ScheduledTriggers } from './scheduled-triggers';

export interface PassingTime {
  /**
   * Waits until no event, due job or running function is left. What is delayed further stays.
   * @param options.timeoutMs of real time
   * @param options.advance runs what is delayed, by moving the clock an hour at most; timers do not
   * fire by it
   * @returns whether it came to that in time
   */
  idle(options: { readonly timeoutMs: number; readonly advance: boolean }): Promise<boolean>;
  /**
   * Moves the clock and runs whatever comes due on the way, timers too.
   * @returns `false` where something that ran did not end in `timeoutMs` of real time
   */
  advance(ms: number, timeoutMs?: number): Promise<boolean>;
  /** To be called whenever something started or ended. */
  noteChange(): void;
}

export interface PassingTimeOptions {
  readonly clock: MovableClock;
  readonly dispatcher: Dispatcher;
  readonly runner: FunctionRunner;
  readonly timers: ScheduledTriggers;
  /** How many calls from outside have come in and not started their function yet. */
  readonly countArriving: () => number;
  /** Told of every move, so that it outlives a restart. */
  readonly onMoved: () => void;
}

const IDLE_BUDGET_MS = 3_600_000;
const ADVANCE_TIMEOUT_MS = 10 * 60_000;
/** Turns of the event loop after which in-process work that can go on has gone on. */
const SETTLING_TURNS = 10;
/** Turns after which it must be real input or output that is waited for. */
const BUSY_TURNS = 200;

type Settled = 'quiet' | 'waits-for-clock' | 'timed-out';

export function createPassingTime(options: PassingTimeOptions): PassingTime {
  const { clock, dispatcher, runner, timers, countArriving, onMoved } = options;
  let listeners: (() => void)[] = [];

  const isQuiet = () => dispatcher.isQuiet && runner.running.size === 0 && countArriving() === 0;

  /** With a virtual clock: every running function waits for an answer, and somebody for the clock. */
  function isHeldByClock(): boolean {
    if (!clock.isVirtual || clock.nextWaiterMs() === undefined || countArriving() > 0) return false;
    for (const { pendingCalls, pendingTimers } of runner.running) {
      if (pendingCalls === 0 && pendingTimers.size === 0) return false;
    }
    return true;
  }

  async function settleVirtual(deadlineMs: number): Promise<Settled> {
    let held = 0;
    for (let turn = 0; ; turn += 1) {
      if (isQuiet()) return 'quiet';
      held = isHeldByClock() ? held + 1 : 0;
      if (held > SETTLING_TURNS) return 'waits-for-clock';
      if (turn < BUSY_TURNS) await nextTurn();
      else if (performance.now() > deadlineMs) return 'timed-out';
      else await pause(1);
    }
  }

  async function settleReal(deadlineMs: number): Promise<Settled> {
    while (!isQuiet()) {
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) return 'timed-out';
      const cancel = new AbortController();
      const changed = new Promise<void>((resolve) => {
        listeners.push(resolve);
      });
      const tooLate = pause(leftMs, undefined, { signal: cancel.signal }).catch(() => {});
      await Promise.race([changed, tooLate]);
      cancel.abort();
    }
    return 'quiet';
  }

  const settle = (deadlineMs: number) =>
    clock.isVirtual ? settleVirtual(deadlineMs) : settleReal(deadlineMs);

  /** The next moment at which something happens by itself. */
  function findNextMs(settled: Settled, withTimers: boolean): number | undefined {
    const moments: (number | undefined)[] = [dispatcher.nextDueMs];
    if (withTimers) moments.push(timers.nextDueMs);
    if (clock.isVirtual) moments.push(clock.nextWaiterMs());
    if (settled === 'waits-for-clock') {
      for (const { deadlineMs } of runner.running) moments.push(deadlineMs);
    }
    const known = moments.filter((moment) => moment !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  function moveTo(timeMs: number): void {
    clock.moveTo(timeMs);
    onMoved();
    if (clock.isVirtual) runner.endOverdue();
    dispatcher.pumpSoon();
  }

  return {
    noteChange() {
      const told = listeners;
      listeners = [];
      for (const tell of told) tell();
    },

    async idle({ timeoutMs, advance }) {
      const deadlineMs = performance.now() + timeoutMs;
      let budgetMs = IDLE_BUDGET_MS;
      for (;;) {
        const settled = await settle(deadlineMs);
        if (settled === 'timed-out') return false;
        const isOver = settled === 'quiet' && (!advance || dispatcher.waitingCount === 0);
        if (isOver) return true;
        const nextMs = findNextMs(settled, false);
        const aheadMs = nextMs === undefined ? Number.POSITIVE_INFINITY : nextMs - clock.nowMs();
        if (aheadMs > budgetMs) return settled === 'quiet';
        if (performance.now() > deadlineMs) return false;
        budgetMs -= aheadMs;
        timers.putOff(aheadMs);
        moveTo(clock.nowMs() + aheadMs);
      }
    },

    async advance(ms, timeoutMs = ADVANCE_TIMEOUT_MS) {
      const deadlineMs = performance.now() + timeoutMs;
      const targetMs = clock.nowMs() + ms;
      for (;;) {
        const settled = await settle(deadlineMs);
        if (settled === 'timed-out') return false;
        if (clock.nowMs() >= targetMs) return true;
        moveTo(Math.min(findNextMs(settled, true) ?? targetMs, targetMs));
        timers.fireDue();
      }
    },
  };
}
