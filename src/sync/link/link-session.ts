/** One run's rounds over a link: plan, carry out, read back, and plan again until nothing is left. */

import { keepMediaIds, type MediaIds, withFiles } from '../../core/attachments/issue-files';
import { mayReadLater, withFilesCarried } from '../../core/attachments/may-read-later';
import { settleAttachments } from '../../core/attachments/settle-attachments';
import { auditPlan, auditRecovered } from '../../core/audit/audit-plan';
import { findObstacle } from '../../core/find-obstacle';
import { keepTimePrivate } from '../../core/halt';
import { includesProblem } from '../../core/includes-problem';
import { type Link, linkIdOf, type Problem } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side, type Snapshot } from '../../core/model';
import { findChangedTexts, hasWrites, type Plan, planLink } from '../../core/plan';
import { isRelationProblemOver, planRelations } from '../../core/relations/plan-relations';
import { settleWrites } from '../../core/settle';
import { agreedTexts } from '../../core/texts/agreed-texts';
import type { BaseText } from '../../core/texts/convert-text';
import { planTime, settleTime, type TimePlan } from '../../core/time/plan-time';
import { RetryLaterError, type SyncJob } from '../../ports';
import { authorshipOf } from '../authorship-of';
import { newJob } from '../new-job';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import { type Applied, applyPlan, isUnknown } from './apply-plan';
import { carryAttachments, targetOf } from './carry-attachments';
import { carryRelations, findAway, findTwins, tellDone } from './carry-relations';
import { carryTime } from './carry-time';
import { findMedia } from './find-media';
import type { Known } from './know-values';
import { LinkDraft } from './link-draft';
import { type LinkRun, looksAgain, readOptionsOf, triesRefused } from './link-run';

/** So many are saved before the next: a run has an end, and may be cut off. */
const ENTRIES_AT_ONCE = 50;

export class LinkSession {
  private readonly draft: LinkDraft;
  private readonly startedAtMs: number;
  /** The mapping as the texts of this issue need it. */
  private mapping: Mapping;
  private mediaIds: MediaIds = new Map();
  private texts: Readonly<Record<string, BaseText>> = {};
  private relationProblems: readonly Problem[] = [];
  /** Sides that got files and were not read since: they are before anything is planned. */
  private unread: readonly Side[] = [];

  constructor(
    private readonly ports: SyncPorts,
    private readonly run: LinkRun & Pick<Known, 'twins'>,
    private snapshots: Readonly<Record<Side, Snapshot>>,
  ) {
    this.mapping = run.mapping;
    this.draft = new LinkDraft(ports, run);
    this.startedAtMs = ports.clock.nowMs();
  }

  async plan(): Promise<Plan> {
    await this.readUnread();
    await this.findFiles();
    const { mapping, draft } = this;
    const texts = await this.loadTexts();
    const plan = planLink({
      mapping,
      link: draft.link,
      comments: draft.comments,
      attachments: draft.attachments,
      snapshots: this.snapshots,
      texts,
      authorship: authorshipOf(this.run.trackers),
      twins: this.run.twins,
      ...(triesRefused(this.run) && { retriesBeforeMs: this.startedAtMs }),
      nowMs: this.ports.clock.nowMs(),
    });
    // A run that lost the race may have told us of them.
    return { ...plan, recovered: draft.leaveOutTold(plan.recovered) };
  }

  /**
   * The agreed texts of what differs. They are kept for the rounds after: what our own write was
   * made of can only be told with the text that it was made with.
   */
  private async loadTexts(): Promise<Readonly<Record<string, BaseText>>> {
    const missing = findChangedTexts(this.mapping, this.draft.link, this.snapshots).filter(
      (field) => !(field in this.texts),
    );
    if (missing.length > 0 && this.draft.link.version > 0) {
      const loaded = await this.ports.store.loadTexts(this.draft.link.id, missing);
      this.texts = { ...this.texts, ...loaded };
    }
    return this.texts;
  }

  private async findFiles(): Promise<void> {
    const { mapping, trackers } = this.run;
    const { snapshots, mediaIds: asked } = this;
    const { link, comments, attachments } = this.draft;
    const question = { mapping, link, comments, attachments, snapshots, asked };
    this.mediaIds = await findMedia(trackers.jira, question);
    this.draft.attachments = keepMediaIds(attachments, this.mediaIds);
    this.mapping = withFiles(mapping, snapshots, this.draft.attachments, this.mediaIds);
  }

