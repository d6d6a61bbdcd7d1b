/** Which fields a request asked for: `*all`, `*navigable`, names, and names to leave out. */
import type { FieldDefinition } from '../fields/definition';

export type FieldSelection = (field: FieldDefinition) => boolean;

/**
 * Reads the `fields` list.
 * @param fallback what an empty list means, and what a list of exclusions starts from
 */
export function selectFields(
  names: readonly string[],
  fallback: '*all' | '*navigable' | 'none',
): FieldSelection {
  const excluded = new Set(
    names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)),
  );
  const included = new Set(names.filter((name) => !name.startsWith('-')));
  // A list of nothing but exclusions starts from all navigable fields where the fallback is none.
  const base =
    included.size > 0
      ? undefined
      : names.length > 0 && fallback === 'none'
        ? '*navigable'
        : fallback;
  const everything = included.has('*all') || base === '*all';
  const navigable = included.has('*navigable') || base === '*navigable';
  return (field) => {
    if (excluded.has(field.id)) return false;
    return everything || included.has(field.id) || (navigable && field.navigable);
  };
}
