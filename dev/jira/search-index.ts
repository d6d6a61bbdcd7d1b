/**
 * Jira's search index: what searches see, some seconds behind the data.
 *
 * It follows the issue table and applies each change once it is older than the lag. After a restart
 * it starts from the data as it is, as if it had caught up.
 */
import type { HostClock } from '../clock';
import type { IssueDoc } from './state/model';
import type { World } from './state/world';

/** Where nobody searches, the changes must not pile up for ever. */
const MOST_PENDING = 10_000;

interface PendingChange {
  readonly atMs: number;
  readonly id: string;
  readonly issue: IssueDoc | undefined;
}

export class SearchIndex {
  private readonly indexed = new Map<string, IssueDoc>();
  private pending: PendingChange[] = [];
  private isLoading = true;

  constructor(
    private readonly world: World,
    private readonly clock: HostClock,
    private readonly defaultLagSeconds: number,
  ) {
    world.issues.onChange((before, after) => {
      const id = after?.id ?? before?.id ?? '';
      this.pending.push({ atMs: this.isLoading ? 0 : clock.nowMs(), id, issue: after });
      if (this.pending.length > MOST_PENDING) this.catchUp();
    });
  }

  /** Ends the phase in which the issues are only read from the store. */
  finishLoading(): void {
    this.isLoading = false;
  }

  get lagSeconds(): number {
    return this.world.settings.searchLagSeconds ?? this.defaultLagSeconds;
  }

  /**
   * The issues as the index has them now; those named are taken from the data itself.
   * @param reconciled issue ids whose present state must be seen (`reconcileIssues`)
   */
  issues(reconciled: ReadonlySet<string>): readonly IssueDoc[] {
    this.catchUp();
    if (reconciled.size === 0) return [...this.indexed.values()];
    const others = [...this.indexed.values()].filter(({ id }) => !reconciled.has(id));
    const named = [...reconciled].flatMap((id) => {
      const issue = this.world.issues.get(id);
      return issue === undefined ? [] : [issue];
    });
    return [...others, ...named];
  }

  private catchUp(): void {
    const until = this.clock.nowMs() - this.lagSeconds * 1_000;
    const first = this.pending.findIndex(({ atMs }) => atMs > until);
    const due = first === -1 ? this.pending.length : first;
    for (const { id, issue } of this.pending.slice(0, due)) {
      if (issue === undefined) this.indexed.delete(id);
      else this.indexed.set(id, issue);
    }
    this.pending = this.pending.slice(due);
  }
}
