/** What one value of a field loses on its way across: told of the value, not of the two kinds. */
import { toBaseValue } from '../digest';
import type { Mapping } from '../mapping';
import { type FieldValue, otherSide, type RichText, type Side } from '../model';
import { convertText } from '../texts/convert-text';
import { listTextLosses } from '../texts/list-text-losses';
import { findConversion, listLosses } from './conversions';
import { type Crossing, convertValue } from './convert';
import { holdsText } from './field-kinds';

/** Jira's limit on a text, counted in the form that is sent. */
const MAX_JIRA_TEXT = 32_767;
const TOO_LONG = 'what is over 32,767 characters';

/** In words; empty where the whole of it arrives. What has no row is told elsewhere. */
export function listValueLosses(
  crossing: Crossing,
  value: FieldValue,
  to: Side,
): readonly string[] {
  const { mapping, row } = crossing;
  if (value === null) return [];
  if (holdsText(row.kinds)) {
    if (typeof value === 'string') return [];
    const losses = listTextLosses(mapping, value);
    return to === 'jira' && isTooLong(mapping, value) ? [...losses, TOO_LONG] : losses;
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

function isTooLong(mapping: Mapping, text: RichText): boolean {
  const across = convertText(mapping, text, 'jira');
  return across?.format === 'adf' && JSON.stringify(across.doc).length > MAX_JIRA_TEXT;
}
