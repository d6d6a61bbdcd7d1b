/** Jira's own fields, as a company-managed project of a new site shows them. */
import type { JsonObject } from '../json';
import type { FieldDefinition, FieldKind } from './definition';
import { issueTypeKind, priorityKind, resolutionKind, securityKind } from './kinds/choice';
import { parentKind } from './kinds/parent';
import { assigneeKind, reporterKind } from './kinds/people';
import { componentsKind, versionsKind } from './kinds/project-lists';
import { additiveKind, shownKind } from './kinds/shown';
import { dateKind } from './kinds/temporal';
import { labelsKind, richTextKind, summaryKind } from './kinds/text';
import { timeTrackingKind } from './kinds/time-tracking';

/** `create` and `edit`: the screens it stands on. `show`: on none. */
type Screens = 'create, edit' | 'create' | 'edit' | 'show';

interface Extra {
  readonly required?: boolean;
  readonly historyName?: string;
  readonly clauseNames?: readonly string[];
  readonly navigable?: boolean;
  readonly searchable?: boolean;
}

function field(
  id: string,
  name: string,
  schema: JsonObject,
  kind: FieldKind,
  screens: Screens,
  extra: Extra = {},
): FieldDefinition {
  return {
    id,
    name,
    custom: false,
    schema: { ...schema, system: id },
    kind,
    onCreate: screens.startsWith('create'),
    onEdit: screens.endsWith('edit'),
    required: extra.required ?? false,
    navigable: extra.navigable ?? true,
    orderable: screens !== 'show',
    searchable: extra.searchable ?? true,
    clauseNames: extra.clauseNames ?? [id],
    ...(extra.historyName === undefined ? {} : { historyName: extra.historyName }),
  };
}

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const MOMENT = { type: 'datetime' };
const USER = { type: 'user' };
const list = (items: string) => ({ type: 'array', items });

export const SYSTEM_FIELDS: readonly FieldDefinition[] = [
  field('project', 'Project', { type: 'project' }, shownKind, 'create', { required: true }),
  field('issuetype', 'Issue Type', { type: 'issuetype' }, issueTypeKind, 'create, edit', {
    required: true,
    clauseNames: ['issuetype', 'type'],
  }),
  field('summary', 'Summary', TEXT, summaryKind, 'create, edit', { required: true }),
  field('description', 'Description', TEXT, richTextKind, 'create, edit'),
  field('status', 'Status', { type: 'status' }, shownKind, 'show'),
  field('priority', 'Priority', { type: 'priority' }, priorityKind, 'create, edit'),
  field('assignee', 'Assignee', USER, assigneeKind, 'create, edit'),
  field('reporter', 'Reporter', USER, reporterKind, 'create, edit', { required: true }),
  field('creator', 'Creator', USER, shownKind, 'show'),
  field('labels', 'Labels', list('string'), labelsKind, 'create, edit'),
  field('duedate', 'Due date', { type: 'date' }, dateKind, 'create, edit', {
    clauseNames: ['due', 'duedate'],
  }),
  field('components', 'Components', list('component'), componentsKind, 'create, edit', {
    historyName: 'Component',
    clauseNames: ['component'],
  }),
  field('fixVersions', 'Fix versions', list('version'), versionsKind, 'create, edit', {
    historyName: 'Fix Version',
    clauseNames: ['fixVersion'],
  }),
  field('versions', 'Affects versions', list('version'), versionsKind, 'create, edit', {
    historyName: 'Version',
    clauseNames: ['affectedVersion'],
  }),
  field('parent', 'Parent', { type: 'issuelink' }, parentKind, 'create, edit', {
    navigable: false,
  }),
  field('environment', 'Environment', TEXT, richTextKind, 'create, edit'),
  field('security', 'Security Level', { type: 'securitylevel' }, securityKind, 'create, edit', {
    clauseNames: ['level'],
  }),
  field(
    'timetracking',
    'Time tracking',
    { type: 'timetracking' },
    timeTrackingKind,
    'create, edit',
    {
      navigable: false,
      searchable: false,
      clauseNames: [],
    },
  ),
  field('resolution', 'Resolution', { type: 'resolution' }, resolutionKind, 'show'),
  field('resolutiondate', 'Resolved', MOMENT, shownKind, 'show', {
    clauseNames: ['resolved', 'resolutiondate'],
  }),
  field('created', 'Created', MOMENT, shownKind, 'show', {
    clauseNames: ['created', 'createdDate'],
  }),
  field('updated', 'Updated', MOMENT, shownKind, 'show', {
    clauseNames: ['updated', 'updatedDate'],
  }),
  field('statuscategorychangedate', 'Status Category Changed', MOMENT, shownKind, 'show'),
  field('timeoriginalestimate', 'Original estimate', NUMBER, shownKind, 'show'),
  field('timeestimate', 'Remaining Estimate', NUMBER, shownKind, 'show'),
  field('timespent', 'Time Spent', NUMBER, shownKind, 'show'),
  field('subtasks', 'Sub-tasks', list('issuelinks'), shownKind, 'show'),
  field('issuelinks', 'Linked Issues', list('issuelinks'), additiveKind, 'create, edit', {
    clauseNames: [],
  }),
  field('attachment', 'Attachment', list('attachment'), shownKind, 'show', {
    navigable: false,
    clauseNames: ['attachments'],
  }),
  field('comment', 'Comment', { type: 'comments-page' }, additiveKind, 'edit', {
    navigable: false,
    clauseNames: ['comment'],
  }),
  field('worklog', 'Log Work', list('worklog'), additiveKind, 'edit', {
    navigable: false,
    clauseNames: [],
  }),
  field('watches', 'Watchers', { type: 'watches' }, shownKind, 'show', {
    clauseNames: ['watchers'],
  }),
];
