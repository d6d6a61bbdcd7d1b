/** What a run knows of its link by now, and how that is saved: all of it, or nothing. */

import { attachmentIntentsOf } from '../../core/attachments/attachment-intents';
import {
  type AuditEntry,
  isWrite,
  leaveOutTold,
  RECOVERED,
  type Told,
} from '../../core/audit/audit';
import { forgetCommentRefusals, intentsOf } from '../../core/comments/plan-comments';
import { hasMoved, samePairs } from '../../core/has-moved';
import { isUntraced } from '../../core/history/is-untraced';
import { addIntents, REQUEST_TIMEOUT_MS, TRANSFER_TIMEOUT_MS } from '../../core/intents';
import type {
  AttachmentIntent,
  AttachmentPair,
  CommentIntent,
  CommentPair,
  Link,
  RelationPair,
  TimeIntent,
  TimePair,
} from '../../core/link';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import type { Plan } from '../../core/plan';
import type { RelationWrite } from '../../core/relations/plan-relations';
import { forgetChangedRows } from '../../core/scope';
import { addSent, addSentFiles, addSentRelations, addSentTime } from '../../core/sent-writes';
import type { BaseText } from '../../core/texts/convert-text';
import { forgetRefusals, type TimeWrite, timeIntentsOf } from '../../core/time/plan-time';
import { RetryLaterError, type StoredLink } from '../../ports';
import type { SyncPorts } from '../sync-ports';
import { type LinkRun, looksAgain, triesRefused } from './link-run';
import { loseRace } from './lost-race';

/** What rings for an edit; anything else may find one that is days old. */
const EDITS: ReadonlySet<string> = new Set(['jira', 'remote', 'sweep']);

export class LinkDraft {
  link: Link;
  comments: readonly CommentPair[];
  attachments: readonly AttachmentPair[];
  relations: readonly RelationPair[];
  time: readonly TimePair[];
  /** Whether this run put anything into the trail. */
  hasNews: boolean;
  /** As it lies in the storage. */
  private saved: StoredLink;
  /** What is not saved yet. */
  private audit: AuditEntry[];
  private readonly told: readonly AuditEntry[];
  /** The rich texts that both sides agree on since the last save, by field. */
  private agreed: Readonly<Record<string, BaseText>> = {};

  constructor(
    private readonly ports: Pick<SyncPorts, 'store' | 'clock' | 'trail'>,
    private readonly run: LinkRun,
  ) {
    const { stored } = run;
    this.saved = stored;
    this.link = forgetChangedRows(run.mapping, stored.link);
    this.comments = triesRefused(run) ? forgetCommentRefusals(stored.comments) : stored.comments;
    this.attachments = triesRefused(run)
      ? stored.attachments.filter((pair) => pair.is !== 'refused')
      : stored.attachments;
    this.relations = stored.relations.filter(
      ({ is }) => !(is === 'alone' && looksAgain(run)) && !(is === 'refused' && triesRefused(run)),
    );
    this.time = triesRefused(run) ? forgetRefusals(stored.time) : stored.time;
    this.audit = [...(run.audit ?? [])];
    this.told = run.told ?? [];
    this.hasNews = this.told.length > 0;
  }

  get hasUntold(): boolean {
    return this.audit.length > 0;
  }

  /** What is done from now on is told with the next save. */
  tell(entries: readonly AuditEntry[]): void {
    this.audit.push(...entries);
  }

  /** As `tell`, but for what this run found done and the trail tells of. */
  tellUntold(entries: readonly AuditEntry[]): void {
    const found = entries.filter(({ cause }) => cause === RECOVERED);
    const untold = this.leaveOutTold(found);
    this.tell(entries.filter((entry) => !found.includes(entry) || untold.includes(entry)));
  }

  /** The writes that the trail does not tell of yet, nor will with the next save. */
  leaveOutTold<T extends Told>(writes: readonly T[]): readonly T[] {
    return leaveOutTold(writes, [...this.told, ...this.audit]);
  }

  /** Both sides mean the same by these texts now: the next save keeps them for the edits to come. */
  agree(texts: Readonly<Record<string, BaseText>>): void {
    this.agreed = { ...this.agreed, ...texts };
  }

  /** @throws LostRaceError where another run saved the link first */
  async save(snapshots: Readonly<Record<Side, Snapshot>>): Promise<void> {
    const { link, comments, attachments, relations, time } = this;
    const saved = await this.ports.store.saveLink({
      link,
      ...(samePairs(this.saved.comments, comments) ? {} : { comments }),
      ...(samePairs(this.saved.attachments, attachments) ? {} : { attachments }),
      ...(samePairs(this.saved.relations, relations) ? {} : { relations }),
      ...(samePairs(this.saved.time, time) ? {} : { time }),
      texts: this.agreed,
      audit: this.audit,
      ...this.lag(snapshots),
    });
    if (!saved) return loseRace(this.ports, link, this.audit, this.lag(snapshots));
    this.link = saved;
    this.saved = { link: saved, comments, attachments, relations, time };
    this.hasNews ||= this.audit.length > 0;
    this.audit = [];
    this.agreed = {};
  }

