/** Core values with defaults, so that a test names only what it is about. */

import { DEFAULT_LIMITS } from '../../src/core/configuration/limits';
import type { AttachmentPair, CommentPair, Link, SideBase } from '../../src/core/link';
import type { FieldKind, FieldRow, Mapping } from '../../src/core/mapping';
import type {
  AdfDocument,
  Attachment,
  Comment,
  HistoryEntry,
  RichText,
  Side,
  Snapshot,
} from '../../src/core/model';
import type { Claim } from '../../src/core/twins/claim';

export const NOW_MS = Date.parse('2026-11-21T12:00:00Z');

const ROWS: readonly FieldRow[] = [
  aRow({ field: 'summary', jira: 'summary', remote: 'subject', kind: 'line' }),
  aRow({ field: 'description', jira: 'description', remote: 'description', kind: 'text' }),
  aRow({
    field: 'status',
    jira: 'status',
    remote: 'status',
    kind: 'option',
    values: [
      { jira: '10000', remote: '1', direction: 'both' },
      { jira: '10001', remote: '2', direction: 'both' },
      { jira: '10002', remote: '4', direction: 'toRemote' },
    ],
  }),
];

/** A row of the summary unless said otherwise; `kind` is short for the same kind on both sides. */
export function aRow({
  kind = 'line',
  ...row
}: Partial<FieldRow> & { readonly kind?: FieldKind } = {}): FieldRow {
  return {
    field: 'summary',
    jira: 'summary',
    remote: 'subject',
    kinds: { jira: kind, remote: kind },
    direction: 'both',
    onConflict: 'manual',
    values: [],
    ...row,
  };
}

/** WEB ↔ web-shop with summary, description and status, both ways. */
export function aMapping(mapping: Partial<Mapping> = {}): Mapping {
  return {
    id: 'web',
    version: 1,
    connectionId: 'main',
    jira: { projectId: '10000', projectKey: 'WEB' },
    remote: { projectId: '1', projectKey: 'web-shop' },
    textFormat: 'textile',
    enabledAt: { jira: { atMs: 0, issueId: 0 }, remote: { atMs: 0, issueId: 0 } },
    paused: false,
    create: { jira: true, remote: true },
    fields: ROWS,
    comments: { direction: 'both' },
    attachments: {
      direction: 'both',
      maxBytes: 10_000_000,
      tooLarge: 'link',
      renames: true,
      deletions: true,
    },
    relations: null,
    timeEntries: null,
    onConflict: 'manual',
    limits: DEFAULT_LIMITS,
    siteName: { jira: 'Jira', remote: 'Redmine' },
    siteUrl: { jira: 'https://acme.atlassian.net', remote: 'https://redmine.acme.com' },
    people: [],
    ...mapping,
  };
}

const SIDE_DEFAULTS = {
  jira: {
    issueId: '10100',
    key: 'WEB-1',
    projectId: '10000',
    authorId: 'ada',
    url: 'https://acme.atlassian.net/browse/WEB-1',
  },
  remote: {
    issueId: '12',
    key: '#12',
    projectId: '1',
    authorId: '5',
    url: 'https://redmine.acme.com/issues/12',
  },
} as const;

/** An issue as read: `aSnapshot('jira', { fields: { summary: 'x' } })`. */
export function aSnapshot(side: Side, snapshot: Partial<Snapshot> = {}): Snapshot {
  const { issueId, key, projectId, authorId, url } = SIDE_DEFAULTS[side];
  return {
    side,
    issueId,
    key,
    url,
    projectId,
    title: 'a title',
    statusName: 'a status',
    assigneeName: null,
    author: { id: authorId, name: 'Ada Lovelace' },
    createdAtMs: NOW_MS - 86_400_000,
    updatedAtMs: NOW_MS,
    restricted: false,
    fields: {},
    labels: {},
    comments: [],
    attachments: [],
    relations: [],
    timeEntries: null,
    history: [],
    lastEntryId: 0,
    marker: null,
    readAtMs: NOW_MS,
    clockOffsetMs: 0,
    ...snapshot,
  };
}

