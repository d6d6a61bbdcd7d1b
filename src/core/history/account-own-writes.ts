/**
 * A run can be cut off after it wrote and before it saved the base. The histories tell: an entry of
 * ours that the base does not know of is a value that both sides agreed on after all. Only what
 * people did since then counts as a change.
 */

import { toBaseValue } from '../digest';
import { fieldOf } from '../fields/field-of';
import { REQUEST_TIMEOUT_MS } from '../intents';
import type { BaseValue, SentWrite, SideBase } from '../link';
import { type FieldRow, flowsTo, type Mapping } from '../mapping';
import {
  type FieldChange,
  type FieldValue,
  type HistoryEntry,
  otherSide,
  SIDES,
  type Side,
  type Snapshot,
} from '../model';
import { type BaseText, convertText } from '../texts/convert-text';
import { plainTextOf } from '../texts/plain-text';
import { type Crossing, convertValue } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { type Authorship, type FieldTrail, toLostValue, trailOf } from './find-overwritten';
import { isUntraced } from './is-untraced';

/** One field on both sides, with what is known of who wrote what there. */
export interface FieldHistories {
  readonly mapping: Mapping;
  readonly row: FieldRow;
  readonly bases: Readonly<Record<Side, SideBase>>;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  /** The agreed text, where the field is one and it was kept. */
  readonly baseText: BaseText | undefined;
  /** The values of a conflict that a person has decided and no run has carried out yet. */
  readonly decided?: Readonly<Record<Side, FieldValue>>;
  /** The twins of issues, where the field names one. */
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
  const trails = SIDES.flatMap((side) => {
    const trail = ownTrailOf(histories, side);
    return trail?.own ? [{ side, trail, atMs: writtenAt(histories, side, trail.own) }] : [];
  });
  for (const { side, trail } of trails) {
    const { overwritten } = trail;
    // Where the policy names the side across, a person's value here gives way anyway.
    const isLost =
      overwritten &&
      overwritten.value !== stored[side] &&
      !wasCarried(histories, side, overwritten.value);
    if (isLost && row.onConflict !== otherSide(side)) {
      return { kind: 'overwritten', side, lost: overwritten };
    }
  }
  // Several runs may have been cut off: what the last one wrote is what both sides agreed on.
  const [last] = trails.toSorted((one, other) => other.atMs - one.atMs);
  const agreed = last ? agreedBy(histories, last.side, last.trail) : null;
  return { kind: 'agreed', agreed: agreed ?? stored, isUnsaved: agreed !== null };
}

/** Whether one of our own writes across was made of it. */
function wasCarried(histories: FieldHistories, side: Side, value: string | null): boolean {
  const shown = historyValue(histories, side, value);
  const sources = [...findOwn(histories, otherSide(side)).values()];
  return shown !== undefined && sources.some((source) => source?.value === shown);
}

/** By our clock. */
function writtenAt({ snapshots }: FieldHistories, side: Side, { atMs }: HistoryEntry): number {
  return atMs - snapshots[side].clockOffsetMs;
}

/** Our changes of the field, oldest first, as far as authors, values and times tell. */
export function listOwnChanges(
  histories: FieldHistories,
  side: Side,
): readonly {
  readonly entry: HistoryEntry;
  readonly change: FieldChange;
  /** That the trail tells of it already. */
  readonly isTold: boolean;
}[] {
  const own = findOwn(histories, side);
  return listChanges(histories, side)
    .filter(({ entry }) => own.has(entry.id))
    .map((one) => ({ ...one, isTold: own.get(one.entry.id)?.isTold ?? false }));
}

function ownTrailOf(histories: FieldHistories, side: Side): FieldTrail | null {
  const own = findOwn(histories, side);
  const { row, snapshots, bases } = histories;
  if (own.size === 0) return null;
  // What was read with the base is in it, or was written for a twin of before.
  const unread = snapshots[side].history.filter(({ id }) => id > bases[side].lastEntryId);
  return trailOf(unread, row.field, ({ id }) => own.has(id));
}

interface Source {
  readonly value: BaseValue;
  /** Since when the other side has held it, by our clock. */
  readonly sinceMs: number;
  readonly isTold?: boolean;
}

/** Our entries by id, each with the value across that it was made of, where that can be told. */
function findOwn(histories: FieldHistories, side: Side): ReadonlyMap<number, Source | null> {
  const own = new Map<number, Source | null>();
  // What we write was read later than what we wrote before.
  let readMs = Number.NEGATIVE_INFINITY;
  for (const { entry, change } of listChanges(histories, side)) {
    const author = histories.authorship[side](entry.author.id);
    if (author === 'not-ours') continue;
    const isDoubtful = author === 'maybe-ours';
    const source = findSource(histories, side, entry, change.to, readMs, isDoubtful);
    if (isDoubtful && !source) continue;
    own.set(entry.id, source);
    readMs = source?.sinceMs ?? readMs;
  }
  return own;
}

function listChanges(
  { row, snapshots }: FieldHistories,
  side: Side,
): readonly { readonly entry: HistoryEntry; readonly change: FieldChange }[] {
  return snapshots[side].history.flatMap((entry) => {
    const change = entry.changes.find(({ field }) => field === row.field);
    return change ? [{ entry, change }] : [];
  });
}

