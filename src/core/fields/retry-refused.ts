/** What a tracker refused and says now that it would take is to be written after all. */

import { toBaseValue } from '../digest';
import type { Link } from '../link';
import type { FieldRow } from '../mapping';
import { otherSide, SIDES } from '../model';
import type { PlanInput } from '../plan-input';
import { fieldOf } from './field-of';

/**
 * The bases that a field is decided from: as stored, or with the value that was refused across as if
 * it had just been changed. Only where nobody changed either side since; else their change counts.
 */
export function basesWithRetry(
  { link, snapshots }: Pick<PlanInput, 'link' | 'snapshots'>,
  row: FieldRow,
): Link['sides'] {
  const refused = link.problems.find(
    ({ kind, side, field, value }) =>
      kind === 'no-transition' &&
      field === row.field &&
      value !== null &&
      snapshots[side].accepts?.[field]?.includes(value),
  );
  const isAtRest = SIDES.every(
    (side) => link.sides[side].fields[row.field] === toBaseValue(fieldOf(snapshots[side], row)),
  );
  if (!refused || !isAtRest) return link.sides;
  const source = otherSide(refused.side);
  const { [row.field]: _refused, ...fields } = link.sides[source].fields;
  return { ...link.sides, [source]: { ...link.sides[source], fields } };
}
