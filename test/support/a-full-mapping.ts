/** The mapping of `builders.ts` with every field that the two trackers know of themselves. */
import type { FieldKind, Mapping } from '../../src/core/mapping';
import { aMapping, aRow } from './builders';

export const JIRA_URL = 'https://acme.atlassian.net';
export const REDMINE_URL = 'https://redmine.acme.com';

const ROWS: readonly (readonly [field: string, remote: string, kind: FieldKind])[] = [
  ['summary', 'subject', 'line'],
  ['description', 'description', 'text'],
  ['status', 'status', 'option'],
  ['priority', 'priority', 'option'],
  ['issuetype', 'tracker', 'option'],
  ['assignee', 'assigned_to', 'user'],
  ['duedate', 'due_date', 'date'],
];

export function aFullMapping(mapping: Partial<Mapping> = {}): Mapping {
  return aMapping({
    fields: ROWS.map(([field, remote, kind]) => aRow({ field, jira: field, remote, kind })),
    siteUrl: { jira: JIRA_URL, remote: REDMINE_URL },
    ...mapping,
  });
}
