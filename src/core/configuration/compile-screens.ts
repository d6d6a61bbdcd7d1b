/** What the screens of Jira's transitions are filled with. */

import type { Mapping } from '../mapping';
import type { ProjectMetadata } from '../metadata';
import { traitsOf } from '../values/field-kinds';
import { findValue } from './compile-values';
import { findField, type Mistakes } from './match-names';

/** By the field's key, in the form of its kind. */
export function compileScreens(
  configured: Readonly<Record<string, string>> | undefined,
  path: string,
  jira: ProjectMetadata,
  mistakes: Mistakes,
): NonNullable<Mapping['screens']> {
  return Object.fromEntries(
    Object.entries(configured ?? {}).flatMap(([name, given]) => {
      const place = `${path}.${name}`;
      const field = findField(name, place, jira, mistakes);
      if (!field) return [];
      const { shape, many } = traitsOf(field.kind);
      if (shape === 'document' || shape === 'person' || shape === 'issue') {
        mistakes.push({
          path: place,
          message: `"${field.name}" holds ${traitsOf(field.kind).says}, which no default can be given for. Valid: a field of options, words, numbers or dates.`,
        });
        return [];
      }
      const value = findValue(given, place, field, mistakes);
      if (value === null) return [];
      return [[field.key, { kind: field.kind, value: many ? JSON.stringify([value]) : value }]];
    }),
  );
}
