/** Who waits for which time, earliest first; those of one moment leave in the order they came. */
export class ClockWaiters {
  private readonly waiters: { readonly timeMs: number; readonly release: () => void }[] = [];

  /** Resolves at the next `releaseUntil` of that time or later. */
  add(timeMs: number): Promise<void> {
    return new Promise((release) => {
      let index = this.waiters.length;
      while (index > 0 && (this.waiters[index - 1]?.timeMs ?? 0) > timeMs) index -= 1;
      this.waiters.splice(index, 0, { timeMs, release });
    });
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
