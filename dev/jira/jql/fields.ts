/** The fields a JQL clause can name, and what an issue shows under each. */

import { adfToPlainText } from '../adf/plain-text';
import { allFields } from '../fields/catalog';
import { isArray, isObject, type Json } from '../json';
import {
  ISSUE_TYPES,
  type Named,
  PRIORITIES,
  RESOLUTIONS,
  SECURITY_LEVELS,
  STATUSES,
} from '../site/names';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';

/** A property that an app's manifest declares (`jira:entityProperty`); no other can be searched. */
export interface IndexedProperty {
  readonly key: string;
  /** The path of the value inside the property, with dots. */
  readonly path: string;
  readonly type: 'string' | 'number' | 'date' | 'text';
  /** A name of its own in JQL. */
  readonly alias?: string;
}

export type JqlField =
  /** Holds ids; `idsOf` says which ids a word names. */
  | {
      readonly kind: 'reference';
      readonly read: (issue: IssueDoc) => readonly string[];
      readonly idsOf: (word: string, site: Site) => readonly string[];
      /** Whether a word that names nothing is an error of the query. */
      readonly isClosed: boolean;
    }
  | { readonly kind: 'moment'; readonly read: (issue: IssueDoc) => number | null }
  | { readonly kind: 'day'; readonly read: (issue: IssueDoc) => string | null }
  | { readonly kind: 'number'; readonly read: (issue: IssueDoc) => number | null }
  | { readonly kind: 'text'; readonly read: (issue: IssueDoc, site: Site) => string | null };

const stored = (id: string) => (issue: IssueDoc) => idsIn(issue.fields[id]);

function idsIn(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value.map(String) : [String(value)];
}

function named(list: readonly Pick<Named, 'id' | 'name'>[]) {
  return (word: string): readonly string[] =>
    list
      .filter(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase())
      .map(({ id }) => id);
}

function people(word: string, site: Site): readonly string[] {
  if (site.world.users.has(word)) return [word];
  const user = site.world.findUserByEmail(word);
  if (user !== undefined) return [user.accountId];
  return [...site.world.users.values()]
    .filter(({ displayName }) => displayName.toLowerCase() === word.toLowerCase())
    .map(({ accountId }) => accountId);
}

function ownedBy(table: 'components' | 'versions') {
  return (word: string, site: Site): readonly string[] => {
    const entries: { id: string; name: string }[] = [...site.world[table].values()];
    return entries.filter(({ id, name }) => id === word || name === word).map(({ id }) => id);
  };
}

const reference = (
  read: (issue: IssueDoc) => readonly string[],
  idsOf: (word: string, site: Site) => readonly string[],
  isClosed = true,
): JqlField => ({ kind: 'reference', read, idsOf, isClosed });

const KEY = reference(
  (issue) => [issue.id],
  (word, site) => {
    const issue = site.world.findIssue(word);
    return issue === undefined ? [] : [issue.id];
  },
);

const CATEGORIES = Object.values(
  Object.fromEntries(STATUSES.map(({ category }) => [category.key, category])),
);

const SYSTEM: Readonly<Record<string, JqlField>> = {
  project: reference(
    (issue) => [issue.projectId],
    (word, site) =>
      [...site.world.projects.values()]
        .filter(({ id, key, name }) =>
          [id, key.toLowerCase(), name.toLowerCase()].includes(word.toLowerCase()),
        )
        .map(({ id }) => id),
  ),
  key: KEY,
  issuekey: KEY,
  issue: KEY,
  id: KEY,
  status: reference((issue) => [issue.statusId], named(STATUSES)),
  statuscategory: reference(
    (issue) =>
      STATUSES.filter(({ id }) => id === issue.statusId).map(({ category }) => category.key),
    (word) =>
      CATEGORIES.filter(({ id, key, name }) =>
        [String(id), key, name.toLowerCase()].includes(word.toLowerCase()),
      ).map(({ key }) => key),
  ),
  issuetype: reference(stored('issuetype'), named(ISSUE_TYPES)),
  priority: reference(stored('priority'), named(PRIORITIES)),
  resolution: reference(stored('resolution'), (word) =>
    word.toLowerCase() === 'unresolved' ? ['unresolved'] : named(RESOLUTIONS)(word),
  ),
  level: reference(stored('security'), named(SECURITY_LEVELS)),
  assignee: reference(stored('assignee'), people),
  reporter: reference(stored('reporter'), people),
  creator: reference((issue) => [issue.creatorId], people),
  watcher: reference((issue) => issue.watchers, people),
  labels: reference(stored('labels'), (word) => [word], false),
  component: reference(stored('components'), ownedBy('components')),
  fixversion: reference(stored('fixVersions'), ownedBy('versions')),
  affectedversion: reference(stored('versions'), ownedBy('versions')),
  parent: reference(stored('parent'), (word, site) => {
    const issue = site.world.findIssue(word);
    return issue === undefined ? [] : [issue.id];
  }),
  created: { kind: 'moment', read: (issue) => issue.createdMs },
  updated: { kind: 'moment', read: (issue) => issue.updatedMs },
  resolved: { kind: 'moment', read: (issue) => issue.resolvedMs },
  statuscategorychangeddate: { kind: 'moment', read: (issue) => issue.statusChangedMs },
  due: { kind: 'day', read: (issue) => textOf(issue.fields.duedate) },
  summary: { kind: 'text', read: (issue) => textOf(issue.fields.summary) },
  description: { kind: 'text', read: (issue) => adfToPlainText(issue.fields.description) },
  environment: { kind: 'text', read: (issue) => adfToPlainText(issue.fields.environment) },
  comment: { kind: 'text', read: readComments },
  text: {
    kind: 'text',
    read: (issue, site) =>
      [
        textOf(issue.fields.summary) ?? '',
        adfToPlainText(issue.fields.description),
        readComments(issue, site),
      ].join(' '),
  },
};

