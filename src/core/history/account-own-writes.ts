/**
 * A run can be cut off after it wrote and before it saved the base. The histories tell: an entry of
 * ours that the base does not know of is a value that both sides agreed on after all. Only what
 * people did since then counts as a change.
 */

import { toBaseValue } from '../digest';
import { fieldOf } from '../fields/field-of';
import type { BaseValue, SentWrite, SideBase } from '../link';
import type { FieldRow, Mapping } from '../mapping';
import {
  type FieldChange,
  type FieldValue,
  type HistoryEntry,
  otherSide,
  SIDES,
  type Side,
  type Snapshot,
} from '../model';
import type { BaseText } from '../texts/convert-text';
import { type Crossing, convertValue } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { type Authorship, type FieldTrail, trailOf } from './find-overwritten';

export interface FieldHistories {
  readonly mapping: Mapping;
  readonly row: FieldRow;
  readonly bases: Readonly<Record<Side, SideBase>>;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  readonly baseText: BaseText | undefined;
  /** The values of a conflict that a person has decided and no run has carried out yet. */
  readonly decided?: Readonly<Record<Side, FieldValue>>;
  readonly twins?: Crossing['twins'];
  /** What earlier runs sent without an answer. */
  readonly sent?: readonly SentWrite[] | undefined;
}

/** What both sides agreed on, as far as base and histories tell; absent: never. */
export type Agreed = Readonly<Partial<Record<Side, BaseValue>>>;

export type Accounted =
  | { readonly kind: 'agreed'; readonly agreed: Agreed; readonly isUnsaved: boolean }
  /** Our write had replaced what a person typed unseen. */
  | {
      readonly kind: 'overwritten';
      readonly side: Side;
      readonly lost: NonNullable<FieldTrail['overwritten']>;
    };

/** The base of one field, brought up to what our own entries say. */
export function accountOwnWrites(histories: FieldHistories): Accounted {
  const { row, bases } = histories;
  const stored: Agreed = Object.fromEntries(
    SIDES.flatMap((side) => {
      const value = bases[side].fields[row.field];
      return value === undefined ? [] : [[side, value]];
    }),
  );
  for (const side of SIDES) {
    const trail = ownTrailOf(histories, side);
    if (!trail?.own) continue;
    const { overwritten } = trail;
    // Where the policy names the side across, a person's value here gives way anyway.
    const isLost = overwritten && overwritten.value !== stored[side];
    if (isLost && row.onConflict !== otherSide(side)) {
      return { kind: 'overwritten', side, lost: overwritten };
    }
    const agreed = agreedBy(histories, side, trail);
    return { kind: 'agreed', agreed: agreed ?? stored, isUnsaved: agreed !== null };
  }
  return { kind: 'agreed', agreed: stored, isUnsaved: false };
}

/** Our changes of the field, oldest first, as far as authors and values tell. */
export function listOwnChanges(
  histories: FieldHistories,
  side: Side,
): readonly { readonly entry: HistoryEntry; readonly change: FieldChange }[] {
  const { row, snapshots } = histories;
  return snapshots[side].history.flatMap((entry) => {
    const change = entry.changes.find(({ field }) => field === row.field);
    return change && isOwn(histories, side, entry, change.to) ? [{ entry, change }] : [];
  });
}

function ownTrailOf(histories: FieldHistories, side: Side): FieldTrail | null {
  const { row, snapshots } = histories;
  if (
    !snapshots[side].history.some(({ changes }) => changes.some(({ field }) => field === row.field))
  ) {
    return null;
  }
  return trailOf(snapshots[side].history, row.field, (entry, to) =>
    isOwn(histories, side, entry, to),
  );
}

function isOwn(
  histories: FieldHistories,
  side: Side,
  entry: HistoryEntry,
  to: string | null,
): boolean {
  const author = histories.authorship[side](entry.author.id);
  if (author === 'ours') return true;
  return author === 'maybe-ours' && findSource(histories, side, to) !== null;
}

/** `null` where our entry's value cannot be told any more. */
function agreedBy(histories: FieldHistories, side: Side, trail: FieldTrail): Agreed | null {
  const { row, snapshots } = histories;
  const to = trail.own?.changes.find(({ field }) => field === row.field)?.to ?? null;
  const source = findSource(histories, side, to);
  const here = trail.changedAfter
    ? historyValue(histories, side, to)
    : toBaseValue(fieldOf(snapshots[side], row));
  if (here === undefined) return null;
  // A step on the way to a status came from no value across: what stands there is still to come.
  return source === null ? { [side]: here } : { [side]: here, [otherSide(side)]: source.value };
}

/** The value across that an entry's value was made of, where the other side holds or held it. */
function findSource(
  histories: FieldHistories,
  side: Side,
  to: string | null,
): { readonly value: BaseValue } | null {
  const { row, snapshots, sent = [] } = histories;
  const isText = row.kinds[side] === 'text';
  const wanted = isText ? null : (to ?? null);
  const shown = historyValue(histories, side, to) ?? toBaseValue(fieldOf(snapshots[side], row));
  const known = sent.find((write) => {
    return write.side === side && write.field === row.field && write.value === shown;
  });
  if (known) return { value: known.source };
  const source = otherSide(side);
  const crossing = crossingOf(histories);
  for (const candidate of listValues(histories, source)) {
    const converted = convertValue(crossing, candidate, side);
    if (converted.kind !== 'value') continue;
    const made = toBaseValue(converted.value);
    const matches = isText
      ? made === historyValue(histories, side, to) ||
        made === toBaseValue(fieldOf(snapshots[side], row))
      : made === (wanted === '' ? null : wanted);
    if (matches) return { value: toBaseValue(candidate) };
  }
  return null;
}

/** Values that a side holds or held since the base, or is to hold; of a past document, none. */
function listValues(histories: FieldHistories, side: Side): readonly FieldValue[] {
  const { mapping, row, snapshots, decided } = histories;
  const now = fieldOf(snapshots[side], row);
  const known = decided ? [now, decided[side]] : [now];
  const isText = row.kinds[side] === 'text';
  if (isText && side === 'jira') return known;
  const changes = snapshots[side].history.flatMap((entry) =>
    entry.changes.filter(({ field }) => field === row.field),
  );
  const past = changes.flatMap(({ from, to }) => [from, to]);
  return [
    ...known,
    ...past.map(
      (value): FieldValue =>
        isText && value !== null ? { format: mapping.textFormat, source: value } : value,
    ),
  ];
}

/** `undefined` for a document: Jira's history shows only its words. */
function historyValue(
  histories: FieldHistories,
  side: Side,
  value: string | null,
): BaseValue | undefined {
  const { mapping, row } = histories;
  if (row.kinds[side] !== 'text' || value === null) return value === '' ? null : value;
  return side === 'jira' ? undefined : toBaseValue({ format: mapping.textFormat, source: value });
}
