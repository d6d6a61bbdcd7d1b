/** Permissions: one's own, and checks of somebody's. */

import type { KnownCaller } from '../caller';
import { bodyObject, bodyStrings, type Call, queryList } from '../http/call';
import { refusal } from '../http/jira-error';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getIssueByIdOrKey, getProjectByIdOrKey, projectOf } from '../issues/visible';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import { maySeeIssue } from '../permissions/access';
import { findPermission, holds } from '../permissions/holds';
import { PERMISSIONS, type Permission } from '../permissions/permission-table';
import type { ProjectDoc } from '../state/model';

function renderPermission(permission: Permission): JsonObject {
  return {
    id: permission.id,
    key: permission.key,
    name: permission.name,
    type: permission.type,
    description: permission.name,
  };
}

/** Jira insists on the list: asking for all of them at once was abolished. */
function mine(call: Call): Reply {
  const keys = queryList(call, 'permissions');
  if (keys.length === 0) {
    throw refusal(400, "The 'permissions' query parameter is required.");
  }
  const permissions = keys.map((key) => {
    const permission = findPermission(key);
    if (permission === undefined) throw refusal(400, `Unrecognized permission: ${key}`);
    return permission;
  });
  const project = findScope(call);
  const granted = permissions.map((permission) => [
    permission.key,
    {
      ...renderPermission(permission),
      havePermission: holds(call.site, call.caller, permission, project),
    },
  ]);
  return ok({ permissions: Object.fromEntries(granted) as JsonObject });
}

/** The project that the query is about, named by itself, by an issue or by a comment. */
function findScope(call: Call): ProjectDoc | undefined {
  const issue = call.query.get('issueKey') ?? call.query.get('issueId');
  if (issue !== null) return projectOf(call.site, getIssueByIdOrKey(call, issue));
  const project =
    call.query.get('projectKey') ?? call.query.get('projectId') ?? call.query.get('projectUuid');
  if (project !== null) return getProjectByIdOrKey(call, project);
  const commentId = call.query.get('commentId');
  const comment = commentId === null ? undefined : call.site.world.comments.get(commentId);
  return comment && projectOf(call.site, getIssueByIdOrKey(call, comment.issueId));
}

function all(): Reply {
  return ok({
    permissions: Object.fromEntries(
      PERMISSIONS.map((permission) => [permission.key, renderPermission(permission)]),
    ),
  });
}

/** Somebody else's permissions can be asked by admins and by apps; one's own by everybody. */
function check(call: Call): Reply {
  const body = bodyObject(call);
  const caller = findSubject(call, body);
  const projectPermissions = (isArray(body.projectPermissions) ? body.projectPermissions : [])
    .filter(isObject)
    .flatMap((entry) => checkProjects(call, caller, entry));
  const globalPermissions = bodyStrings(body, 'globalPermissions').filter((key) => {
    const permission = findPermission(key);
    return permission !== undefined && holds(call.site, caller, permission, undefined);
  });
  return ok({ projectPermissions, globalPermissions });
}

function findSubject(call: Call, body: JsonObject): KnownCaller {
  const { accountId } = body;
  if (typeof accountId !== 'string' || accountId === call.caller.user.accountId) return call.caller;
  const admin = findPermission('ADMINISTER');
  const mayAsk =
    call.caller.isApp || (admin !== undefined && holds(call.site, call.caller, admin, undefined));
  if (!mayAsk) throw refusal(403, 'Only administrators can check the permissions of others.');
  const user = call.site.world.users.get(accountId);
  if (user === undefined) throw refusal(400, `User '${accountId}' does not exist.`);
  return { user, isApp: false, sentByApp: call.caller.sentByApp };
}

function checkProjects(call: Call, caller: KnownCaller, entry: JsonObject): readonly Json[] {
  const { world } = call.site;
  return bodyStrings(entry, 'permissions').map((key) => {
    const permission = findPermission(key);
    if (permission === undefined) throw refusal(400, `Unrecognized permission: ${key}`);
    const projects = bodyStrings(entry, 'projects').filter((id) => {
      const project = world.projects.get(id);
      return project !== undefined && holds(call.site, caller, permission, project);
    });
    const issues = bodyStrings(entry, 'issues').filter((id) => {
      const issue = world.issues.get(id);
      if (issue === undefined || !maySeeIssue(call.site, caller, issue)) return false;
      return holds(call.site, caller, permission, projectOf(call.site, issue));
    });
    return { permission: key, projects: projects.map(Number), issues: issues.map(Number) };
  });
}

export const permissionRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/mypermissions', kind: 'read', handle: mine },
  { method: 'GET', path: '/rest/api/3/permissions', kind: 'read', handle: all },
  { method: 'POST', path: '/rest/api/3/permissions/check', kind: 'read', handle: check },
];
