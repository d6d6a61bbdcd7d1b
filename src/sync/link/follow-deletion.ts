/**
 * One issue of a pair was deleted: the deletion is counted and told, and then the mapping's rule is
 * carried out on the twin. Safe to repeat after being cut off anywhere: the problem is saved first,
 * and the pair parted last.
 */
import type { AuditEntry } from '../../core/audit/audit';
import type { Obstacle } from '../../core/find-obstacle';
import { REQUEST_TIMEOUT_MS } from '../../core/intents';
import type { Link } from '../../core/link';
import type { DeletionRule } from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import {
  DELETION_STEPS,
  type DeletionPlan,
  type DeletionStep,
  type DoneStep,
  planDeletion,
  tellClosed,
  tellDeleted,
  tellNoted,
} from '../../core/plan-deletion';
import { sidesInQuestion } from '../../core/scope';
import { isSentDeletion } from '../../core/sent-writes';
import { RetryLaterError } from '../../ports';
import { brake } from '../failing/brake';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import type { LinkRun } from './link-run';
import { loseRace } from './lost-race';

/**
 * @throws PermanentError, RetryLaterError as the trackers do; LostRaceError where another run saved
 * the link first
 */
export async function followDeletion(
  ports: SyncPorts,
  run: LinkRun,
  { problem, link, isNews, audit }: Obstacle,
): Promise<Outcome> {
  const { mapping } = run;
  const story = new Story(ports, run, link);
  // Counted first: a run that is cut off in between counts the same deletion once more, as one. Who
  // paused the mapping by hand has not been asked yet: resuming must not carry out a mass deletion.
  const asks = mapping.paused && mapping.pausedFor !== undefined;
  const isOurs = isSentDeletion(link, problem.side);
  const isBraked = isNews && !asks && !isOurs && (await brake(ports, mapping, link.id));
  if (isNews) await story.save(link, [audit]);
  const rule = isOurs ? undefined : mapping.deleting?.[otherSide(problem.side)];
  // Whoever resumes a mapping has looked: the next run of the pair goes on from here.
  if (!rule || mapping.paused || isBraked) return { kind: 'skipped', reason: problem.message };
  return carryOut(run, story, problem.side, rule);
}

async function carryOut(
  run: LinkRun,
  story: Story,
  deleted: Side,
  rule: DeletionRule,
): Promise<Outcome> {
  const { mapping, trackers } = run;
  const side = otherSide(deleted);
  story.expectAnswered();
  const twin = await readTwin(run, side);
  const plan = planDeletion(mapping, story.link, deleted, twin, rule);
  for (const step of plan.recovered) story.tell(step);
  if (twin) await story.announce(deleted, listSteps(plan));
  const refusal = twin && (await write(run, story, plan, twin));
  if (refusal) {
    await story.refuse(deleted, side, refusal);
    return { kind: 'skipped', reason: refusal };
  }
  if (plan.note && twin) {
    await trackers[side].addComment(twin.issueId, plan.note);
    story.tell(tellNoted(story.link, deleted, plan.note));
  }
  await story.part();
  return { kind: 'synced' };
}

function listSteps({ deletes, write, note }: DeletionPlan): readonly DeletionStep[] {
  return [
    ...(deletes ? (['issue'] as const) : []),
    ...(write ? (['status'] as const) : []),
    ...(note ? (['note'] as const) : []),
  ];
}

async function readTwin({ trackers, stored }: LinkRun, side: Side): Promise<Snapshot | null> {
  const { issueId, lastEntryId } = stored.link.sides[side];
  const read = await trackers[side].readIssue(issueId, {
    sinceEntryId: lastEntryId,
    ...(sidesInQuestion(stored.link).includes(side) ? { checksScope: true } : {}),
  });
  return read.kind === 'found' ? read.snapshot : null;
}

/** @returns why the twin could not be deleted or closed */
async function write(
  run: LinkRun,
  story: Story,
  plan: DeletionPlan,
  { side, issueId }: Snapshot,
): Promise<string | null> {
  const { trackers } = run;
  if (plan.deletes) {
    const answer = await trackers[side].deleteIssue(issueId);
    if (answer !== 'done') return answer.message;
    story.tell(tellDeleted(story.link, side));
  }
  if (plan.write) {
    const { field, to } = plan.write;
    const { refused } = await trackers[side].writeIssue({ issueId, fields: { [field]: to } });
    const [refusal] = refused;
    if (refusal) return refusal.message;
    // Redmine answers 204 to what it ignores.
    const after = await readTwin(run, side);
    if (after && after.fields[field] !== to) return 'the status was not taken';
    story.tell(tellClosed(side, plan.write));
  }
  return null;
}

/** The link on its way out, and what was done that no save has told of yet. */
class Story {
  private audit: AuditEntry[];

  constructor(
    private readonly ports: Pick<SyncPorts, 'store' | 'clock' | 'trail'>,
    private readonly run: LinkRun,
    public link: Link,
  ) {
    this.audit = [...(run.audit ?? [])];
  }

  tell(step: DoneStep): void {
    const { mapping, cause } = this.run;
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
    const standing = this.link.commentIntents.filter(({ commentId }) => STEP_IDS.has(commentId));
    const waitMs = Math.max(0, ...standing.map(({ atMs }) => atMs + REQUEST_TIMEOUT_MS - nowMs));
    if (waitMs === 0) return;
    const what = `what was done to the twin of link ${this.link.id} may still be on its way`;
    throw new RetryLaterError(what, Math.ceil(waitMs / 1000), 'not-done');
  }

  /** No two runs do the same, and a run after a kill knows what it finds done for ours. */
  async announce(deleted: Side, steps: readonly DeletionStep[]): Promise<void> {
    if (steps.length === 0) return;
    const atMs = this.ports.clock.nowMs();
    const commentIntents = steps.map((step) => {
      return { origin: deleted, commentId: DELETION_STEPS[step], atMs };
    });
    await this.save({ ...this.link, commentIntents });
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
