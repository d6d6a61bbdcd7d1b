/**
 * Whose personal data the app keeps, and how one person is taken out of it.
 *
 * Links mirror what an issue says of itself, opaque accountIds of its author and assignee included;
 * these stay as long as the issue has them, or the next read would take the erasure for an edit.
 * Names go everywhere.
 */

import type { Configuration, ConfiguredField } from '../configuration/configuration';
import type { Conflict, Link } from '../link';
import type { FieldRow, Mapping } from '../mapping';
import type { Person } from '../model';
import { parseList } from '../values/field-kinds';
import type { AuditEntry } from './audit';

/** Atlassian's forms: 24 hex digits, `557058:<uuid>`, `qm:…`. Causes of our own are shorter words. */
const ACCOUNT_ID = /^(?=.*\d)[\w:-]{12,128}$/;

export function isAccountId(text: string | null): text is string {
  return text !== null && ACCOUNT_ID.test(text);
}

/** Whether Jira's field of the row holds people. */
function holdsPeople({ kinds }: FieldRow): boolean {
  return kinds.jira === 'user' || kinds.jira === 'users';
}

/** AccountIds in a mapping: people of its texts, and values of its fields that hold people. */
export function peopleOfMapping(mapping: Mapping): readonly string[] {
  return [
    ...mapping.people.map(({ jira }) => jira),
    ...(mapping.notices?.conflicts ?? []),
    ...mapping.fields.flatMap((row) =>
      holdsPeople(row) ? [...row.values.map(({ jira }) => jira), row.defaults?.jira ?? null] : [],
    ),
  ].filter(isAccountId);
}

/** AccountIds in a link. */
export function peopleOfLink(link: Link, mapping: Mapping | undefined): readonly string[] {
  const { jira } = link.sides;
  const userFields = new Set(
    mapping?.fields.flatMap((row) => (holdsPeople(row) ? [row.field] : [])),
  );
  return [
    jira.authorId,
    ...Object.entries(jira.fields).flatMap(([field, value]) =>
      userFields.has(field) ? parseList(value) : [],
    ),
    ...link.conflicts.flatMap(({ jiraAuthor }) => (jiraAuthor ? [jiraAuthor.id] : [])),
  ].filter(isAccountId);
}

/** AccountIds in an entry: who caused it, and Jira's values of fields that hold people. */
export function peopleOfEntry(entry: AuditEntry, mapping: Mapping | undefined): readonly string[] {
  const isUserField = mapping?.fields.some((row) => holdsPeople(row) && row.field === entry.field);
  const values =
    isUserField && entry.side !== 'remote'
      ? [entry.from, entry.to].flatMap((value) => parseList(value))
      : [];
  return [entry.cause, ...values].filter(isAccountId);
}

/** The mapping without the person, or with a new name; the same where the person is not in it. */
export function replaceInMapping(mapping: Mapping, accountId: string, now: Person | null): Mapping {
  if (!peopleOfMapping(mapping).includes(accountId)) return mapping;
  if (now) {
    const people = mapping.people.map((row) =>
      row.jira === accountId ? { ...row, jiraName: now.name } : row,
    );
    return { ...mapping, people };
  }
  const { notices } = mapping;
  return {
    ...mapping,
    ...(notices
      ? { notices: { ...notices, conflicts: notices.conflicts.filter((id) => id !== accountId) } }
      : {}),
    people: mapping.people.filter(({ jira }) => jira !== accountId),
    fields: mapping.fields.map((row) => withoutInRow(row, accountId)),
  };
}

function withoutInRow(row: FieldRow, accountId: string): FieldRow {
  if (!holdsPeople(row)) return row;
  const values = row.values.filter(({ jira }) => jira !== accountId);
  if (!isDefault(row, accountId)) return { ...row, values };
  const { defaults: _defaults, ...rest } = row;
  return { ...withoutDefaultRule(rest), values };
}

/** Whether the person stands for people without a row. */
function isDefault(row: FieldRow | undefined, accountId: string): boolean {
  return row !== undefined && holdsPeople(row) && row.defaults?.jira === accountId;
}

/** People without a row are reviewed again. */
function withoutDefaultRule<T extends Pick<ConfiguredField, 'unmapped'>>(
  row: T,
): T | Omit<T, 'unmapped'> {
  if (row.unmapped !== 'default') return row;
  const { unmapped: _unmapped, ...rest } = row;
  return rest;
}

/**
 * The configuration without the person; the same where the person is not in it. It names people in
 * words, in the order in which mappings keep their accounts.
 */
export function withoutPerson(
  document: Configuration,
  mappings: readonly Mapping[],
  accountId: string,
): Configuration {
  const rows = new Set(
    mappings.flatMap(({ people }) =>
      people.flatMap(({ jira }, index) => (jira === accountId ? [index] : [])),
    ),
  );
  const isToldOf = ({ notices }: Mapping) => notices?.conflicts.includes(accountId) === true;
  if (rows.size === 0 && !mappings.some(isToldOf)) return document;
  return {
    ...document,
    users: document.users.filter((_user, index) => !rows.has(index)),
    mappings: document.mappings.map((configured) => {
      const mapping = mappings.find(({ id }) => id === configured.id);
      if (!mapping) return configured;
      const fields = configured.fields.map((field, index) => {
        if (!isDefault(mapping.fields[index], accountId)) return field;
        const { default: _default, ...rest } = field;
        return withoutDefaultRule(rest);
      });
      const { notices } = configured;
      if (!notices || !isToldOf(mapping)) return { ...configured, fields };
      const kept = notices.conflicts?.filter(
        (_name, index) => mapping.notices?.conflicts[index] !== accountId,
      );
      const conflicts = kept?.length ? kept : undefined;
      return { ...configured, fields, notices: { ...notices, conflicts } };
    }),
  };
}

/** The link with another person in the place of this one; the same where there is nothing to do. */
export function replaceInLink(link: Link, accountId: string, now: Person): Link {
  const hasAuthor = link.conflicts.some(
    ({ jira, jiraAuthor }) => jira === accountId || jiraAuthor?.id === accountId,
  );
  const hasProblem = link.problems.some(({ value }) => value === accountId);
  if (!hasAuthor && !hasProblem) return link;
  return {
    ...link,
    conflicts: link.conflicts.map((conflict) => replaceInConflict(conflict, accountId, now)),
    // Its sentence names the person; it is found again, with today's name, if it still stands.
    problems: link.problems.filter(({ value }) => value !== accountId),
  };
}

function replaceInConflict(conflict: Conflict, accountId: string, now: Person): Conflict {
  const { jira, jiraAuthor, labels } = conflict;
  return {
    ...conflict,
    jiraAuthor: jiraAuthor?.id === accountId ? now : jiraAuthor,
    labels: jira === accountId ? { ...labels, jira: now.name } : labels,
  };
}
