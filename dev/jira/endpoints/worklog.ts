/** Worklogs of an issue. */
import { bodyObject, type Call, param, queryInteger } from '../http/call';
import { refusal } from '../http/jira-error';
import { cut, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { demand, getIssue, projectOf, visibleWorklogs } from '../issues/visible';
import { addWorklog, changeWorklog, readWorklog, removeWorklog } from '../issues/worklogs';
import { Writer } from '../issues/writer';
import { may } from '../permissions/holds';
import { renderWorklog } from '../render/comment';
import type { IssueDoc, WorklogDoc } from '../state/model';

const LIST = '/rest/api/3/issue/{issueIdOrKey}/worklog';
const ONE = `${LIST}/{id}`;

function list(call: Call): Reply {
  const issue = getIssue(call);
  const after = queryInteger(call, 'startedAfter', 0);
  const before = queryInteger(call, 'startedBefore', Number.MAX_SAFE_INTEGER);
  const worklogs = visibleWorklogs(call.site, call.caller, issue).filter(
    ({ startedMs }) => startedMs >= after && startedMs < before,
  );
  const window = readWindow(call, 5_000);
  return ok({
    startAt: window.startAt,
    maxResults: window.maxResults,
    total: worklogs.length,
    worklogs: cut(worklogs, window).map((entry) => renderWorklog(call.site, call.caller, entry)),
  });
}

function getWorklog(call: Call, issue: IssueDoc): WorklogDoc {
  const id = param(call, 'id');
  const worklog = visibleWorklogs(call.site, call.caller, issue).find((entry) => entry.id === id);
  if (worklog === undefined) throw refusal(404, `Cannot find worklog with id: '${id}'.`);
  return worklog;
}

function get(call: Call): Reply {
  return ok(renderWorklog(call.site, call.caller, getWorklog(call, getIssue(call))));
}

function add(call: Call): Reply {
  const issue = getIssue(call);
  const project = projectOf(call.site, issue);
  demand(
    call,
    'WORK_ON_ISSUES',
    project,
    400,
    'You do not have permission to log work on this issue.',
  );
  const input = readWorklog(call, project, bodyObject(call));
  return created(renderWorklog(call.site, call.caller, addWorklog(new Writer(call), issue, input)));
}

function edit(call: Call): Reply {
  const issue = getIssue(call);
  const worklog = getWorklog(call, issue);
  demandOwnership(call, issue, worklog, 'EDIT');
  const input = readWorklog(call, projectOf(call.site, issue), bodyObject(call));
  const next = changeWorklog(new Writer(call), issue, worklog, input);
  return ok(renderWorklog(call.site, call.caller, next));
}

function remove(call: Call): Reply {
  const issue = getIssue(call);
  const worklog = getWorklog(call, issue);
  demandOwnership(call, issue, worklog, 'DELETE');
  removeWorklog(new Writer(call), issue, worklog);
  return NO_CONTENT;
}

function demandOwnership(
  call: Call,
  issue: IssueDoc,
  worklog: WorklogDoc,
  prefix: 'EDIT' | 'DELETE',
): void {
  const project = projectOf(call.site, issue);
  if (may(call.site, call.caller, `${prefix}_ALL_WORKLOGS`, project)) return;
  const isOwn = worklog.authorId === call.caller.user.accountId;
  if (isOwn && may(call.site, call.caller, `${prefix}_OWN_WORKLOGS`, project)) return;
  throw refusal(400, `You do not have permission to change the worklog with id: ${worklog.id}`);
}

export const worklogRoutes: readonly Route[] = [
  { method: 'GET', path: LIST, kind: 'read', handle: list },
  { method: 'POST', path: LIST, kind: 'write', handle: add },
  { method: 'GET', path: ONE, kind: 'read', handle: get },
  { method: 'PUT', path: ONE, kind: 'write', handle: edit },
  { method: 'DELETE', path: ONE, kind: 'write', handle: remove },
];
