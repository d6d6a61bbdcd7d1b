/**
 * Rows that somebody who fills in a mapping may want: what is called alike on both sides and can cross.
 * Nothing is mapped because of it.
 */
import type { FieldMetadata, KnownPerson, Named, ProjectMetadata } from '../metadata';
import type { Side } from '../model';
import { findConversion } from '../values/conversions';
import { type Suggestion, suggestPairs } from './suggest-pairs';

export type SuggestedTable = 'fields' | 'issueTypes' | 'statuses' | 'priorities' | 'users';

/** `email`: both sides show the same address; `login`: one side's address begins with it. */
export type Why = Suggestion['why'] | 'email' | 'login';

export interface SuggestedRow {
  /** As a configuration names it. */
  readonly jira: string;
  readonly redmine: string;
  readonly why: Why;
}

export interface Suggestions {
  readonly rows: readonly SuggestedRow[];
  /** What is left without a counterpart. */
  readonly left: Readonly<Record<Side, readonly string[]>>;
}

/** What a configuration calls the same on both sides without being called alike. */
const KNOWN_FIELDS: readonly (readonly [string, string])[] = [
  ['summary', 'subject'],
  ['description', 'description'],
  ['assignee', 'assigned_to'],
  ['duedate', 'due_date'],
  ['timeoriginalestimate', 'estimated_hours'],
  ['components', 'category'],
  ['fixVersions', 'fixed_version'],
  ['parent', 'parent'],
];

/** Joined by tables of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'issuetype',
  'tracker',
  'status',
  'priority',
  'watches',
  'watchers',
]);

export function suggestFields(projects: Readonly<Record<Side, ProjectMetadata>>): Suggestions {
  const jira = projects.jira.fields.filter(({ key }) => !ELSEWHERE.has(key));
  const remote = projects.remote.fields.filter(({ key }) => !ELSEWHERE.has(key));
  const known = KNOWN_FIELDS.flatMap(([jiraKey, remoteKey]) => {
    const isThere =
      jira.some(({ key }) => key === jiraKey) && remote.some(({ key }) => key === remoteKey);
    return isThere ? [{ jira: jiraKey, redmine: remoteKey, why: 'known' as const }] : [];
  });
  const taken = new Set(known.flatMap((row) => [`jira ${row.jira}`, `redmine ${row.redmine}`]));
  const freeJira = jira.filter(({ key }) => !taken.has(`jira ${key}`));
  const freeRemote = remote.filter(({ key }) => !taken.has(`redmine ${key}`));
  const alike = suggestPairs(freeJira.map(toNamed), freeRemote.map(toNamed)).filter((pair) =>
    canCross(
      freeJira.find(({ key }) => key === pair.jira),
      freeRemote.find(({ key }) => key === pair.remote),
    ),
  );
  const rows = [
    ...known,
    ...alike.map(({ jira, remote, why }) => ({ jira, redmine: remote, why })),
  ];
  return withLeft(rows, jira.map(toNamed), remote.map(toNamed), ({ id }) => id);
}

/** Pairs by name, as configurations name them. */
export function suggestNamed(jira: readonly Named[], remote: readonly Named[]): Suggestions {
  const nameOf = (known: readonly Named[]) => (id: string) =>
    known.find((candidate) => candidate.id === id)?.name ?? id;
  const rows = suggestPairs(jira, remote).map((pair) => ({
    jira: nameOf(jira)(pair.jira),
    redmine: nameOf(remote)(pair.remote),
    why: pair.why,
  }));
  return withLeft(rows, jira, remote, ({ name }) => name);
}

/** By address where both sides show it; else by login, then by name. */
export function suggestPeople(
  jira: readonly KnownPerson[],
  remote: readonly KnownPerson[],
): Suggestions {
  const rows: SuggestedRow[] = [];
  const taken = new Set<string>();
  const pair = (why: Why, fits: (one: KnownPerson, other: KnownPerson) => boolean) => {
    for (const person of jira) {
      if (taken.has(`jira ${person.id}`)) continue;
      const others = remote.filter(
        (other) => !taken.has(`remote ${other.id}`) && fits(person, other),
      );
      const [only] = others;
      // Two people who may both be meant are left to the admin.
      if (!only || others.length > 1) continue;
      taken.add(`jira ${person.id}`);
      taken.add(`remote ${only.id}`);
      rows.push({ jira: person.email ?? person.id, redmine: only.id, why });
    }
  };
  pair('email', (one, other) => isSame(one.email, other.email));
  pair('login', (one, other) => isSame(one.email?.split('@')[0], other.login));
  const free = (side: Side, people: readonly KnownPerson[]) =>
    people.filter(({ id }) => !taken.has(`${side} ${id}`));
  const byName = suggestPairs(free('jira', jira), free('remote', remote));
  for (const { jira: id, remote: redmine, why } of byName) {
    taken.add(`jira ${id}`);
    taken.add(`remote ${redmine}`);
    rows.push({ jira: jira.find((person) => person.id === id)?.email ?? id, redmine, why });
  }
  const names = (people: readonly KnownPerson[]) => people.map(({ name }) => name);
  return { rows, left: { jira: names(free('jira', jira)), remote: names(free('remote', remote)) } };
}

function canCross(jira: FieldMetadata | undefined, remote: FieldMetadata | undefined): boolean {
  if (!jira || !remote) return false;
  const toRemote = !remote.readOnly && findConversion(jira.kind, remote.kind) !== null;
  return toRemote || (!jira.readOnly && findConversion(remote.kind, jira.kind) !== null);
}

function withLeft(
  rows: readonly SuggestedRow[],
  jira: readonly Named[],
  remote: readonly Named[],
  show: (known: Named) => string,
): Suggestions {
  const missing = (known: readonly Named[], side: 'jira' | 'redmine') =>
    known.map(show).filter((name) => !rows.some((row) => row[side] === name));
  return { rows, left: { jira: missing(jira, 'jira'), remote: missing(remote, 'redmine') } };
}

const toNamed = ({ key, name }: FieldMetadata): Named => ({ id: key, name });

function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  return Boolean(one) && one?.toLowerCase() === other?.toLowerCase();
}
