/**
 * One run for one link: read both sides, plan, apply, read back, save. Safe to repeat after being
 * cut off anywhere: the base is saved last, and copies say whose copies they are.
 */

import { keepMediaIds, type MediaIds, withFiles } from '../../core/attachments/issue-files';
import { attachmentIntentsOf } from '../../core/attachments/plan-attachments';
import { settleAttachments } from '../../core/attachments/settle-attachments';
import type { AuditEntry } from '../../core/audit/audit';
import { auditPlan } from '../../core/audit/audit-plan';
import { intentsOf } from '../../core/comments/plan-comments';
import { findObstacle } from '../../core/find-obstacle';
import { hasMoved, samePairs } from '../../core/has-moved';
import {
  type AttachmentPair,
  type CommentPair,
  type Link,
  linkIdOf,
  type Problem,
  type RelationPair,
} from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side, type SidesRead, type Snapshot } from '../../core/model';
import { findChangedTexts, hasWrites, includesProblem, type Plan, planLink } from '../../core/plan';
import { isRelationProblemOver, planRelations } from '../../core/relations/plan-relations';
import { settleWrites } from '../../core/settle';
import { agreedTexts } from '../../core/texts/agreed-texts';
import type { BaseText } from '../../core/texts/convert-text';
import { RetryLaterError, type StoredLink, type SyncJob, type Trackers } from '../../ports';
import { brake } from '../failing/brake';
import { isAsked } from '../is-asked';
import type { Outcome } from '../outcome';
import { REQUEST_TIMEOUT_MS, type SyncPorts, TRANSFER_TIMEOUT_MS } from '../sync-ports';
import { applyPlan } from './apply-plan';
import { carryAttachments, targetOf } from './carry-attachments';
import { carryRelations, findTwins } from './carry-relations';
import { findMedia } from './find-media';
import { type Known, knowValues } from './know-values';
import { LostRaceError } from './lost-race';
import { readSides } from './read-sides';

/** A person may edit while we write; more rounds than this wait for the next bell. */
const MAX_ROUNDS = 3;

/** Files that look the same go one a round. */
const MAX_ATTACHMENT_ROUNDS = 4;

export interface LinkRun {
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  readonly stored: StoredLink;
  readonly cause: string;
  /** The tracker itself told that its issue was deleted. */
  readonly deletedSide?: Side | null;
  /** The bell names a field's change, so the comments need not be read to the first. */
  readonly newestCommentsOnly?: boolean;
  /** Read already, by whoever made the link. */
  readonly snapshots?: Readonly<Record<Side, Snapshot>>;
  /** What was done before this run and is not saved yet. */
  readonly audit?: readonly AuditEntry[];
}

/**
 * Brings one link in step and saves it.
 * @throws PermanentError, RetryLaterError as the trackers do; RetryLaterError where another run
 * saved the link first
 */
export async function syncLink(ports: SyncPorts, run: LinkRun): Promise<Outcome> {
  const read = run.snapshots
    ? ({ kind: 'both', snapshots: run.snapshots } as const)
    : believeDeletion(
        await readSides(run.trackers, run.stored.link, readOptionsOf(run)),
        run.deletedSide,
      );
  const obstacle = findObstacle(run.mapping, run.stored.link, read, ports.clock.nowMs());
  if (obstacle) return saveObstacle(ports, run, obstacle);
  if (read.kind !== 'both') throw new Error('a side that cannot be read is an obstacle');

  const { mapping, twins } = await knowValues({
    mapping: run.mapping,
    trackers: run.trackers,
    store: ports.store,
    snapshots: read.snapshots,
    link: run.stored.link,
  });
  const session = new LinkSession(ports, { ...run, mapping, twins }, read.snapshots);
  let plan = await session.plan();
  for (let round = 0; round < MAX_ATTACHMENT_ROUNDS; round += 1) {
    if (plan.attachmentWrites.length === 0) break;
    await session.carryAttachments(plan);
    plan = await session.plan();
  }
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (plan.fieldWrites.length === 0 && plan.commentWrites.length === 0) break;
    await session.carryOut(plan);
    plan = await session.plan();
  }
  await session.carryRelations(plan);
  return session.finish(plan);
}

/** A copy that may be on its way is looked for among all comments. */
function readOptionsOf({ newestCommentsOnly, stored }: LinkRun) {
  const mayStop = newestCommentsOnly && stored.link.commentIntents.length === 0;
  return mayStop ? ({ newestCommentsOnly: true } as const) : {};
}

