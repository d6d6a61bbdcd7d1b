/** The events of issues, comments, attachments, links and worklogs. */
import type { Json, JsonObject } from '../json';
import { isPublic } from '../render/comment';
import { renderIssueType, renderLinkType, renderStatus } from '../render/named';
import { getNamed, ISSUE_TYPES, LINK_TYPES, STATUSES } from '../site/names';
import type { Site } from '../site/site';
import { wallClock } from '../site/zoned-time';
import type {
  AttachmentDoc,
  CommentDoc,
  HistoryDoc,
  IssueDoc,
  LinkDoc,
  WorklogDoc,
} from '../state/model';
import type { EventLog } from './event-log';

/** Only a part of an issue's fields stands in an event. */
function issueReference(site: Site, issue: IssueDoc): JsonObject {
  const project = site.world.projects.get(issue.projectId);
  const person = (id: Json | undefined) => (typeof id === 'string' ? { accountId: id } : null);
  return {
    id: issue.id,
    key: issue.key,
    fields: {
      summary: issue.fields.summary ?? '',
      issuetype: renderIssueType(site, getNamed(ISSUE_TYPES, String(issue.fields.issuetype))),
      project: { id: issue.projectId, key: project?.key ?? '', name: project?.name ?? '' },
      creator: person(issue.creatorId),
      created: site.timestamp(issue.createdMs),
      reporter: person(issue.fields.reporter),
      assignee: person(issue.fields.assignee),
      updated: site.timestamp(issue.updatedMs),
      status: renderStatus(site, getNamed(STATUSES, issue.statusId)),
    },
  };
}

function peopleOf(...ids: readonly (Json | undefined)[]): Json {
  const known = new Set(ids.filter((id): id is string => typeof id === 'string'));
  return [...known].map((accountId) => ({ accountId }));
}

export function noteIssueCreated(log: EventLog, site: Site, issue: IssueDoc): void {
  log.note('avi:jira:created:issue', {
    issue: issueReference(site, issue),
    associatedUsers: peopleOf(issue.fields.assignee),
  });
}

/** What made an issue change, in the words of Jira's own event types. */
export type UpdateReason =
  | 'issue_updated'
  | 'issue_generic'
  | 'issue_assigned'
  | 'issue_moved'
  | 'issue_commented'
  | 'issue_comment_edited'
  | 'issue_comment_deleted'
  | 'issue_worklog_updated';

export function noteIssueUpdated(
  log: EventLog,
  site: Site,
  issue: IssueDoc,
  reason: UpdateReason,
  history: HistoryDoc | undefined,
): void {
  log.note('avi:jira:updated:issue', {
    jiraEventTypeName: reason,
    issue: issueReference(site, issue),
    ...(history === undefined
      ? {}
      : { changelog: { id: history.id, items: history.items as unknown as Json } }),
    associatedUsers: peopleOf(issue.fields.assignee),
    associatedStatuses: [],
  });
}

export function noteIssueDeleted(log: EventLog, site: Site, issue: IssueDoc): void {
  log.note('avi:jira:deleted:issue', {
    issue: issueReference(site, issue),
    associatedUsers: peopleOf(issue.fields.assignee),
  });
}

function commentReference(site: Site, comment: CommentDoc): JsonObject {
  return {
    id: comment.id,
    author: { accountId: comment.authorId },
    updateAuthor: { accountId: comment.updateAuthorId },
    created: site.timestamp(comment.createdMs),
    updated: site.timestamp(comment.updatedMs),
    ...(comment.visibility === undefined ? {} : { visibility: { ...comment.visibility } }),
    jsdPublic: isPublic(comment),
  };
}

/** Rings for a new comment and for an edited one: Forge has no event of its own for edits. */
export function noteCommented(
  log: EventLog,
  site: Site,
  issue: IssueDoc,
  comment: CommentDoc,
): void {
  log.note('avi:jira:commented:issue', {
    issue: issueReference(site, issue),
    comment: commentReference(site, comment),
    associatedUsers: peopleOf(comment.authorId, comment.updateAuthorId),
  });
}

export function noteCommentDeleted(
  log: EventLog,
  site: Site,
  issue: IssueDoc,
  comment: CommentDoc,
): void {
  log.note('avi:jira:deleted:comment', {
    issue: issueReference(site, issue),
    comment: commentReference(site, comment),
    associatedUsers: peopleOf(comment.authorId),
  });
}

function noteAttachment(
  log: EventLog,
  site: Site,
  word: 'created' | 'deleted',
  attachment: AttachmentDoc,
): void {
  log.note(`avi:jira:${word}:attachment`, {
    attachment: {
      id: attachment.id,
      issueId: attachment.issueId,
      projectId: site.world.issues.get(attachment.issueId)?.projectId ?? '',
      fileName: attachment.filename,
      createDate: wallClock(attachment.createdMs),
      size: String(attachment.sizeBytes),
      mimeType: attachment.mimeType,
      author: { accountId: attachment.authorId },
    },
  });
}

export function noteAttachmentCreated(log: EventLog, site: Site, attachment: AttachmentDoc): void {
  noteAttachment(log, site, 'created', attachment);
}

export function noteAttachmentDeleted(log: EventLog, site: Site, attachment: AttachmentDoc): void {
  noteAttachment(log, site, 'deleted', attachment);
}

function noteLink(log: EventLog, site: Site, word: 'created' | 'deleted', link: LinkDoc): void {
  const type = getNamed(LINK_TYPES, link.typeId);
  const { self: _self, ...issueLinkType } = renderLinkType(site, type);
  log.note(`avi:jira:${word}:issuelink`, {
    id: link.id,
    sourceIssueId: link.sourceId,
    destinationIssueId: link.destinationId,
    sourceProjectId: site.world.issues.get(link.sourceId)?.projectId ?? '',
    destinationProjectId: site.world.issues.get(link.destinationId)?.projectId ?? '',
    issueLinkType,
  });
}

export function noteLinkCreated(log: EventLog, site: Site, link: LinkDoc): void {
  noteLink(log, site, 'created', link);
}

export function noteLinkDeleted(log: EventLog, site: Site, link: LinkDoc): void {
  noteLink(log, site, 'deleted', link);
}

export function noteWorklog(
  log: EventLog,
  site: Site,
  word: 'created' | 'updated' | 'deleted',
  worklog: WorklogDoc,
): void {
  log.note(`avi:jira:${word}:worklog`, {
    worklog: {
      id: worklog.id,
      issueId: worklog.issueId,
      author: { accountId: worklog.authorId },
      updateAuthor: { accountId: worklog.updateAuthorId },
      created: site.timestamp(worklog.createdMs),
      updated: site.timestamp(worklog.updatedMs),
      started: site.timestamp(worklog.startedMs),
      timeSpentSeconds: worklog.timeSpentSeconds,
    },
  });
}
