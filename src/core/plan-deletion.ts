/** What is done to the twin of an issue that was deleted, as the mapping says. */
import type { AdfNode } from '../text';
import type { AuditEntry } from './audit/audit';
import { digestText } from './digest';
import { isSameIssue, type Link } from './link';
import type { DeletionRule, Mapping } from './mapping';
import { otherSide, type RichText, type Side, type Snapshot } from './model';
import { noticeIdOf, noticeUrl } from './notices/notice-mark';
import { hasLeft } from './scope';
import { convertText } from './texts/convert-text';

/** What is announced before it is done, by what it is noted as in the link: it is a comment's copy, too. */
export const DELETION_STEPS = { note: '', status: 'status', issue: 'issue' } as const;

export type DeletionStep = keyof typeof DELETION_STEPS;

export interface DeletionPlan {
  readonly deletes: boolean;
  readonly write: {
    readonly field: string;
    readonly from: string | null;
    readonly to: string;
  } | null;
  /** A comment that is not there yet. */
  readonly note: RichText | null;
  /** What a run that was cut off had announced, and is done: nothing tells of it yet. */
  readonly recovered: readonly DoneStep[];
}

/** As the trail tells it. */
export type DoneStep = Pick<AuditEntry, 'kind' | 'side' | 'field' | 'from' | 'to'>;

const NOTHING: DeletionPlan = { deletes: false, write: null, note: null, recovered: [] };

/**
 * @param deleted the side whose issue is gone
 * @param twin as just read; `null` where it is gone, too, or not to be seen
 */
export function planDeletion(
  mapping: Mapping,
  link: Link,
  deleted: Side,
  twin: Snapshot | null,
  rule: DeletionRule,
): DeletionPlan {
  const side = otherSide(deleted);
  const wasAnnounced = (step: DeletionStep) =>
    link.commentIntents.some(
      ({ origin, commentId }) => origin === deleted && commentId === DELETION_STEPS[step],
    );
  if (!twin) {
    return { ...NOTHING, recovered: findDeleted(link) };
  }
  if (!isTwin(link, twin)) return NOTHING;
  const isLeftAlone = hasLeft(link, deleted) || !isCovered(mapping, twin);
  if (rule.kind === 'delete') return { ...NOTHING, deletes: !isLeftAlone };
  const note = composeDeletionNote(mapping, link, deleted);
  const noteId = noticeIdOf(markOf(link, deleted));
  const isThere = twin.comments.some(({ copyOf }) => copyOf === noteId);
  const closing =
    rule.kind === 'close' ? planClosing(mapping, link, side, twin, rule.status) : null;
  // What was done is told also where the twin has left the mapping since.
  const recovered = [
    ...(closing?.isDone && wasAnnounced('status') ? [tellClosed(side, closing.write)] : []),
    ...(isThere && note && wasAnnounced('note') ? [tellNoted(link, deleted, note)] : []),
  ];
  if (isLeftAlone) return { ...NOTHING, recovered };
  return {
    deletes: false,
    write: closing?.isDone ? null : (closing?.write ?? null),
    note: isThere ? null : note,
    recovered,
  };
}

/** Our own deletion rings as well, and then the issue that we deleted is the one that is missing. */
function findDeleted(link: Link): readonly DoneStep[] {
  const announced = link.commentIntents.filter(
    ({ commentId }) => commentId === DELETION_STEPS.issue,
  );
  return announced.map(({ origin }) => tellDeleted(link, otherSide(origin)));
}

export function tellDeleted({ sides }: Link, side: Side): DoneStep {
  return { kind: 'issue-deleted', side, field: null, from: sides[side].key, to: null };
}

export function tellClosed(side: Side, write: NonNullable<DeletionPlan['write']>): DoneStep {
  return { kind: 'field-written', side, ...write };
}

export function tellNoted(link: Link, deleted: Side, note: RichText): DoneStep {
  const side = otherSide(deleted);
  const { key } = link.sides[deleted];
  return { kind: 'deletion-noted', side, field: 'comment', from: key, to: digestText(note) };
}

/** Whether the issue is still the one that was linked: a tracker may give a deleted one's id again. */
export function isTwin(link: Link, { createdAtMs, author, side }: Snapshot): boolean {
  return isSameIssue(link.sides[side], { createdAtMs, authorId: author.id });
}

/** What left the mapping is not touched. */
function isCovered(mapping: Mapping, { projectId, outOfScope, side }: Snapshot): boolean {
  return (
    projectId === mapping[side].projectId && (!outOfScope || mapping.scope?.leaving === 'keep')
  );
}

function planClosing(mapping: Mapping, link: Link, side: Side, twin: Snapshot, status: string) {
  const row = mapping.fields.find((candidate) => candidate[side] === 'status');
  if (!row) return null;
  const { field } = row;
  const now = twin.fields[field];
  const isDone = now === status;
  const from = isDone ? link.sides[side].fields[field] : now;
  return { isDone, write: { field, from: typeof from === 'string' ? from : null, to: status } };
}

/** A notice, so that it never crosses: the twin may get another one across. */
function composeDeletionNote(mapping: Mapping, link: Link, deleted: Side): RichText | null {
  const side = otherSide(deleted);
  const { key } = link.sides[deleted];
  const href = noticeUrl(mapping, side, key, markOf(link, deleted));
  const words: readonly AdfNode[] = [
    {
      type: 'text',
      text: `${mapping.siteName[deleted]} issue ${key}`,
      marks: [{ type: 'link', attrs: { href } }],
    },
    { type: 'text', text: ' was deleted, so this issue is not kept in step any more.' },
  ];
  const doc = {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: words }],
  } as const;
  return convertText(mapping, { format: 'adf', doc }, side);
}

function markOf({ sides }: Link, deleted: Side): string {
  return `deleted.${sides[deleted].issueId}`;
}
