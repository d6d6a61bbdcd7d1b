/** One run of one function, from its start until it answers, fails, runs out of time or is killed. */
/** How a run ended. */
export type RunOutcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'timed-out' }
  /** Ended by the platform, or by a test, wherever it was. */
  | { readonly kind: 'crashed' };

export interface InvocationOptions {
  readonly id: string;
  /** The function's key in the manifest. */
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  /** The person on whose behalf it runs, if any. */
  readonly accountId: string | undefined;
  /** How many pushes lie between this run and the one that nobody pushed. */
  readonly chainLength: number;
  readonly startedAtMs: number;
  readonly timeoutMs: number;
}

/**
 * The state of a run. Once it has ended, nothing that it still does takes effect: its calls to the
 * platform never resolve, as in a process that was killed.
 */
export class Invocation {
  /** Calls to the platform so far: storage, queue, Jira, egress. */
  calls = 0;
  /** Of them, those without an answer yet. */
  pendingCalls = 0;
  /** Timers that its own code has set and that have not gone off; on a virtual clock only. */
  readonly pendingTimers = new Set<() => void>();
  egressCalls = 0;
  logLines = 0;
  logBytes = 0;
  ended = false;
  readonly outcome: Promise<RunOutcome>;
  private settle: (outcome: RunOutcome) => void = () => {};

  constructor(readonly options: InvocationOptions) {
    this.outcome = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  get deadlineMs(): number {
    return this.options.startedAtMs + this.options.timeoutMs;
  }

  /** The minutes that limits "per runtime minute" multiply by. */
  get runtimeMinutes(): number {
    return Math.ceil(this.options.timeoutMs / 60_000);
  }

  /** Ends the run; what comes after the first end is ignored. */
  end(outcome: RunOutcome): void {
    if (this.ended) return;
    this.ended = true;
    for (const takeBack of this.pendingTimers) takeBack();
    this.pendingTimers.clear();
    this.settle(outcome);
  }
}

/** What a call from a run that has ended gets: nothing, ever. */
export function never(): Promise<never> {
  return new Promise(() => {});
}
