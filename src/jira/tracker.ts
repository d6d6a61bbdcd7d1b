/** Jira behind the `Tracker` port, seen through one mapping. */
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { Clock, ReadIssue, ReadOptions, Tracker } from '../ports';
import { addAttachments, deleteAttachment, findMediaIds, openAttachment } from './attachments';
import { createJiraClient, type JiraClient, route } from './client';
import {
  addComment,
  addPrivateComment,
  deleteComment,
  editComment,
  visibilityOf,
} from './comments';
import { deleteIssue } from './delete-issue';
import { findMarkedIssue, findNewestKey, listMarkedIssues } from './find-issues';
import { findValue } from './find-value';
import { listChangedIssues } from './list-changed';
import { listFields } from './list-fields';
import { completeComments, completeHistory } from './reach-history';
import { listIssues, readIssues } from './read-many';
import { addRelation, removeRelation } from './relations';
import { isCovered } from './scope';
import type { KnownWorkflows } from './transitions';
import { MARKER_PROPERTY, toSnapshot } from './translate';
import { markTwin, markTwins, TWIN_PROPERTY } from './twin-mark';
import { readWatchers, WATCHERS } from './watchers';
import { issueSchema } from './wire';
import { addTime, completeWorklogs, editTime, removeTime } from './worklogs';
import { createIssue, createIssues, writeIssue } from './write-issue';

/** docs/decisions/012 */
const NO_MOVES = 'the app moves no issues in Jira';

export interface JiraTrackerOptions {
  /** The app's own accountId (`findJiraAccount`), so that no run has to ask for it. */
  readonly ownAuthorId: string;
  readonly clock: Clock;
  /** The first sync that these calls are part of: it writes without mails, and leaves its mark. */
  readonly firstSync?: string;
  /** Default: the app itself. */
  readonly client?: JiraClient;
}

export function createJiraTracker(mapping: Mapping, options: JiraTrackerOptions): Tracker {
  const { ownAuthorId, clock, firstSync } = options;
  const client = options.client ?? createJiraClient({ as: 'app', clock });
  const isOwnAuthor = (personId: string) => personId === ownAuthorId;
  const context = { mapping, isOwnAuthor };
  const workflows: KnownWorkflows = new Map();

  return {
    side: 'jira',
    authorship: (personId) => (isOwnAuthor(personId) ? 'ours' : 'not-ours'),
    readIssue: (issueId, read) => readIssue(client, mapping, isOwnAuthor, issueId, read),
    createIssue: (issue) => createIssue(client, mapping, issue, firstSync),
    createIssues: (issues) => createIssues(client, mapping, issues, firstSync),
    listIssues: (cursor, numberField) => listIssues(client, context, cursor, numberField),
    readIssues: (issueIds, how) => readIssues(client, context, issueIds, how),
    findByMarker: (marker, watermark) => findMarkedIssue(client, mapping, marker, watermark),
    listMarked: (cursor) => listMarkedIssues(client, mapping, cursor),
    newestIssue: () => findNewestKey(client, mapping),
    writeIssue: (write) => writeIssue(client, mapping, write, { firstSync, workflows }),
    markTwin: (issueId, twinId) => markTwin(client, mapping, issueId, twinId),
    markTwins: (marks) => markTwins(client, mapping, marks),
    findValue: (field, name, create) => findValue(client, mapping, field, name, create),
    addComment: (issueId, body) => addComment(client, issueId, body),
    editComment: (issueId, commentId, body) =>
      editComment(client, issueId, commentId, body).catch(toRefused),
    addPrivateComment: (issueId, body) => addPrivateComment(client, mapping, issueId, body),
    editPrivateComment: (issueId, commentId, body) =>
      editComment(client, issueId, commentId, body, visibilityOf(mapping)).catch(toRefused),
    deleteComment: (issueId, commentId) => deleteComment(client, issueId, commentId),
    deleteIssue: (issueId) => deleteIssue(client, issueId),
    findTies: async () => NO_MOVES,
    moveHere: async () => ({ kind: 'refused', message: NO_MOVES }),
    openAttachment: (attachmentId) => openAttachment(client, attachmentId),
    addAttachments: (issueId, files) => addAttachments(client, issueId, files),
    deleteAttachment: (attachmentId) => deleteAttachment(client, attachmentId),
    findMediaIds: (attachmentIds) => findMediaIds(client, attachmentIds),
    addRelation: (issueId, relation) => addRelation(client, issueId, relation),
    removeRelation: (relationId) => removeRelation(client, relationId),
    addTime: (issueId, time) => addTime(client, mapping, issueId, time),
    editTime: (issueId, entryId, time) => editTime(client, mapping, issueId, entryId, time),
    removeTime: (issueId, entryId) => removeTime(client, issueId, entryId),
    listChanged: (cursor) => listChangedIssues(client, mapping, clock, cursor),
  };
}

/** One request in the usual case; more where comments or history do not fit into its answer. */
async function readIssue(
  client: JiraClient,
  mapping: Mapping,
  isOwnAuthor: (personId: string) => boolean,
  issueId: string,
  { sinceEntryId, newestCommentsOnly, checksScope }: ReadOptions,
): Promise<ReadIssue> {
  const query = new URLSearchParams({
    fields: listFields(mapping).join(','),
    expand: 'changelog',
    properties: `${MARKER_PROPERTY},${TWIN_PROPERTY}`,
  });
  const path = route`/rest/api/3/issue/${issueId}?${query}`;
  const [answer, covered] = await Promise.all([
    client.send({ method: 'GET', path, accept: [404] }),
    checksScope ? isCovered(client, mapping, issueId) : true,
  ]);
  // Jira says 404 to whoever may not see the issue, too: only its deleted event proves a deletion.
  if (answer.status === 404) return { kind: 'hidden' };
  if (typeof covered !== 'boolean') throw covered;
  const issue = parseAnswer(answer, issueSchema);
  const isWatched = mapping.fields.some(({ jira }) => jira === WATCHERS);
  const [histories, comments, watchers, worklogs] = await Promise.all([
    completeHistory(client, issue, sinceEntryId),
    newestCommentsOnly ? (issue.fields.comment?.comments ?? []) : completeComments(client, issue),
    isWatched ? readWatchers(client, issueId) : null,
    mapping.timeEntries ? completeWorklogs(client, issue) : null,
  ]);
  if (watchers) issue.fields[WATCHERS] = watchers;
  const context = { mapping, isOwnAuthor };
  const snapshot = toSnapshot(context, issue, histories, comments, worklogs, sinceEntryId, answer);
  return { kind: 'found', snapshot: covered ? snapshot : { ...snapshot, outOfScope: true } };
}
