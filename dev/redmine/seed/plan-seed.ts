import type { CustomField } from '../data/custom-field';
import type {
  IssueCategory,
  Member,
  Project,
  Role,
  Tracker,
  Version,
  Workflow,
} from '../data/model';
import { DEFAULT_MODULES } from '../rules/project-edit';
import {
  DEFAULT_ROLES,
  DEFAULT_STATUSES,
  DEFAULT_TRACKERS,
  DEFAULT_TRANSITIONS,
} from './default-data';
import type { RedmineSeed, SeedCustomField, SeedWorkflow } from './seed';

type Untimed<T> = Omit<T, 'createdOnMs' | 'updatedOnMs'>;

/** A seed with every name looked up and every id given: what both kinds of Redmine are filled from. */
export interface SeedPlan {
  readonly roles: readonly Role[];
  readonly trackers: readonly Tracker[];
  readonly workflows: readonly Workflow[];
  readonly customFields: readonly CustomField[];
  readonly users: readonly (RedmineSeed['users'][number] & { readonly id: number })[];
  readonly projects: readonly Untimed<Project>[];
  readonly members: readonly Member[];
  readonly categories: readonly IssueCategory[];
  readonly versions: readonly Untimed<Version>[];
}

const FIRST_USER_ID = 5;

/** @throws Error that names what a seed refers to and does not have */
export function planSeed(seed: RedmineSeed): SeedPlan {
  const roles = planRoles(seed);
  const trackers = planTrackers(seed);
  const users = seed.users.map((user, index) => ({ ...user, id: FIRST_USER_ID + index }));
  const projectIds = seed.projects.map(({ identifier }) => identifier);
  const projectIdOf = (identifier: string): number => indexOf('project', projectIds, identifier);
  const idOfUser = (login: string): number =>
    named(
      'user',
      users.map((user) => ({ ...user, name: user.login })),
      login,
    ).id;
  const customFields = (seed.customFields ?? []).map((field, index) =>
    planCustomField(field, index, { roles, trackers, seed }),
  );
  const fieldsIn = (identifier: string): readonly number[] =>
    customFields
      .filter((_field, index) => seed.customFields?.[index]?.projects?.includes(identifier))
      .map(({ id }) => id);
  const modules = (index: number) =>
    DEFAULT_MODULES.map((name, at) => ({ id: index * DEFAULT_MODULES.length + at + 1, name }));
  return {
    roles,
    trackers,
    users,
    customFields,
    workflows: planWorkflows(seed, roles, trackers, customFields),
    projects: seed.projects.map((project, index) => ({
      id: index + 1,
      name: project.name,
      identifier: project.identifier,
      description: project.description ?? null,
      homepage: '',
      isPublic: project.isPublic ?? true,
      status: 1,
      parentId: project.parent === undefined ? null : projectIdOf(project.parent),
      inheritMembers: project.inheritMembers ?? false,
      trackerIds: idsNamed('tracker', trackers, project.trackers),
      modules: modules(index),
      issueCustomFieldIds: fieldsIn(project.identifier),
      defaultVersionId: null,
      defaultAssignedToId: null,
      customValues: {},
    })),
    members: planMembers(seed, roles, idOfUser),
    categories: numbered(
      seed.projects.flatMap((project, index) =>
        (project.categories ?? []).map(({ name, assignedTo }) => ({
          projectId: index + 1,
          name,
          assignedToId: assignedTo === undefined ? null : idOfUser(assignedTo),
        })),
      ),
    ),
    versions: numbered(
      seed.projects.flatMap((project, index) =>
        (project.versions ?? []).map((version) => ({
          projectId: index + 1,
          name: version.name,
          description: '',
          status: version.status ?? 'open',
          dueDate: version.dueDate ?? null,
          sharing: version.sharing ?? 'none',
          wikiPageTitle: null,
          customValues: {},
        })),
      ),
    ),
  };
}

/** The members as given, then those that subprojects inherit. */
function planMembers(
  seed: RedmineSeed,
  roles: readonly Role[],
  idOfUser: (login: string) => number,
): readonly Member[] {
  const members: Omit<Member, 'id'>[] = seed.projects.flatMap((project, index) =>
    (project.members ?? []).map((member) => ({
      projectId: index + 1,
      userId: idOfUser(member.login),
      roles: idsNamed('role', roles, member.roles).map((roleId) => ({ roleId, inherited: false })),
    })),
  );
  for (const [index, project] of seed.projects.entries()) {
    if (project.inheritMembers !== true || project.parent === undefined) continue;
    const parentId = seed.projects.findIndex(({ identifier }) => identifier === project.parent) + 1;
    for (const { userId, roles: above } of members.filter((one) => one.projectId === parentId)) {
      const inherited = above.map(({ roleId }) => ({ roleId, inherited: true }));
      const at = members.findIndex((one) => one.projectId === index + 1 && one.userId === userId);
      const own = members[at];
      if (own === undefined) members.push({ projectId: index + 1, userId, roles: inherited });
      else members[at] = { ...own, roles: [...own.roles, ...inherited] };
    }
  }
  return numbered(members);
}

