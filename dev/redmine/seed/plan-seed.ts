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
import { DEFAULT_ROLES, DEFAULT_TRACKERS } from './default-data';
import { planWorkflows } from './plan-workflows';
import type { RedmineSeed, SeedCustomField } from './seed';
import { idsNamed, indexOf, named, numbered } from './seed-names';

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
