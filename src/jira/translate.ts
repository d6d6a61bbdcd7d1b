/** A Jira issue as the snapshot that the core compares. */

import { rebuildLists, type ToldEntry } from '../core/history/history-lists';
import type { FieldRow, Mapping } from '../core/mapping';
import type { Attachment, Comment, Person, Relation, Snapshot } from '../core/model';
import { traitsOf } from '../core/values/field-kinds';
import type { Answer } from '../http/answer';
import { isForPrivate } from './comments';
import { findOriginal } from './copy-link';
import { readChange, readField, showValue } from './field-values';
import { readTwinMark } from './twin-mark';
import {
  markerSchema,
  type WireAttachment,
  type WireComment,
  type WireHistory,
  type WireIssue,
  type WireLink,
  type WireWorklog,
} from './wire';
import { toTimeEntry } from './worklogs';

/** The issue property that holds the marker: `{"marker": "<nonce>"}`. */
export const MARKER_PROPERTY = 'redmine-sync';

/** The issue property that a first sync leaves: `{"run": "<its id>"}`. */
export const FIRST_SYNC_PROPERTY = 'redmine-sync-first';

/** Jira shows no author where the account was deleted or the request anonymous. */
const NOBODY: Person = { id: '', name: 'Anonymous' };

export interface TranslateContext {
  readonly mapping: Mapping;
  readonly isOwnAuthor: (personId: string) => boolean;
}

/**
 * @param histories newest or oldest first, at least all that are newer than `sinceEntryId`
 * @param comments all of the issue's comments, or the newest
 * @param worklogs all of them; `null` where nobody asked
 */
export function toSnapshot(
  { mapping, isOwnAuthor }: TranslateContext,
  issue: WireIssue,
  histories: readonly WireHistory[],
  comments: readonly WireComment[],
  worklogs: readonly WireWorklog[] | null,
  sinceEntryId: number,
  answer: Answer,
): Snapshot {
  const { fields } = issue;
  const url = `${mapping.siteUrl.jira}/browse/${issue.key}`;
  const values = mapping.fields.map((row) => ({ row, read: readField(row, fields) }));
  const now = Object.fromEntries(values.map(({ row, read }) => [row.field, read.value]));
  const named = values.filter(({ read }) => Object.keys(read.names).length > 0);
  const lists = named.filter(({ row }) => traitsOf(row.kinds.jira).many);
  return {
    side: 'jira',
    issueId: issue.id,
    key: issue.key,
    url,
    projectId: fields.project.id,
    title: fields.summary ?? '',
    statusName: fields.status.name,
    assigneeName: fields.assignee?.displayName ?? null,
    author: toPerson(fields.creator),
    createdAtMs: Date.parse(fields.created),
    updatedAtMs: Date.parse(fields.updated),
    restricted: fields.security !== null && fields.security !== undefined,
    fields: now,
    labels: Object.fromEntries(named.map(({ row, read }) => [row.field, showValue(read) ?? ''])),
    ...(lists.length > 0
      ? { names: Object.fromEntries(lists.map(({ row, read }) => [row.field, read.names])) }
      : {}),
    ...(comments.length < (fields.comment?.total ?? 0) ? { hasOlderComments: true } : {}),
    comments: comments.map((comment) => toComment(mapping, url, comment, isOwnAuthor)),
    attachments: (fields.attachment ?? []).map((wire) =>
      toAttachment(mapping, wire, comments, isOwnAuthor),
    ),
    relations: (fields.issuelinks ?? []).flatMap(toRelation),
    timeEntries: worklogs?.map((wire) => toTimeEntry(mapping, url, wire, isOwnAuthor)) ?? null,
    history: rebuildLists(toHistory(mapping.fields, histories, sinceEntryId), now),
    lastEntryId: Math.max(0, ...histories.map((history) => history.id)),
    marker: readMarker(issue.properties),
    twinMark: readTwinMark(mapping, issue.properties),
    readAtMs: answer.readAtMs,
    clockOffsetMs: answer.clockOffsetMs,
  };
}

