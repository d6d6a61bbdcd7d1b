/** Which types of relations cross, as which. */

import type { Direction, RelationRow, RelationRules } from '../mapping';
import type { ProjectMetadata } from '../metadata';
import type { Side } from '../model';
import type { ConfigurationMistake, ConfiguredMapping } from './configuration';
import { unknownName } from './match-names';

type Rows = readonly { readonly jira: string; readonly redmine: string }[];

/** Types that every Jira site is born with; those that a site does not have are left out. */
const DEFAULT_TYPES: Rows = [
  { jira: 'Relates', redmine: 'relates' },
  { jira: 'Blocks', redmine: 'blocks' },
  { jira: 'Duplicate', redmine: 'duplicates' },
];

/** The type of the remote side that says the same from either end. */
const SYMMETRIC = 'relates';

export function compileRelations(
  configured: ConfiguredMapping['relations'],
  path: string,
  projects: Readonly<Record<Side, ProjectMetadata>>,
  narrow: (direction: 'both' | 'toJira' | 'toRedmine') => Direction,
  mistakes: ConfigurationMistake[],
): RelationRules | null {
  if (!configured) return null;
  const { direction = 'both', types } = configured === true ? {} : configured;
  const known = { jira: projects.jira.relationTypes, remote: projects.remote.relationTypes };
  const rows = types ?? DEFAULT_TYPES.filter(({ jira }) => known.jira.includes(jira));
  for (const [index, row] of rows.entries()) {
    for (const [key, side] of [
      ['jira', 'jira'],
      ['redmine', 'remote'],
    ] as const) {
      const place = `${path}.types[${index}].${key}`;
      if (!known[side].includes(row[key])) {
        mistakes.push({ path: place, message: unknownName(row[key], known[side]) });
      } else if (rows.findIndex((other) => other[key] === row[key]) < index) {
        mistakes.push({ path: place, message: `"${row[key]}" is mapped twice.` });
      }
    }
  }
  return { direction: narrow(direction), types: rows.map(toRow) };
}

function toRow({ jira, redmine }: Rows[number]): RelationRow {
  return { jira, remote: redmine, isSymmetric: redmine === SYMMETRIC };
}
