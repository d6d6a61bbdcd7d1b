/** One mapping of a configuration while it is edited; nothing here is stored. */
import type {
  Configuration,
  ConfiguredDirection,
  ConfiguredMapping,
} from '../../../core/configuration/configuration';
import type { MappingChoices } from '../../../shared/api';
import type { ConfigurationMistake } from '../../../shared/configuration';

export interface Draft {
  readonly document: Configuration;
  /** Its place in the document. */
  readonly index: number;
}

/** @throws Error for a place without a mapping */
export function mappingOf({ document, index }: Draft): ConfiguredMapping {
  const mapping = document.mappings[index];
  if (!mapping) throw new Error(`no mapping at ${index}`);
  return mapping;
}

/** The document with parts of the mapping replaced. */
export function withMapping(draft: Draft, change: Partial<ConfiguredMapping>): Configuration {
  return {
    ...draft.document,
    mappings: draft.document.mappings.map((mapping, index) =>
      index === draft.index ? { ...mapping, ...change } : mapping,
    ),
  };
}

/** The mistakes below a place, like `fields[2]`; of the document where it begins with a dot. */
export function mistakesAt(
  mistakes: readonly ConfigurationMistake[],
  place: string,
): readonly string[] {
  const isBelow = (path: string) =>
    path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
  return mistakes.filter(({ path }) => isBelow(path)).map(({ message }) => message);
}

export interface NewMapping {
  readonly connection: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
}

/** The document with a mapping at its end that has every suggested row. */
export function addMapping(
  document: Configuration,
  { connection, jiraProject, redmineProject }: NewMapping,
  { suggested }: MappingChoices,
): Draft {
  const both: ConfiguredDirection = 'both';
  const mapping: ConfiguredMapping = {
    id: freeId(document, jiraProject),
    connection,
    jiraProject,
    redmineProject,
    direction: both,
    create: { jira: true, redmine: true },
    issueTypes: toRows(suggested.issueTypes),
    statuses: toRows(suggested.statuses),
    priorities: toRows(suggested.priorities),
    fields: toRows(suggested.fields),
    comments: { direction: both },
    onConflict: 'manual',
  };
  const known = new Set(document.users.flatMap(({ jira, redmine }) => [jira, String(redmine)]));
  const people = toRows(suggested.users).filter(
    ({ jira, redmine }) => !known.has(jira) && !known.has(redmine),
  );
  return {
    document: {
      ...document,
      mappings: [...document.mappings, mapping],
      users: [...document.users, ...people],
    },
    index: document.mappings.length,
  };
}

function toRows(pairs: readonly { readonly jira: string; readonly redmine: string }[]) {
  return pairs.map(({ jira, redmine }) => ({ jira, redmine }));
}

function freeId({ mappings }: Configuration, jiraProject: string): string {
  const wanted = jiraProject.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
  const isTaken = (id: string) => mappings.some((mapping) => mapping.id === id);
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${wanted}-${number}`)) return `${wanted}-${number}`;
  }
}
