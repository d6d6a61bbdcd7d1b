/** Who sees and may do what. */
import type { KnownCaller } from '../caller';
import { ROLES, SECURITY_LEVELS } from '../site/names';
import { GROUPS } from '../site/seed';
import type { Site } from '../site/site';
import type { IssueDoc, ProjectDoc, Visibility } from '../state/model';
import type { World } from '../state/world';

export function isInGroup(world: World, accountId: string, idOrName: string): boolean {
  for (const group of world.groups.values()) {
    if (group.id !== idOrName && group.name !== idOrName) continue;
    return group.members.includes(accountId);
  }
  return false;
}

export function isJiraAdmin(world: World, caller: KnownCaller): boolean {
  return isInGroup(world, caller.user.accountId, GROUPS.admins.id);
}

export function isInRole(
  world: World,
  project: ProjectDoc,
  accountId: string,
  roleId: string,
): boolean {
  const members = project.roles[roleId];
  if (members === undefined) return false;
  return (
    members.users.includes(accountId) ||
    members.groups.some((group) => isInGroup(world, accountId, group))
  );
}

export function isProjectAdmin(site: Site, caller: KnownCaller, project: ProjectDoc): boolean {
  if (caller.isApp) return site.appIsProjectAdmin;
  return (
    isJiraAdmin(site.world, caller) ||
    isInRole(site.world, project, caller.user.accountId, ROLES.administrators.id)
  );
}

export function mayBrowse(site: Site, caller: KnownCaller, project: ProjectDoc): boolean {
  return mayUserBrowse(site.world, caller.user.accountId, project);
}

/** Whether that person sees the project; asked for assignees too. */
export function mayUserBrowse(world: World, accountId: string, project: ProjectDoc): boolean {
  if (project.browse === 'everybody') return true;
  return Object.keys(project.roles).some((roleId) => isInRole(world, project, accountId, roleId));
}

/** Whether the caller sees the issue: its project, and its security level where it has one. */
export function maySeeIssue(site: Site, caller: KnownCaller, issue: IssueDoc): boolean {
  const project = site.world.projects.get(issue.projectId);
  if (project === undefined || !mayBrowse(site, caller, project)) return false;
  const level = SECURITY_LEVELS.find(({ id }) => id === issue.fields.security);
  if (level === undefined) return true;
  return level.roleIds.some((id) => isInRole(site.world, project, caller.user.accountId, id));
}

/** Whether the caller belongs to the role or group that a comment or worklog is restricted to. */
export function isWithin(
  site: Site,
  caller: KnownCaller,
  project: ProjectDoc,
  visibility: Visibility | undefined,
): boolean {
  if (visibility === undefined) return true;
  const { accountId } = caller.user;
  if (visibility.type === 'group') return isInGroup(site.world, accountId, visibility.identifier);
  const role = Object.values(ROLES).find(({ name }) => name === visibility.value);
  return role !== undefined && isInRole(site.world, project, accountId, role.id);
}