/** Jira hides what it deleted as it hides what we may not see: only its event tells the two apart. */
function believeDeletion(read: SidesRead, deletedSide: Side | null | undefined): SidesRead {
  return read.kind === 'missing' && read.side === deletedSide ? { ...read, how: 'gone' } : read;
}

async function saveObstacle(
  ports: SyncPorts,
  run: LinkRun,
  obstacle: NonNullable<ReturnType<typeof findObstacle>>,
): Promise<Outcome> {
  if (obstacle.isNews) {
    const saved = await ports.store.saveLink({
      link: obstacle.link,
      audit: [...(run.audit ?? []), obstacle.audit],
    });
    if (!saved) throw new LostRaceError(run.stored.link.id);
    if (obstacle.problem.kind === 'issue-missing') await brake(ports, run.mapping, saved.id);
  }
  return { kind: 'skipped', reason: obstacle.problem.message };
}

/** The state of one run between its rounds. */
class LinkSession {
  private link: Link;
  private comments: readonly CommentPair[];
  private attachments: readonly AttachmentPair[];
  private relations: readonly RelationPair[];
  /** The mapping as the texts of this issue need it. */
  private mapping: Mapping;
  private mediaIds: MediaIds = new Map();
  private texts: Readonly<Record<string, BaseText>> = {};
  private relationProblems: readonly Problem[] = [];
  /** As it lies in the storage. */
  private saved: StoredLink;
  /** What is not saved yet. */
  private audit: AuditEntry[];
  /** Whether this run put anything into the trail. */
  private hasNews = false;
  private readonly agreed = new Set<string>();

  constructor(
    private readonly ports: SyncPorts,
    private readonly run: LinkRun & Pick<Known, 'twins'>,
    private snapshots: Readonly<Record<Side, Snapshot>>,
  ) {
    this.mapping = run.mapping;
    this.link = run.stored.link;
    this.comments = run.stored.comments;
    this.attachments = triesRefused(run)
      ? run.stored.attachments.filter((pair) => pair.is !== 'refused')
      : run.stored.attachments;
    this.relations = looksAgain(run)
      ? run.stored.relations.filter(({ is }) => is === 'shared' || is === 'theirs')
      : run.stored.relations;
    this.saved = run.stored;
    this.audit = [...(run.audit ?? [])];
  }

  async plan(): Promise<Plan> {
    await this.findFiles();
    const { mapping } = this;
    const texts = await this.loadTexts();
    const plan = planLink({
      mapping,
      link: this.link,
      comments: this.comments,
      attachments: this.attachments,
      snapshots: this.snapshots,
      texts,
      authorship: this.authorship(),
      twins: this.run.twins,
      nowMs: this.ports.clock.nowMs(),
    });
    return { ...plan, recovered: plan.recovered.filter((write) => !this.tells(write)) };
  }

  /** Whether a run that lost the race told us of it. */
  private tells({ kind, side, field }: Plan['recovered'][number]): boolean {
    return this.audit.some(
      (entry) => entry.kind === kind && entry.side === side && entry.field === field,
    );
  }

  /**
   * The agreed texts of what differs. They are kept for the rounds after: what our own write was
   * made of can only be told with the text that it was made with.
   */
  private async loadTexts(): Promise<Readonly<Record<string, BaseText>>> {
    const missing = findChangedTexts(this.mapping, this.link, this.snapshots).filter(
      (field) => !(field in this.texts),
    );
    if (missing.length > 0 && this.link.version > 0) {
      const loaded = await this.ports.store.loadTexts(this.link.id, missing);
      this.texts = { ...this.texts, ...loaded };
    }
    return this.texts;
  }

  private async findFiles(): Promise<void> {
    const { mapping, trackers } = this.run;
    const { link, comments, attachments, snapshots, mediaIds: asked } = this;
    const question = { mapping, link, comments, attachments, snapshots, asked };
    this.mediaIds = await findMedia(trackers.jira, question);
    this.attachments = keepMediaIds(attachments, this.mediaIds);
    this.mapping = withFiles(mapping, snapshots, this.attachments, this.mediaIds);
  }

