/** Several fields read into one line. */

import type { FieldKind, Template } from '../mapping';
import { cutLine } from './conversions';

/**
 * The template's line; `null` where none of its fields holds anything.
 * @param read what people read in a field, `null` where it is empty
 */
export function fillTemplate(
  template: Template,
  read: (key: string, kind: FieldKind) => string | null,
): string | null {
  const filled = template.parts.map((part) =>
    'text' in part
      ? { text: part.text, isField: false }
      : { text: read(part.key, part.kind), isField: true },
  );
  if (!filled.some(({ text, isField }) => isField && text !== null)) return null;
  const line = filled.map(({ text }) => text ?? '').join('');
  return cutLine(line.replace(/\s+/g, ' ').trim());
}