  /**
   * One read-back serves the files and the comments after them where it can.
   * @returns what is left: of the same plan, or of a new one
   */
  async carryAttachments(plan: Plan): Promise<Plan> {
    const { mapping, trackers, cause } = this.run;
    const { draft } = this;
    const nowMs = this.ports.clock.nowMs();
    const writes = plan.attachmentWrites;
    await draft.announceAttachments(writes, this.snapshots);
    const results = await orNoted(carryAttachments(trackers, mapping, writes, this.snapshots), () =>
      draft.noteSentFiles(writes, this.snapshots),
    );
    this.unread = SIDES.filter((side) => writes.some((write) => targetOf(write) === side));
    const isReadLater = mayReadLater(plan, results, this.snapshots);
    if (!isReadLater) await this.readUnread();
    const settled = settleAttachments({
      mapping,
      link: draft.link,
      pairs: plan.attachments,
      results,
      after: this.snapshots,
      nowMs,
      cause,
    });
    draft.attachments = settled.pairs;
    const recovered = plan.recovered.filter(({ field }) => field === 'attachment');
    draft.tell(auditRecovered(plan, recovered, nowMs));
    draft.tellUntold(settled.audit);
    draft.link = { ...draft.link, problems: [...draft.link.problems, ...settled.problems] };
    if (isReadLater) return withFilesCarried(plan, draft);
    this.expectUnblocked();
    return this.plan();
  }

  /** @throws RetryLaterError where an issue was hidden, or left the scope, while the run wrote */
  private expectUnblocked(): void {
    const { draft, snapshots } = this;
    const read = { kind: 'both', snapshots } as const;
    const obstacle = findObstacle(this.run.mapping, draft.link, read, this.ports.clock.nowMs());
    if (!obstacle) return;
    const { message } = obstacle.problem;
    throw new RetryLaterError(`link ${draft.link.id}: ${message}`, 1, 'not-done');
  }

