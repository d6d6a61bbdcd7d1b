/**
 * What becomes of one field: the table of docs/sync-rules.md, one return per row of it.
 */

import { toBaseValue } from '../digest';
import { type Agreed, accountOwnWrites } from '../history/account-own-writes';
import { type Authorship, isOurs, isSent, toLostValue, trailOf } from '../history/find-overwritten';
import type { Conflict, ConflictDecision, SentWrite, SideBase } from '../link';
import { type FieldRow, flowsTo, type Mapping, type Policy, type UnmappedRule } from '../mapping';
import { type FieldValue, otherSide, type Person, SIDES, type Side, type Snapshot } from '../model';
import type { BaseText } from '../texts/convert-text';
import { mergeTexts } from '../texts/merge-texts';
import { type Converted, type Crossing, convertValue, sameAcross } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { traitsOf } from '../values/field-kinds';
import { fieldOf, labelsOf } from './field-of';
import { mergeLists } from './merge-lists';
import { wantDecided } from './want-decided';

export interface FieldSituation {
  readonly mapping: Mapping;
  readonly row: FieldRow;
  readonly bases: Readonly<Record<Side, SideBase>>;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  /** The agreed text, where the field is one and it was kept. */
  readonly baseText: BaseText | undefined;
  /** The open conflict on the field, if any. */
  readonly conflict: Conflict | undefined;
  /** The twins of issues, where the field names one. */
  readonly twins?: Crossing['twins'];
  /** What earlier runs sent without an answer. */
  readonly sent?: readonly SentWrite[] | undefined;
}

export type FieldDecision =
  /** Neither side moved. */
  | { readonly kind: 'same' }
  /** Both sides say the same now: only the base moves. */
  | { readonly kind: 'settle'; readonly missing?: Missing }
  /** Changed where nothing flows from, or where it must not be shown: the base moves there. */
  | { readonly kind: 'leave'; readonly side: Side }
  | {
      readonly kind: 'write';
      readonly values: Readonly<Partial<Record<Side, FieldValue>>>;
      readonly missing?: Missing;
    }
  /** Nothing says what the value is across; `halts`: nothing of the link may cross until it does. */
  | {
      readonly kind: 'unmapped';
      readonly side: Side;
      readonly value: string;
      readonly rule: UnmappedRule;
    }
  | { readonly kind: 'conflict'; readonly conflict: Omit<Conflict, 'foundAtMs'> }
  /** In conflict and not decided yet. */
  | { readonly kind: 'frozen' };

/** Members of a side's list that nothing says the counterpart of. */
export interface Missing {
  readonly side: Side;
  readonly values: readonly string[];
}

/** Clocks are corrected, but servers tell whole seconds: nearer than this is a tie. */
const NEWEST_TIE_MS = 2_000;

/** Decides one field of one link from its base, its histories and what both sides hold now. */
export function decideField(situation: FieldSituation): FieldDecision {
  const { row, snapshots, conflict } = situation;
  const values = { jira: fieldOf(snapshots.jira, row), remote: fieldOf(snapshots.remote, row) };
  if (conflict) {
    if (conflict.decision) return carryOut(situation, conflict, conflict.decision, values);
    return conflict.kind !== 'overwritten' && sameAcross(crossingOf(situation), values)
      ? { kind: 'settle' }
      : { kind: 'frozen' };
  }
  const accounted = accountOwnWrites(situation);
  if (accounted.kind === 'overwritten') {
    return overwrittenConflict(situation, values, accounted.side, accounted.lost);
  }
  const decision = decideChanges(situation, values, accounted.agreed);
  // What our unsaved write had agreed on is agreed now: the base moves although nothing else does.
  const movesNothing = decision.kind === 'same' || decision.kind === 'leave';
  return accounted.isUnsaved && movesNothing ? { kind: 'settle' } : decision;
}

function decideChanges(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  agreed: Agreed,
): FieldDecision {
  const { row } = situation;
  const changed = SIDES.filter((side) => agreed[side] !== toBaseValue(values[side]));
  const [from] = changed;
  if (!from) return { kind: 'same' };
  if (changed.length > 1) return decideBothChanged(situation, values, agreed);
  if (namesGoneTwin(situation, from, values, agreed)) {
    return write(situation, otherSide(from), values, agreed);
  }
  if (!flowsTo(row.direction, otherSide(from))) return { kind: 'leave', side: from };
  return write(situation, from, values, agreed);
}

