/** Counts what the storm makes of every limited thing, and what the platforms refused of it. */

import { FORGE_LIMITS } from '../forge-host/limits';
import type { PlatformAnswer } from '../forge-host/platform-fetch';
import { JIRA_RATE_LIMITS } from '../jira/limits/rate-limits';
import { Peak } from './peak';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

export class StormMeter {
  readonly pushes = new Peak(MINUTE_SECONDS);
  readonly kvsReads = new Peak(MINUTE_SECONDS);
  readonly kvsWrites = new Peak(MINUTE_SECONDS);
  readonly jiraCalls = new Peak(MINUTE_SECONDS);
  readonly jiraCallsOfSecond = new Peak(1);
  readonly redmineCalls = new Peak(MINUTE_SECONDS);
  readonly points = new Peak(HOUR_SECONDS);
  /** By what was asked too much of. */
  readonly refused = new Map<string, number>();
  private lastPoints = 0;

  constructor(private readonly nowMs: () => number) {}

  readonly onAnswer = ({ what, status, amount }: PlatformAnswer): void => {
    const peaks = { push: this.pushes, 'kvs-read': this.kvsReads, 'kvs-write': this.kvsWrites };
    if (status === 429) this.refuse(what);
    else peaks[what].add(this.nowMs(), amount);
  };

  readonly onTrackerAnswer = (
    tracker: 'jira' | 'redmine',
    _request: Request,
    answer: Response,
  ): void => {
    const nowMs = this.nowMs();
    if (answer.status === 429) this.refuse(answer.headers.get('ratelimit-reason') ?? tracker);
    else if (tracker === 'redmine') this.redmineCalls.add(nowMs);
    else for (const peak of [this.jiraCalls, this.jiraCallsOfSecond]) peak.add(nowMs);
  };

  /** @param points spent so far, by the host's ledger */
  takePoints(points: number): void {
    this.points.add(this.nowMs(), points - this.lastPoints);
    this.lastPoints = points;
  }

  print(): void {
    const { kvs, queue } = FORGE_LIMITS;
    const rows: readonly (readonly [string, Peak, string])[] = [
      ['queue events a minute', this.pushes, `limit ${queue.eventsPerMinute}`],
      ['KVS writes a minute (units of 10 KB)', this.kvsWrites, `limit ${kvs.writeUnitsPerMinute}`],
      ['KVS reads a minute (units of 10 KB)', this.kvsReads, `limit ${kvs.readUnitsPerMinute}`],
      [
        'Jira calls a second',
        this.jiraCallsOfSecond,
        `limit ${JIRA_RATE_LIMITS.burstPerSecond} an endpoint`,
      ],
      ['Jira calls a minute', this.jiraCalls, 'no limit of its own'],
      ['Jira points an hour', this.points, `limit ${JIRA_RATE_LIMITS.pointsPerHour}`],
      ['Redmine calls a minute', this.redmineCalls, 'no rate configured'],
    ];
    for (const [what, peak, limit] of rows) {
      console.log(`  ${what}: peak ${peak.most} (${limit}), ${peak.total} in all`);
    }
    const refused = [...this.refused].map(([what, count]) => `${count} ${what}`);
    console.log(`  refused by the platforms, so above a limit: ${refused.join(', ') || 'nothing'}`);
  }

  private refuse(what: string): void {
    this.refused.set(what, (this.refused.get(what) ?? 0) + 1);
  }
}
