/** Links between issues. */
import { bodyObject, type Call, param } from '../http/call';
import { refusal } from '../http/jira-error';
import { NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { addComment, readComment } from '../issues/comments';
import { addLink, readLinkedIssue, readLinkType, removeLink } from '../issues/links';
import { renderRelatedIssue } from '../issues/related';
import { findVisibleIssue, projectOf } from '../issues/visible';
import { Writer } from '../issues/writer';
import { isObject } from '../json';
import { renderLinkType } from '../render/named';
import { getNamed, LINK_TYPES } from '../site/names';
import type { IssueDoc, LinkDoc } from '../state/model';

/**
 * `inwardIssue` is where the link starts: "inwardIssue blocks outwardIssue". Each issue stands
 * under the name that it has when seen from the other one.
 * https://github.com/atlassian/atlassian-mcp-server/issues/112
 */
function create(call: Call): Reply {
  const body = bodyObject(call);
  const type = readLinkType(body.type);
  const source = readLinkedIssue(call, body.inwardIssue);
  const destination = readLinkedIssue(call, body.outwardIssue);
  const project = projectOf(call.site, destination);
  const comment = isObject(body.comment) ? readComment(call, project, body.comment) : undefined;
  const writer = new Writer(call);
  addLink(writer, type, source, destination);
  if (comment !== undefined) {
    addComment(writer, call.site.world.issues.get(destination.id) ?? destination, comment);
  }
  return { status: 201 };
}

interface VisibleLink {
  readonly link: LinkDoc;
  readonly source: IssueDoc;
  readonly destination: IssueDoc;
}

function getLink(call: Call): VisibleLink {
  const link = call.site.world.links.get(param(call, 'linkId'));
  const source = link && findVisibleIssue(call.site, call.caller, link.sourceId);
  const destination = link && findVisibleIssue(call.site, call.caller, link.destinationId);
  if (link === undefined || source === undefined || destination === undefined) {
    throw refusal(404, `No issue link with id '${param(call, 'linkId')}' exists.`);
  }
  return { link, source, destination };
}

function get(call: Call): Reply {
  const { link, source, destination } = getLink(call);
  return ok({
    id: link.id,
    self: call.site.url(`issueLink/${link.id}`),
    type: renderLinkType(call.site, getNamed(LINK_TYPES, link.typeId)),
    inwardIssue: renderRelatedIssue(call.site, source),
    outwardIssue: renderRelatedIssue(call.site, destination),
  });
}

function remove(call: Call): Reply {
  removeLink(new Writer(call), getLink(call).link);
  return NO_CONTENT;
}

export const issueLinkRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/issueLink', kind: 'write', handle: create },
  { method: 'GET', path: '/rest/api/3/issueLink/{linkId}', kind: 'read', handle: get },
  { method: 'DELETE', path: '/rest/api/3/issueLink/{linkId}', kind: 'write', handle: remove },
];
