/** What a run knows of its link by now, and how that is saved: all of it, or nothing. */

import { attachmentIntentsOf } from '../../core/attachments/plan-attachments';
import { type AuditEntry, isWrite } from '../../core/audit/audit';
import { intentsOf } from '../../core/comments/plan-comments';
import { hasMoved, samePairs } from '../../core/has-moved';
import type { AttachmentPair, CommentPair, Link, RelationPair, TimePair } from '../../core/link';
import type { Side, Snapshot } from '../../core/model';
import type { Plan } from '../../core/plan';
import { forgetChangedRows } from '../../core/scope';
import { agreedTexts } from '../../core/texts/agreed-texts';
import { forgetRefusals, type TimeWrite, timeIntentsOf } from '../../core/time/plan-time';
import { RetryLaterError, type StoredLink } from '../../ports';
import { REQUEST_TIMEOUT_MS, type SyncPorts, TRANSFER_TIMEOUT_MS } from '../sync-ports';
import { type LinkRun, looksAgain, triesRefused } from './link-run';
import { LostRaceError } from './lost-race';

export class LinkDraft {
  link: Link;
  comments: readonly CommentPair[];
  attachments: readonly AttachmentPair[];
  relations: readonly RelationPair[];
  time: readonly TimePair[];
  /** Whether this run put anything into the trail. */
  hasNews = false;
  /** As it lies in the storage. */
  private saved: StoredLink;
  /** What is not saved yet. */
  private audit: AuditEntry[];
  /** The rich texts that both sides agree on since the last save, by field. */
  private readonly agreed = new Set<string>();

  constructor(
    private readonly ports: Pick<SyncPorts, 'store' | 'clock'>,
    private readonly run: LinkRun,
  ) {
    const { stored } = run;
    this.saved = stored;
    this.link = forgetChangedRows(run.mapping, stored.link);
    this.comments = triesRefused(run)
      ? stored.comments.filter((pair) => pair.withdrawn !== 'refused')
      : stored.comments;
    this.attachments = triesRefused(run)
      ? stored.attachments.filter((pair) => pair.is !== 'refused')
      : stored.attachments;
    this.relations = looksAgain(run)
      ? stored.relations.filter(({ is }) => is === 'shared' || is === 'theirs')
      : stored.relations;
    this.time = triesRefused(run) ? forgetRefusals(stored.time) : stored.time;
    this.audit = [...(run.audit ?? [])];
  }

  /** What is done from now on is told with the next save. */
  tell(entries: readonly AuditEntry[]): void {
    this.audit.push(...entries);
  }

  /** Whether the next save tells of such a thing already. */
  tells({ kind, side, field }: Pick<AuditEntry, 'kind' | 'side' | 'field'>): boolean {
    return this.audit.some(
      (entry) => entry.kind === kind && entry.side === side && entry.field === field,
    );
  }

  /** Both sides mean the same by these texts now: the next save keeps them for the edits to come. */
  agree(fields: readonly string[]): void {
    for (const field of fields) this.agreed.add(field);
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
      texts: agreedTexts(this.run.mapping, [...this.agreed], snapshots),
      audit: this.audit,
    });
    if (!saved) throw new LostRaceError(link.id, this.audit.filter(isWrite));
    this.link = saved;
    this.saved = { link: saved, comments, attachments, relations, time };
    this.hasNews ||= this.audit.length > 0;
    this.audit = [];
    this.agreed.clear();
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
    const intents = intentsOf(writes, this.ports.clock.nowMs());
    if (intents.length === 0) return;
    const standing = this.link.commentIntents.filter((known) =>
      intents.some(({ origin, commentId }) => {
        return origin === known.origin && commentId === known.commentId;
      }),
    );
    this.expectOver(standing, REQUEST_TIMEOUT_MS);
    this.link = { ...this.link, commentIntents: intents };
    await this.save(snapshots);
  }

  /** As `announceComments`, for files. */
  async announceAttachments(
    writes: Plan['attachmentWrites'],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    const intents = attachmentIntentsOf(writes, this.ports.clock.nowMs());
    if (intents.length === 0) return;
    // What this run announced itself it also carried out.
    const standing = (this.run.stored.link.attachmentIntents ?? []).filter((known) =>
      intents.some(({ origin, attachmentId }) => {
        return origin === known.origin && attachmentId === known.attachmentId;
      }),
    );
    this.expectOver(standing, TRANSFER_TIMEOUT_MS);
    this.link = { ...this.link, attachmentIntents: intents };
    await this.save(snapshots);
  }

  /** As `announceComments`, for spent time. */
  async announceTime(
    writes: readonly TimeWrite[],
    snapshots: Readonly<Record<Side, Snapshot>>,
  ): Promise<void> {
    const intents = timeIntentsOf(writes, this.ports.clock.nowMs());
    if (intents.length === 0) return;
    const standing = (this.link.timeIntents ?? []).filter((known) =>
      intents.some(({ origin, entryId }) => origin === known.origin && entryId === known.entryId),
    );
    this.expectOver(standing, REQUEST_TIMEOUT_MS);
    this.link = { ...this.link, timeIntents: intents };
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
