/** The fields of an issue that no edit stores: they follow from the rest of the data. */
import type { KnownCaller } from '../caller';
import { readTimeTracking } from '../fields/kinds/time-tracking';
import type { Json } from '../json';
import { renderAttachment } from '../render/attachment';
import { renderComment, renderWorklog } from '../render/comment';
import { renderStatus } from '../render/named';
import { renderProjectReference } from '../render/project';
import { renderUserById } from '../render/user';
import { getNamed, ISSUE_TYPES, STATUSES } from '../site/names';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import { renderLinkOf, renderRelatedIssue } from './related';
import { findVisibleIssue, projectOf, visibleComments, visibleWorklogs } from './visible';

const MOST_WORKLOGS = 20;

/** `derived` without a value: the field is left out, as Jira leaves out an absent parent. */
export type Derived =
  | { readonly kind: 'derived'; readonly value: Json | undefined }
  | { readonly kind: 'stored' };

type Reader = (
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  mostComments: number,
) => Json | undefined;

const time = (site: Site, timeMs: number | null) =>
  timeMs === null ? null : site.timestamp(timeMs);

const READERS: Readonly<Record<string, Reader>> = {
  project: (site, _caller, issue) => renderProjectReference(site, projectOf(site, issue)),
  status: (site, _caller, issue) => renderStatus(site, getNamed(STATUSES, issue.statusId)),
  creator: (site, caller, issue) => renderUserById(site, caller, issue.creatorId),
  created: (site, _caller, issue) => time(site, issue.createdMs),
  updated: (site, _caller, issue) => time(site, issue.updatedMs),
  resolutiondate: (site, _caller, issue) => time(site, issue.resolvedMs),
  statuscategorychangedate: (site, _caller, issue) => time(site, issue.statusChangedMs),
  timeoriginalestimate: (_site, _caller, { fields }) =>
    readTimeTracking(fields.timetracking).original,
  timeestimate: (_site, _caller, { fields }) => readTimeTracking(fields.timetracking).remaining,
  timespent: (_site, _caller, { fields }) => readTimeTracking(fields.timetracking).spent,
  parent: readParent,
  subtasks: readSubtasks,
  issuelinks: readLinks,
  attachment: (site, caller, issue) =>
    site.world.attachmentsByIssue
      .of(issue.id)
      .map((entry) => renderAttachment(site, caller, entry)),
  comment: readComments,
  worklog: readWorklogs,
  watches: (site, caller, issue) => ({
    self: site.url(`issue/${issue.key}/watchers`),
    watchCount: issue.watchers.length,
    isWatching: issue.watchers.includes(caller.user.accountId),
  }),
};

export function renderDerivedField(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  fieldId: string,
  mostComments: number,
): Derived {
  const read = READERS[fieldId];
  if (read === undefined) return { kind: 'stored' };
  return { kind: 'derived', value: read(site, caller, issue, mostComments) };
}

function readParent(site: Site, caller: KnownCaller, issue: IssueDoc): Json | undefined {
  const id = issue.fields.parent;
  const parent = typeof id === 'string' ? findVisibleIssue(site, caller, id) : undefined;
  return parent && renderRelatedIssue(site, parent);
}

function readSubtasks(site: Site, caller: KnownCaller, issue: IssueDoc): Json {
  return site.world.childrenByParent
    .of(issue.id)
    .filter((child) => getNamed(ISSUE_TYPES, String(child.fields.issuetype)).subtask)
    .filter((child) => findVisibleIssue(site, caller, child.id) !== undefined)
    .map((child) => renderRelatedIssue(site, child));
}

function readLinks(site: Site, caller: KnownCaller, issue: IssueDoc): Json {
  return site.world.linksByIssue.of(issue.id).flatMap((link) => {
    const shown = renderLinkOf(site, caller, link, issue.id);
    return shown === undefined ? [] : [shown];
  });
}

/** The newest comments, oldest of them first; `total` tells of the rest. */
function readComments(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  mostComments: number,
): Json {
  const comments = visibleComments(site, caller, issue);
  const newest = comments.slice(-mostComments);
  return {
    comments: newest.map((comment) => renderComment(site, caller, comment)),
    self: site.url(`issue/${issue.id}/comment`),
    maxResults: comments.length > mostComments ? mostComments : comments.length,
    total: comments.length,
    startAt: 0,
  };
}

function readWorklogs(site: Site, caller: KnownCaller, issue: IssueDoc): Json {
  const worklogs = visibleWorklogs(site, caller, issue);
  return {
    startAt: 0,
    maxResults: MOST_WORKLOGS,
    total: worklogs.length,
    worklogs: worklogs
      .slice(0, MOST_WORKLOGS)
      .map((worklog) => renderWorklog(site, caller, worklog)),
  };
}