/** The nonce in an issue's properties, where it carries one. */
export function readMarker(properties: WireIssue['properties']): string | null {
  const parsed = markerSchema.safeParse(properties?.[MARKER_PROPERTY]);
  return parsed.success ? parsed.data.marker : null;
}

function toComment(
  mapping: Mapping,
  issueUrl: string,
  wire: WireComment,
  isOwnAuthor: (personId: string) => boolean,
): Comment {
  const author = toPerson(wire.author);
  return {
    id: wire.id,
    url: `${issueUrl}?focusedCommentId=${wire.id}`,
    author,
    createdAtMs: Date.parse(wire.created),
    body: { format: 'adf', doc: wire.body },
    restricted: isRestricted(wire),
    // An internal note of a service desk is for its agents, whoever else it names.
    ...(wire.jsdPublic !== false && isForPrivate(wire, mapping.comments?.privateTo)
      ? { isPrivate: true }
      : {}),
    copyOf: isOwnAuthor(author.id) ? findOriginal(wire.body, mapping.siteUrl.remote) : null,
  };
}

/** Where people's browsers find it, too. */
function toAttachment(
  mapping: Mapping,
  wire: WireAttachment,
  comments: readonly WireComment[],
  isOwnAuthor: (personId: string) => boolean,
): Attachment {
  const author = toPerson(wire.author);
  return {
    id: wire.id,
    url: `${mapping.siteUrl.jira}/rest/api/3/attachment/content/${wire.id}`,
    name: wire.filename,
    sizeBytes: wire.size,
    mimeType: wire.mimeType ?? null,
    author,
    restricted: comments.some(
      (comment) =>
        isRestricted(comment) &&
        comment.author?.accountId === author.id &&
        showsFile(comment.body, wire.filename),
    ),
    isCopy: isOwnAuthor(author.id),
    // Jira keeps nothing with a file but its name.
    copyOf: null,
  };
}

function toRelation({ id, type, inwardIssue, outwardIssue }: WireLink): Relation[] {
  const other = outwardIssue ?? inwardIssue;
  if (!other) return [];
  return [{ id, type: type.name, isSource: Boolean(outwardIssue), otherIssueId: other.id }];
}

function isRestricted(comment: WireComment): boolean {
  return Boolean(comment.visibility) || comment.jsdPublic === false;
}

/** Jira's editor names a file that it shows by its name. */
function showsFile(node: unknown, fileName: string): boolean {
  if (node === null || typeof node !== 'object') return false;
  if ('attrs' in node && 'type' in node && /^media(Inline)?$/.test(String(node.type))) {
    const { attrs } = node;
    return typeof attrs === 'object' && attrs !== null && 'alt' in attrs && attrs.alt === fileName;
  }
  return (
    'content' in node &&
    Array.isArray(node.content) &&
    node.content.some((child) => showsFile(child, fileName))
  );
}

function toHistory(
  rows: readonly FieldRow[],
  histories: readonly WireHistory[],
  sinceEntryId: number,
): ToldEntry[] {
  const newer = histories.filter((history) => history.id > sinceEntryId);
  return newer
    .sort((a, b) => a.id - b.id)
    .map((history) => ({
      id: history.id,
      atMs: Date.parse(history.created),
      author: toPerson(history.author),
      changes: history.items.flatMap((item) =>
        rows
          .filter((row) => row.template?.side !== 'jira' && row.jira === keyOf(item))
          .map((row) => readChange(row, item)),
      ),
    }));
}

/** Jira tells of a parent under another name, and without the field's id. */
function keyOf({ field, fieldId }: WireHistory['items'][number]): string {
  return field === 'IssueParentAssociation' ? 'parent' : (fieldId ?? field);
}

function toPerson(user: WireComment['author']): Person {
  return user ? { id: user.accountId, name: user.displayName } : NOBODY;
}
