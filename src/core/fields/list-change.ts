/** What a list gains and loses where trackers take its members one by one. */

import type { FieldValue } from '../model';
import { parseList } from '../values/field-kinds';

export interface ListChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** @param now the members as they stand */
export function findListChange(now: readonly string[], wanted: FieldValue): ListChange {
  const next = typeof wanted === 'string' ? parseList(wanted) : [];
  return {
    added: next.filter((member) => !now.includes(member)),
    removed: now.filter((member) => !next.includes(member)),
  };
}
