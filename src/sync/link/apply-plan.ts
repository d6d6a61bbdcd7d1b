/** Carries out a plan: fields first, then comments, then the written sides are read again. */
import { composeCopy } from '../../core/comments/compose-copy';
import { findAuthorAcross } from '../../core/comments/name-author';
import type { CommentWrite } from '../../core/comments/plan-comments';
import { isUntraced } from '../../core/history/is-untraced';
import type { Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { type Comment, otherSide, type Side, type Snapshot } from '../../core/model';
import type { FieldWrite, Plan } from '../../core/plan';
import {
  type IssueWrite,
  type Refused,
  RetryLaterError,
  type Tracker,
  type Trackers,
  type WriteReceipt,
} from '../../ports';

export interface Applied {
  readonly after: Readonly<Record<Side, Snapshot>>;
  readonly refused: Readonly<Record<Side, WriteReceipt['refused']>>;
  /** Copies that somebody had deleted when they were to be edited. */
  readonly goneCopies: ReadonlySet<string>;
  /** Comments that could not be carried, with the reason. */
  readonly refusedCopies: ReadonlyMap<Comment, string>;
}

interface AppliedToSide {
  readonly after: Snapshot;
  readonly refused: WriteReceipt['refused'];
  readonly goneCopies: readonly string[];
  readonly refusedCopies: readonly (readonly [Comment, string])[];
}

/**
 * Writes what the plan says and reads the written sides back.
 * @throws PermanentError, RetryLaterError as the trackers do
 */
export async function applyPlan(
  trackers: Trackers,
  mapping: Mapping,
  plan: Plan,
  before: Readonly<Record<Side, Snapshot>>,
): Promise<Applied> {
  // Neither is left under way where the other fails.
  const apply = (side: Side) => applyToSide(trackers[side], mapping, plan, before[side]);
  const [jira, remote] = await both(apply('jira'), apply('remote'));
  return {
    after: { jira: jira.after, remote: remote.after },
    refused: { jira: jira.refused, remote: remote.refused },
    goneCopies: new Set([...jira.goneCopies, ...remote.goneCopies]),
    refusedCopies: new Map([...jira.refusedCopies, ...remote.refusedCopies]),
  };
}

/** Both results, once both have ended; the error that leaves most open where one or both failed. */
async function both<T>(one: Promise<T>, other: Promise<T>): Promise<readonly [T, T]> {
  const ends = await Promise.allSettled([one, other]);
  const errors = ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));
  if (errors.length > 0) throw errors.find(isUnknown) ?? errors[0];
  return Promise.all([one, other]);
}

/** Whether something may have been written or may still be. */
export function isUnknown(error: unknown): boolean {
  return error instanceof RetryLaterError && error.outcome === 'unknown';
}

async function applyToSide(
  tracker: Tracker,
  mapping: Mapping,
  plan: Plan,
  before: Snapshot,
): Promise<AppliedToSide> {
  const fields = plan.fieldWrites.filter((write) => write.side === tracker.side);
  const comments = plan.commentWrites.filter((write) => otherSide(write.origin) === tracker.side);
  if (fields.length === 0 && comments.length === 0) {
    return { after: before, refused: [], goneCopies: [], refusedCopies: [] };
  }

  const values = Object.fromEntries(fields.map((write) => [write.field, write.value]));
  const { refused } =
    fields.length > 0
      ? await tracker.writeIssue({
          issueId: before.issueId,
          fields: values,
          ...madeOf(fields, before),
        })
      : { refused: [] };
  const goneCopies: string[] = [];
  const refusedCopies: (readonly [Comment, string])[] = [];
  for (const write of comments) {
    const result = await writeComment(tracker, mapping, before.issueId, write);
    if (result === 'gone' && write.kind === 'edit') goneCopies.push(write.copyId);
    if (typeof result !== 'string' && write.kind !== 'take-back') {
      refusedCopies.push([write.original, result.message]);
    }
  }
  const after = await readBack(tracker, before, plan.link);
  return { after, refused, goneCopies, refusedCopies };
}

/** The lists that are changed one by one, as they were read. */
function madeOf(fields: readonly FieldWrite[], read: Snapshot): Pick<IssueWrite, 'before'> {
  const lists = fields.filter(isUntraced);
  if (lists.length === 0) return {};
  return {
    before: Object.fromEntries(lists.map(({ field }) => [field, read.fields[field] ?? null])),
  };
}

async function writeComment(
  tracker: Tracker,
  mapping: Mapping,
  issueId: string,
  write: CommentWrite,
): Promise<'done' | 'gone' | Refused> {
  switch (write.kind) {
    case 'copy': {
      const body = composeCopy(mapping, write.origin, write.original);
      const author = findAuthorAcross(mapping, write.origin, write.original);
      if (!write.original.isPrivate) await tracker.addComment(issueId, body, author);
      else return tracker.addPrivateComment(issueId, body);
      return 'done';
    }
    case 'edit': {
      const body = composeCopy(mapping, write.origin, write.original);
      return write.original.isPrivate
        ? tracker.editPrivateComment(issueId, write.copyId, body)
        : tracker.editComment(issueId, write.copyId, body);
    }
    case 'take-back':
      await tracker.deleteComment(issueId, write.copyId);
      return 'done';
    default:
      return write satisfies never;
  }
}

async function readBack(tracker: Tracker, before: Snapshot, link: Link): Promise<Snapshot> {
  const read = await tracker.readIssue(before.issueId, {
    sinceEntryId: before.lastEntryId,
    // What we just posted is among the newest.
    newestCommentsOnly: true,
  });
  if (read.kind === 'found') return read.snapshot;
  throw new RetryLaterError(
    `[${tracker.side}] ${before.key} of link ${link.id} could not be read back: ${read.kind}`,
    null,
    'not-done',
  );
}
