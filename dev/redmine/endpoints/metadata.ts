import type { Context } from '../context';
import type { CustomField } from '../data/custom-field';
import type { Tracker } from '../data/model';
import { type Answer, NOT_FOUND, ok } from '../http/answer';
import { pageOf } from '../http/paging';
import { textOf } from '../http/params';
import { reference } from '../render/named';
import { authorizeAnywhere, requireAdmin } from '../rules/authorize';
import { isProjectVisible } from '../rules/permissions';

const byPosition = <T extends { readonly position: number }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => a.position - b.position);

/** The standard fields that a tracker can be without, in Redmine's order. */
export const STANDARD_FIELDS = [
  'assigned_to_id',
  'category_id',
  'fixed_version_id',
  'parent_issue_id',
  'start_date',
  'due_date',
  'estimated_hours',
  'done_ratio',
  'description',
] as const;

export function listTrackers(context: Context): Answer {
  const { db } = context;
  return ok({
    trackers: byPosition(db.all('tracker')).map((tracker: Tracker) => ({
      id: tracker.id,
      name: tracker.name,
      default_status: {
        id: tracker.defaultStatusId,
        name: db.get('status', tracker.defaultStatusId).name,
      },
      description: tracker.description,
      enabled_standard_fields: STANDARD_FIELDS.filter(
        (field) => !tracker.disabledFields.includes(field),
      ),
    })),
  });
}

export function listStatuses(context: Context): Answer {
  return ok({
    issue_statuses: byPosition(context.db.all('status')).map((status) => ({
      id: status.id,
      name: status.name,
      is_closed: status.isClosed,
    })),
  });
}

export function listEnumerations(context: Context): Answer {
  const kind = context.path.kind ?? '';
  const known = ['issue_priorities', 'time_entry_activities', 'document_categories'];
  if (!known.includes(kind)) return NOT_FOUND;
  const entries = context.db.all('enumeration').filter((entry) => entry.kind === kind);
  return ok({
    [kind]: byPosition(entries).map((entry) => ({
      id: entry.id,
      name: entry.name,
      is_default: entry.isDefault,
      active: entry.active,
    })),
  });
}

export function listRoles(context: Context): Answer {
  const roles = context.db.all('role').filter((role) => role.builtin === 'no');
  return ok({ roles: byPosition(roles).map(({ id, name }) => ({ id, name })) });
}

export function showRole(context: Context): Answer {
  const role = context.db.find('role', Number(context.path.id));
  if (role === undefined) return NOT_FOUND;
  return ok({
    role: {
      id: role.id,
      name: role.name,
      assignable: role.assignable,
      issues_visibility: role.issuesVisibility,
      time_entries_visibility: role.timeEntriesVisibility,
      users_visibility: role.usersVisibility,
      permissions: role.permissions,
    },
  });
}

/** For admins only; others learn of an issue's fields from issues and projects. */
export function listCustomFields(context: Context): Answer {
  requireAdmin(context);
  return ok({
    custom_fields: context.db.all('customField').map((field) => renderCustomField(context, field)),
  });
}

function renderCustomField(context: Context, field: CustomField) {
  const values = possibleValues(field);
  return {
    id: field.id,
    name: field.name,
    customized_type: field.type,
    field_format: field.format,
    regexp: field.regexp,
    min_length: field.minLength,
    max_length: field.maxLength,
    is_required: field.isRequired,
    is_filter: field.isFilter,
    searchable: field.searchable,
    multiple: field.multiple,
    default_value: field.defaultValue,
    visible: field.visible,
    ...(values.length === 0 ? {} : { possible_values: values }),
    ...(field.type === 'issue'
      ? {
          trackers: field.trackerIds.map((id) => reference(context.db, 'tracker', id)),
          roles: field.roleIds.map((id) => reference(context.db, 'role', id)),
        }
      : {}),
  };
}

function possibleValues(field: CustomField): readonly { value: string; label: string }[] {
  switch (field.format) {
    case 'list':
      return field.possibleValues.map((value) => ({ value, label: value }));
    case 'enumeration':
      return field.enumerations
        .filter((entry) => entry.active)
        .map((entry) => ({ value: String(entry.id), label: entry.name }));
    case 'bool':
      return [
        { value: '1', label: 'Yes' },
        { value: '0', label: 'No' },
      ];
    default:
      return [];
  }
}

/** The saved queries for issues that the actor sees, by name. */
export function listQueries(context: Context): Answer {
  const { db, actor } = context;
  authorizeAnywhere(context, 'queries/index');
  const kind = { ProjectQuery: 'project', TimeEntryQuery: 'time_entry' }[
    textOf(context.params.type)
  ];
  const queries = db
    .all('query')
    .filter((query) => query.kind === (kind ?? 'issue'))
    .filter(
      (query) =>
        query.projectId === null || isProjectVisible(db, actor, db.get('project', query.projectId)),
    )
    .filter((query) => query.isPublic || query.userId === actor.user.id)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = pageOf(context, queries);
  return ok({
    queries: page.items.map((query) => ({
      id: query.id,
      name: query.name,
      is_public: query.isPublic,
      project_id: query.projectId,
    })),
    ...page.meta,
  });
}

/** The embedded Redmine has no groups of people. */
export function listGroups(context: Context): Answer {
  requireAdmin(context);
  return ok({ groups: [] });
}
