/** Counts what a first sync asks of the trackers, as far as the port tells. */
import type { Side } from '../../core/model';
import type { Tracker, Trackers } from '../../ports';

/**
 * Jira's points: a read costs one and one for each object it shows, a write one.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
const JIRA_POINTS: Readonly<Record<string, number>> = {
  readIssue: 4,
  newestIssue: 2,
  writeIssue: 4,
  findByMarker: 102,
};

const POINTS_OF_OTHERS = 1;

/** One call reads or makes so many. */
const READ_AT_ONCE = 100;
const MADE_AT_ONCE = 50;

export class Meter {
  private readonly calls = { jira: 0, remote: 0 };
  private points = 0;

  watch({ jira, remote }: Trackers): Trackers {
    return { jira: this.watchOne(jira), remote: this.watchOne(remote) };
  }

  /** What was counted since the last time. */
  take(): { readonly calls: Readonly<Record<Side, number>>; readonly points: number } {
    const taken = { calls: { ...this.calls }, points: this.points };
    this.calls.jira = 0;
    this.calls.remote = 0;
    this.points = 0;
    return taken;
  }

  private watchOne(tracker: Tracker): Tracker {
    return new Proxy(tracker, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || typeof name !== 'string') return member;
        return (...args: unknown[]): unknown => {
          const result: unknown = Reflect.apply(member, target, args);
          if (result instanceof Promise) this.count(tracker.side, name, args);
          return result;
        };
      },
    });
  }

  private count(side: Side, name: string, args: readonly unknown[]): void {
    const [first, how] = args;
    const many = Array.isArray(first) ? first.length : 1;
    if (name === 'listIssues') {
      this.calls[side] += side === 'jira' ? 2 : 1;
      if (side === 'jira') this.points += 2 * (1 + READ_AT_ONCE);
    } else if (name === 'readIssues') {
      const isOneByOne = side === 'remote' && how === 'whole';
      this.calls[side] += isOneByOne ? many : Math.ceil(many / READ_AT_ONCE);
      if (side === 'jira') this.points += many + Math.ceil(many / READ_AT_ONCE);
    } else if (name === 'markTwins') {
      this.calls[side] += side === 'jira' ? Math.ceil(many / READ_AT_ONCE) : 0;
      this.points += side === 'jira' ? Math.ceil(many / READ_AT_ONCE) : 0;
    } else if (name === 'createIssues') {
      this.calls[side] += side === 'jira' ? Math.ceil(many / MADE_AT_ONCE) : many;
      if (side === 'jira') this.points += many;
    } else {
      this.calls[side] += side === 'jira' && movesStatus(name, first) ? 2 : 1;
      if (side === 'jira') this.points += JIRA_POINTS[name] ?? POINTS_OF_OTHERS;
    }
  }
}

/** Jira is asked for the transitions before it is asked for one. */
function movesStatus(name: string, write: unknown): boolean {
  if (name !== 'writeIssue') return false;
  const { fields } = write as Parameters<Tracker['writeIssue']>[0];
  return 'status' in fields;
}