  private async readUnread(): Promise<void> {
    const read = (side: Side) =>
      this.unread.includes(side) ? this.readAgain(side) : this.snapshots[side];
    const [jira, remote] = await Promise.all([read('jira'), read('remote')]);
    this.snapshots = { jira, remote };
    this.unread = [];
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
      `[${side}] ${before.key} of link ${this.draft.link.id} could not be read back: ${read.kind}`,
      null,
      'not-done',
    );
  }

  async carryOut(plan: Plan): Promise<void> {
    const { draft } = this;
    await draft.announceUntraced(plan, this.snapshots);
    await draft.announceComments(plan.commentWrites, this.snapshots);
    const announced = { ...plan, link: this.asSaved(plan.link) };
    const before = this.snapshots;
    const applied = await this.apply(announced);
    draft.tell(auditPlan(announced, this.run.cause, this.ports.clock.nowMs()));
    const settled = settleWrites({
      mapping: this.run.mapping,
      plan: announced,
      before,
      after: applied.after,
      refused: applied.refused,
      goneCopies: applied.goneCopies,
      refusedCopies: applied.refusedCopies,
      authorship: authorshipOf(this.run.trackers),
      nowMs: this.ports.clock.nowMs(),
      cause: this.run.cause,
    });
    draft.link = settled.link;
    draft.comments = settled.comments;
    draft.attachments = announced.attachments;
    this.snapshots = applied.after;
    this.unread = [];
    draft.tell(settled.audit);
    draft.agree(agreedTexts(this.run.mapping, plan.settledTexts, before));
    draft.agree(settled.texts);
    this.expectUnblocked();
  }

  /** @throws PermanentError, RetryLaterError as the trackers do */
  private async apply(plan: Plan): Promise<Applied> {
    const before = this.snapshots;
    const applied = applyPlan(this.run.trackers, this.mapping, plan, before);
    return orNoted(applied, () => this.draft.noteSent(plan, before));
  }

  /**
   * Once, and before the base is moved for the last time, since its copies are announced by a save.
   * @returns whether the link has to be planned anew
   */
  async carryTime({ isHalted }: Plan): Promise<boolean> {
    const { draft, snapshots } = this;
    const whole = planTime(this.run.mapping, draft.time, snapshots, draft.link.timeIntents);
    const writes = isHalted ? keepTimePrivate(whole.writes, snapshots) : whole.writes;
    let hasMoved = writes.length > 0;
    let planned = { ...whole, writes: writes.slice(0, ENTRIES_AT_ONCE) };
    for (let at = ENTRIES_AT_ONCE; ; at += ENTRIES_AT_ONCE) {
      hasMoved = (await this.carryEntries(planned)) || hasMoved;
      if (at >= writes.length) return hasMoved;
      await this.keepDone();
      const next = writes.slice(at, at + ENTRIES_AT_ONCE);
      planned = { ...planned, pairs: draft.time, adopted: [], takenBack: [], writes: next };
    }
  }

  /** @returns whether the link is another one now */
  private async carryEntries(planned: TimePlan): Promise<boolean> {
    const { mapping, trackers, cause } = this.run;
    const { draft, snapshots } = this;
    const nowMs = this.ports.clock.nowMs();
    const job = { trackers, mapping, linkId: draft.link.id, snapshots, nowMs, cause };
    await draft.announceTime(planned.writes, snapshots);
    const carried = await orNoted(carryTime(job, planned), () =>
      draft.noteSentTime(planned.writes, snapshots),
    );
    draft.time = carried.pairs;
    draft.tellUntold(carried.audit);
    const link = settleTime(draft.link, carried.pairs, carried.problems, snapshots, nowMs);
    const hasMoved = link !== draft.link;
    draft.link = link;
    return hasMoved;
  }

  /** Last, and once: what is refused or comes meanwhile is for the next run. */
  async carryRelations({ isHalted }: Plan): Promise<void> {
    const { mapping, trackers, cause } = this.run;
    if (isHalted || !mapping.relations) return;
    const { draft, snapshots } = this;
    const { store } = this.ports;
    const isClose = looksAgain(this.run);
    const findTwin = await findTwins(store, mapping, draft.relations, snapshots, isClose);
    const nowMs = this.ports.clock.nowMs();
    const job = { trackers, mapping, linkId: draft.link.id, snapshots, nowMs, cause };
    const wanted = planRelations(mapping, draft.relations, snapshots, findTwin);
    const away = await findAway(this.ports.store, job, wanted.writes);
    const planned =
      away.size === 0 ? wanted : planRelations(mapping, draft.relations, snapshots, findTwin, away);
    draft.tell(draft.leaveOutTold(tellDone(job, planned.done)));
    if (planned.writes.length > 0) await draft.announceRelations(planned.pairs, snapshots);
    const carried = await orNoted(carryRelations(job, planned.pairs, planned.writes), () =>
      draft.noteSentRelations(planned.writes, snapshots),
    );
    draft.relations = carried.pairs;
    this.relationProblems = carried.problems;
    draft.tell(carried.audit);
    const jobs = planned.toRing.map((issueId) => jobForRemote(mapping, issueId));
    // A full queue is no loss: the daily check finds the other link.
    if (jobs.length > 0) await this.ports.queue.push(jobs, 'live');
  }

  /** A problem of a relation stands as long as its pair is refused. */
  private withRelationProblems(link: Link): Link {
    const { relations } = this.draft;
    const kept = link.problems.filter((problem) => !isRelationProblemOver(problem, relations));
    const news = this.relationProblems.filter((problem) => !includesProblem(kept, problem));
    return { ...link, problems: [...kept, ...news] };
  }

  /** A run that ends early saves what it did before: else only the next that gets so far tells of it. */
  async keepDone(): Promise<void> {
    if (this.draft.hasUntold) await this.draft.save(this.snapshots);
  }

  async finish(plan: Plan): Promise<Outcome> {
    const { draft } = this;
    draft.agree(agreedTexts(this.run.mapping, plan.settledTexts, this.snapshots));
    draft.tell(auditPlan(plan, this.run.cause, this.ports.clock.nowMs()));
    const isPending = hasWrites(plan);
    if (!isPending) {
      draft.link = this.asSaved(plan.link);
      draft.comments = plan.comments;
      draft.attachments = plan.attachments;
    }
    draft.link = this.withRelationProblems(draft.link);
    await draft.saveIfMoved(this.snapshots);
    if (isPending) {
      const { id } = draft.link;
      throw new RetryLaterError(`link ${id} was edited while it was written`, 1, 'not-done');
    }
    if (draft.link.conflicts.length > 0) return { kind: 'conflict' };
    return draft.hasNews ? { kind: 'synced' } : { kind: 'unchanged' };
  }

  /** A link as it was planned, with what was announced since: each save goes on from the last one. */
  private asSaved(planned: Link): Link {
    const { version, commentIntents, trail } = this.draft.link;
    return { ...planned, version, commentIntents, ...(trail ? { trail } : {}) };
  }
}

function jobForRemote(mapping: Mapping, issueId: string): SyncJob {
  const linkId = linkIdOf(mapping.connectionId, issueId);
  return newJob({ mappingId: mapping.id, side: 'remote', issueId, linkId, cause: 'relation' });
}

/**
 * What the work came to; where it sent something that was never answered, that is noted. Nothing else
 * would tell of it, so what storage refuses is tried once more.
 */
async function orNoted<T>(work: Promise<T>, note: () => Promise<void>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUnknown(error)) await note().catch(note);
    throw error;
  }
}
