import type { HostClock } from '../clock';

/** Counts something per window of time, and says when it is too much. */
export class RateWindow {
  private windowStart = Number.NaN;
  private taken = 0;

  /** @param allowed how many a window of `windowMs` takes */
  constructor(
    private readonly clock: HostClock,
    private readonly windowMs: number,
    private readonly allowed: number,
  ) {}

  /** @returns `false`, and takes nothing, where the window has no room for that many */
  take(count: number): boolean {
    const start = Math.floor(this.clock.nowMs() / this.windowMs);
    if (start !== this.windowStart) {
      this.windowStart = start;
      this.taken = 0;
    }
    if (this.taken + count > this.allowed) return false;
    this.taken += count;
    return true;
  }
}