/** `null` where our entry's value cannot be told any more. */
function agreedBy(histories: FieldHistories, side: Side, trail: FieldTrail): Agreed | null {
  const { row, snapshots } = histories;
  const { own } = trail;
  if (!own) return null;
  const to = own.changes.find(({ field }) => field === row.field)?.to ?? null;
  const source = findOwn(histories, side).get(own.id) ?? null;
  // Redmine takes a parent's dates from its sub-tasks, untold: what we wrote may be gone since.
  const isPlain = source !== null && row.kinds[side] !== 'text';
  const here =
    trail.changedAfter || isPlain
      ? historyValue(histories, side, to)
      : toBaseValue(fieldOf(snapshots[side], row));
  if (here === undefined) return null;
  // A step on the way to a status came from no value across: what stands there is still to come.
  return source === null ? { [side]: here } : { [side]: here, [otherSide(side)]: source.value };
}

/** A value that a side holds, held since the base, or is to hold. */
interface Held {
  readonly value: FieldValue;
  /** Of a past document, its words are all that a history tells. */
  readonly words?: string;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** It ended as we wrote there what the side across held. */
  readonly isReplacedByUs?: boolean;
}

/** Trackers tell whole seconds, in their entries and of their clocks. */
const CLOCK_DOUBT_MS = 5_000;

/** The value across that an entry's value was made of, where the other side held it at the time. */
function findSource(
  histories: FieldHistories,
  side: Side,
  entry: HistoryEntry,
  to: string | null,
  readMs: number,
  isDoubtful: boolean,
): Source | null {
  const { row, snapshots, decided, sent = [] } = histories;
  const told = historyValue(histories, side, to);
  // Of a document only what stands there now is known; of all else, what stands there may be newer.
  const shown = told === undefined ? toBaseValue(fieldOf(snapshots[side], row)) : told;
  const known = sent.find((write) => {
    return write.side === side && write.field === row.field && write.value === shown;
  });
  if (known) return { value: known.source, sinceMs: readMs, isTold: known.isTold === true };
  const crossing = crossingOf(histories);
  const atMs = entry.atMs - snapshots[side].clockOffsetMs;
  const matches = ({ value, words, sinceMs, untilMs, isReplacedByUs }: Held): boolean => {
    if (sinceMs < readMs || sinceMs > atMs + CLOCK_DOUBT_MS) return false;
    if (untilMs < atMs - REQUEST_TIMEOUT_MS - CLOCK_DOUBT_MS) return false;
    // Once it gave way to this side's value it was no news for it: a person took that back.
    if (isDoubtful && isReplacedByUs && untilMs <= atMs) return false;
    if (isDoubtful && wasWaiting(sent, Math.min(untilMs, atMs), atMs)) return false;
    if (words !== undefined) return [wordsOf(to), wordsAcross(histories, to)].includes(words);
    const converted = convertValue(crossing, value, side);
    if (converted.kind !== 'value') return false;
    return toBaseValue(converted.value) === shown;
  };
  const across = otherSide(side);
  const held = flowsTo(row.direction, side) ? listHeld(histories, across) : [];
  const source = held.findLast(matches);
  if (source) return { value: toBaseValue(source.value), sinceMs: source.sinceMs };
  // What a person decided is written whichever way the row flows, and as it stands on each side.
  if (!decided || toBaseValue(decided[side]) !== shown) return null;
  return { value: toBaseValue(decided[across]), sinceMs: readMs };
}

/**
 * Whether no run can have read the value before the entry was written: once a write is left without
 * an answer, all wait until it had to be carried out.
 */
function wasWaiting(sent: readonly SentWrite[], heldUntilMs: number, writtenAtMs: number): boolean {
  return sent.some(
    (write) =>
      // What is untraced is noted by the very run that goes on to write.
      !isUntraced(write) &&
      writtenAtMs > write.atMs + CLOCK_DOUBT_MS &&
      heldUntilMs < write.atMs + REQUEST_TIMEOUT_MS - CLOCK_DOUBT_MS,
  );
}

/** Oldest first. */
function listHeld(histories: FieldHistories, side: Side): readonly Held[] {
  const { mapping, row, snapshots, authorship } = histories;
  const { clockOffsetMs } = snapshots[side];
  const isDocument = row.kinds[side] === 'text' && side === 'jira';
  const changes = listChanges(histories, side);
  const isOurs = (index: number) =>
    authorship[side](changes[index]?.entry.author.id ?? '') === 'ours';
  const timeOf = (index: number) => {
    const entry = changes[index]?.entry;
    return entry ? entry.atMs - clockOffsetMs : null;
  };
  const past = [changes[0]?.change.from, ...changes.map(({ change }) => change.to)]
    .slice(0, changes.length)
    .map(
      (value = null, index): Held => ({
        value: toLostValue(mapping, row, side, value),
        ...(isDocument ? { words: wordsOf(value) } : {}),
        sinceMs: timeOf(index - 1) ?? Number.NEGATIVE_INFINITY,
        untilMs: timeOf(index) ?? Number.POSITIVE_INFINITY,
        isReplacedByUs: isOurs(index),
      }),
    );
  return [
    ...past,
    {
      value: fieldOf(snapshots[side], row),
      sinceMs: timeOf(changes.length - 1) ?? Number.NEGATIVE_INFINITY,
      untilMs: Number.POSITIVE_INFINITY,
    },
  ];
}

/** Jira's history shows a document without its marks. */
function wordsOf(text: string | null): string {
  return (text ?? '').match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? '';
}

/** The words that Jira shows of a source, whose marks and addresses are none there. */
function wordsAcross({ mapping }: FieldHistories, source: string | null): string {
  const text = { format: mapping.textFormat, source: source ?? '' };
  const shown = convertText(mapping, text, 'jira');
  return wordsOf(shown?.format === 'adf' ? plainTextOf(shown.doc) : null);
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
