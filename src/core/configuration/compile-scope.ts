/** Matches the names in a mapping's rules of scope. */
import type { PersonRow, ScopeRules, ScopeTerm, SideScope } from '../mapping';
import type { FieldMetadata, ProjectMetadata } from '../metadata';
import type { Side } from '../model';
import { traitsOf } from '../values/field-kinds';
import { findValue } from './compile-values';
import type { ConfiguredScope } from './configuration';
import { findField, findNamed, findPerson, type Mistakes } from './match-names';

/** What `trackers`, `statuses` and `categories` are in an issue. */
const LISTS = [
  { list: 'trackers', key: 'tracker' },
  { list: 'statuses', key: 'status' },
  { list: 'categories', key: 'category' },
] as const;

const NUMBER = /^\d+$/;

export interface CompileScopeInput {
  readonly configured: ConfiguredScope | undefined;
  readonly path: string;
  /** Redmine's. */
  readonly project: ProjectMetadata;
  readonly people: readonly PersonRow[];
  /** What the trackers themselves pick issues by, as they know it. */
  readonly queries: Readonly<Partial<Record<Side, string>>>;
}

export function compileScope(
  { configured, path, project, people, queries }: CompileScopeInput,
  mistakes: Mistakes,
): ScopeRules | null {
  if (!configured) return null;
  const { redmine, leaving = 'pause' } = configured;
  const place = `${path}.redmine`;
  const lists = LISTS.flatMap(({ list, key }): ScopeTerm[] => {
    const names = redmine?.[list];
    const known = knownOf(project, list);
    return names ? [{ key, values: findAll(names, `${place}.${list}`, known, mistakes) }] : [];
  });
  const custom = Object.entries(redmine?.customFields ?? {}).flatMap(([name, names]) => {
    const at = `${place}.customFields.${name}`;
    const field = findField(name, at, project, mistakes);
    return field
      ? [{ key: field.key, values: findValues(names, at, field, people, mistakes) }]
      : [];
  });
  const jira = sideScope([], queries.jira);
  const remote = sideScope([...lists, ...custom], queries.remote);
  return { ...(jira ? { jira } : {}), ...(remote ? { remote } : {}), leaving };
}

function sideScope(terms: readonly ScopeTerm[], query: string | undefined): SideScope | null {
  if (terms.length === 0 && query === undefined) return null;
  return { terms, ...(query === undefined ? {} : { query }) };
}

function knownOf(project: ProjectMetadata, list: (typeof LISTS)[number]['list']) {
  switch (list) {
    case 'trackers':
      return project.issueTypes;
    case 'statuses':
      return project.statuses;
    case 'categories':
      return project.fields.find(({ key }) => key === 'category')?.options;
    default:
      return list satisfies never;
  }
}

function findAll(
  names: readonly string[],
  path: string,
  known: ProjectMetadata['issueTypes'] | undefined,
  mistakes: Mistakes,
): readonly string[] {
  return names.flatMap((name, index) => {
    const place = `${path}[${index}]`;
    if (known) return findNamed(name, place, known, mistakes)?.id ?? [];
    if (NUMBER.test(name)) return name;
    mistakes.push({
      path: place,
      message: `"${name}" cannot be looked up: the key may not see the list. Valid: the number, or a key that may.`,
    });
    return [];
  });
}

function findValues(
  names: readonly string[],
  path: string,
  field: FieldMetadata,
  people: readonly PersonRow[],
  mistakes: Mistakes,
): readonly string[] {
  const isPerson = traitsOf(field.kind).shape === 'person';
  return names.flatMap((name, index) => {
    const place = `${path}[${index}]`;
    // A number names anybody, with a row or without.
    return isPerson && !NUMBER.test(name)
      ? (findPerson(name, place, people, 'remote', mistakes) ?? [])
      : (findValue(name, place, field, mistakes) ?? []);
  });
}
