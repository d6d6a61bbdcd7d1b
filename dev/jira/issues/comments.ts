/** Comments: what a request says, and what becomes of the issue. */
import { judgeAdf, TOO_LONG } from '../adf/accept';
import { noteCommentDeleted, noteCommented, noteIssueUpdated } from '../events/issue-events';
import type { Call } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { CommentDoc, IssueDoc, ProjectDoc, Visibility } from '../state/model';
import { checkProperties } from './properties';
import { readVisibility } from './visibility';
import { readProperties, type Writer } from './writer';

const FIRST_COMMENT = 10_000;
/** https://support.atlassian.com/jira-cloud-administration/docs/ work item limits */
const MOST_COMMENTS = 5_000;

export interface CommentInput {
  readonly body: Json;
  readonly visibility?: Visibility;
  readonly properties: Readonly<Record<string, Json>>;
}

/** @throws JiraError 400 in Jira's words. */
export function readComment(call: Call, project: ProjectDoc, body: JsonObject): CommentInput {
  const visibility = readVisibility(call, project, body.visibility);
  const properties = readProperties(body);
  checkProperties(properties);
  return {
    body: readBody(call, body.body),
    properties,
    ...(visibility === undefined ? {} : { visibility }),
  };
}

export function readBody(call: Call, body: Json | undefined): Json {
  if (body === undefined || body === null || body === '') {
    throw fieldErrors({ comment: 'Comment body can not be empty!' });
  }
  const verdict = judgeAdf(call.site.world, body);
  switch (verdict.kind) {
    case 'accepted':
      break;
    case 'not-a-document':
      throw fieldErrors({ comment: 'Comment body is not valid!' });
    case 'too-long':
      throw fieldErrors({ comment: TOO_LONG });
    case 'malformed':
      throw refusal(400, verdict.code);
    default: {
      const never: never = verdict;
      throw new Error(`unknown verdict ${JSON.stringify(never)}`);
    }
  }
  if (isObject(body) && isArray(body.content) && body.content.length === 0) {
    throw fieldErrors({ comment: 'Comment body can not be empty!' });
  }
  return call.site.storeAdf(body, undefined);
}

/** @throws JiraError 413 where the issue has all the comments it can have. */
function checkCommentLimit(writer: Writer, issue: IssueDoc): void {
  if (writer.world.commentsByIssue.of(issue.id).length >= MOST_COMMENTS) {
    throw refusal(
      413,
      `The number of comments on this work item has reached the limit of ${MOST_COMMENTS}.`,
    );
  }
}

export function addComment(writer: Writer, issue: IssueDoc, input: CommentInput): CommentDoc {
  checkCommentLimit(writer, issue);
  const { accountId } = writer.caller.user;
  const comment: CommentDoc = {
    id: writer.world.nextId('comment', FIRST_COMMENT),
    issueId: issue.id,
    authorId: accountId,
    updateAuthorId: accountId,
    createdMs: writer.nowMs,
    updatedMs: writer.nowMs,
    ...input,
  };
  writer.world.comments.put(comment.id, comment);
  const next = writer.put(issue);
  noteCommented(writer.events, writer.site, next, comment);
  noteIssueUpdated(writer.events, writer.site, next, 'issue_commented', undefined);
  return comment;
}

export function changeComment(
  writer: Writer,
  issue: IssueDoc,
  comment: CommentDoc,
  change: Partial<CommentInput> & { readonly isVisibilityCleared: boolean },
): CommentDoc {
  const { isVisibilityCleared, properties, ...parts } = change;
  const { visibility, ...rest } = comment;
  const edited: CommentDoc = {
    ...rest,
    ...(visibility === undefined || isVisibilityCleared ? {} : { visibility }),
    ...parts,
    properties: { ...comment.properties, ...properties },
    updateAuthorId: writer.caller.user.accountId,
    updatedMs: writer.nowMs,
  };
  writer.world.comments.put(edited.id, edited);
  const next = writer.put(issue);
  noteCommented(writer.events, writer.site, next, edited);
  noteIssueUpdated(writer.events, writer.site, next, 'issue_comment_edited', undefined);
  return edited;
}

export function removeComment(writer: Writer, issue: IssueDoc, comment: CommentDoc): void {
  writer.world.comments.remove(comment.id);
  const next = writer.put(issue);
  noteCommentDeleted(writer.events, writer.site, next, comment);
  noteIssueUpdated(writer.events, writer.site, next, 'issue_comment_deleted', undefined);
}
