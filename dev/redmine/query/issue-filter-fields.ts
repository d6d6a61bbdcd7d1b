import type { Context } from '../context';
import type { CustomField } from '../data/custom-field';
import type { Issue, Project } from '../data/model';
import { customFieldsOf } from '../rules/custom-fields';
import { projectDescendants } from '../rules/issue-tree';
import { isAllowedAnywhere } from '../rules/permissions';
import type { FilterType } from './filters';
import type { Matched } from './match';

export interface FilterField {
  readonly type: FilterType;
  /** As the complaint about a bad value names it. */
  readonly label: string;
  readonly read: (issue: Issue) => Matched | readonly Matched[];
}

const of = (type: FilterType, label: string, read: FilterField['read']): FilterField => ({
  type,
  label,
  read,
});

const STANDARD: readonly (readonly [name: string, field: FilterField])[] = [
  ['status_id', of('list_status', 'Status', (issue) => issue.statusId)],
  ['tracker_id', of('list', 'Tracker', (issue) => issue.trackerId)],
  ['priority_id', of('list', 'Priority', (issue) => issue.priorityId)],
  ['author_id', of('list', 'Author', (issue) => issue.authorId)],
  ['assigned_to_id', of('list_optional', 'Assignee', (issue) => issue.assignedToId)],
  ['fixed_version_id', of('list_optional', 'Target version', (issue) => issue.fixedVersionId)],
  ['subject', of('text', 'Subject', (issue) => issue.subject)],
  ['description', of('text', 'Description', (issue) => issue.description)],
  ['created_on', of('date_past', 'Created', (issue) => issue.createdOnMs)],
  ['updated_on', of('date_past', 'Updated', (issue) => issue.updatedOnMs)],
  ['closed_on', of('date_past', 'Closed', (issue) => issue.closedOnMs)],
  ['start_date', of('date', 'Start date', (issue) => issue.startDate)],
  ['due_date', of('date', 'Due date', (issue) => issue.dueDate)],
  ['estimated_hours', of('float', 'Estimated time', (issue) => issue.estimatedHours)],
  ['done_ratio', of('integer', '% Done', (issue) => issue.doneRatio)],
  ['parent_id', of('tree', 'Parent task', (issue) => issue.parentId)],
  ['child_id', of('tree', 'Subtasks', (issue) => issue.id)],
  ['issue_id', of('integer', 'Issue', (issue) => issue.id)],
];

/** Filters that Redmine has and the embedded one does not. */
export const UNMODELLED_FILTERS: readonly RegExp[] = [
  /^(member_of_group|assigned_to_role|fixed_version\..+|notes|spent_time|attachment(_description)?)$/,
  /^(updated_by|last_updated_by|(project|author|assigned_to|fixed_version)\.cf_\d+)$/,
  /^(relates|duplicates|duplicated|blocks|blocked|precedes|follows|copied_to|copied_from)$/,
  /^cf_\d+\..+$/,
];

/** The filters that a list of issues has, in a project or over all. */
export function issueFilterFields(
  context: Context,
  project: Project | undefined,
): ReadonlyMap<string, FilterField> {
  const { db, actor } = context;
  const fields = new Map(STANDARD);
  if (project === undefined) {
    fields.set(
      'project_id',
      of('list', 'Project', (issue) => issue.projectId),
    );
  } else {
    fields.set(
      'category_id',
      of('list_optional', 'Category', (issue) => issue.categoryId),
    );
  }
  const hasSubprojects = project !== undefined && projectDescendants(db, project).length > 0;
  if (hasSubprojects) {
    fields.set(
      'subproject_id',
      of('list_subprojects', 'Subproject', (issue) => issue.projectId),
    );
  }
  if (project === undefined || hasSubprojects) {
    fields.set(
      'project.status',
      of('list', "Project's Status", (issue) => db.get('project', issue.projectId).status),
    );
  }
  if (
    isAllowedAnywhere(db, actor, 'set_issues_private') ||
    isAllowedAnywhere(db, actor, 'set_own_issues_private')
  ) {
    fields.set(
      'is_private',
      of('list', 'Private', (issue) => (issue.isPrivate ? '1' : '0')),
    );
  }
  if (actor.isLoggedIn) {
    fields.set(
      'watcher_id',
      of('list', 'Watcher', (issue) => issue.watcherIds),
    );
  }
  for (const field of filterCustomFields(context, project)) {
    fields.set(`cf_${field.id}`, customFieldFilter(field));
  }
  return fields;
}

function filterCustomFields(
  context: Context,
  project: Project | undefined,
): readonly CustomField[] {
  const { db, actor } = context;
  const inProjects = project === undefined ? [] : [project, ...projectDescendants(db, project)];
  return customFieldsOf(db, 'issue').filter(
    (field) =>
      field.isFilter &&
      field.format !== 'attachment' &&
      (actor.user.admin || field.visible || hasRoleAnywhere(context, field)) &&
      (project === undefined ||
        field.isForAll ||
        inProjects.some(({ issueCustomFieldIds }) => issueCustomFieldIds.includes(field.id))),
  );
}

const hasRoleAnywhere = ({ db, actor }: Context, field: CustomField): boolean =>
  db
    .where('member', 'userId', actor.user.id)
    .some((member) => member.roles.some(({ roleId }) => field.roleIds.includes(roleId)));

const FORMAT_TYPES: Readonly<Record<CustomField['format'], FilterType>> = {
  string: 'string',
  link: 'string',
  text: 'text',
  int: 'integer',
  float: 'float',
  date: 'date',
  bool: 'list_optional',
  list: 'list_optional',
  enumeration: 'list_optional',
  user: 'list_optional',
  version: 'list_optional',
  attachment: 'string',
};

function customFieldFilter(field: CustomField): FilterField {
  return of(FORMAT_TYPES[field.format], field.name, (issue) => {
    const value = issue.customValues[field.id] ?? null;
    return Array.isArray(value) ? value : [value as string | null];
  });
}
