/**
 * What becomes of one field: the table of docs/sync-rules.md, one return per row of it.
 */

import { toBaseValue } from '../digest';
import { type Agreed, accountOwnWrites } from '../history/account-own-writes';
import { type FieldTrail, isOurs, isSent, toLostValue, trailOf } from '../history/find-overwritten';
import type { Conflict, ConflictDecision } from '../link';
import { flowsTo, type Policy } from '../mapping';
import { type FieldValue, otherSide, SIDES, type Side } from '../model';
import { mergeTexts } from '../texts/merge-texts';
import { type Converted, convertValue, type Standing, sameAcross } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { traitsOf } from '../values/field-kinds';
import { conflictOf, findNewest, overwrittenConflict } from './field-conflicts';
import type { FieldDecision, FieldSituation, Missing } from './field-decision';
import { fieldOf } from './field-of';
import { mergeLists } from './merge-lists';
import { wantDecided } from './want-decided';

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
  return toBaseValue(converted.value) === toBaseValue(values[to]) ||
    saysTheSame(situation, from, agreed, standing, converted.value)
    ? { kind: 'settle', ...missing }
    : { kind: 'write', values: { [to]: converted.value }, ...missing };
}

/**
 * Whether a list changed by such members alone as have no counterpart: a tracker lets whoever writes
 * to an issue watch it, the app's own user as well.
 */
function saysTheSame(
  situation: FieldSituation,
  from: Side,
  agreed: Agreed,
  standing: Standing,
  across: FieldValue,
): boolean {
  const before = agreed[from];
  if (before === undefined || !traitsOf(situation.row.kinds[from]).many) return false;
  const converted = convertValue(crossingOf(situation), before, otherSide(from), standing);
  return converted.kind === 'value' && toBaseValue(converted.value) === toBaseValue(across);
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
  const replaced = findReplaced(situation, conflict, decision, wanted);
  if (replaced) return overwrittenConflict(situation, values, replaced.side, replaced.lost);
  const isSeen = (side: Side) =>
    toBaseValue(values[side]) === toBaseValue(wanted[side]) ||
    (isAsDecided(situation, conflict, side, values[side]) &&
      !isEditedSince(situation, side, wanted[side]));
  return SIDES.every(isSeen)
    ? writeBoth(wanted, values)
    : conflictOf(situation, values, 'both-changed');
}

/** What a run that was cut off replaced unseen as it carried the decision out. */
function findReplaced(
  situation: FieldSituation,
  conflict: Conflict,
  decision: ConflictDecision,
  wanted: Readonly<Record<Side, FieldValue>>,
): { readonly side: Side; readonly lost: NonNullable<FieldTrail['overwritten']> } | null {
  const { mapping, row } = situation;
  for (const side of SIDES) {
    // What stays is not written, but where it is put back.
    if (side === decision && conflict.kind !== 'overwritten') continue;
    const { own, overwritten: lost } = decidedTrailOf(situation, side, wanted[side]);
    if (!own || !lost) continue;
    const value = toLostValue(mapping, row, side, lost.value);
    if (!isAsDecided(situation, conflict, side, value)) return { side, lost };
  }
  return null;
}

/** What the unread entries of a side say of the value that a decision puts there. */
function decidedTrailOf(
  { row, snapshots, bases, authorship }: FieldSituation,
  side: Side,
  wanted: FieldValue,
): FieldTrail {
  const unread = snapshots[side].history.filter(({ id }) => id > bases[side].lastEntryId);
  return trailOf(unread, row.field, (entry, to) =>
    isOurs(authorship[side](entry.author.id), isSent(wanted, to)),
  );
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
function isEditedSince(situation: FieldSituation, side: Side, wanted: FieldValue): boolean {
  const { own, changedAfter } = decidedTrailOf(situation, side, wanted);
  return own !== null && changedAfter;
}
