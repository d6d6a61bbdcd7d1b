/** Comments. */
import { bodyObject, type Call, param, queryFlag, queryList } from '../http/call';
import { refusal } from '../http/jira-error';
import { cut, pageBean, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import {
  addComment,
  type CommentInput,
  changeComment,
  readBody,
  readComment,
  removeComment,
} from '../issues/comments';
import { readVisibility } from '../issues/visibility';
import { demand, findVisibleIssue, getIssue, projectOf, visibleComments } from '../issues/visible';
import { Writer } from '../issues/writer';
import { isArray } from '../json';
import { isProjectAdmin, isWithin } from '../permissions/access';
import { may } from '../permissions/holds';
import { renderComment } from '../render/comment';
import type { CommentDoc, IssueDoc } from '../state/model';

const LIST = '/rest/api/3/issue/{issueIdOrKey}/comment';
const ONE = `${LIST}/{id}`;
const MOST_IDS = 1_000;

/** Where the notification of an edit is silenced, the same permission is asked as for issues. */
function checkNotify(call: Call, issue: IssueDoc): void {
  if (queryFlag(call, 'notifyUsers', true)) return;
  if (isProjectAdmin(call.site, call.caller, projectOf(call.site, issue))) return;
  throw refusal(
    403,
    'To discard the user notification either admin or project admin permissions are required.',
  );
}

function show(call: Call, comment: CommentDoc) {
  const expand = queryList(call, 'expand');
  return renderComment(call.site, call.caller, comment, {
    renderedBody: expand.includes('renderedBody'),
    properties: expand.includes('properties'),
  });
}

function list(call: Call): Reply {
  const issue = getIssue(call);
  const order = call.query.get('orderBy')?.trim().toLowerCase() || 'created';
  if (!/^[+-]?\s*created$/.test(order)) {
    throw refusal(400, `Can not order by field: ${order}`);
  }
  const comments = visibleComments(call.site, call.caller, issue);
  const ordered = order.startsWith('-') ? comments.toReversed() : comments;
  const window = readWindow(call, 100, 5_000);
  return ok({
    startAt: window.startAt,
    maxResults: window.maxResults,
    total: ordered.length,
    comments: cut(ordered, window).map((comment) => show(call, comment)),
  });
}

/** The comment of the issue, as far as the caller sees it. */
function getComment(call: Call, issue: IssueDoc): CommentDoc {
  const id = param(call, 'id');
  const comment = call.site.world.comments.get(id);
  const isHidden =
    comment === undefined ||
    comment.issueId !== issue.id ||
    !isWithin(call.site, call.caller, projectOf(call.site, issue), comment.visibility);
  if (isHidden) throw refusal(404, `Can not find a comment for the id: ${id}.`);
  return comment;
}

function get(call: Call): Reply {
  return ok(show(call, getComment(call, getIssue(call))));
}

function add(call: Call): Reply {
  const issue = getIssue(call);
  const project = projectOf(call.site, issue);
  demand(
    call,
    'ADD_COMMENTS',
    project,
    400,
    `You do not have the permission to comment on this issue.`,
  );
  const input = readComment(call, project, bodyObject(call));
  return created(show(call, addComment(new Writer(call), issue, input)));
}

function edit(call: Call): Reply {
  const issue = getIssue(call);
  const comment = getComment(call, issue);
  checkNotify(call, issue);
  demandOwnership(call, issue, comment, 'edit', 'EDIT');
  const body = bodyObject(call);
  const project = projectOf(call.site, issue);
  const visibility = readVisibility(call, project, body.visibility);
  const change: Partial<CommentInput> = {
    ...(body.body === undefined ? {} : { body: readBody(call, body.body) }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(body.properties === undefined
      ? {}
      : { properties: readComment(call, project, { ...body, body: comment.body }).properties }),
  };
  const isVisibilityCleared = body.visibility === null;
  return ok(
    show(call, changeComment(new Writer(call), issue, comment, { ...change, isVisibilityCleared })),
  );
}

function remove(call: Call): Reply {
  const issue = getIssue(call);
  const comment = getComment(call, issue);
  demandOwnership(call, issue, comment, 'delete', 'DELETE');
  removeComment(new Writer(call), issue, comment);
  return NO_CONTENT;
}

/** Jira answers 400, not 403, to somebody who may not touch another's comment. */
function demandOwnership(
  call: Call,
  issue: IssueDoc,
  comment: CommentDoc,
  word: string,
  prefix: 'EDIT' | 'DELETE',
): void {
  const project = projectOf(call.site, issue);
  const isOwn = comment.authorId === call.caller.user.accountId;
  if (may(call.site, call.caller, `${prefix}_ALL_COMMENTS`, project)) return;
  if (isOwn && may(call.site, call.caller, `${prefix}_OWN_COMMENTS`, project)) return;
  throw refusal(400, `You do not have permission to ${word} comment with id: ${comment.id}`);
}

function listByIds(call: Call): Reply {
  const { ids } = bodyObject(call);
  if (!isArray(ids) || ids.length === 0 || ids.length > MOST_IDS) {
    throw refusal(400, `Between 1 and ${MOST_IDS} comment IDs must be given.`);
  }
  const comments = ids.flatMap((id) => {
    const comment = call.site.world.comments.get(String(id));
    const issue = comment && findVisibleIssue(call.site, call.caller, comment.issueId);
    if (comment === undefined || issue === undefined) return [];
    const project = projectOf(call.site, issue);
    return isWithin(call.site, call.caller, project, comment.visibility) ? [comment] : [];
  });
  const window = { startAt: 0, maxResults: MOST_IDS };
  return ok(pageBean(call, comments, window, (comment) => show(call, comment)));
}

export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: LIST, kind: 'read', handle: list },
  { method: 'POST', path: LIST, kind: 'write', handle: add },
  { method: 'GET', path: ONE, kind: 'read', handle: get },
  { method: 'PUT', path: ONE, kind: 'write', handle: edit },
  { method: 'DELETE', path: ONE, kind: 'write', handle: remove },
  { method: 'POST', path: '/rest/api/3/comment/list', kind: 'read', handle: listByIds },
];
