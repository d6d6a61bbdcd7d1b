/**
 * Jira's rate limits.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
import type { KnownCaller } from '../caller';
import { JiraError } from '../http/jira-error';
import type { Match } from '../http/router';
import { SlidingWindows } from './windows';

const HOUR_MS = 3_600_000;

export interface RateLimits {
  /** Points an hour, of all installations of the app together. */
  readonly pointsPerHour: number;
  /** Calls a second of the app to one endpoint: reads and creates; changes and deletes. */
  readonly burstPerSecond: number;
  readonly burstPerSecondOfChanges: number;
  /** Writes to one issue, by anybody. */
  readonly writesPerIssueIn2Seconds: number;
  readonly writesPerIssueIn30Seconds: number;
}

export const JIRA_RATE_LIMITS: RateLimits = {
  pointsPerHour: 65_000,
  burstPerSecond: 100,
  burstPerSecondOfChanges: 50,
  writesPerIssueIn2Seconds: 20,
  writesPerIssueIn30Seconds: 100,
};

type Reason = 'jira-quota-global-based' | 'jira-burst-based' | 'jira-per-issue-on-write';

export class RateLimiter {
  private readonly bursts: SlidingWindows;
  private readonly changeBursts: SlidingWindows;
  private readonly issueWrites: SlidingWindows;
  private hour = 0;
  private spentPoints = 0;

  constructor(private readonly limits: RateLimits) {
    this.bursts = new SlidingWindows([{ most: limits.burstPerSecond, spanMs: 1_000 }]);
    this.changeBursts = new SlidingWindows([
      { most: limits.burstPerSecondOfChanges, spanMs: 1_000 },
    ]);
    this.issueWrites = new SlidingWindows([
      { most: limits.writesPerIssueIn2Seconds, spanMs: 2_000 },
      { most: limits.writesPerIssueIn30Seconds, spanMs: 30_000 },
    ]);
  }

  /**
   * Lets the request pass, or not.
   * @param issueId the issue that the request writes to, where it writes to one
   * @throws JiraError 429 with `Retry-After` and the reason
   */
  admit(match: Match, caller: KnownCaller, issueId: string | undefined, nowMs: number): void {
    if (caller.sentByApp) {
      this.startHour(nowMs);
      if (this.spentPoints >= this.limits.pointsPerHour) {
        throw this.refuse('jira-quota-global-based', (this.hour + 1) * HOUR_MS - nowMs, nowMs);
      }
      const { method, path } = match.route;
      const windows = method === 'PUT' || method === 'DELETE' ? this.changeBursts : this.bursts;
      const waitMs = windows.take(`${method} ${path}`, nowMs);
      if (waitMs > 0) throw this.refuse('jira-burst-based', waitMs, nowMs);
    }
    if (issueId !== undefined && match.route.kind === 'write') {
      const waitMs = this.issueWrites.take(issueId, nowMs);
      if (waitMs > 0) throw this.refuse('jira-per-issue-on-write', waitMs, nowMs);
    }
  }

  /** Takes the points of an answered call from the hour's budget. */
  spend(points: number, nowMs: number): void {
    this.startHour(nowMs);
    this.spentPoints += points;
  }

  /** What every answer to the app tells of the budget. */
  headers(nowMs: number): Readonly<Record<string, string>> {
    this.startHour(nowMs);
    return {
      'x-ratelimit-limit': String(this.limits.pointsPerHour),
      'x-ratelimit-remaining': String(Math.max(0, this.limits.pointsPerHour - this.spentPoints)),
      'x-ratelimit-reset': resetTime((this.hour + 1) * HOUR_MS),
    };
  }

  /** The budget is renewed at every full hour, UTC. */
  private startHour(nowMs: number): void {
    const hour = Math.floor(nowMs / HOUR_MS);
    if (hour === this.hour) return;
    this.hour = hour;
    this.spentPoints = 0;
  }

  private refuse(reason: Reason, waitMs: number, nowMs: number): JiraError {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
    return new JiraError(
      429,
      { errorMessages: ['Rate limit exceeded.'], errors: {} },
      {
        ...this.headers(nowMs),
        'retry-after': String(seconds),
        'x-ratelimit-reset': resetTime(nowMs + seconds * 1_000),
        'ratelimit-reason': reason,
        ...(reason === 'jira-quota-global-based' ? { 'x-ratelimit-remaining': '0' } : {}),
      },
    );
  }
}

function resetTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, -5)}Z`;
}
