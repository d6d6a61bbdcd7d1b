/** Groups and project roles: who belongs where. */
import { bodyObject, bodyStrings, type Call, param, queryList } from '../http/call';
import { refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProject } from '../issues/visible';
import { type JsonObject, stringAt } from '../json';
import { isInRole, isProjectAdmin } from '../permissions/access';
import { renderUser, renderUserById } from '../render/user';
import { ROLES } from '../site/names';
import type { GroupDoc, ProjectDoc, RoleMembers } from '../state/model';
import { demandAdmin } from './field';

type Role = (typeof ROLES)[keyof typeof ROLES];

function getGroup(call: Call): GroupDoc {
  const id = call.query.get('groupId');
  const name = call.query.get('groupname');
  const group = [...call.site.world.groups.values()].find(
    (entry) => entry.id === id || entry.name === name,
  );
  if (group === undefined)
    throw refusal(404, `The group named '${name ?? id ?? ''}' does not exist.`);
  return group;
}

function listGroups(call: Call): Reply {
  const ids = queryList(call, 'groupId');
  const names = queryList(call, 'groupName');
  const found = [...call.site.world.groups.values()].filter(
    ({ id, name }) =>
      (ids.length === 0 && names.length === 0) || ids.includes(id) || names.includes(name),
  );
  return ok(pageBean(call, found, readWindow(call, 50), ({ id, name }) => ({ groupId: id, name })));
}

function listMembers(call: Call): Reply {
  const { members } = getGroup(call);
  return ok(
    pageBean(call, members, readWindow(call, 50), (id) =>
      renderUserById(call.site, call.caller, id),
    ),
  );
}

function pickGroups(call: Call): Reply {
  const query = (call.query.get('query') ?? '').toLowerCase();
  const groups = [...call.site.world.groups.values()].filter(({ name }) =>
    name.toLowerCase().includes(query),
  );
  return ok({
    header: `Showing ${groups.length} of ${groups.length} matching groups`,
    total: groups.length,
    groups: groups.map(({ id, name }) => ({ name, html: name, labels: [], groupId: id })),
  });
}

function addMember(call: Call): Reply {
  demandAdmin(call);
  const group = getGroup(call);
  const accountId = stringAt(bodyObject(call), 'accountId') ?? '';
  if (!call.site.world.users.has(accountId))
    throw refusal(404, `User '${accountId}' does not exist.`);
  const members = [...new Set([...group.members, accountId])];
  call.site.world.groups.put(group.id, { ...group, members });
  return created({
    name: group.name,
    groupId: group.id,
    self: call.site.url(`group?groupId=${group.id}`),
    expand: 'users',
  });
}

function removeMember(call: Call): Reply {
  demandAdmin(call);
  const group = getGroup(call);
  const accountId = call.query.get('accountId');
  const members = group.members.filter((id) => id !== accountId);
  call.site.world.groups.put(group.id, { ...group, members });
  return ok({});
}

function getRole(call: Call): Role {
  const role = Object.values(ROLES).find(({ id }) => id === param(call, 'id'));
  if (role === undefined) {
    throw refusal(404, `Can not retrieve a role actor for a null project role.`);
  }
  return role;
}

function membersOf(project: ProjectDoc, role: Role): RoleMembers {
  return project.roles[role.id] ?? { users: [], groups: [] };
}

function renderRole(call: Call, project: ProjectDoc, role: Role): JsonObject {
  const { users, groups } = membersOf(project, role);
  const { world } = call.site;
  const people = users.flatMap((id, index) => {
    const user = world.users.get(id);
    if (user === undefined) return [];
    return [
      {
        id: Number(role.id) * 100 + index,
        displayName: renderUser(call.site, call.caller, user).displayName ?? '',
        type: 'atlassian-user-role-actor',
        actorUser: { accountId: id },
      },
    ];
  });
  const teams = groups.map((name, index) => ({
    id: Number(role.id) * 100 + 50 + index,
    displayName: name,
    type: 'atlassian-group-role-actor',
    actorGroup: {
      name,
      displayName: name,
      groupId: [...world.groups.values()].find((group) => group.name === name)?.id ?? '',
    },
  }));
  return {
    self: call.site.url(`project/${project.id}/role/${role.id}`),
    name: role.name,
    id: Number(role.id),
    description: '',
    currentUserRole: isInRole(world, project, call.caller.user.accountId, role.id),
    actors: [...people, ...teams],
  };
}

/** Jira answers the same for a project that is not there. */
function getAdministered(call: Call): ProjectDoc {
  const project = getProject(call);
  if (isProjectAdmin(call.site, call.caller, project)) return project;
  throw refusal(404, `No project could be found with key '${project.key}'.`);
}

function listRoles(call: Call): Reply {
  const project = getProject(call);
  return ok(
    Object.fromEntries(
      Object.values(ROLES).map(({ id, name }) => [
        name,
        call.site.url(`project/${project.id}/role/${id}`),
      ]),
    ),
  );
}

function changeActors(call: Call, change: (members: RoleMembers) => RoleMembers): ProjectDoc {
  const project = getProject(call);
  if (!isProjectAdmin(call.site, call.caller, project)) {
    throw refusal(403, 'You do not have permission to administer this project.');
  }
  const role = getRole(call);
  const members = change(membersOf(project, role));
  const next = { ...project, roles: { ...project.roles, [role.id]: members } };
  call.site.world.projects.put(project.id, next);
  return next;
}

function addActors(call: Call): Reply {
  const body = bodyObject(call);
  const { world } = call.site;
  const groupNames = [
    ...bodyStrings(body, 'group'),
    ...bodyStrings(body, 'groupId').flatMap((id) => world.groups.get(id)?.name ?? []),
  ];
  const project = changeActors(call, ({ users, groups }) => ({
    users: [...new Set([...users, ...bodyStrings(body, 'user')])],
    groups: [...new Set([...groups, ...groupNames])],
  }));
  return ok(renderRole(call, project, getRole(call)));
}

function removeActors(call: Call): Reply {
  const user = call.query.get('user');
  const group = call.query.get('group');
  changeActors(call, ({ users, groups }) => ({
    users: users.filter((id) => id !== user),
    groups: groups.filter((name) => name !== group),
  }));
  return NO_CONTENT;
}

const ROLE = '/rest/api/3/project/{projectIdOrKey}/role';

export const groupRoleRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/group/bulk', kind: 'read', handle: listGroups },
  { method: 'GET', path: '/rest/api/3/group/member', kind: 'read', handle: listMembers },
  { method: 'POST', path: '/rest/api/3/group/user', kind: 'write', handle: addMember },
  { method: 'DELETE', path: '/rest/api/3/group/user', kind: 'write', handle: removeMember },
  { method: 'GET', path: '/rest/api/3/groups/picker', kind: 'read', handle: pickGroups },
  { method: 'GET', path: ROLE, kind: 'read', handle: listRoles },
  {
    method: 'GET',
    path: `${ROLE}/{id}`,
    kind: 'read',
    handle: (call) => ok(renderRole(call, getAdministered(call), getRole(call))),
  },
  { method: 'POST', path: `${ROLE}/{id}`, kind: 'write', handle: addActors },
  { method: 'DELETE', path: `${ROLE}/{id}`, kind: 'write', handle: removeActors },
];
