/** Notes what every call of a run says of the tracker that it asks, and keeps Jira's pace of writes. */
import type { CircuitFailure, Trouble } from '../../core/failing/circuit';
import { paceWaitMs } from '../../core/failing/pace';
import type { Side } from '../../core/model';
import { PermanentError, RetryLaterError, type Tracker } from '../../ports';
import type { SyncPorts } from '../sync-ports';

/** Calls of the port that write to one issue of Jira. */
const JIRA_WRITES: ReadonlySet<string> = new Set([
  'writeIssue',
  'addComment',
  'editComment',
  'deleteComment',
  'addPrivateComment',
  'editPrivateComment',
  'addTime',
  'editTime',
  'removeTime',
]);

export interface Seen {
  readonly answered: boolean;
  readonly failure: Omit<CircuitFailure, 'issueId'> | null;
}

const NOTHING: Seen = { answered: false, failure: null };

export class CallWatch {
  /** Calls to the remote tracker so far. */
  remoteCalls = 0;
  private readonly jiraWrites = new Map<string, readonly number[]>();
  private readonly noted = new WeakSet<Error>();
  private readonly bySide: Record<Side, Seen> = { jira: NOTHING, remote: NOTHING };

  constructor(private readonly ports: Pick<SyncPorts, 'clock' | 'sleep'>) {}

  /** What the calls to one tracker have said of it so far. */
  seen(side: Side): Seen {
    return this.bySide[side];
  }

  /** Starts anew with one tracker. */
  forget(side: Side): void {
    this.bySide[side] = NOTHING;
  }

  /** Every call of the port, whichever there are. */
  watch(tracker: Tracker): Tracker {
    const watched = <T>(call: Promise<T>): Promise<T> =>
      call.then(
        (answer) => {
          this.noteAnswer(tracker.side);
          return answer;
        },
        (error: unknown) => {
          this.note(tracker.side, error);
          throw error;
        },
      );
    const isPaced = (name: string | symbol) =>
      tracker.side === 'jira' && typeof name === 'string' && JIRA_WRITES.has(name);
    return new Proxy(tracker, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        const call = (...args: unknown[]): unknown => Reflect.apply(member, target, args);
        return (...args: unknown[]) => {
          if (isPaced(name))
            return watched(this.pace(nameIssue(args[0])).then(() => call(...args)));
          const result = call(...args);
          if (!(result instanceof Promise)) return result;
          if (tracker.side === 'remote') this.remoteCalls += 1;
          return watched(result);
        };
      },
    });
  }

  private noteAnswer(side: Side): void {
    this.bySide[side] = { ...this.bySide[side], answered: true };
  }

  /** Jira takes only so many writes of one issue within a time, whoever they come from. */
  private async pace(issueKey: string): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    const times = this.jiraWrites.get(issueKey) ?? [];
    const waitMs = paceWaitMs(times, nowMs);
    this.jiraWrites.set(issueKey, [...times, nowMs + waitMs]);
    if (waitMs > 0) await this.ports.sleep(waitMs);
  }

  /** What one tracker threw while the other was written to (a download that fails) counts once. */
  note(side: Side, error: unknown): void {
    if (error instanceof Error && this.noted.has(error)) return;
    if (error instanceof Error) this.noted.add(error);
    const trouble = troubleOf(error);
    if (trouble === null || !(error instanceof Error)) {
      if (isTrackerError(error)) this.noteAnswer(side);
      return;
    }
    const retryAfterSeconds = error instanceof RetryLaterError ? error.retryAfterSeconds : null;
    const failure = { trouble, message: error.message, retryAfterSeconds };
    this.bySide[side] = { ...this.bySide[side], failure };
  }
}

function nameIssue(argument: unknown): string {
  return typeof argument === 'string'
    ? argument
    : ((argument as { issueId?: string }).issueId ?? '');
}

/** `null`: the tracker itself is well. */
function troubleOf(error: unknown): Trouble | null {
  if (error instanceof RetryLaterError) return error.trouble;
  return error instanceof PermanentError && error.reason === 'access' ? 'access' : null;
}

/** Whether a tracker, and not ourselves, is what failed. */
export function isTrackerError(error: unknown): error is PermanentError | RetryLaterError {
  return error instanceof PermanentError || error instanceof RetryLaterError;
}