/**
 * Whether a side lost the issue that it named since that is gone, and nobody took it out: what the
 * other side names has no twin any more, or has another by now.
 */
function namesGoneTwin(
  { row, twins }: FieldSituation,
  side: Side,
  values: Readonly<Record<Side, FieldValue>>,
  agreed: Agreed,
): boolean {
  const across = otherSide(side);
  const named = values[across];
  if (traitsOf(row.kinds[side]).shape !== 'issue' || !flowsTo(row.direction, side)) return false;
  if (values[side] !== null || typeof agreed[side] !== 'string') return false;
  return typeof named === 'string' && twins?.[across]?.[named] !== agreed[side];
}

function decideBothChanged(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  agreed: Agreed,
): FieldDecision {
  const { row } = situation;
  if (sameAcross(crossingOf(situation), values)) return { kind: 'settle' };
  // Nobody ever agreed on this field here, so no rule may choose for people.
  const unknown = SIDES.every((side) => agreed[side] === undefined);
  if (unknown) return conflictOf(situation, values, 'no-base');
  if (row.direction !== 'both') {
    return write(situation, row.direction === 'toRemote' ? 'jira' : 'remote', values, agreed);
  }
  const lists = mergeLists(crossingOf(situation), agreed, values);
  if (lists) {
    const side = SIDES.find((candidate) => lists.missing[candidate].length > 0);
    const missing = side ? { missing: { side, values: lists.missing[side] } } : {};
    return { ...writeBoth(lists.values, values), ...missing };
  }
  return decideByPolicy(situation, values, agreed, row.onConflict);
}

/** What both sides are to hold, written where they do not yet. */
function writeBoth(
  wanted: Readonly<Record<Side, FieldValue>>,
  values: Readonly<Record<Side, FieldValue>>,
): Extract<FieldDecision, { readonly kind: 'settle' | 'write' }> {
  const writes = SIDES.filter((side) => toBaseValue(wanted[side]) !== toBaseValue(values[side]));
  return writes.length === 0
    ? { kind: 'settle' }
    : { kind: 'write', values: Object.fromEntries(writes.map((side) => [side, wanted[side]])) };
}

function decideByPolicy(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  agreed: Agreed,
  policy: Policy,
): FieldDecision {
  switch (policy) {
    case 'jira':
    case 'remote':
      return write(situation, policy, values, agreed);
    case 'newest': {
      const newest = findNewest(situation);
      return newest
        ? write(situation, newest, values, agreed)
        : conflictOf(situation, values, 'both-changed');
    }
    case 'merge': {
      const merged = mergeTexts(situation.mapping, situation.baseText, values);
      return merged
        ? { kind: 'write', values: merged }
        : decideByPolicy(situation, values, agreed, fallbackOf(situation.mapping.onConflict));
    }
    case 'manual':
    case 'halt':
      return conflictOf(situation, values, 'both-changed');
    default:
      return policy satisfies never;
  }
}

/** A merge that does not come out clean falls to the mapping's own policy. */
function fallbackOf(policy: Policy): Policy {
  return policy === 'merge' ? 'manual' : policy;
}

function write(
  situation: FieldSituation,
  from: Side,
  values: Readonly<Record<Side, FieldValue>>,
  agreed: Agreed,
): FieldDecision {
  const to = otherSide(from);
  const standing = { current: values[to], agreed: agreed[from] };
  const converted = convertValue(crossingOf(situation), values[from], to, standing);
  if (converted.kind === 'unmapped') return unmapped(situation, from, converted.value);
  const missing = missingOf(from, converted);
  return toBaseValue(converted.value) === toBaseValue(values[to])
    ? { kind: 'settle', ...missing }
    : { kind: 'write', values: { [to]: converted.value }, ...missing };
}

function unmapped({ row }: FieldSituation, side: Side, value: string): FieldDecision {
  return { kind: 'unmapped', side, value, rule: row.unmapped ?? 'review' };
}

