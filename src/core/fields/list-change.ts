/** What a list gains and loses where trackers take its members one by one. */

import type { FieldValue } from '../model';
import { parseList } from '../values/field-kinds';

export interface ListChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * @param now the members as they stand
 * @param read the list that `wanted` was made of: who came or went since did so on their own
 */
export function findListChange(
  now: readonly string[],
  wanted: FieldValue,
  read?: FieldValue,
): ListChange {
  const next = membersOf(wanted);
  const known = read === undefined ? now : membersOf(read);
  return {
    added: next.filter((member) => !now.includes(member) && !known.includes(member)),
    removed: now.filter((member) => !next.includes(member) && known.includes(member)),
  };
}

function membersOf(value: FieldValue): readonly string[] {
  return typeof value === 'string' ? parseList(value) : [];
}
