/** Fields beyond those of every mapping, as the worlds of the contract have them. */
import type { FieldRow } from '../../../src/core/mapping';
import type { FieldValue } from '../../../src/core/model';
import type { FieldKind } from '../../../src/core/values/field-kinds';
import { aRow } from '../../support/builders';
import type { TrackerWorld } from './tracker-world';

/** Asks a tracker's REST API as its administrator, for what its answer holds. */
// biome-ignore lint/suspicious/noExplicitAny: answers of a REST API, read by tests only
export type AskAsAdmin = (method: string, path: string, body?: unknown) => Promise<any>;

export const FAMILIES = ['effort', 'lists of the project', 'custom fields'] as const;
export type FurtherFamily = (typeof FAMILIES)[number];

/** A field that both sides call alike, with two values in its side's own terms. */
export interface FurtherField {
  readonly row: FieldRow;
  readonly values: readonly [FieldValue, FieldValue];
}

export type FurtherFields = Readonly<Record<FurtherFamily, readonly FurtherField[]>>;

export function aFurtherField(
  field: string,
  kind: FieldKind,
  ...values: FurtherField['values']
): FurtherField {
  return { row: aRow({ field, jira: field, remote: field, kind }), values };
}

/** For parents, watchers, who made an issue, and who may see it. */
export function rowsOfPeople(names: {
  readonly author: string;
  readonly watchers: string;
}): readonly FieldRow[] {
  return [
    aRow({ field: 'parent', jira: 'parent', remote: 'parent', kind: 'issue' }),
    aRow({ field: 'author', jira: names.author, remote: names.author, kind: 'user' }),
    aRow({ field: 'watchers', jira: names.watchers, remote: names.watchers, kind: 'users' }),
    aRow({
      field: 'security',
      jira: 'security',
      remote: 'is_private',
      kinds: { jira: 'option', remote: 'boolean' },
      isPrivacy: true,
    }),
  ];
}

/** The two values of each field of a family. */
export function valuesOf(
  { further }: TrackerWorld,
  family: FurtherFamily,
  at: 0 | 1,
): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(
    further.fields[family].map(({ row, values }) => [row.field, values[at]]),
  );
}

/** As values of lists are ordered. */
export function sortedPair(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one];
}
