/** Counts what happened in the last so many milliseconds. */
export interface WindowRule {
  readonly most: number;
  readonly spanMs: number;
}

/** Beyond this many keys, those are dropped that nothing happened to for the longest span. */
const MOST_KEYS = 10_000;

export class SlidingWindows {
  private readonly times = new Map<string, number[]>();

  constructor(private readonly rules: readonly WindowRule[]) {}

  /**
   * Counts one more, unless a rule forbids it.
   * @returns how long to wait, in milliseconds; 0 where it was counted
   */
  take(key: string, nowMs: number): number {
    const longest = Math.max(...this.rules.map(({ spanMs }) => spanMs));
    const times = (this.times.get(key) ?? []).filter((timeMs) => timeMs > nowMs - longest);
    const waitMs = Math.max(0, ...this.rules.map((rule) => waitFor(rule, times, nowMs)));
    if (waitMs === 0) times.push(nowMs);
    if (times.length === 0) this.times.delete(key);
    else this.times.set(key, times);
    if (this.times.size > MOST_KEYS) this.forgetBefore(nowMs - longest);
    return waitMs;
  }

  private forgetBefore(timeMs: number): void {
    for (const [key, times] of this.times) {
      if ((times.at(-1) ?? 0) <= timeMs) this.times.delete(key);
    }
  }
}

/** Until the oldest of the last `most` falls out of the span. */
function waitFor(rule: WindowRule, times: readonly number[], nowMs: number): number {
  const oldest = times.at(-rule.most);
  if (times.length < rule.most || oldest === undefined) return 0;
  return Math.max(0, oldest + rule.spanMs - nowMs);
}
