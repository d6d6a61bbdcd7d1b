/** What a tracker refused is written after all once it says that it would take it, or a person asks. */

import { toBaseValue } from '../digest';
import type { Link, Problem } from '../link';
import type { FieldRow } from '../mapping';
import { otherSide, SIDES } from '../model';
import type { PlanInput } from '../plan-input';
import { fieldOf } from './field-of';

type RetryInput = Pick<PlanInput, 'link' | 'snapshots' | 'retriesBeforeMs'>;

/**
 * The bases that a field is decided from: as stored, or with the value that was refused across as if
 * it had just been changed. Only where nobody changed either side since; else their change counts.
 */
export function basesWithRetry(input: RetryInput, row: FieldRow): Link['sides'] {
  const { link, snapshots } = input;
  const refused = link.problems.find(
    (problem) => problem.field === row.field && isTriedAgain(input, row, problem),
  );
  const isAtRest = SIDES.every(
    (side) => link.sides[side].fields[row.field] === toBaseValue(fieldOf(snapshots[side], row)),
  );
  if (!refused || !isAtRest) return link.sides;
  const source = otherSide(refused.side);
  const { [row.field]: _refused, ...fields } = link.sides[source].fields;
  return { ...link.sides, [source]: { ...link.sides[source], fields } };
}

function isTriedAgain(
  { snapshots, retriesBeforeMs = 0 }: RetryInput,
  row: FieldRow,
  { kind, side, value, foundAtMs }: Problem,
): boolean {
  if (kind !== 'no-transition' && kind !== 'write-not-taken') return false;
  if (foundAtMs < retriesBeforeMs) return true;
  const accepted = snapshots[side].accepts?.[row.field] ?? [];
  return kind === 'no-transition' && value !== null && accepted.includes(value);
}
