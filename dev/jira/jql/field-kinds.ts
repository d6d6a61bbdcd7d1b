/** What kinds of fields JQL knows, and how their values are read. */
import { isArray, type Json } from '../json';
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

export function reference(
  read: (issue: IssueDoc) => readonly string[],
  idsOf: (word: string, site: Site) => readonly string[],
  isClosed = true,
): JqlField {
  return { kind: 'reference', read, idsOf, isClosed };
}

/** A stored value as ids: none, one or several. */
export function idsIn(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value.map(String) : [String(value)];
}

export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The account ids that a word names: an id, an address or a display name. */
export function people(word: string, site: Site): readonly string[] {
  if (site.world.users.has(word)) return [word];
  const user = site.world.findUserByEmail(word);
  if (user !== undefined) return [user.accountId];
  return [...site.world.users.values()]
    .filter(({ displayName }) => displayName.toLowerCase() === word.toLowerCase())
    .map(({ accountId }) => accountId);
}

/** The ids of components or versions that a word names. */
export function ownedBy(table: 'components' | 'versions') {
  return (word: string, site: Site): readonly string[] => {
    const entries: { id: string; name: string }[] = [...site.world[table].values()];
    return entries.filter(({ id, name }) => id === word || name === word).map(({ id }) => id);
  };
}
