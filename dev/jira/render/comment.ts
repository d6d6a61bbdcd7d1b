/** Comments and worklogs as the API shows them. */
import { adfToHtml } from '../adf/html';
import type { KnownCaller } from '../caller';
import { formatDuration } from '../fields/kinds/time-tracking';
import { isObject, type Json, type JsonObject } from '../json';
import type { Site } from '../site/site';
import type { CommentDoc, WorklogDoc } from '../state/model';
import { renderUserById } from './user';

export interface CommentExpand {
  readonly renderedBody?: boolean;
  readonly properties?: boolean;
}

export function renderComment(
  site: Site,
  caller: KnownCaller,
  comment: CommentDoc,
  expand: CommentExpand = {},
): JsonObject {
  return {
    self: site.url(`issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author: renderUserById(site, caller, comment.authorId),
    body: comment.body,
    ...(expand.renderedBody === true ? { renderedBody: adfToHtml(comment.body) } : {}),
    updateAuthor: renderUserById(site, caller, comment.updateAuthorId),
    created: site.timestamp(comment.createdMs),
    updated: site.timestamp(comment.updatedMs),
    ...(comment.visibility === undefined ? {} : { visibility: { ...comment.visibility } }),
    jsdPublic: isPublic(comment),
    ...(expand.properties === true ? { properties: renderProperties(comment.properties) } : {}),
  };
}

/** A comment is internal to service agents where this property of Jira Service Management says so. */
export function isPublic(comment: CommentDoc): boolean {
  const mark = comment.properties['sd.public.comment'];
  return !(isObject(mark) && mark.internal === true);
}

export function renderWorklog(site: Site, caller: KnownCaller, worklog: WorklogDoc): JsonObject {
  return {
    self: site.url(`issue/${worklog.issueId}/worklog/${worklog.id}`),
    author: renderUserById(site, caller, worklog.authorId),
    updateAuthor: renderUserById(site, caller, worklog.updateAuthorId),
    ...(worklog.comment === null ? {} : { comment: worklog.comment }),
    created: site.timestamp(worklog.createdMs),
    updated: site.timestamp(worklog.updatedMs),
    ...(worklog.visibility === undefined ? {} : { visibility: { ...worklog.visibility } }),
    started: site.timestamp(worklog.startedMs),
    timeSpent: formatDuration(worklog.timeSpentSeconds),
    timeSpentSeconds: worklog.timeSpentSeconds,
    id: worklog.id,
    issueId: worklog.issueId,
  };
}

function renderProperties(properties: Readonly<Record<string, Json>>): Json {
  return Object.entries(properties).map(([key, value]) => ({ key, value }));
}
