/** Issues as they are shown from another issue: parents, sub-tasks, links. */
import type { KnownCaller } from '../caller';
import type { JsonObject } from '../json';
import { renderIssueType, renderLinkType, renderPriority, renderStatus } from '../render/named';
import { getNamed, ISSUE_TYPES, LINK_TYPES, PRIORITIES, STATUSES } from '../site/names';
import type { Site } from '../site/site';
import type { IssueDoc, LinkDoc } from '../state/model';
import { findVisibleIssue } from './visible';

export function renderRelatedIssue(site: Site, issue: IssueDoc): JsonObject {
  const priority = PRIORITIES.find(({ id }) => id === issue.fields.priority);
  return {
    id: issue.id,
    key: issue.key,
    self: site.url(`issue/${issue.id}`),
    fields: {
      summary: issue.fields.summary ?? '',
      status: renderStatus(site, getNamed(STATUSES, issue.statusId)),
      ...(priority === undefined ? {} : { priority: renderPriority(site, priority) }),
      issuetype: renderIssueType(site, getNamed(ISSUE_TYPES, String(issue.fields.issuetype))),
    },
  };
}

/**
 * A link as seen from one of its issues: it names the other one only.
 * `undefined` where the caller may not see that one.
 * https://developer.atlassian.com/cloud/jira/platform/issue-linking-model/
 */
export function renderLinkOf(
  site: Site,
  caller: KnownCaller,
  link: LinkDoc,
  fromIssueId: string,
): JsonObject | undefined {
  const isSource = link.sourceId === fromIssueId;
  const other = findVisibleIssue(site, caller, isSource ? link.destinationId : link.sourceId);
  if (other === undefined) return undefined;
  return {
    id: link.id,
    self: site.url(`issueLink/${link.id}`),
    type: renderLinkType(site, getNamed(LINK_TYPES, link.typeId)),
    [isSource ? 'outwardIssue' : 'inwardIssue']: renderRelatedIssue(site, other),
  };
}