function missingOf(
  side: Side,
  { missing }: Extract<Converted, { readonly kind: 'value' }>,
): { readonly missing?: Missing } {
  return missing.length === 0 ? {} : { missing: { side, values: missing } };
}

/** Whoever decided had not seen what was typed since. */
function carryOut(
  situation: FieldSituation,
  conflict: Conflict,
  decision: ConflictDecision,
  values: Readonly<Record<Side, FieldValue>>,
): FieldDecision {
  const decided = wantDecided(situation, conflict, decision);
  if (decided.kind === 'unmapped') return unmapped(situation, decided.side, decided.value);
  const { values: wanted } = decided;
  const isSeen = (side: Side) =>
    toBaseValue(values[side]) === toBaseValue(wanted[side]) ||
    (isAsDecided(situation, conflict, side, values[side]) &&
      !isEditedSince(situation, side, wanted[side]));
  return SIDES.every(isSeen)
    ? writeBoth(wanted, values)
    : conflictOf(situation, values, 'both-changed');
}

/** Whether a side holds what it did when it was decided; where we overwrote a value, what we wrote. */
function isAsDecided(
  situation: FieldSituation,
  conflict: Conflict,
  side: Side,
  value: FieldValue,
): boolean {
  const { jira, remote } = conflict;
  return (
    toBaseValue(value) === toBaseValue(conflict[side]) ||
    (conflict.kind === 'overwritten' &&
      sameAcross(crossingOf(situation), { jira, remote, [side]: value }))
  );
}

/** Whether a run that was cut off had carried it out there, and a person came after it. */
function isEditedSince(
  { row, snapshots, authorship }: FieldSituation,
  side: Side,
  wanted: FieldValue,
): boolean {
  const trail = trailOf(snapshots[side].history, row.field, (entry, to) =>
    isOurs(authorship[side](entry.author.id), isSent(wanted, to)),
  );
  return trail.own !== null && trail.changedAfter;
}

function overwrittenConflict(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  side: Side,
  lost: { readonly value: string | null; readonly author: Person },
): FieldDecision {
  const parts = conflictParts(situation, values, 'overwritten');
  return {
    kind: 'conflict',
    conflict: {
      ...parts,
      // The last change there is our own.
      changedAtMs: { jira: null, remote: null, ...parts.changedAtMs, [side]: null },
      [side]: toLostValue(situation.mapping, situation.row, side, lost.value),
      labels: { ...labelsOf(situation.snapshots, situation.row.field), [side]: null },
      [side === 'jira' ? 'jiraAuthor' : 'remoteAuthor']: lost.author,
    },
  };
}

function findNewest(situation: FieldSituation): Side | null {
  const at = { jira: changedAt(situation, 'jira'), remote: changedAt(situation, 'remote') };
  if (at.jira === null || at.remote === null) return null;
  if (Math.abs(at.jira - at.remote) <= NEWEST_TIE_MS) return null;
  return at.jira > at.remote ? 'jira' : 'remote';
}

/** When the field last changed there, on our clock's scale. */
function changedAt(situation: FieldSituation, side: Side): number | null {
  const snapshot = situation.snapshots[side];
  const entry = findLastChange(snapshot, situation.row.field);
  return entry ? entry.atMs - snapshot.clockOffsetMs : null;
}

function findLastChange(snapshot: Snapshot, field: string) {
  return snapshot.history.findLast((entry) =>
    entry.changes.some((change) => change.field === field),
  );
}

function conflictOf(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  kind: Conflict['kind'],
): FieldDecision {
  return { kind: 'conflict', conflict: conflictParts(situation, values, kind) };
}

function conflictParts(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  kind: Conflict['kind'],
): Omit<Conflict, 'foundAtMs'> {
  const lastOn = (side: Side) => findLastChange(situation.snapshots[side], situation.row.field);
  return {
    field: situation.row.field,
    kind,
    jira: values.jira,
    remote: values.remote,
    labels: labelsOf(situation.snapshots, situation.row.field),
    jiraAuthor: lastOn('jira')?.author ?? null,
    remoteAuthor: lastOn('remote')?.author ?? null,
    changedAtMs: {
      jira: lastOn('jira')?.atMs ?? null,
      remote: lastOn('remote')?.atMs ?? null,
    },
  };
}
