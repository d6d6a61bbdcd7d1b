/**
 * Lists that changed on both sides need nobody to choose: what either side took in or out goes in
 * or out on the other, and members that the other cannot speak of stay where they are.
 */
import type { Agreed } from '../history/account-own-writes';
import { type FieldValue, otherSide, SIDES, type Side } from '../model';
import { type Crossing, convertValue } from '../values/convert';
import { formatList, parseList, traitsOf } from '../values/field-kinds';
import { findListChange } from './list-change';

export interface MergedLists {
  readonly values: Readonly<Record<Side, string | null>>;
  /** Members that came to a list and have no counterpart, by the side they came to. */
  readonly missing: Readonly<Record<Side, readonly string[]>>;
}

/** `null` where the field is no list on both sides, or nobody ever agreed on it. */
export function mergeLists(
  crossing: Crossing,
  agreed: Agreed,
  values: Readonly<Record<Side, FieldValue>>,
): MergedLists | null {
  const { kinds } = crossing.row;
  const isList = SIDES.every((side) => traitsOf(kinds[side]).many);
  if (!isList || SIDES.every((side) => agreed[side] === undefined)) return null;
  // A side that has still to win, since a twin was just made of it, goes by what the other began with.
  const baseOf = (side: Side) =>
    agreed[side] === undefined
      ? carryMembers(crossing, listOf(agreed[otherSide(side)]), side).across
      : listOf(agreed[side]);
  const merge = (to: Side) => {
    const from = otherSide(to);
    const change = findListChange(baseOf(from), values[from]);
    const gone = new Set(carryMembers(crossing, change.removed, to).across);
    const kept = listOf(values[to]).filter((member) => !gone.has(member));
    const added = carryMembers(crossing, change.added, to);
    return { list: formatList([...kept, ...added.across]), missing: added.missing };
  };
  const [jira, remote] = [merge('jira'), merge('remote')];
  return {
    values: { jira: jira.list, remote: remote.list },
    missing: { jira: remote.missing, remote: jira.missing },
  };
}

function listOf(value: FieldValue | undefined): readonly string[] {
  return typeof value === 'string' ? parseList(value) : [];
}

function carryMembers(crossing: Crossing, members: readonly string[], to: Side) {
  const converted = convertValue(crossing, formatList(members), to);
  return converted.kind === 'value'
    ? { across: listOf(converted.value), missing: converted.missing }
    : { across: [], missing: [converted.value] };
}