  /** Files go first, so that texts and comments find what they show. */
  async carryAttachments(plan: Plan): Promise<void> {
    const { mapping, trackers, cause } = this.run;
    const nowMs = this.ports.clock.nowMs();
    await this.announceAttachments(plan);
    const writes = plan.attachmentWrites;
    const results = await carryAttachments(trackers, mapping, writes, this.snapshots);
    const targets = new Set(writes.map(targetOf));
    const [jira, remote] = await Promise.all(
      SIDES.map((side) => (targets.has(side) ? this.readAgain(side) : this.snapshots[side])),
    );
    if (!jira || !remote) throw new Error('a link has two sides');
    this.snapshots = { jira, remote };
    const settled = settleAttachments({
      mapping,
      link: this.link,
      pairs: plan.attachments,
      results,
      after: this.snapshots,
      nowMs,
      cause,
    });
    this.attachments = settled.pairs;
    this.audit.push(...settled.audit);
    this.link = {
      ...this.link,
      problems: [...this.link.problems, ...settled.problems],
    };
  }

  /** With everything that is newer, and without losing what was read of the history before. */
  private async readAgain(side: Side): Promise<Snapshot> {
    const before = this.snapshots[side];
    const read = await this.run.trackers[side].readIssue(before.issueId, {
      ...readOptionsOf(this.run),
      sinceEntryId: before.lastEntryId,
    });
    if (read.kind === 'found') {
      return { ...read.snapshot, history: [...before.history, ...read.snapshot.history] };
    }
    throw new RetryLaterError(
      `[${side}] ${before.key} of link ${this.link.id} could not be read back: ${read.kind}`,
      null,
      'not-done',
    );
  }

  async carryOut(plan: Plan): Promise<void> {
    await this.announceCopies(plan);
    const { version, commentIntents, trail } = this.link;
    const announced = {
      ...plan,
      link: { ...plan.link, version, commentIntents, ...(trail ? { trail } : {}) },
    };
    const before = this.snapshots;
    const applied = await applyPlan(this.run.trackers, this.mapping, announced, before);
    this.audit.push(...auditPlan(announced, this.run.cause, this.ports.clock.nowMs()));
    const settled = settleWrites({
      mapping: this.run.mapping,
      plan: announced,
      before,
      after: applied.after,
      refused: applied.refused,
      goneCopies: applied.goneCopies,
      authorship: this.authorship(),
      nowMs: this.ports.clock.nowMs(),
      cause: this.run.cause,
    });
    this.link = settled.link;
    this.comments = settled.comments;
    this.snapshots = applied.after;
    this.audit.push(...settled.audit);
    for (const field of [...plan.settledTexts, ...settled.settledTexts]) this.agreed.add(field);
  }

  /** Last, and once: what is refused or comes meanwhile is for the next run. */
  async carryRelations({ isHalted }: Plan): Promise<void> {
    const { mapping, trackers, cause } = this.run;
    if (isHalted || !mapping.relations) return;
    const findTwin = await findTwins(this.ports.store, mapping, this.relations, this.snapshots);
    const planned = planRelations(mapping, this.relations, this.snapshots, findTwin);
    const nowMs = this.ports.clock.nowMs();
    const job = {
      trackers,
      mapping,
      linkId: this.link.id,
      snapshots: this.snapshots,
      nowMs,
      cause,
    };
    const carried = await carryRelations(job, planned.pairs, planned.writes);
    this.relations = carried.pairs;
    this.relationProblems = carried.problems;
    this.audit.push(...carried.audit);
    const jobs = planned.toRing.map((issueId) => jobForRemote(mapping, issueId));
    // A full queue is no loss: the daily check finds the other link.
    if (jobs.length > 0) await this.ports.queue.push(jobs, 'live');
  }

  /** A problem of a relation stands as long as its pair is refused. */
  private withRelationProblems(link: Link): Link {
    const kept = link.problems.filter((problem) => !isRelationProblemOver(problem, this.relations));
    const news = this.relationProblems.filter((problem) => !includesProblem(kept, problem));
    const isSame = news.length === 0 && kept.length === link.problems.length;
    return isSame ? link : { ...link, problems: [...kept, ...news] };
  }

  async finish(plan: Plan): Promise<Outcome> {
    for (const field of plan.settledTexts) this.agreed.add(field);
    this.audit.push(...auditPlan(plan, this.run.cause, this.ports.clock.nowMs()));
    const pending = hasWrites(plan);
    const link = this.withRelationProblems(pending ? this.link : plan.link);
    const comments = pending ? this.comments : plan.comments;
    const attachments = pending ? this.attachments : plan.attachments;
    const now = { link, comments, attachments, relations: this.relations };
    if (this.audit.length > 0 || hasMoved(this.saved, now)) await this.save(now);
    if (pending) {
      throw new RetryLaterError(`link ${link.id} was edited while it was written`, 1, 'not-done');
    }
    if (link.conflicts.length > 0) return { kind: 'conflict' };
    return this.hasNews ? { kind: 'synced' } : { kind: 'unchanged' };
  }

