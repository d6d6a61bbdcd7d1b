/** The table of values of one configured field: the rows that people wrote, or names that match. */

import type { Direction, ValueRow } from '../mapping';
import type { FieldMetadata, Named } from '../metadata';
import { otherSide, SIDES, type Side } from '../model';
import { findConversion } from '../values/conversions';
import { type FieldKind, traitsOf } from '../values/field-kinds';
import type { ConfiguredValue } from './configuration';
import { findNamed, type Mistakes } from './match-names';

type Fields = Readonly<Record<Side, Pick<FieldMetadata, 'kind' | 'options'>>>;

/** What a yes or no may be called. */
const FLAG_NAMES: readonly Named[] = [
  { id: '1', name: 'Yes' },
  { id: '0', name: 'No' },
  { id: '1', name: 'true' },
  { id: '0', name: 'false' },
];

/** Whether values of the two fields are paired by a table, in one direction at least. */
export function hasTable(kinds: Readonly<Record<Side, FieldKind>>): boolean {
  return SIDES.some((to) => findConversion(kinds[otherSide(to)], kinds[to])?.by === 'table');
}

/** Rows as written, the preferred ones first: the first row that fits a value counts. */
export function compileValueRows(
  rows: readonly ConfiguredValue[],
  path: string,
  fields: Fields,
  mistakes: Mistakes,
): readonly ValueRow[] {
  const compiled = rows.flatMap((row, index) => {
    const jira = findValue(row.jira, `${path}[${index}].jira`, fields.jira, mistakes);
    const remote = findValue(row.redmine, `${path}[${index}].redmine`, fields.remote, mistakes);
    if (jira === null || remote === null) return [];
    const direction = directionOf(row.direction ?? 'both');
    return [{ row: { jira, remote, direction }, isPreferred: row.preferred === true }];
  });
  return [
    ...compiled.filter(({ isPreferred }) => isPreferred),
    ...compiled.filter(({ isPreferred }) => !isPreferred),
  ].map(({ row }) => row);
}

/** The id of a value that people named; words and numbers are their own. */
export function findValue(
  name: string,
  path: string,
  field: Fields[Side],
  mistakes: Mistakes,
): string | null {
  const { shape } = traitsOf(field.kind);
  if (shape === 'flag') return findNamed(name, path, FLAG_NAMES, mistakes)?.id ?? null;
  // Where the choices cannot be listed, they are taken as written.
  if (shape !== 'choice' || !field.options) return name;
  return findNamed(name, path, field.options, mistakes)?.id ?? null;
}

/** Rows for values that are called the same on both sides. */
export function matchValueNames(fields: Fields): readonly ValueRow[] {
  const namesOf = (side: Side): readonly Named[] | null => {
    const { kind, options } = fields[side];
    return traitsOf(kind).shape === 'flag' ? FLAG_NAMES : (options ?? null);
  };
  const [jira, remote] = [namesOf('jira'), namesOf('remote')];
  if (jira && remote) return matchBoth(fields, jira, remote);
  const [choices, side] = jira ? [jira, 'jira' as const] : [remote ?? [], 'remote' as const];
  const words = otherSide(side);
  // The other side holds words or numbers: each choice is known there by its name.
  return choices.map(({ id, name }) => {
    const word = fields[words].kind === 'labels' ? name.replace(/\s+/g, '_') : name;
    return side === 'jira'
      ? { jira: id, remote: word, direction: 'both' }
      : { jira: word, remote: id, direction: 'both' };
  });
}

function matchBoth(fields: Fields, jira: readonly Named[], remote: readonly Named[]): ValueRow[] {
  const [only] = jira;
  // One box to tick is a yes or no.
  if (only && jira.length === 1 && fields.remote.kind === 'boolean') {
    return [{ jira: only.id, remote: '1', direction: 'both' }];
  }
  return jira.flatMap((candidate) => {
    const same = remote.find(({ name }) => name.toLowerCase() === candidate.name.toLowerCase());
    return same ? [{ jira: candidate.id, remote: same.id, direction: 'both' } as const] : [];
  });
}

/** The core knows no Redmine. */
export function directionOf(direction: 'both' | 'toJira' | 'toRedmine'): Direction {
  return direction === 'toRedmine' ? 'toRemote' : direction;
}
