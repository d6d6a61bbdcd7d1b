/** A Redmine issue as the snapshot that the core compares. */
import type { Mapping } from '../core/mapping';
import type { Comment, HistoryEntry, Person, Snapshot } from '../core/model';
import type { Answer } from '../http/answer';
import { findCopiedComment } from './copy-link';
import { readDetail, readFieldValue, readLabel, unfoldNewlines } from './field-values';
import { splitMarkerLine } from './marker-line';
import type { WireIssue, WireJournal } from './wire';

const NOBODY: Person = { id: '', name: 'Anonymous' };

export interface TranslateContext {
  readonly mapping: Mapping;
  readonly isOwnAuthor: (personId: string) => boolean;
}

/** The issue, read with `include=journals`. */
export function toSnapshot(
  context: TranslateContext,
  issue: WireIssue,
  sinceEntryId: number,
  answer: Answer,
): Snapshot {
  const { mapping } = context;
  const url = `${mapping.siteUrl.remote}/issues/${issue.id}`;
  // The order follows a preference of the key's owner.
  const journals = (issue.journals ?? []).toSorted((a, b) => a.id - b.id);
  const labels = mapping.fields.map((row) => [row.field, readLabel(row, issue)] as const);
  return {
    side: 'remote',
    issueId: String(issue.id),
    key: `#${issue.id}`,
    url,
    projectId: String(issue.project.id),
    title: issue.subject,
    statusName: issue.status.name,
    assigneeName: issue.assigned_to?.name ?? null,
    author: toPerson(issue.author),
    createdAtMs: Date.parse(issue.created_on),
    updatedAtMs: Date.parse(issue.updated_on),
    restricted: issue.is_private === true,
    fields: Object.fromEntries(
      mapping.fields.map((row) => [row.field, readFieldValue(mapping, row, issue)]),
    ),
    labels: Object.fromEntries(
      labels.flatMap(([field, label]) => (label === null ? [] : [[field, label]])),
    ),
    comments: journals.flatMap((journal) => toComment(context, url, journal)),
    history: journals
      .filter((journal) => journal.id > sinceEntryId)
      .map((journal) => toHistoryEntry(mapping, journal)),
    lastEntryId: journals.at(-1)?.id ?? 0,
    marker: readMarker(mapping, issue.description),
    readAtMs: answer.serverAtMs ?? Date.parse(issue.updated_on),
    clockOffsetMs: answer.clockOffsetMs,
  };
}

/** The nonce in a description, where it carries one. */
export function readMarker(mapping: Mapping, description: WireIssue['description']): string | null {
  return splitMarkerLine(unfoldNewlines(description ?? ''), mapping.siteUrl.jira).marker;
}

function toComment(context: TranslateContext, url: string, journal: WireJournal): Comment[] {
  const { mapping, isOwnAuthor } = context;
  const source = unfoldNewlines(journal.notes ?? '');
  if (source.trim() === '') return [];
  const author = toPerson(journal.user);
  return [
    {
      id: String(journal.id),
      url: `${url}#change-${journal.id}`,
      author,
      createdAtMs: Date.parse(journal.created_on),
      body: { format: mapping.textFormat, source },
      restricted: journal.private_notes === true,
      copyOf: isOwnAuthor(author.id) ? findCopiedComment(source, mapping.siteUrl.jira) : null,
    },
  ];
}

function toHistoryEntry(mapping: Mapping, journal: WireJournal): HistoryEntry {
  return {
    id: journal.id,
    atMs: Date.parse(journal.created_on),
    author: toPerson(journal.user),
    changes: journal.details.flatMap((detail) => readDetail(mapping, detail) ?? []),
  };
}

function toPerson(user: WireJournal['user']): Person {
  return user ? { id: String(user.id), name: user.name } : NOBODY;
}
