import type { Database } from '../data/database';
import {
  PROJECT_ACTIVE,
  PROJECT_ARCHIVED,
  type Project,
  type Role,
  USER_ACTIVE,
  type User,
} from '../data/model';
import { PERMISSIONS, permissionsFor } from './permission-table';

/** Who asks. Redmine has a user record for people who are not logged in, too. */
export interface Actor {
  readonly user: User;
  readonly isLoggedIn: boolean;
}

export const isAdmin = (actor: Actor): boolean => actor.user.admin;

/** The roles of somebody in a project: those of the membership, else Non member or Anonymous if it is public. */
export function rolesInProject(db: Database, actor: Actor, project: Project): readonly Role[] {
  if (project.status === PROJECT_ARCHIVED) return [];
  const membership = db
    .where('member', 'userId', actor.user.id)
    .find((member) => member.projectId === project.id);
  if (membership !== undefined) {
    return [...new Set(membership.roles.map((role) => role.roleId))].map((id) =>
      db.get('role', id),
    );
  }
  return project.isPublic ? [builtinRole(db, actor)] : [];
}

export function builtinRole(db: Database, actor: Actor): Role {
  const builtin = actor.isLoggedIn ? 'non_member' : 'anonymous';
  const role = db.all('role').find((candidate) => candidate.builtin === builtin);
  if (role === undefined) throw new Error(`[embedded redmine] no role ${builtin}`);
  return role;
}

/** Whether a role has a permission or, with a slash in it, may do an action such as `issues/update`. */
export function roleAllows(role: Role, wanted: string): boolean {
  const names = wanted.includes('/') ? permissionsFor(wanted) : [wanted];
  return names.some((name) => PERMISSIONS[name]?.isPublic || role.permissions.includes(name));
}

/** What the project itself permits: nothing when archived, reading when closed, its modules' permissions. */
export function projectAllows(project: Project, wanted: string): boolean {
  if (project.status === PROJECT_ARCHIVED) return false;
  const names = wanted.includes('/') ? permissionsFor(wanted) : [wanted];
  return names.some((name) => {
    const permission = PERMISSIONS[name];
    if (project.status !== PROJECT_ACTIVE && !permission?.read) return false;
    return (
      permission?.module === undefined ||
      project.modules.some((module) => module.name === permission.module)
    );
  });
}

/** The roles that give a permission or action in a project; admins need none. */
export function rolesAllowing(
  db: Database,
  actor: Actor,
  wanted: string,
  project: Project,
): readonly Role[] {
  if (!projectAllows(project, wanted)) return [];
  return rolesInProject(db, actor, project).filter(
    (role) => (project.isPublic || role.builtin === 'no') && roleAllows(role, wanted),
  );
}

export function isAllowed(db: Database, actor: Actor, wanted: string, project: Project): boolean {
  if (!projectAllows(project, wanted)) return false;
  return isAdmin(actor) || rolesAllowing(db, actor, wanted, project).length > 0;
}

/** Whether somebody has a permission or action in any project, or would have in a public one. */
export function isAllowedAnywhere(db: Database, actor: Actor, wanted: string): boolean {
  if (isAdmin(actor)) return true;
  const roleIds = new Set<number>();
  for (const member of db.where('member', 'userId', actor.user.id)) {
    if (db.get('project', member.projectId).status === PROJECT_ARCHIVED) continue;
    for (const { roleId } of member.roles) roleIds.add(roleId);
  }
  const roles = [...roleIds].map((id) => db.get('role', id));
  return [...roles, builtinRole(db, actor)].some((role) => roleAllows(role, wanted));
}

export function isProjectVisible(db: Database, actor: Actor, project: Project): boolean {
  return isAllowed(db, actor, 'view_project', project);
}

export function visibleProjects(db: Database, actor: Actor): readonly Project[] {
  return db.all('project').filter((project) => isProjectVisible(db, actor, project));
}

/** Active users: all of them, or the members of the projects one sees, as one's roles say. */
export function isUserVisible(db: Database, actor: Actor, user: User): boolean {
  if (isAdmin(actor)) return true;
  if (user.status !== USER_ACTIVE) return false;
  if (actor.user.id === user.id) return true;
  const roleIds = db
    .where('member', 'userId', actor.user.id)
    .filter((member) => db.get('project', member.projectId).status !== PROJECT_ARCHIVED)
    .flatMap((member) => member.roles.map((role) => role.roleId));
  const roles =
    roleIds.length > 0 ? roleIds.map((id) => db.get('role', id)) : [builtinRole(db, actor)];
  if (roles.some((role) => role.usersVisibility === 'all')) return true;
  const projectIds = new Set(visibleProjects(db, actor).map((project) => project.id));
  return db.where('member', 'userId', user.id).some((member) => projectIds.has(member.projectId));
}