  /** All that is known by now, or nothing of it. */
  private async save({ link, comments, attachments, relations }: StoredLink): Promise<void> {
    const saved = await this.ports.store.saveLink({
      link,
      ...(samePairs(this.saved.comments, comments) ? {} : { comments }),
      ...(samePairs(this.saved.attachments, attachments) ? {} : { attachments }),
      ...(samePairs(this.saved.relations, relations) ? {} : { relations }),
      texts: agreedTexts(this.run.mapping, [...this.agreed], this.snapshots),
      audit: this.audit,
    });
    if (!saved) throw new LostRaceError(link.id, this.audit.filter(isWrite));
    this.link = saved;
    this.saved = { link: saved, comments, attachments, relations };
    this.hasNews ||= this.audit.length > 0;
    this.audit = [];
    this.agreed.clear();
  }

  /**
   * Saved before a copy is posted, so that a run after a kill looks before it posts again; and
   * since the save is conditional, no second run posts the same copy at the same time.
   */
  private async announceCopies(plan: Plan): Promise<void> {
    const intents = intentsOf(plan.commentWrites, this.ports.clock.nowMs());
    if (intents.length === 0) return;
    const standing = this.link.commentIntents.filter((known) =>
      intents.some(
        (intent) => intent.origin === known.origin && intent.commentId === known.commentId,
      ),
    );
    this.expectOver(standing, REQUEST_TIMEOUT_MS);
    await this.announce({ ...this.link, commentIntents: intents });
  }

  private async announceAttachments(plan: Plan): Promise<void> {
    const intents = attachmentIntentsOf(plan.attachmentWrites, this.ports.clock.nowMs());
    if (intents.length === 0) return;
    const standing = (this.run.stored.link.attachmentIntents ?? []).filter((known) =>
      intents.some(
        (intent) => intent.origin === known.origin && intent.attachmentId === known.attachmentId,
      ),
    );
    this.expectOver(standing, TRANSFER_TIMEOUT_MS);
    await this.announce({ ...this.link, attachmentIntents: intents });
  }

  private announce(link: Link): Promise<void> {
    const { comments, attachments, relations } = this;
    return this.save({ link, comments, attachments, relations });
  }

  /** @throws RetryLaterError while what was announced before may still be carried out */
  private expectOver(standing: readonly { readonly atMs: number }[], timeoutMs: number): void {
    const nowMs = this.ports.clock.nowMs();
    const waitMs = Math.max(...standing.map((intent) => intent.atMs + timeoutMs - nowMs), 0);
    if (waitMs === 0) return;
    throw new RetryLaterError(
      `a copy for link ${this.link.id} may still be on its way`,
      Math.ceil(waitMs / 1000),
      'not-done',
    );
  }

  private authorship() {
    const { jira, remote } = this.run.trackers;
    return {
      jira: (personId: string) => jira.authorship(personId),
      remote: (personId: string) => remote.authorship(personId),
    };
  }
}

/** What a tracker refused is tried again when a person asks, or under other rules. */
function triesRefused({ mapping, stored, cause }: LinkRun): boolean {
  return isAsked(cause) || mapping.version !== stored.link.mappingVersion;
}

/** A related issue may have got a twin meanwhile. */
function looksAgain(run: LinkRun): boolean {
  return run.cause === 'verify' || triesRefused(run);
}

function jobForRemote(mapping: Mapping, issueId: string): SyncJob {
  return {
    v: 1,
    kind: 'sync',
    mappingId: mapping.id,
    side: 'remote',
    issueId,
    linkId: linkIdOf(mapping.connectionId, issueId),
    entryId: null,
    atMs: null,
    deleted: false,
    cause: 'remote',
  };
}

const WRITES: ReadonlySet<AuditEntry['kind']> = new Set([
  'field-written',
  'comment-copied',
  'comment-edited',
  'comment-deleted',
  'attachment-copied',
  'attachment-linked',
  'attachment-deleted',
  'relation-added',
  'relation-removed',
]);

function isWrite({ kind }: AuditEntry): boolean {
  return WRITES.has(kind);
}
