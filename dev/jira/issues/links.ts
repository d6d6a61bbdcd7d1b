/** Links between issues. */
import { noteLinkCreated, noteLinkDeleted } from '../events/issue-events';
import type { Call } from '../http/call';
import { issueNotFound, refusal } from '../http/jira-error';
import { type Json, stringAt } from '../json';
import { findNamed, getNamed, LINK_TYPES, type LinkType } from '../site/names';
import type { HistoryItem, IssueDoc, LinkDoc } from '../state/model';
import { findVisibleIssue } from './visible';
import type { Writer } from './writer';

const FIRST_LINK = 10_000;
const MOST_LINKS = 2_000;

/** @throws JiraError 404 where there is no such type. */
export function readLinkType(given: Json | undefined): LinkType {
  const idOrName = stringAt(given, 'id') ?? stringAt(given, 'name') ?? '';
  const type = findNamed(LINK_TYPES, idOrName);
  if (type === undefined) throw refusal(404, `No issue link type with name '${idOrName}' found.`);
  return type;
}

/** @throws JiraError 404 where the reference names no issue that the caller sees. */
export function readLinkedIssue(call: Call, given: Json | undefined): IssueDoc {
  const idOrKey = stringAt(given, 'id') ?? stringAt(given, 'key') ?? '';
  const issue = findVisibleIssue(call.site, call.caller, idOrKey);
  if (issue === undefined) throw issueNotFound();
  return issue;
}

/** The second request for the same link finds it made, and makes none. */
export function addLink(
  writer: Writer,
  type: LinkType,
  source: IssueDoc,
  destination: IssueDoc,
): void {
  const existing = writer.world.linksByIssue
    .of(source.id)
    .some(
      (link) =>
        link.typeId === type.id &&
        link.sourceId === source.id &&
        link.destinationId === destination.id,
    );
  if (existing) return;
  if (source.id === destination.id) throw refusal(400, 'You cannot link an issue to itself.');
  for (const issue of [source, destination]) {
    if (writer.world.linksByIssue.of(issue.id).length >= MOST_LINKS) {
      throw refusal(
        413,
        `The number of links on this work item has reached the limit of ${MOST_LINKS}.`,
      );
    }
  }
  const link: LinkDoc = {
    id: writer.world.nextId('link', FIRST_LINK),
    typeId: type.id,
    sourceId: source.id,
    destinationId: destination.id,
  };
  writer.world.links.put(link.id, link);
  writer.record(writer.put(source).id, [linkItem(null, sentence(type.outward, destination))]);
  writer.record(writer.put(destination).id, [linkItem(null, sentence(type.inward, source))]);
  noteLinkCreated(writer.events, writer.site, link);
}

export function removeLink(writer: Writer, link: LinkDoc): void {
  noteLinkDeleted(writer.events, writer.site, link);
  writer.world.links.remove(link.id);
  const type = getNamed(LINK_TYPES, link.typeId);
  const source = writer.world.issues.get(link.sourceId);
  const destination = writer.world.issues.get(link.destinationId);
  if (source === undefined || destination === undefined) return;
  writer.record(writer.put(source).id, [linkItem(sentence(type.outward, destination), null)]);
  writer.record(writer.put(destination).id, [linkItem(sentence(type.inward, source), null)]);
}

type Sentence = readonly [key: string, text: string];

function sentence(words: string, other: IssueDoc): Sentence {
  return [other.key, `This issue ${words} ${other.key}`];
}

function linkItem(from: Sentence | null, to: Sentence | null): HistoryItem {
  return {
    field: 'Link',
    fieldtype: 'jira',
    from: from?.[0] ?? null,
    fromString: from?.[1] ?? null,
    to: to?.[0] ?? null,
    toString: to?.[1] ?? null,
  };
}
