/** What a tracker can say of one project, as far as a mapping's names have to be matched with it. */

import type { Audience, ProjectRole } from './mapping';
import type { Person } from './model';
import type { FieldKind } from './values/field-kinds';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface FieldMetadata {
  /** The key that configurations and requests use: `summary`, `customfield_10010`; `subject`, `cf_3`. */
  readonly key: string;
  /** What people see; configurations may use it instead of the key. */
  readonly name: string;
  readonly kind: FieldKind;
  /** What can be chosen; absent where it is no choice or cannot be listed. */
  readonly options?: readonly Named[];
  /** The tracker sets it by itself. */
  readonly readOnly?: true;
  /** New values can be made through the API. */
  readonly growsOptions?: true;
  /** The key may not see what the field holds: it is taken for this kind. */
  readonly isGuess?: true;
}

export interface ProjectMetadata {
  readonly projectId: string;
  /** Jira's project key, Redmine's identifier. */
  readonly projectKey: string;
  /** The site's address for links, without a trailing slash. */
  readonly siteUrl: string;
  readonly fields: readonly FieldMetadata[];
  /** The key may not list custom fields: `fields` holds those that the newest issues show. */
  readonly learnsFieldsFromIssues?: true;
  readonly issueTypes: readonly Named[];
  readonly statuses: readonly Named[];
  readonly priorities: readonly Named[];
  /** Types of relations between issues, by name. */
  readonly relationTypes: readonly string[];
  /** What time is spent on; empty where the tracker does not ask. The default comes first. */
  readonly activities: readonly Named[];
}

/** A person, with what texts mention them by where the tracker tells it. */
export interface KnownPerson extends Person {
  readonly login?: string | null;
  /** Where the tracker shows it. */
  readonly email?: string | null;
}

export type FoundQuery =
  | { readonly kind: 'found'; readonly query: string }
  /** With what would be valid. */
  | { readonly kind: 'unknown'; readonly message: string };

/** A role or group of Jira, found by its name. */
export type FoundAudience =
  | { readonly kind: 'found'; readonly audience: Audience }
  /** With what would be valid. */
  | { readonly kind: 'unknown'; readonly message: string };

export type FoundRole =
  | { readonly kind: 'found'; readonly role: ProjectRole }
  /** With what would be valid. */
  | { readonly kind: 'unknown'; readonly message: string };

/** Tells of those who may read or decide what not everybody may. */
export interface AudienceReader {
  findAudience(projectId: string, kind: Audience['kind'], name: string): Promise<FoundAudience>;
  findRole(projectId: string, name: string): Promise<FoundRole>;
}

/** Answers of one tracker while a configuration is matched: by name, key, identifier or id. */
export interface MetadataReader {
  /**
   * `null`: no such project, or none that we may see.
   * @param named the fields that matter, by key or name: what is told of others may be left out,
   * where it would take calls of its own. Absent: all of them
   */
  findProject(nameOrKey: string, named?: readonly string[]): Promise<ProjectMetadata | null>;
  /** By e-mail, login, full name or id, whatever the tracker lets us look up. */
  findPerson(nameOrId: string): Promise<KnownPerson | null>;
  /** People who may be assigned in a project, as far as the tracker lists them. */
  listPeople(projectId: string): Promise<readonly KnownPerson[]>;
  /**
   * What the tracker itself picks issues of a project by: JQL in Jira, a saved query's name or
   * number in Redmine.
   */
  findQuery(projectId: string, query: string): Promise<FoundQuery>;
  /** Names of what `findProject` would find, for messages. */
  listProjectKeys(): Promise<readonly string[]>;
}
