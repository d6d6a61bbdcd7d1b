/** The values that a twin is born with. */

import { fieldOf } from '../fields/field-of';
import { flowsTo, type Mapping } from '../mapping';
import { type FieldValue, type FieldValues, otherSide, type Snapshot } from '../model';
import { type Crossing, convertValue } from '../values/convert';
import { crossingOf } from '../values/crossing';

export type NewTwin =
  | { readonly kind: 'fields'; readonly fields: FieldValues }
  /** Without a type across there is nothing to create. */
  | { readonly kind: 'not-mapped'; readonly message: string };

/** Fields that a tracker moves by its own ways and refuses or ignores in a create call. */
const NOT_AT_BIRTH: ReadonlySet<string> = new Set(['status', 'watchers']);

/** Everything the mapping carries over; what has no row is left to the next plan to tell. */
export function newTwin(mapping: Mapping, source: Snapshot, twins?: Crossing['twins']): NewTwin {
  const to = otherSide(source.side);
  const fields: Record<string, FieldValue> = {};
  for (const row of mapping.fields) {
    // A one-way field still needs its first value where the twin cannot be created without it.
    const needed = row.field === 'summary' || row.field === 'issuetype';
    if (NOT_AT_BIRTH.has(row.field) || !(needed || flowsTo(row.direction, to))) continue;
    const value = fieldOf(source, row);
    const crossing = crossingOf({ mapping, row, snapshots: { [source.side]: source }, twins });
    const converted = convertValue(crossing, value, to);
    if (converted.kind === 'value') {
      if (converted.value !== null) fields[row.field] = converted.value;
    } else if (row.field === 'issuetype') {
      const shown = source.labels[row.field] ?? converted.value;
      return {
        kind: 'not-mapped',
        message: `${mapping.siteName[source.side]} issue ${source.key} has the type "${shown}", which has no row towards ${mapping.siteName[to]} in mapping "${mapping.id}": no twin was created. Add a row under issueTypes.`,
      };
    }
  }
  return { kind: 'fields', fields };
}