  /** How long ago the edit was made that this run carried over, by the clock of its tracker. */
  private lag(snapshots: Readonly<Record<Side, Snapshot>>): { readonly lagMs?: number } {
    const write = this.audit.find(isWrite);
    if (!write?.side || !EDITS.has(this.run.cause)) return {};
    const { updatedAtMs, clockOffsetMs } = snapshots[otherSide(write.side)];
    const lagMs = this.ports.clock.nowMs() - (updatedAtMs - clockOffsetMs);
    return { lagMs: Math.max(0, Math.round(lagMs)) };
  }

  /** Nothing is saved where nothing moved: a storage write is the dearest thing there is. */
  async saveIfMoved(snapshots: Readonly<Record<Side, Snapshot>>): Promise<void> {
    if (this.audit.length > 0 || hasMoved(this.saved, this)) await this.save(snapshots);
  }

  /**
   * Saved before a copy is posted, so that a run after a kill looks before it posts again; and
   * since the save is conditional, no second run posts the same copy at the same time.
   * @throws RetryLaterError while what was announced before may still be carried out
   */
  async announceComments(
    writes: Plan['commentWrites'],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    const known = this.link.commentIntents;
    const intents = intentsOf(writes, known, nowMs);
    if (intents.length === 0) return;
    const idOf = ({ commentId }: CommentIntent) => commentId;
    this.expectOver(listRepeated(known, intents, idOf), REQUEST_TIMEOUT_MS);
    const commentIntents = addIntents(known, intents, idOf, {
      pairs: this.comments.filter(({ withdrawn }) => !withdrawn),
      shown: { jira: snapshots.jira.comments, remote: snapshots.remote.comments },
      nowMs,
    });
    this.link = { ...this.link, commentIntents };
    await this.save(snapshots);
  }

  /** As `announceComments`, for files. */
  async announceAttachments(
    writes: Plan['attachmentWrites'],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    const known = this.link.attachmentIntents ?? [];
    const intents = attachmentIntentsOf(writes, known, snapshots, nowMs);
    if (intents.length === 0) return;
    const idOf = ({ attachmentId }: AttachmentIntent) => attachmentId;
    // What this run announced itself it also carried out.
    const before = this.run.stored.link.attachmentIntents ?? [];
    this.expectOver(listRepeated(before, intents, idOf), TRANSFER_TIMEOUT_MS);
    const attachmentIntents = addIntents(known, intents, idOf, {
      pairs: this.attachments,
      shown: { jira: snapshots.jira.attachments, remote: snapshots.remote.attachments },
      nowMs,
    });
    this.link = { ...this.link, attachmentIntents };
    await this.save(snapshots);
  }

  /** As `announceComments`, for spent time. */
  async announceTime(
    writes: readonly TimeWrite[],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    const known = this.link.timeIntents ?? [];
    const intents = timeIntentsOf(writes, known, snapshots, nowMs);
    if (intents.length === 0) return;
    const idOf = ({ entryId }: TimeIntent) => entryId;
    this.expectOver(listRepeated(known, intents, idOf), REQUEST_TIMEOUT_MS);
    const timeIntents = addIntents(known, intents, idOf, {
      pairs: this.time,
      shown: { jira: snapshots.jira.timeEntries ?? [], remote: snapshots.remote.timeEntries ?? [] },
      nowMs,
    });
    this.link = { ...this.link, timeIntents };
    await this.save(snapshots);
  }

  /** What is sent again was announced before. */
  async announceRelations(
    pairs: readonly RelationPair[],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    this.relations = pairs;
    if (!samePairs(this.saved.relations, pairs)) await this.save(snapshots);
  }

  /** As `announceComments`, for fields of which no tracker's history would tell that it was us. */
  async announceUntraced(
    { fieldWrites }: Pick<Plan, 'fieldWrites'>,
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    const untraced = fieldWrites.filter(isUntraced);
    if (untraced.length === 0) return;
    await this.noteSent({ fieldWrites: untraced, commentWrites: [] }, snapshots);
  }

  /** What the run sent is kept with what it did before, so that the next waits for it and knows it. */
  async noteSent(
    plan: Pick<Plan, 'fieldWrites' | 'commentWrites'>,
    before: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    this.link = addSent(this.link, plan, this.run.mapping, before, this.ports.clock.nowMs());
    await this.save(before);
  }

  /** As `noteSent`, for spent time. */
  async noteSentTime(
    writes: readonly TimeWrite[],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    this.link = addSentTime(this.link, writes, this.ports.clock.nowMs());
    await this.save(snapshots);
  }

  /** As `noteSent`, for files; copies are announced. */
  async noteSentFiles(
    writes: Plan['attachmentWrites'],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    this.link = addSentFiles(this.link, writes, this.ports.clock.nowMs());
    await this.saveIfMoved(snapshots);
  }

  /** As `noteSent`, for relations. */
  async noteSentRelations(
    writes: readonly RelationWrite[],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    this.link = addSentRelations(this.link, writes, this.ports.clock.nowMs());
    await this.save(snapshots);
  }

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
}

/** Of what is announced now, what was announced before. */
function listRepeated<T extends { readonly origin: Side }>(
  known: readonly T[],
  announced: readonly T[],
  idOf: (intent: T) => string,
): readonly T[] {
  return known.filter((before) =>
    announced.some((now) => now.origin === before.origin && idOf(now) === idOf(before)),
  );
}
