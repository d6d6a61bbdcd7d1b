import type { Context } from '../context';
import type { Issue, Project } from '../data/model';
import { FORBIDDEN, LOGIN_NEEDED, NOT_FOUND, Refusal } from '../http/answer';
import { isAdmin, isAllowed, isAllowedAnywhere, projectAllows } from './permissions';
import { isIssueVisible } from './visibility';

/** 403 to somebody who is logged in, 401 to somebody who is not. */
export function denyAccess(context: Context): Refusal {
  return new Refusal(context.actor.isLoggedIn ? FORBIDDEN : LOGIN_NEEDED);
}

export const notFound = (): Refusal => new Refusal(NOT_FOUND);
export const forbidden = (): Refusal => new Refusal(FORBIDDEN);

/** @throws Refusal unless the actor may do an action such as `issues/update` in a project. */
export function authorize(context: Context, action: string, project: Project): void {
  if (isAllowed(context.db, context.actor, action, project)) return;
  if (!projectAllows(project, action)) throw forbidden();
  throw denyAccess(context);
}

/** @throws Refusal unless the actor may do an action in some project. */
export function authorizeAnywhere(context: Context, action: string): void {
  if (!isAllowedAnywhere(context.db, context.actor, action)) throw denyAccess(context);
}

export function requireLogin(context: Context): void {
  if (!context.actor.isLoggedIn) throw new Refusal(LOGIN_NEEDED);
}

export function requireAdmin(context: Context): void {
  requireLogin(context);
  if (!isAdmin(context.actor)) throw forbidden();
}

/** The project that a path or parameter names by id or identifier. @throws Refusal 404 */
export function getProject(context: Context, name: string): Project {
  const project = /^\d*$/.test(name)
    ? context.db.find('project', Number(name))
    : context.db.all('project').find(({ identifier }) => identifier === name);
  if (project === undefined) throw notFound();
  return project;
}

/** @throws Refusal 404 where there is none, 403 or 401 where the actor does not see it */
export function getVisibleIssue(context: Context, id: string): Issue {
  const issue = getIssue(context, id);
  if (!isIssueVisible(context.db, context.actor, issue)) throw denyAccess(context);
  return issue;
}

export function getIssue(context: Context, id: string): Issue {
  const issue = context.db.find('issue', Number(id));
  if (issue === undefined) throw notFound();
  return issue;
}
