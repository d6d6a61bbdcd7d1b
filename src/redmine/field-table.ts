/** Redmine's issue fields: where each stands in an answer, in a request and in a journal. */
import type { FieldKind } from '../core/mapping';
import type { WireIssue } from './wire';

export interface FieldPlace {
  readonly name: string;
  readonly kind: FieldKind;
  /** The key in `POST` and `PUT`, and in a journal's details of property `attr`. */
  readonly writeKey: string;
  readonly read: (issue: WireIssue) => string | null;
  /** What people read where the value is an id. */
  readonly label?: (issue: WireIssue) => string | undefined;
}

type NamedKey = 'tracker' | 'status' | 'priority' | 'assigned_to' | 'category' | 'fixed_version';

function byId(key: NamedKey, name: string, kind: 'option' | 'user' = 'option'): FieldPlace {
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
  fixed_version: byId('fixed_version', 'Target version'),
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
    kind: 'line',
    writeKey: 'done_ratio',
    read: (issue) => issue.done_ratio?.toString() ?? null,
  },
  estimated_hours: {
    name: 'Estimated time',
    kind: 'line',
    writeKey: 'estimated_hours',
    read: (issue) => issue.estimated_hours?.toString() ?? null,
  },
};

/** The id in a custom field's key, `null` for any other key. */
export function customFieldId(key: string): number | null {
  const digits = /^cf_(\d+)$/.exec(key)?.[1];
  return digits === undefined ? null : Number(digits);
}
