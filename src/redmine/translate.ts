/** A Redmine issue as the snapshot that the core compares. */
import { rebuildLists, type ToldEntry } from '../core/history/history-lists';
import type { Mapping } from '../core/mapping';
import type { Attachment, Comment, Person, Relation, Snapshot } from '../core/model';
import type { Answer } from '../http/answer';
import { findCopiedAttachment } from './attachments';
import { findOriginal } from './copy-link';
import { readDetail, readFieldValue, readLabel, unfoldNewlines } from './field-values';
import { splitMarkerLine } from './marker-line';
import type { WireAttachment, WireDetail, WireIssue, WireJournal, WireRelation } from './wire';

const NOBODY: Person = { id: '', name: 'Anonymous' };

export interface TranslateContext {
  readonly mapping: Mapping;
  readonly isOwnAuthor: (personId: string) => boolean;
}

/** The issue, read with `include=journals,attachments` and what the mapping needs more. */
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
  const fields = Object.fromEntries(
    mapping.fields.map((row) => [row.field, readFieldValue(mapping, row, issue)]),
  );
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
    fields,
    labels: Object.fromEntries(
      labels.flatMap(([field, label]) => (label === null ? [] : [[field, label]])),
    ),
    comments: journals.flatMap((journal) => toComment(context, url, journal)),
    attachments: (issue.attachments ?? []).map((wire) => toAttachment(context, wire, journals)),
    relations: (issue.relations ?? []).map((wire) => toRelation(issue.id, wire)),
    // Redmine lists them elsewhere.
    timeEntries: null,
    history: rebuildLists(
      journals
        .filter((journal) => journal.id > sinceEntryId)
        .map((journal) => toToldEntry(mapping, journal)),
      fields,
    ),
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

/** Where copies are written as their authors, anybody that the mapping knows may have one. */
function mayBeCopy({ mapping, isOwnAuthor }: TranslateContext, authorId: string): boolean {
  const { comments, people } = mapping;
  if (isOwnAuthor(authorId)) return true;
  return comments?.asAuthor === true && people.some(({ remote }) => remote === authorId);
}

function toComment(context: TranslateContext, url: string, journal: WireJournal): Comment[] {
  const { mapping } = context;
  const source = unfoldNewlines(journal.notes ?? '');
  if (source.trim() === '') return [];
  const author = toPerson(journal.user);
  const fileNames = namesOfFiles(journal);
  return [
    {
      id: String(journal.id),
      url: `${url}#change-${journal.id}`,
      author,
      createdAtMs: Date.parse(journal.created_on),
      body: { format: mapping.textFormat, source },
      restricted: journal.private_notes === true,
      ...(journal.private_notes === true && mapping.comments?.privateTo ? { isPrivate: true } : {}),
      copyOf: mayBeCopy(context, author.id) ? findOriginal(source, mapping.siteUrl.jira) : null,
      ...(fileNames.length > 0 ? { fileNames } : {}),
    },
  ];
}

function toAttachment(
  { mapping, isOwnAuthor }: TranslateContext,
  wire: WireAttachment,
  journals: readonly WireJournal[],
): Attachment {
  const author = toPerson(wire.author);
  const description = wire.description ?? '';
  const copyOf = isOwnAuthor(author.id)
    ? findCopiedAttachment(description, mapping.siteUrl.jira)
    : null;
  return {
    id: String(wire.id),
    url: `${mapping.siteUrl.remote}/attachments/${wire.id}`,
    name: wire.filename,
    sizeBytes: wire.filesize,
    mimeType: wire.content_type || null,
    author,
    restricted: cameWithPrivateNote(wire, journals),
    isCopy: copyOf !== null,
    copyOf,
  };
}

/** Redmine stores each type in one of its two directions: `blocks`, never `blocked`. */
function toRelation(issueId: number, wire: WireRelation): Relation {
  const isSource = wire.issue_id === issueId;
  return {
    id: String(wire.id),
    type: wire.relation_type,
    isSource,
    otherIssueId: String(isSource ? wire.issue_to_id : wire.issue_id),
  };
}

/**
 * Redmine shows a file to whoever sees the issue, but who attached it to a private note meant few.
 * It journals the two apart, one after the other.
 */
function cameWithPrivateNote(wire: WireAttachment, journals: readonly WireJournal[]): boolean {
  const at = journals.findIndex(({ details }) =>
    details.some((detail) => isOfFile(detail, wire.id)),
  );
  const own = journals[at];
  if (!own) return false;
  return [own, journals[at - 1], journals[at + 1]].some(
    (journal) =>
      journal?.private_notes === true &&
      journal.user?.id === own.user?.id &&
      journal.created_on === own.created_on,
  );
}

function isOfFile(detail: WireDetail, attachmentId: number): boolean {
  return detail.property === 'attachment' && detail.name === String(attachmentId);
}

/** Names of files that were attached along with a note. */
function namesOfFiles(journal: WireJournal): readonly string[] {
  return journal.details.flatMap(({ property, new_value: name }) =>
    property === 'attachment' && name ? [name] : [],
  );
}

function toToldEntry(mapping: Mapping, journal: WireJournal): ToldEntry {
  const movedTo = journal.details.find(
    ({ property, name }) => property === 'attr' && name === 'project_id',
  )?.new_value;
  return {
    id: journal.id,
    atMs: Date.parse(journal.created_on),
    author: toPerson(journal.user),
    changes: journal.details.flatMap((detail) => readDetail(mapping, detail)),
    ...(movedTo ? { movedTo } : {}),
  };
}

function toPerson(user: WireJournal['user']): Person {
  return user ? { id: String(user.id), name: user.name } : NOBODY;
}
