/** The fields of a world: those of every world, and its own rows. */
import { directionOfRow } from '../families/rows/rows';
import type { MappingChoice } from '../script/configuration';
import { type CoreField, type Direction, FIELDS, type Field, type RowField } from '../script/steps';
import type { World } from '../world/world';

const CORE: ReadonlySet<string> = new Set(FIELDS);

export function fieldsOf({ rows }: World): readonly Field[] {
  return [...FIELDS, ...rows.map(({ field }) => field)];
}

export function directionOf(world: World, { directions }: MappingChoice, field: Field): Direction {
  return CORE.has(field)
    ? directions[field as CoreField]
    : directionOfRow(world, field as RowField);
}

/** Whether both sides say the same, as far as the two kinds of field can. */
export function isSame(world: World, field: Field, jira: string, redmine: string): boolean {
  const row = world.rows.find((candidate) => candidate.field === field);
  // Of a list that Jira has, Redmine holds one; who empties it there takes out that one.
  if (row?.spec.isOneOfList) return redmine === '' || jira.split(',').includes(redmine);
  return jira === redmine;
}
