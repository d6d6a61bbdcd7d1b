import { createHash } from 'node:crypto';
import type { CustomField } from '../data/custom-field';
import type { Role } from '../data/model';
import { STANDARD_FIELDS } from '../endpoints/metadata';
import { planSeed, type SeedPlan } from '../seed/plan-seed';
import type { RedmineSeed } from '../seed/seed';
import { memberSql, projectSql } from './project-sql';
import { insert, NOW, TIMES } from './sql';

/**
 * The SQL that gives a fresh SQLite database of Redmine 5.0 the content of a seed, with the ids that the
 * embedded Redmine gives it. Most of it has no REST: roles, workflows, custom fields, fixed API keys.
 */
export function seedSql(seed: RedmineSeed): string {
  const plan = planSeed(seed);
  return [
    ...roleSql(seed, plan),
    ...trackerSql(plan),
    ...workflowSql(plan),
    ...plan.customFields.flatMap(customFieldSql),
    ...plan.users.flatMap(userSql),
    ...plan.projects.flatMap((project) => projectSql(project, plan.projects)),
    ...memberSql(plan),
    ...plan.categories.map(({ id, projectId, name, assignedToId }) =>
      insert('issue_categories', { id, project_id: projectId, name, assigned_to_id: assignedToId }),
    ),
    ...plan.versions.map((version) =>
      insert('versions', {
        id: version.id,
        project_id: version.projectId,
        name: version.name,
        description: version.description,
        effective_date: version.dueDate,
        status: version.status,
        sharing: version.sharing,
        ...TIMES,
      }),
    ),
  ].join('\n');
}

/** A list as Rails keeps it in a text column. Double-quoted JSON strings are YAML. */
const yamlList = (items: readonly string[]): string =>
  `---\n${items.map((item) => `- ${item}\n`).join('')}`;

const BUILTIN = { no: 0, non_member: 1, anonymous: 2 } as const;

function roleSql(seed: RedmineSeed, plan: SeedPlan): readonly string[] {
  const named = new Set((seed.roles ?? []).map(({ name }) => name));
  return plan.roles
    .filter(({ name }) => named.has(name))
    .map((role: Role) => {
      const row = insert('roles', {
        id: role.id,
        name: role.name,
        position: role.position,
        assignable: role.assignable,
        builtin: BUILTIN[role.builtin],
        permissions: yamlList(role.permissions.map((name) => `:${name}`)),
        issues_visibility: role.issuesVisibility,
        users_visibility: role.usersVisibility,
        time_entries_visibility: role.timeEntriesVisibility,
      });
      const columns = `assignable permissions issues_visibility time_entries_visibility`.split(' ');
      const updates = columns.map((column) => `${column}=excluded.${column}`).join(',');
      return row.replace(/;$/, ` ON CONFLICT(id) DO UPDATE SET ${updates};`);
    });
}

function trackerSql(plan: SeedPlan): readonly string[] {
  return plan.trackers
    .filter(({ id }) => id > 3)
    .map((tracker) =>
      insert('trackers', {
        id: tracker.id,
        name: tracker.name,
        position: tracker.position,
        default_status_id: tracker.defaultStatusId,
        fields_bits: STANDARD_FIELDS.reduce(
          (bits, field, at) => bits | (tracker.disabledFields.includes(field) ? 1 << at : 0),
          0,
        ),
      }),
    );
}

function workflowSql(plan: SeedPlan): readonly string[] {
  const rows = plan.workflows.flatMap(({ roleId, trackerId, transitions, fieldRules }) => [
    ...transitions.map(({ from, to, onlyFor }) =>
      insert('workflows', {
        type: 'WorkflowTransition',
        tracker_id: trackerId,
        role_id: roleId,
        old_status_id: from,
        new_status_id: to,
        author: onlyFor === 'author',
        assignee: onlyFor === 'assignee',
      }),
    ),
    ...fieldRules.map(({ statusId, field, rule }) =>
      insert('workflows', {
        type: 'WorkflowPermission',
        tracker_id: trackerId,
        role_id: roleId,
        old_status_id: statusId,
        field_name: field,
        rule,
      }),
    ),
  ]);
  return ['DELETE FROM workflows;', ...rows];
}

const FIELD_CLASSES: Readonly<Record<CustomField['type'], string>> = {
  issue: 'IssueCustomField',
  project: 'ProjectCustomField',
  version: 'VersionCustomField',
  user: 'UserCustomField',
  time_entry: 'TimeEntryCustomField',
};

function customFieldSql(field: CustomField): readonly string[] {
  const ids = (name: string, list: readonly number[]): string =>
    list.length === 0 ? '' : `${name}:\n${list.map((id) => `- '${id}'\n`).join('')}`;
  const statuses =
    field.versionStatuses.length === 0
      ? ''
      : `version_status:\n${field.versionStatuses.map((status) => `- ${status}\n`).join('')}`;
  const formatStore = ids('user_role', field.userRoleIds) + statuses;
  return [
    insert('custom_fields', {
      id: field.id,
      type: FIELD_CLASSES[field.type],
      name: field.name,
      field_format: field.format,
      possible_values:
        field.possibleValues.length === 0
          ? null
          : yamlList(field.possibleValues.map((value) => JSON.stringify(value))),
      regexp: field.regexp,
      min_length: field.minLength,
      max_length: field.maxLength,
      is_required: field.isRequired,
      is_for_all: field.isForAll,
      is_filter: field.isFilter,
      position: field.position,
      searchable: field.searchable,
      default_value: field.defaultValue,
      visible: field.visible,
      multiple: field.multiple,
      format_store: formatStore === '' ? '--- {}\n' : `---\n${formatStore}`,
    }),
    ...field.trackerIds.map((id) =>
      insert('custom_fields_trackers', { custom_field_id: field.id, tracker_id: id }),
    ),
    ...field.roleIds.map((id) =>
      insert('custom_fields_roles', { custom_field_id: field.id, role_id: id }),
    ),
    ...field.enumerations.map(({ id, name, active }, at) =>
      insert('custom_field_enumerations', {
        id,
        custom_field_id: field.id,
        name,
        active,
        position: at + 1,
      }),
    ),
  ];
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

function userSql(user: SeedPlan['users'][number]): readonly string[] {
  const salt = sha1(user.login).slice(0, 32);
  return [
    insert('users', {
      id: user.id,
      login: user.login,
      hashed_password: sha1(`${salt}${sha1(user.password)}`),
      salt,
      firstname: user.firstname,
      lastname: user.lastname,
      admin: user.admin ?? false,
      status: 1,
      type: 'User',
      language: 'en',
      mail_notification: 'none',
      passwd_changed_on: NOW,
      ...TIMES,
    }),
    insert('email_addresses', {
      user_id: user.id,
      address: user.mail,
      is_default: true,
      ...TIMES,
    }),
    insert('tokens', { user_id: user.id, action: 'api', value: user.apiKey, ...TIMES }),
  ];
}
