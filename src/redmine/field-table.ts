/** Redmine's issue fields: where each stands in an answer, in a request and in a journal. */
import type { FieldKind } from '../core/values/field-kinds';
import type { WireIssue } from './wire';

export interface FieldPlace {
  readonly name: string;
  readonly kind: FieldKind;
  /** The key in `POST` and `PUT`. */
  readonly writeKey: string;
  /** The key in a journal's details of property `attr`, where it is another. */
  readonly journalKey?: string;
  /** Redmine ignores it in requests. */
  readonly readOnly?: true;
  readonly read: (issue: WireIssue) => string | readonly string[] | null;
  /** What people read where the value is an id. */
  readonly label?: (issue: WireIssue) => string | undefined;
}

type NamedKey = 'tracker' | 'status' | 'priority' | 'assigned_to' | 'category' | 'fixed_version';

function byId(
  key: NamedKey,
  name: string,
  kind: 'option' | 'user' | 'version' = 'option',
): FieldPlace {
  return {
    name,
    kind,
    writeKey: `${key}_id`,
    read: (issue) => issue[key]?.id.toString() ?? null,
    label: (issue) => issue[key]?.name,
  };
}

/** By the field's key in mappings. Custom fields (`cf_3`) are not listed. */
export const FIELD_PLACES: Readonly<Record<string, FieldPlace>> = {
  subject: {
    name: 'Subject',
    kind: 'line',
    writeKey: 'subject',
    read: (issue) => issue.subject,
  },
  description: {
    name: 'Description',
    kind: 'text',
    writeKey: 'description',
    read: (issue) => issue.description ?? null,
  },
  tracker: byId('tracker', 'Tracker'),
  status: byId('status', 'Status'),
  priority: byId('priority', 'Priority'),
  assigned_to: byId('assigned_to', 'Assignee', 'user'),
  category: byId('category', 'Category'),
  fixed_version: byId('fixed_version', 'Target version', 'version'),
  start_date: {
    name: 'Start date',
    kind: 'date',
    writeKey: 'start_date',
    read: (issue) => issue.start_date ?? null,
  },
  due_date: {
    name: 'Due date',
    kind: 'date',
    writeKey: 'due_date',
    read: (issue) => issue.due_date ?? null,
  },
  done_ratio: {
    name: '% Done',
    kind: 'percent',
    writeKey: 'done_ratio',
    read: (issue) => issue.done_ratio?.toString() ?? null,
  },
  estimated_hours: {
    name: 'Estimated time',
    kind: 'hours',
    writeKey: 'estimated_hours',
    read: (issue) => issue.estimated_hours?.toString() ?? null,
  },
  parent: {
    name: 'Parent task',
    kind: 'issue',
    writeKey: 'parent_issue_id',
    journalKey: 'parent_id',
    read: (issue) => issue.parent?.id.toString() ?? null,
    label: (issue) => issue.parent && `#${issue.parent.id}`,
  },
  is_private: {
    name: 'Private',
    kind: 'boolean',
    writeKey: 'is_private',
    read: (issue) => (issue.is_private === undefined ? null : issue.is_private ? '1' : '0'),
  },
  watchers: {
    name: 'Watchers',
    kind: 'users',
    writeKey: 'watchers',
    read: (issue) => (issue.watchers ?? []).map((person) => person.id.toString()),
  },
  author: {
    name: 'Author',
    kind: 'user',
    writeKey: 'author_id',
    readOnly: true,
    read: (issue) => issue.author?.id.toString() ?? null,
    label: (issue) => issue.author?.name,
  },
};

/** The id in a custom field's key, `null` for any other key. */
export function customFieldId(key: string): number | null {
  const digits = /^cf_(\d+)$/.exec(key)?.[1];
  return digits === undefined ? null : Number(digits);
}
