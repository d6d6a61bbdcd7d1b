/**
 * Writes of a run that was cut off before it could save: carried out, but never told in the audit.
 * The histories and the copies themselves still tell of them.
 */

import { toBaseValue } from '../digest';
import { fieldOf } from '../fields/field-of';
import { wantDecided } from '../fields/want-decided';
import { findTakenBack } from '../intents';
import type { AttachmentPair, CommentPair } from '../link';
import { type FieldRow, flowsTo } from '../mapping';
import { type HistoryEntry, otherSide, SIDES, type Side } from '../model';
import type { PlanInput } from '../plan-input';
import { parseList } from '../values/field-kinds';
import { type FieldHistories, listOwnChanges } from './account-own-writes';
import { isUntraced } from './is-untraced';

export interface RecoveredWrite {
  readonly kind:
    | 'field-written'
    | 'comment-copied'
    | 'comment-deleted'
    | 'attachment-copied'
    | 'attachment-deleted';
  /** The side that was written to. */
  readonly side: Side;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What earlier runs wrote and did not save.
 * @param now the pairs as the plan knows them now
 */
export function findRecovered(
  input: PlanInput,
  now: {
    readonly comments: readonly CommentPair[];
    readonly attachments: readonly AttachmentPair[];
    /** Those alone that a lost run left behind. */
    readonly adopted: readonly AttachmentPair[];
  },
): readonly RecoveredWrite[] {
  // What lies before the link's first save is no write of this link.
  if (input.link.version === 0) return [];
  const { jira, remote } = input.snapshots;
  return [
    ...recoverFields(input),
    ...recoverUntraced(input),
    ...recoverCopies(input.comments, now.comments).map(
      (copy) => ({ ...copy, kind: 'comment-copied', field: 'comment' }) as const,
    ),
    ...recoverCopies(
      input.attachments,
      now.adopted.filter(({ is }) => is === 'copy'),
    ).map((copy) => ({ ...copy, kind: 'attachment-copied', field: 'attachment' }) as const),
    ...findTakenBack(
      input.link.commentIntents,
      input.comments.filter(({ withdrawn }) => !withdrawn),
      now.comments,
      { jira: jira.comments, remote: remote.comments },
    ).map((pair) => ({ ...toCopy(pair), kind: 'comment-deleted', field: 'comment' }) as const),
    ...findTakenBack(input.link.attachmentIntents ?? [], input.attachments, now.attachments, {
      jira: jira.attachments,
      remote: remote.attachments,
    }).map(
      (pair) => ({ ...toCopy(pair), kind: 'attachment-deleted', field: 'attachment' }) as const,
    ),
  ];
}

function recoverFields(input: PlanInput): readonly RecoveredWrite[] {
  const sides = SIDES.filter((side) => unsavedHistory(input, side).length > 0);
  if (sides.length === 0) return [];
  return input.mapping.fields.flatMap((row) =>
    sides.flatMap((side) => {
      const changes = listUnsaved(input, row, side);
      return changes.map(
        ({ change }, index): RecoveredWrite => ({
          kind: 'field-written',
          side,
          field: row.field,
          ...(row.kinds[side] === 'text'
            ? textsOf(input, row, side, index === changes.length - 1)
            : { from: change.from, to: change.to }),
        }),
      );
    }),
  );
}

function listUnsaved(input: PlanInput, row: FieldRow, side: Side) {
  const { mapping, link, snapshots, authorship } = input;
  const decided = decidedOf(input, row);
  // Since the run that wrote, the mapping may have turned round.
  const mayBeTurned = link.mappingVersion !== mapping.version;
  const histories: FieldHistories = {
    mapping,
    row: mayBeTurned ? { ...row, direction: 'both' } : row,
    bases: link.sides,
    authorship,
    baseText: input.texts[row.field],
    sent: link.sent,
    ...(input.twins && { twins: input.twins }),
    ...decided,
    snapshots: {
      ...snapshots,
      [side]: { ...snapshots[side], history: unsavedHistory(input, side) },
    },
  };
  // A person with the app's key may set what the other side has had all along; unless it was to be
  // written: a conflict may be decided for what both sides had before.
  const isExpected =
    decided.decided !== undefined || hasMoved(input, row, side) || isToBeSetBack(input, row, side);
  return listOwnChanges(histories, side).filter(
    ({ entry, isTold }) => !isTold && (isExpected || authorship[side](entry.author.id) === 'ours'),
  );
}

/** What was announced and is done, all of it or a part: people are added and removed one by one. */
function recoverUntraced({ mapping, link, snapshots }: PlanInput): readonly RecoveredWrite[] {
  return (link.sent ?? []).filter(isUntraced).flatMap(({ side, field, value, isTold }) => {
    if (isTold) return [];
    const row = mapping.fields.find((candidate) => candidate.field === field);
    if (!row) return [];
    const from = link.sides[side].fields[field] ?? null;
    const to = toBaseValue(fieldOf(snapshots[side], row));
    const [before, sent, now] = [membersOf(from), membersOf(value), membersOf(to)];
    const isDone = [...before, ...sent].some(
      (one) => before.has(one) !== sent.has(one) && now.has(one) === sent.has(one),
    );
    return isDone ? [{ kind: 'field-written', side, field, from, to }] : [];
  });
}

function membersOf(value: string | null): ReadonlySet<string> {
  return new Set(parseList(value));
}

/** What a decision was to write: it need not stand on either side. */
function decidedOf(
  { mapping, link, snapshots, texts, twins }: PlanInput,
  row: FieldRow,
): Pick<FieldHistories, 'decided'> {
  const { field } = row;
  const conflict = link.conflicts.find((open) => open.field === field && open.decision);
  if (!conflict?.decision) return {};
  const read = { mapping, row, snapshots, twins, baseText: texts[field] };
  const decided = wantDecided(read, conflict, conflict.decision);
  return decided.kind === 'values' ? { decided: decided.values } : {};
}

/** A history shows texts in words of its own; which one an older entry wrote cannot be told. */
function textsOf(
  { link, snapshots }: PlanInput,
  row: FieldRow,
  side: Side,
  isNewest: boolean,
): { readonly from: string | null; readonly to: string | null } {
  if (!isNewest) return { from: null, to: null };
  return {
    from: link.sides[side].fields[row.field] ?? null,
    to: toBaseValue(fieldOf(snapshots[side], row)),
  };
}

function unsavedHistory({ link, snapshots }: PlanInput, side: Side): readonly HistoryEntry[] {
  return snapshots[side].history.filter(({ id }) => id > link.sides[side].lastEntryId);
}

/** What people change on the side that a row flows to alone is written over there. */
function isToBeSetBack(input: PlanInput, { direction, field }: FieldRow, side: Side): boolean {
  if (flowsTo(direction, otherSide(side))) return false;
  return unsavedHistory(input, side).some(
    ({ author, changes }) =>
      input.authorship[side](author.id) === 'not-ours' &&
      changes.some((change) => change.field === field),
  );
}

/** Away and back is a move as well, where the other side's history tells of it. */
function hasMoved({ link, snapshots }: PlanInput, row: FieldRow, written: Side): boolean {
  const across = snapshots[otherSide(written)].history;
  return (
    across.some(({ changes }) => changes.some(({ field }) => field === row.field)) ||
    SIDES.some(
      (side) => link.sides[side].fields[row.field] !== toBaseValue(fieldOf(snapshots[side], row)),
    )
  );
}

type Pair = Pick<CommentPair, 'jira' | 'remote' | 'origin'>;
type Copy = Pick<RecoveredWrite, 'side' | 'from' | 'to'>;

/** Pairs that no run had saved: found by what the copy says of itself. */
function recoverCopies(known: readonly Pair[], pairs: readonly Pair[]): readonly Copy[] {
  return pairs
    .filter(
      (pair) => !known.some(({ jira, remote }) => jira === pair.jira && remote === pair.remote),
    )
    .map(toCopy);
}

function toCopy(pair: Pair): Copy {
  return { side: otherSide(pair.origin), from: pair[pair.origin], to: null };
}
