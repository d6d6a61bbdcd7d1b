/** What goes wrong in the storm: one call in ten, and one function killed each minute. */
import type { CallEffect, HostCall } from '../forge-host/faults';

const FAILING_SHARE = 0.1;
const MINUTE_MS = 60_000;
const KILL_WINDOW_MS = 1_000;

const ANSWERS: readonly CallEffect[] = [
  { kind: 'answer', status: 500, body: '{}' },
  { kind: 'answer', status: 503 },
  { kind: 'answer', status: 429, headers: { 'Retry-After': '5' } },
  { kind: 'drop-response' },
];

export class StormFaults {
  /** Off while the issues are made, and once all is to be checked. */
  active = false;
  failures = 0;
  kills = 0;
  calls = 0;
  private minute = 0;
  private killAtMs = 0;

  constructor(
    private readonly random: () => number,
    private readonly nowMs: () => number,
  ) {}

  readonly decide = (_call: HostCall): CallEffect | undefined => {
    if (!this.active) return undefined;
    this.calls += 1;
    if (this.isTimeToKill()) {
      this.kills += 1;
      return { kind: 'crash', when: this.random() < 0.5 ? 'before' : 'after' };
    }
    if (this.random() >= FAILING_SHARE) return undefined;
    this.failures += 1;
    return ANSWERS[Math.floor(this.random() * ANSWERS.length)];
  };

  /** At some moment of each minute, whoever runs then; nobody, where nothing does. */
  private isTimeToKill(): boolean {
    const nowMs = this.nowMs();
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.killAtMs = (minute + this.random()) * MINUTE_MS;
    }
    if (nowMs < this.killAtMs || nowMs >= this.killAtMs + KILL_WINDOW_MS) return false;
    this.killAtMs = Number.POSITIVE_INFINITY;
    return true;
  }
}
