/**
 * Time passes: delayed bells ring, jobs are tried again, timers fire. The platform fires the sweep
 * every five minutes; in a long pause the simulation has it fire less and less often, as a platform
 * that is late does, since nothing happens in between.
 */
import type { World } from './world';

const MINUTE_MS = 60_000;
const SWEEP_MS = 5 * MINUTE_MS;
const MAX_REAL_MS = 120_000;

export class Time {
  private nextSweepMs: number;

  constructor(private readonly world: World) {
    this.nextSweepMs = world.nowMs() + SWEEP_MS;
  }

  /** @param withVerify the daily verify falls into it */
  async pass(ms: number, withVerify: boolean): Promise<void> {
    const { world } = this;
    const startMs = world.nowMs();
    const endMs = startMs + ms;
    if (withVerify) this.fire('verify');
    while (world.nowMs() < endMs) {
      const untilMs = Math.min(endMs, Math.max(this.nextSweepMs, world.nowMs()));
      await this.advance(untilMs - world.nowMs());
      if (world.nowMs() < this.nextSweepMs) continue;
      this.fire('sweep');
      const passedMs = world.nowMs() - startMs;
      this.nextSweepMs = world.nowMs() + Math.max(SWEEP_MS, passedMs / 3);
    }
    this.nextSweepMs = Math.min(this.nextSweepMs, world.nowMs() + SWEEP_MS);
  }

  /** Starts a timer's function now; it runs while time passes. */
  fire(timer: 'sweep' | 'verify'): void {
    void this.world.host.timers.start(timer);
  }

  async advance(ms: number): Promise<void> {
    if (!(await this.world.host.advance(ms, MAX_REAL_MS))) {
      throw new Error('the host did not come to rest');
    }
  }
}
