interface Waiter {
  readonly timeMs: number;
  readonly release: () => void;
}

/** Who waits for which time, earliest first; those of one moment leave in the order they came. */
export class ClockWaiters {
  private readonly waiters: Waiter[] = [];

  /**
   * Has `release` called at the next `releaseUntil` of that time or later.
   * @returns takes it back
   */
  add(timeMs: number, release: () => void): () => void {
    let index = this.waiters.length;
    while (index > 0 && (this.waiters[index - 1]?.timeMs ?? 0) > timeMs) index -= 1;
    const waiter = { timeMs, release };
    this.waiters.splice(index, 0, waiter);
    return () => {
      const place = this.waiters.indexOf(waiter);
      if (place !== -1) this.waiters.splice(place, 1);
    };
  }

  nextMs(): number | undefined {
    return this.waiters[0]?.timeMs;
  }

  releaseUntil(timeMs: number): void {
    while (this.waiters[0] !== undefined && this.waiters[0].timeMs <= timeMs) {
      this.waiters.shift()?.release();
    }
  }
}
