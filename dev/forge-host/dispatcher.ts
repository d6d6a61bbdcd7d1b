/**
 * Starts work when it is due: at most so many at a time, and per concurrency key at most its limit.
 * What comes due at the same moment starts in the order it was added.
 */
import type { HostClock } from '../clock';
import { runOutside } from './globals';

export interface Work {
  readonly id: string;
  readonly dueAtMs: number;
  readonly concurrency?: { readonly key: string; readonly limit: number };
  /** Runs it to its end; must not reject. */
  readonly start: () => Promise<void>;
}

const MAX_PARALLEL = 100;

export class Dispatcher {
  /** Sorted by due time; the tail is the earliest. */
  private readonly waiting: Work[] = [];
  private readonly started = new Set<Work>();
  private readonly perKey = new Map<string, number>();
  private pumpIsComing = false;
  private wakeAtMs = Number.POSITIVE_INFINITY;
  private stopped = false;

  constructor(
    private readonly clock: HostClock & { readonly isVirtual: boolean },
    private readonly onChange: () => void,
  ) {}

  get runningCount(): number {
    return this.started.size;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Whether nothing runs, and nothing that could run now waits. */
  get isQuiet(): boolean {
    if (this.pumpIsComing || this.started.size > 0) return false;
    const next = this.waiting.at(-1);
    return next === undefined || next.dueAtMs > this.clock.nowMs();
  }

  /** When the next work that is not due yet will be. */
  get nextDueMs(): number | undefined {
    const nowMs = this.clock.nowMs();
    return this.waiting.findLast((work) => work.dueAtMs > nowMs)?.dueAtMs;
  }

  add(work: Work): void {
    let low = 0;
    let high = this.waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.waiting[middle] as Work).dueAtMs > work.dueAtMs) low = middle + 1;
      else high = middle;
    }
    this.waiting.splice(low, 0, work);
    this.pumpSoon();
  }

  /** Takes back work that has not started. */
  remove(id: string): boolean {
    const index = this.waiting.findIndex((work) => work.id === id);
    if (index === -1) return false;
    this.waiting.splice(index, 1);
    return true;
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Nothing starts any more. */
  stop(): void {
    this.stopped = true;
    this.waiting.length = 0;
  }

  /** Lets the code that runs now finish its turn first. */
  pumpSoon(): void {
    if (this.pumpIsComing || this.stopped) return;
    this.pumpIsComing = true;
    runOutside(() =>
      setImmediate(() => {
        this.pumpIsComing = false;
        this.pump();
      }),
    );
  }

  private pump(): void {
    const nowMs = this.clock.nowMs();
    for (let index = this.waiting.length - 1; index >= 0; index -= 1) {
      const work = this.waiting[index] as Work;
      if (work.dueAtMs > nowMs || this.started.size >= MAX_PARALLEL) break;
      const { concurrency } = work;
      if (concurrency && (this.perKey.get(concurrency.key) ?? 0) >= concurrency.limit) continue;
      this.waiting.splice(index, 1);
      this.startNow(work);
    }
    this.wakeForNext();
    this.onChange();
  }

  private startNow(work: Work): void {
    const key = work.concurrency?.key;
    if (key !== undefined) this.perKey.set(key, (this.perKey.get(key) ?? 0) + 1);
    this.started.add(work);
    void work.start().then(() => {
      this.started.delete(work);
      if (key !== undefined) {
        const left = (this.perKey.get(key) ?? 1) - 1;
        if (left === 0) this.perKey.delete(key);
        else this.perKey.set(key, left);
      }
      this.pumpSoon();
    });
  }

  /** A virtual clock is moved by whoever asks the dispatcher first, so nothing waits for it. */
  private wakeForNext(): void {
    const dueMs = this.nextDueMs;
    if (this.clock.isVirtual || dueMs === undefined || dueMs >= this.wakeAtMs) return;
    this.wakeAtMs = dueMs;
    void this.clock.waitUntil(dueMs).then(() => {
      if (this.wakeAtMs === dueMs) this.wakeAtMs = Number.POSITIVE_INFINITY;
      this.pumpSoon();
    });
  }
}
