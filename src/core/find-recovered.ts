/**
 * Writes of a run that was cut off before it could save: carried out, but never told in the audit.
 * The histories and the copies themselves still tell of them.
 */
import { findOwnEntry } from './account-own-writes';
import { toBaseValue } from './digest';
import { fieldOf } from './field-of';
import type { CommentPair } from './link';
import type { FieldRow } from './mapping';
import { type HistoryEntry, otherSide, SIDES, type Side } from './model';
import type { PlanInput } from './plan-input';

export interface RecoveredWrite {
  readonly kind: 'field-written' | 'comment-copied';
  /** The side that was written to. */
  readonly side: Side;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What earlier runs wrote and did not save.
 * @param pairs the comment pairs as the plan knows them now
 */
export function findRecovered(
  input: PlanInput,
  pairs: readonly CommentPair[],
): readonly RecoveredWrite[] {
  // What lies before the link's first save is no write of this link.
  if (input.link.version === 0) return [];
  return [...recoverFields(input), ...recoverCopies(input.comments, pairs)];
}

function recoverFields(input: PlanInput): readonly RecoveredWrite[] {
  const { mapping, link, snapshots } = input;
  if (SIDES.every((side) => unsavedHistory(input, side).length === 0)) return [];
  return mapping.fields.flatMap((row) =>
    SIDES.flatMap((side): RecoveredWrite[] => {
      const histories = {
        mapping,
        row,
        bases: link.sides,
        authorship: input.authorship,
        baseText: input.texts[row.field],
        snapshots: {
          ...snapshots,
          [side]: { ...snapshots[side], history: unsavedHistory(input, side) },
        },
      };
      const entry = findOwnEntry(histories, side);
      const change = entry?.changes.find(({ field }) => field === row.field);
      if (!entry || !change) return [];
      // A person with the app's key may set what the other side has had all along.
      const isCertain = input.authorship[side](entry.author.id) === 'ours';
      if (!isCertain && !hasMovedAcross(input, side, row)) return [];
      const isText = row.kinds[side] === 'text';
      return [
        {
          kind: 'field-written',
          side,
          field: row.field,
          from: isText ? (link.sides[side].fields[row.field] ?? null) : change.from,
          to: isText ? toBaseValue(fieldOf(snapshots[side], row)) : change.to,
        },
      ];
    }),
  );
}

function unsavedHistory({ link, snapshots }: PlanInput, side: Side): readonly HistoryEntry[] {
  return snapshots[side].history.filter(({ id }) => id > link.sides[side].lastEntryId);
}

function hasMovedAcross({ link, snapshots }: PlanInput, side: Side, row: FieldRow): boolean {
  const source = otherSide(side);
  return link.sides[source].fields[row.field] !== toBaseValue(fieldOf(snapshots[source], row));
}

/** Pairs that no run had saved: found by what the copy says of itself. */
function recoverCopies(
  known: readonly CommentPair[],
  pairs: readonly CommentPair[],
): readonly RecoveredWrite[] {
  return pairs
    .filter(
      (pair) => !known.some(({ jira, remote }) => jira === pair.jira && remote === pair.remote),
    )
    .map((pair) => ({
      kind: 'comment-copied',
      side: otherSide(pair.origin),
      field: 'comment',
      from: pair[pair.origin],
      to: null,
    }));
}