const ALIASES: Readonly<Record<string, string>> = {
  type: 'issuetype',
  duedate: 'due',
  createddate: 'created',
  updateddate: 'updated',
  resolutiondate: 'resolved',
};

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function readComments(issue: IssueDoc, site: Site): string {
  return site.world.commentsByIssue
    .of(issue.id)
    .map(({ body }) => adfToPlainText(body))
    .join(' ');
}

/** The field of that name; names know no case. */
export function findJqlField(
  name: string,
  site: Site,
  indexed: readonly IndexedProperty[],
): JqlField | undefined {
  const lower = name.toLowerCase();
  return SYSTEM[ALIASES[lower] ?? lower] ?? findCustom(lower, site) ?? findProperty(name, indexed);
}

function findCustom(lower: string, site: Site): JqlField | undefined {
  const field = allFields(site.world).find(
    ({ custom, clauseNames }) =>
      custom && clauseNames.some((clause) => clause.toLowerCase() === lower),
  );
  if (field === undefined) return undefined;
  const read = (issue: IssueDoc): Json => issue.fields[field.id] ?? null;
  switch (field.schema.type) {
    case 'number':
      return { kind: 'number', read: (issue) => numberOf(read(issue)) };
    case 'date':
      return { kind: 'day', read: (issue) => textOf(read(issue)) };
    case 'datetime':
      return { kind: 'moment', read: (issue) => numberOf(read(issue)) };
    case 'string':
      return {
        kind: 'text',
        read: (issue) => {
          const value = read(issue);
          return isObject(value) ? adfToPlainText(value) : textOf(value);
        },
      };
    default:
      return reference(
        (issue) => idsIn(read(issue)),
        (word, site) => {
          const options = site.world.optionsByField.of(field.id);
          const ids = options
            .filter(({ id, value }) => id === word || value === word)
            .map(({ id }) => id);
          return ids.length > 0
            ? ids
            : [...people(word, site), ...ownedBy('versions')(word, site), word];
        },
        false,
      );
  }
}

function numberOf(value: Json): number | null {
  return typeof value === 'number' ? value : null;
}

/** `issue.property[key].path`, or the alias that the manifest gives it. */
function findProperty(name: string, indexed: readonly IndexedProperty[]): JqlField | undefined {
  const parts = /^issue\.property\[["']?(.+?)["']?\](?:\.(.+))?$/i.exec(name);
  const property = indexed.find(
    ({ key, path, alias }) =>
      (parts !== null && key === parts[1] && path === (parts[2] ?? '')) ||
      (alias !== undefined && alias.toLowerCase() === name.toLowerCase()),
  );
  if (property === undefined) return undefined;
  const read = (issue: IssueDoc): Json => {
    let value: Json | undefined = issue.properties[property.key];
    for (const step of property.path === '' ? [] : property.path.split('.')) {
      value = isObject(value) ? value[step] : undefined;
    }
    return value ?? null;
  };
  switch (property.type) {
    case 'number':
      return { kind: 'number', read: (issue) => numberOf(read(issue)) };
    case 'date':
      return {
        kind: 'moment',
        read: (issue) => {
          const timeMs = Date.parse(String(read(issue)));
          return Number.isNaN(timeMs) ? null : timeMs;
        },
      };
    case 'text':
      return { kind: 'text', read: (issue) => textOf(read(issue)) };
    default:
      return reference(
        (issue) => idsIn(read(issue)),
        (word) => [word],
        false,
      );
  }
}
