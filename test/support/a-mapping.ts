/** Mappings for tests, with every field that the issue's main job names. */
import type { FieldKind, FieldRow, Mapping } from '../../src/core/mapping';

export const JIRA_URL = 'https://acme.atlassian.net';
export const REDMINE_URL = 'https://redmine.example.com';

export function aFieldRow(row: Partial<FieldRow> & { readonly field: string }): FieldRow {
  return {
    jira: row.field,
    remote: row.field,
    kind: 'line',
    direction: 'both',
    onConflict: 'manual',
    values: [],
    ...row,
  };
}

const ROWS: readonly (readonly [field: string, remote: string, kind: FieldKind])[] = [
  ['summary', 'subject', 'line'],
  ['description', 'description', 'text'],
  ['status', 'status', 'option'],
  ['priority', 'priority', 'option'],
  ['issuetype', 'tracker', 'option'],
  ['assignee', 'assigned_to', 'user'],
  ['duedate', 'due_date', 'date'],
];

export function aMapping(mapping: Partial<Mapping> = {}): Mapping {
  return {
    id: 'web',
    version: 1,
    connectionId: 'main',
    jira: { projectId: '10000', projectKey: 'WEB' },
    remote: { projectId: '1', projectKey: 'web-shop' },
    textFormat: 'textile',
    enabledAt: { jira: { atMs: 0, issueId: 0 }, remote: { atMs: 0, issueId: 0 } },
    paused: false,
    create: { jira: true, remote: true },
    fields: ROWS.map(([field, remote, kind]) => aFieldRow({ field, remote, kind })),
    comments: { direction: 'both' },
    onConflict: 'manual',
    siteName: { jira: 'Jira', remote: 'Redmine' },
    siteUrl: { jira: JIRA_URL, remote: REDMINE_URL },
    people: [],
    ...mapping,
  };
}
