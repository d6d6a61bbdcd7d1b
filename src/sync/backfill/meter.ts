/** Counts what a first sync asks of the trackers, and what it spends of Jira's points. */
import type { Side } from '../../core/model';

export class Meter {
  private calls: Record<Side, number> = { jira: 0, remote: 0 };
  private points = 0;

  /** @param points of Jira's hour */
  note(side: Side, points: number): void {
    this.calls[side] += 1;
    this.points += points;
  }

  /** What was counted since the last time. */
  take(): { readonly calls: Readonly<Record<Side, number>>; readonly points: number } {
    const { calls, points } = this;
    this.calls = { jira: 0, remote: 0 };
    this.points = 0;
    return { calls, points };
  }
}
