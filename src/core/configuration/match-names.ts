/** Matches names that people wrote with what a tracker has, or tells what would be valid. */

import type { PersonRow } from '../mapping';
import type { FieldMetadata, Named, ProjectMetadata } from '../metadata';
import type { Side } from '../model';
import type { ConfigurationMistake } from './configuration';

export type Mistakes = ConfigurationMistake[];

const MAX_LISTED = 40;

/** By name, by id, or by name whatever its case. */
export function findNamed(
  name: string,
  path: string,
  known: readonly Named[],
  mistakes: Mistakes,
): Named | null {
  const found =
    known.find((candidate) => candidate.name === name) ??
    known.find((candidate) => candidate.id === name) ??
    known.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const valid = known.map((candidate) => candidate.name);
  mistakes.push({ path, message: unknownName(name, valid) });
  return null;
}

/** Somebody of the table of users, by name or login: the side's own id. */
export function findPerson(
  name: string,
  path: string,
  people: readonly PersonRow[],
  side: Side,
  mistakes: Mistakes,
): string | null {
  const known = people.flatMap((person) => {
    const { jiraName, remoteName, remoteLogin } = person;
    const names = side === 'jira' ? [jiraName] : [remoteName, remoteLogin];
    return names.flatMap((called) => (called === null ? [] : [{ id: person[side], name: called }]));
  });
  return findNamed(name, path, known, mistakes)?.id ?? null;
}

const LEARNT_FROM_ISSUES =
  ' The key has no admin rights in Redmine: it knows only custom fields that the project’s newest issues show.';

/** By key or by name. */
export function findField(
  name: string,
  path: string,
  project: Pick<ProjectMetadata, 'fields' | 'learnsFieldsFromIssues'>,
  mistakes: Mistakes,
): FieldMetadata | null {
  const { fields, learnsFieldsFromIssues = false } = project;
  const found =
    fields.find((candidate) => candidate.key === name) ??
    fields.find((candidate) => candidate.name === name);
  if (found) return found;
  const valid = fields.map((candidate) => candidate.key);
  const why = learnsFieldsFromIssues ? LEARNT_FROM_ISSUES : '';
  mistakes.push({ path, message: `${unknownName(name, valid)}${why}` });
  return null;
}

/** The message for a name that does not exist. */
export function unknownName(name: string, valid: readonly string[]): string {
  const listed = valid.slice(0, MAX_LISTED).join(', ');
  const rest = valid.length > MAX_LISTED ? ` and ${valid.length - MAX_LISTED} more` : '';
  return `"${name}" does not exist. Valid: ${valid.length > 0 ? `${listed}${rest}` : '(none)'}.`;
}
