/** What one value of a field loses on its way across: told of the value, not of the two kinds. */
import { toBaseValue } from '../digest';
import { type FieldValue, otherSide, type Side } from '../model';
import { listTextLosses } from '../texts/list-text-losses';
import { findConversion, listLosses } from './conversions';
import { type Crossing, convertValue } from './convert';
import { holdsText } from './field-kinds';

/** In words; empty where the whole of it arrives. What has no row is told elsewhere. */
export function listValueLosses(
  crossing: Crossing,
  value: FieldValue,
  to: Side,
): readonly string[] {
  const { mapping, row } = crossing;
  if (value === null) return [];
  if (holdsText(row.kinds)) {
    return typeof value === 'string' ? [] : listTextLosses(mapping, value);
  }
  const from = otherSide(to);
  const conversion = findConversion(row.kinds[from], row.kinds[to]);
  if (conversion?.by !== 'rule' && conversion?.by !== 'text') return [];
  const losses = listLosses(row.kinds[from], row.kinds[to]);
  if (losses.length === 0) return [];
  const across = convertValue(crossing, value, to);
  if (across.kind !== 'value') return [];
  const back = convertValue(crossing, across.value, from);
  const isWhole = back.kind === 'value' && toBaseValue(back.value) === toBaseValue(value);
  return isWhole ? [] : losses;
}
