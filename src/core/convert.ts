/** Carries a field's value across: by table for options and people, by `text` for rich text. */

import { type BaseText, convertText } from './convert-text';
import { toBaseValue } from './digest';
import { type FieldRow, flowsTo, type Mapping } from './mapping';
import { type FieldValue, otherSide, type RichText, SIDES, type Side } from './model';

export type Converted =
  | { readonly kind: 'value'; readonly value: FieldValue }
  /** No row of the mapping says what this is across. */
  | { readonly kind: 'unmapped'; readonly value: string };

/**
 * What `value`, read on the other side, is on the side `to`.
 * @param base the text both sides last agreed on, so that only what was edited changes
 */
export function convertValue(
  mapping: Mapping,
  row: FieldRow,
  value: FieldValue,
  to: Side,
  base?: BaseText,
): Converted {
  switch (row.kind) {
    case 'text':
      return { kind: 'value', value: convertText(mapping, asText(value), to, base) };
    case 'line':
    case 'date':
      return { kind: 'value', value };
    case 'option':
    case 'user':
      return value === null ? { kind: 'value', value } : lookUp(row, String(value), to);
    default:
      return row.kind satisfies never;
  }
}

function asText(value: FieldValue): RichText | null {
  return typeof value === 'string' ? null : value;
}

function lookUp(row: FieldRow, value: string, to: Side): Converted {
  const match = row.values.find(
    (pair) => pair[otherSide(to)] === value && flowsTo(pair.direction, to),
  );
  return match ? { kind: 'value', value: match[to] } : { kind: 'unmapped', value };
}

/** Whether both sides say the same, seen from either: tables may be many-to-one. */
export function sameAcross(
  mapping: Mapping,
  row: FieldRow,
  values: Readonly<Record<Side, FieldValue>>,
  base?: BaseText,
): boolean {
  return SIDES.some((to) => {
    const converted = convertValue(mapping, row, values[otherSide(to)], to, base);
    return converted.kind === 'value' && toBaseValue(converted.value) === toBaseValue(values[to]);
  });
}
