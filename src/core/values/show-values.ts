/** Values as people read them. */

import { cutText } from '../cut-text';
import { namesOf } from '../fields/field-of';
import type { FieldRow, Mapping } from '../mapping';
import type { Named, ProjectMetadata } from '../metadata';
import { type FieldValue, SIDES, type Side, type Snapshot } from '../model';
import { showSource } from '../texts/show-source';
import type { Names } from './convert';
import { parseList, traitsOf } from './field-kinds';

/** What people read for ids, by side and by the row's name. */
export type ValueNames = Readonly<Record<Side, Readonly<Record<string, Names>>>>;

/** Fields whose choices are lists of their own. */
const LISTS: Readonly<Record<string, 'issueTypes' | 'statuses' | 'priorities'>> = {
  issuetype: 'issueTypes',
  status: 'statuses',
  priority: 'priorities',
};

/** The people of the mapping's table. */
export function namePeople({ people }: Mapping, side: Side): Names {
  const name = side === 'jira' ? 'jiraName' : 'remoteName';
  return Object.fromEntries(people.map((person) => [person[side], person[name]]));
}

/** The names of everything that the mapping's fields can hold. */
export function nameChoices(
  mapping: Mapping,
  projects: Readonly<Record<Side, ProjectMetadata>>,
): ValueNames {
  const of = (side: Side) =>
    Object.fromEntries(
      mapping.fields.map((row) => {
        if (traitsOf(row.kinds[side]).shape === 'person') {
          return [row.field, namePeople(mapping, side)];
        }
        const list = LISTS[row.field];
        const known = list ? projects[side][list] : optionsOf(projects[side], row[side]);
        return [row.field, Object.fromEntries(known.map(({ id, name }) => [id, name]))];
      }),
    );
  return { jira: of('jira'), remote: of('remote') };
}

function optionsOf({ fields }: ProjectMetadata, key: string): readonly Named[] {
  return fields.find((field) => field.key === key)?.options ?? [];
}

/** With what the issues themselves tell: people without a row, values that came later. */
export function addNames(
  names: ValueNames,
  mapping: Mapping,
  snapshots: Readonly<Partial<Record<Side, Snapshot>>>,
): ValueNames {
  const of = (side: Side) => {
    const snapshot = snapshots[side];
    if (!snapshot) return names[side];
    return Object.fromEntries(
      mapping.fields.map(({ field }) => [
        field,
        { ...names[side][field], ...namesOf(snapshot, field) },
      ]),
    );
  };
  const [jira, remote] = SIDES.map(of);
  return { jira: jira ?? {}, remote: remote ?? {} };
}

const MAX_SHOWN = 500;

/** At most 500 characters; `null` where there is nothing. */
export function showValue(
  names: ValueNames,
  row: FieldRow,
  side: Side,
  value: FieldValue,
): string | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'string') return cut(showSource(value));
  const known = names[side][row.field] ?? {};
  const members = traitsOf(row.kinds[side]).many ? parseList(value) : [value];
  return cut(members.map((member) => known[member] ?? member).join(', '));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${cutText(text, MAX_SHOWN)}…` : text;
}
