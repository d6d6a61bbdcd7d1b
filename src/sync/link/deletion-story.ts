/** What a run that follows a deletion did to the twin, told with each save of the link. */
import type { AuditEntry } from '../../core/audit/audit';
import { REQUEST_TIMEOUT_MS } from '../../core/intents';
import type { Link } from '../../core/link';
import type { Side, Snapshot } from '../../core/model';
import { DELETION_STEPS, type DeletionStep, type DoneStep } from '../../core/plan-deletion';
import { RetryLaterError } from '../../ports';
import type { SyncPorts } from '../sync-ports';
import type { LinkRun } from './link-run';
import { loseRace } from './lost-race';

/** The link on its way out, and what was done that no save has told of yet. */
export class DeletionStory {
  private audit: AuditEntry[];

  constructor(
    private readonly ports: Pick<SyncPorts, 'store' | 'clock' | 'trail'>,
    private readonly run: LinkRun,
    public link: Link,
  ) {
    this.audit = [...(run.audit ?? [])];
  }

  /** Whether a run before announced what it was about to do. */
  get hasAnnounced(): boolean {
    return this.standing.length > 0;
  }

  private get standing() {
    return this.link.commentIntents.filter(({ commentId }) => STEP_IDS.has(commentId));
  }

  tell(step: DoneStep, cause = this.run.cause): void {
    const { mapping } = this.run;
    const atMs = this.ports.clock.nowMs();
    this.audit.push({
      atMs,
      linkId: this.link.id,
      mappingId: mapping.id,
      cause,
      ...step,
    });
  }

  async save(link: Link, news: readonly AuditEntry[] = []): Promise<void> {
    this.audit.push(...news);
    const saved = await this.ports.store.saveLink({ link, audit: this.audit });
    if (!saved) return this.loseRace();
    this.link = saved;
    this.audit = [];
  }

  /** @throws RetryLaterError while what was announced before may still be carried out */
  expectAnswered(): void {
    const nowMs = this.ports.clock.nowMs();
    const waitMs = Math.max(
      0,
      ...this.standing.map(({ atMs }) => atMs + REQUEST_TIMEOUT_MS - nowMs),
    );
    if (waitMs === 0) return;
    const what = `what was done to the twin of link ${this.link.id} may still be on its way`;
    throw new RetryLaterError(what, Math.ceil(waitMs / 1000), 'not-done');
  }

  /**
   * No two runs do the same, and a run after a kill knows what it finds done for ours. What the twin's
   * history shows by now is told.
   */
  async announce(
    deleted: Side,
    steps: readonly DeletionStep[],
    { side, history }: Snapshot,
  ): Promise<void> {
    if (steps.length === 0) return;
    const atMs = this.ports.clock.nowMs();
    const commentIntents = steps.map((step) => {
      return { origin: deleted, commentId: DELETION_STEPS[step], atMs };
    });
    const { sides } = this.link;
    const lastEntryId = Math.max(sides[side].lastEntryId, ...history.map(({ id }) => id));
    const twin = { ...sides[side], lastEntryId };
    await this.save({ ...this.link, sides: { ...sides, [side]: twin }, commentIntents });
  }

  /** Only a person can tell how to go on; who asks for a sync of the pair has it tried again. */
  async refuse(deleted: Side, side: Side, words: string): Promise<void> {
    const { mapping } = this.run;
    const names = (each: Side) => `${mapping.siteName[each]} issue ${this.link.sides[each].key}`;
    const what = mapping.deleting?.[side]?.kind === 'delete' ? 'deleted' : 'closed';
    const message = `${names(deleted)} was deleted, and ${names(side)} could not be ${what}: ${words}. It is tried again when somebody asks for a sync of the pair; or unlink the pair.`;
    const problems = this.link.problems.map((problem) =>
      problem.kind === 'issue-missing' ? { ...problem, message } : problem,
    );
    await this.save({ ...this.link, paused: true, problems, commentIntents: [] });
  }

  async part(): Promise<void> {
    const { jira, remote } = this.link.sides;
    this.tell({ kind: 'unlinked', side: 'remote', field: null, from: jira.key, to: remote.key });
    if (!(await this.ports.store.unlink(this.link, this.audit))) await this.loseRace();
  }

  private loseRace(): Promise<never> {
    return loseRace(this.ports, this.link, this.audit);
  }
}

/** None of them is a comment's. */
const STEP_IDS: ReadonlySet<string> = new Set(Object.values(DELETION_STEPS));