function planRoles(seed: RedmineSeed): readonly Role[] {
  const roles = new Map(DEFAULT_ROLES.map((role) => [role.name, role]));
  for (const { name, permissions, morePermissions, ...changes } of seed.roles ?? []) {
    const before = roles.get(name) ?? {
      ...(DEFAULT_ROLES.at(-1) as Role),
      id: roles.size + 1,
      name,
      position: roles.size - 1,
      permissions: [],
    };
    const kept = permissions ?? before.permissions;
    roles.set(name, { ...before, ...changes, permissions: [...kept, ...(morePermissions ?? [])] });
  }
  return [...roles.values()];
}

function planTrackers(seed: RedmineSeed): readonly Tracker[] {
  const more = (seed.trackers ?? []).map(({ name, disabledFields }, index) => ({
    id: DEFAULT_TRACKERS.length + index + 1,
    name,
    description: null,
    defaultStatusId: 1,
    position: DEFAULT_TRACKERS.length + index + 1,
    disabledFields: disabledFields ?? [],
  }));
  return [...DEFAULT_TRACKERS, ...more];
}

function planWorkflows(
  seed: RedmineSeed,
  roles: readonly Role[],
  trackers: readonly Tracker[],
  fields: readonly CustomField[],
): readonly Workflow[] {
  const own = (seed.workflows ?? []).map((workflow) =>
    planWorkflow(workflow, roles, trackers, fields),
  );
  const isOwn = (roleId: number, trackerId: number): boolean =>
    own.some((workflow) => workflow.roleId === roleId && workflow.trackerId === trackerId);
  const defaults = roles.flatMap((role) =>
    trackers
      .filter(({ id }) => !isOwn(role.id, id))
      .map(({ id }) => ({
        roleId: role.id,
        trackerId: id,
        transitions: (DEFAULT_TRANSITIONS[role.name] ?? []).map(([from, to]) => ({ from, to })),
        fieldRules: [],
      })),
  );
  return numbered([...defaults.filter(({ transitions }) => transitions.length > 0), ...own]);
}

function planWorkflow(
  workflow: SeedWorkflow,
  roles: readonly Role[],
  trackers: readonly Tracker[],
  fields: readonly CustomField[],
): Omit<Workflow, 'id'> {
  const role = named('role', roles, workflow.role);
  const statusId = (name: string): number => named('status', DEFAULT_STATUSES, name).id;
  return {
    roleId: role.id,
    trackerId: named('tracker', trackers, workflow.tracker).id,
    transitions:
      workflow.transitions?.map(({ from, to, onlyFor }) => ({
        from: from === null ? 0 : statusId(from),
        to: statusId(to),
        ...(onlyFor === undefined ? {} : { onlyFor }),
      })) ?? (DEFAULT_TRANSITIONS[role.name] ?? []).map(([from, to]) => ({ from, to })),
    fieldRules: (workflow.fieldRules ?? []).map(({ status, field, rule }) => ({
      statusId: statusId(status),
      field: String(fields.find(({ name }) => name === field)?.id ?? field),
      rule,
    })),
  };
}

function planCustomField(
  field: SeedCustomField,
  index: number,
  known: { roles: readonly Role[]; trackers: readonly Tracker[]; seed: RedmineSeed },
): CustomField {
  const before = (known.seed.customFields ?? []).slice(0, index);
  const enumerationsBefore = before.flatMap(({ enumerations }) => enumerations ?? []).length;
  return {
    id: index + 1,
    name: field.name,
    type: field.type,
    format: field.format,
    regexp: field.regexp ?? '',
    minLength: field.minLength ?? null,
    maxLength: field.maxLength ?? null,
    isRequired: field.isRequired ?? false,
    isForAll: field.type === 'issue' && field.projects === undefined,
    isFilter: field.isFilter ?? true,
    searchable: field.searchable ?? false,
    multiple: field.multiple ?? false,
    defaultValue: field.defaultValue ?? null,
    visible: field.visibleTo === undefined,
    roleIds: field.visibleTo === undefined ? [] : idsNamed('role', known.roles, field.visibleTo),
    trackerIds: field.type === 'issue' ? idsNamed('tracker', known.trackers, field.trackers) : [],
    position: before.filter(({ type }) => type === field.type).length + 1,
    possibleValues: field.possibleValues ?? [],
    enumerations: (field.enumerations ?? []).map((name, at) => ({
      id: enumerationsBefore + at + 1,
      name,
      active: true,
    })),
    userRoleIds:
      field.userRoles === undefined ? [] : idsNamed('role', known.roles, field.userRoles),
    versionStatuses: field.versionStatuses ?? [],
  };
}

const numbered = <T extends object>(items: readonly T[]): readonly (T & { id: number })[] =>
  items.map((item, index) => ({ id: index + 1, ...item }));

function named<T extends { readonly name: string }>(
  kind: string,
  all: readonly T[],
  name: string,
): T {
  const found = all.find((candidate) => candidate.name === name);
  if (found === undefined)
    throw new Error(`the seed names a ${kind} "${name}" that it does not have`);
  return found;
}

function idsNamed(
  kind: string,
  all: readonly { readonly id: number; readonly name: string }[],
  names: readonly string[] | undefined,
): readonly number[] {
  return names === undefined
    ? all.map(({ id }) => id)
    : names.map((name) => named(kind, all as readonly { id: number; name: string }[], name).id);
}

function indexOf(kind: string, all: readonly string[], name: string): number {
  const index = all.indexOf(name);
  if (index < 0) throw new Error(`the seed names a ${kind} "${name}" that it does not have`);
  return index + 1;
}