/** A side's base: the values both sides agreed on. */
export function aBase(side: Side, base: Partial<SideBase> = {}): SideBase {
  const { issueId, key, projectId, authorId } = SIDE_DEFAULTS[side];
  return {
    issueId,
    key,
    projectId,
    authorId,
    createdAtMs: NOW_MS - 86_400_000,
    fields: {},
    lastEntryId: 0,
    readAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    writtenAtMs: null,
    ...base,
  };
}

/** A link whose sides agreed on these values. */
export function aLink(
  fields: Partial<Record<Side, SideBase['fields']>> = {},
  link: Partial<Link> = {},
): Link {
  return {
    id: 'main:12',
    version: 3,
    mappingId: 'web',
    mappingVersion: 1,
    sides: {
      jira: aBase('jira', { fields: fields.jira ?? {} }),
      remote: aBase('remote', { fields: fields.remote ?? {} }),
    },
    paused: false,
    conflicts: [],
    problems: [],
    commentIntents: [],
    comparedAtMs: NOW_MS,
    ...link,
  };
}

export function aComment(side: Side, comment: Partial<Comment> = {}): Comment {
  const id = comment.id ?? '500';
  const url =
    side === 'jira'
      ? `https://acme.atlassian.net/browse/WEB-1?focusedCommentId=${id}`
      : `https://redmine.acme.com/issues/12#change-${id}`;
  return {
    id,
    url,
    author: { id: '5', name: 'Grace Hopper' },
    createdAtMs: NOW_MS,
    body: side === 'jira' ? adfText('hello') : textile('hello'),
    restricted: false,
    copyOf: null,
    ...comment,
  };
}

export function aPair(pair: Partial<CommentPair> = {}): CommentPair {
  return { origin: 'jira', jira: '500', remote: '700', digest: '', ...pair };
}

/** A person's file of three bytes. */
export function anAttachment(side: Side, attachment: Partial<Attachment> = {}): Attachment {
  const id = attachment.id ?? '900';
  return {
    id,
    url:
      side === 'jira'
        ? `https://acme.atlassian.net/rest/api/3/attachment/content/${id}`
        : `https://redmine.acme.com/attachments/${id}`,
    name: 'a.txt',
    sizeBytes: 3,
    mimeType: 'text/plain',
    author: { id: '5', name: 'Grace Hopper' },
    restricted: false,
    isCopy: false,
    copyOf: null,
    ...attachment,
  };
}

export function anAttachmentPair(pair: Partial<AttachmentPair> = {}): AttachmentPair {
  return {
    origin: 'jira',
    jira: '1',
    remote: '2',
    name: 'a.txt',
    digest: 'd',
    is: 'copy',
    ...pair,
  };
}

/** A claim of now on the twin of the Jira issue of `aLink`. */
export function aClaim(claim: Partial<Claim> = {}): Claim {
  return {
    connectionId: 'main',
    mappingId: 'web',
    side: 'jira',
    issueId: '10100',
    nonce: 'nonce',
    atMs: NOW_MS,
    watermark: '99',
    ...claim,
  };
}

/** A history entry that set one field. */
export function anEntry(
  id: number,
  field: string,
  from: string | null,
  to: string | null,
  authorId = 'grace',
  atMs = NOW_MS,
): HistoryEntry {
  return { id, atMs, author: { id: authorId, name: authorId }, changes: [{ field, from, to }] };
}

export function textile(source: string): RichText {
  return { format: 'textile', source };
}

export function adf(...paragraphs: readonly string[]): AdfDocument {
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}

export function adfText(...paragraphs: readonly string[]): RichText {
  return { format: 'adf', doc: adf(...paragraphs) };
}
