/** Watchers of an issue. */
import type { Call } from '../http/call';
import { refusal } from '../http/jira-error';
import { NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getIssue, projectOf } from '../issues/visible';
import { may } from '../permissions/holds';
import { renderUserById } from '../render/user';
import type { IssueDoc } from '../state/model';

const PATH = '/rest/api/3/issue/{issueIdOrKey}/watchers';

function list(call: Call): Reply {
  const issue = getIssue(call);
  return ok({
    self: call.site.url(`issue/${issue.key}/watchers`),
    isWatching: issue.watchers.includes(call.caller.user.accountId),
    watchCount: issue.watchers.length,
    watchers: issue.watchers.map((id) => renderUserById(call.site, call.caller, id)),
  });
}

/** Everybody adds and removes oneself; others only with the permission to manage watchers. */
function checkPermission(call: Call, issue: IssueDoc, accountId: string): void {
  if (call.site.world.users.get(accountId) === undefined) {
    throw refusal(404, `User '${accountId}' does not exist.`);
  }
  const isOneself = accountId === call.caller.user.accountId;
  if (!isOneself && !may(call.site, call.caller, 'MANAGE_WATCHERS', projectOf(call.site, issue))) {
    throw refusal(403, 'You do not have permission to manage the watchers of this issue.');
  }
}

function add(call: Call): Reply {
  const issue = getIssue(call);
  const accountId = typeof call.body === 'string' ? call.body : call.caller.user.accountId;
  checkPermission(call, issue, accountId);
  if (!issue.watchers.includes(accountId)) {
    call.site.world.issues.put(issue.id, { ...issue, watchers: [...issue.watchers, accountId] });
  }
  return NO_CONTENT;
}

function remove(call: Call): Reply {
  const issue = getIssue(call);
  const accountId = call.query.get('accountId');
  if (accountId === null) throw refusal(400, "The 'accountId' query parameter is required.");
  checkPermission(call, issue, accountId);
  const watchers = issue.watchers.filter((id) => id !== accountId);
  call.site.world.issues.put(issue.id, { ...issue, watchers });
  return NO_CONTENT;
}

export const watcherRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, kind: 'read', handle: list },
  { method: 'POST', path: PATH, kind: 'write', handle: add },
  { method: 'DELETE', path: PATH, kind: 'write', handle: remove },
];
