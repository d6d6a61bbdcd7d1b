/**
 * Redmine behind the `Tracker` port, seen through one mapping.
 *
 * Redmine answers 204 to what it ignores, so a write that returns says no more than that it was
 * asked; the caller reads back.
 */
import { findPrivacyRow, type Mapping } from '../core/mapping';
import type { FieldValues, RichText, Snapshot } from '../core/model';

import { traitsOf } from '../core/values/field-kinds';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type {
  Clock,
  CreatedIssue,
  IssueWrite,
  NewIssue,
  ReadIssue,
  ReadOptions,
  Tracker,
  WriteReceipt,
} from '../ports';
import {
  ALLOWED_STATUSES,
  asksForStatuses,
  findAcceptedStatuses,
  findRefusedStatus,
} from './allowed-statuses';
import { addAttachments, deleteAttachment, openAttachment } from './attachments';
import type { RedmineClient } from './client';
import { deleteIssue } from './delete-issue';
import { countAtOnce, fewAtOnce } from './few-at-once';
import { toAttributes, unfoldNewlines } from './field-values';
import { findValue } from './find-value';
import { listChangedIssues } from './list-changed';
import { findMarkedIssue, listMarkedIssues, takeWatermark } from './list-issues';
import { composeMarkerLine, joinMarkerLine, splitMarkerLine } from './marker-line';
import { findTies, moveIssue } from './move-issue';
import { addNoteAs, addPrivateNote, editNote } from './notes';
import { listIssues, readIssues } from './read-many';
import { addRelation, removeRelation } from './relations';
import { isCovered } from './scope';
import { addTime, editTime, listTime, removeTime } from './time-entries';
import { toSnapshot } from './translate';
import { WATCHERS, writeWatchers } from './watchers';
import { createdSchema, issueAnswerSchema, type WireIssue } from './wire';
import { isRefusedValue, writeFields } from './write-fields';

export interface RedmineTrackerOptions {
  /** The user id of the key's owner (`findRedmineAccount`), so that no run has to ask for it. */
  readonly ownAuthorId: string;
  readonly client: RedmineClient;
  readonly clock: Clock;
}

/** The mapping's field that holds the description; its text carries the marker line. */
const DESCRIPTION = 'description';

/** What an issue is made with where Redmine refuses it with all that is known of it. */
const AT_BIRTH: ReadonlySet<string> = new Set(['summary', 'issuetype', 'description']);

const DAY_MS = 24 * 60 * 60 * 1000;

export function createRedmineTracker(mapping: Mapping, options: RedmineTrackerOptions): Tracker {
  const { client, ownAuthorId, clock } = options;
  const isOwnAuthor = (personId: string) => personId === ownAuthorId;
  const included = [
    'journals',
    'attachments',
    ...(mapping.relations ? ['relations'] : []),
    ...(asksForStatuses(mapping) ? [ALLOWED_STATUSES] : []),
    ...(mapping.fields.some(({ remote }) => remote === WATCHERS) ? [WATCHERS] : []),
  ].join(',');
  /** Marker lines by issue, as last read: a new description has to keep its issue's line. */
  const markerLines = new Map<string, string | null>();
  /** Issues as last read, for what Redmine said that it allows. */
  const lastRead = new Map<string, WireIssue>();

  async function readIssue(
    issueId: string,
    { sinceEntryId, checksScope }: ReadOptions,
    asksForTime: (issue: WireIssue) => boolean = () => true,
  ): Promise<ReadIssue> {
    const answer = await client.send({
      method: 'GET',
      path: `/issues/${encodeURIComponent(issueId)}.json`,
      query: { include: included },
      accept: [403, 404],
    });
    if (answer.status === 404) return { kind: 'gone' };
    if (answer.status === 403) return { kind: 'hidden' };
    const { issue } = parseAnswer(answer, issueAnswerSchema);
    lastRead.set(issueId, issue);
    const description = unfoldNewlines(issue.description ?? '');
    markerLines.set(issueId, splitMarkerLine(description, mapping.siteUrl.jira).line);
    const snapshot = toSnapshot({ mapping, isOwnAuthor }, issue, sinceEntryId, answer);
    const isOut = checksScope && !(await isCovered(client, mapping, issue));
    const timeEntries = !mapping.timeEntries
      ? null
      : asksForTime(issue)
        ? await listTime(client, mapping, issueId)
        : [];
    const read = { ...snapshot, ...findAcceptedStatuses(mapping, issue), timeEntries };
    return { kind: 'found', snapshot: isOut ? { ...read, outOfScope: true } : read };
  }

  /** Hours that are told to be none need no request of their own. */
  async function readWhole(
    issueId: string,
    options: Pick<ReadOptions, 'checksScope'>,
  ): Promise<Snapshot | null> {
    const asks = ({ spent_hours: hours }: WireIssue) => hours !== 0;
    const read = await readIssue(issueId, { sinceEntryId: 0, ...options }, asks);
    return read.kind === 'found' ? read.snapshot : null;
  }

  async function createAlone(issue: NewIssue): Promise<CreatedIssue> {
    try {
      return { kind: 'created', ...(await createIssue(issue)) };
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      return { kind: 'refused', message: error.message };
    }
  }

  function createIssues(issues: readonly NewIssue[]): Promise<readonly CreatedIssue[]> {
    // Redmine locks a tree of issues while it adds to it.
    const haveParents = mapping.fields.some(
      ({ field, kinds }) =>
        traitsOf(kinds.remote).shape === 'issue' && issues.some(({ fields }) => fields[field]),
    );
    return fewAtOnce(issues, haveParents ? 1 : countAtOnce(mapping), createAlone);
  }

  async function findMarkerLine(issueId: string): Promise<string | null> {
    if (!markerLines.has(issueId)) {
      await readIssue(issueId, { sinceEntryId: Number.MAX_SAFE_INTEGER });
    }
    return markerLines.get(issueId) ?? null;
  }

  async function createIssue(issue: NewIssue): Promise<{ readonly issueId: string }> {
    try {
      return await postIssue(issue, issue.fields);
    } catch (error) {
      // Refused for one value among many: the rest is left to the edit that follows.
      const fewer = Object.entries(issue.fields).filter(([field]) => {
        return AT_BIRTH.has(field) || field === findPrivacyRow(mapping)?.field;
      });
      const isWorthIt = fewer.length < Object.keys(issue.fields).length;
      if (!isRefusedValue(error) || !isWorthIt) throw error;
      return postIssue(issue, Object.fromEntries(fewer));
    }
  }

  async function postIssue(issue: NewIssue, fields: FieldValues) {
    const attributes = toAttributes(mapping.fields, fields);
    const line = composeMarkerLine(mapping.textFormat, issue.twin, issue.marker);
    const answer = await client.send({
      method: 'POST',
      path: '/issues.json',
      body: {
        issue: {
          ...startDateBefore(attributes, clock.nowMs()),
          ...attributes,
          description: joinMarkerLine(textOf(attributes), line),
          project_id: Number(mapping.remote.projectId),
        },
      },
    });
    return { issueId: String(parseAnswer(answer, createdSchema).issue.id) };
  }

  async function putIssue(issueId: string, issue: Readonly<Record<string, unknown>>) {
    await client.send({
      method: 'PUT',
      path: `/issues/${encodeURIComponent(issueId)}.json`,
      body: { issue },
    });
  }

  async function writeIssue({ issueId, fields, before }: IssueWrite): Promise<WriteReceipt> {
    const rows = mapping.fields.filter(({ field }) => field in fields);
    const refused: WriteReceipt['refused'][number][] = [];
    const status = findRefusedStatus(mapping, lastRead.get(issueId), fields);
    if (status) refused.push(status);
    const names = rows
      .filter(({ remote, field }) => remote !== WATCHERS && field !== status?.field)
      .map(({ field }) => field);
    for (const { field } of rows.filter(({ remote }) => remote === WATCHERS)) {
      const message = await writeWatchers(client, issueId, fields[field] ?? null, before?.[field]);
      if (message !== null) refused.push({ field, message });
    }
    if (names.length === 0) return { refused };
    const notTaken = await writeFields(names, async (some) => {
      const chosen = Object.fromEntries(some.map((name) => [name, fields[name] ?? null]));
      const attributes = toAttributes(mapping.fields, chosen);
      const line = DESCRIPTION in attributes ? await findMarkerLine(issueId) : null;
      const description =
        line === null ? {} : { [DESCRIPTION]: joinMarkerLine(textOf(attributes), line) };
      await putIssue(issueId, { ...attributes, ...description });
    });
    return { refused: [...refused, ...notTaken] };
  }

  return {
    side: 'remote',
    // The key may belong to a person who edits, too.
    authorship: (personId) => (isOwnAuthor(personId) ? 'maybe-ours' : 'not-ours'),
    readIssue: (issueId, read) => readIssue(issueId, read),
    createIssue,
    createIssues,
    listIssues: (cursor, numberField) =>
      listIssues(client, { mapping, isOwnAuthor }, cursor, numberField),
    readIssues: (issueIds, how) =>
      readIssues(client, { mapping, isOwnAuthor }, issueIds, how, readWhole),
    findByMarker: (marker, watermark) => findMarkedIssue(client, mapping, marker, watermark),
    listMarked: (cursor) => listMarkedIssues(client, mapping, cursor),
    newestIssue: () => takeWatermark(client, mapping),
    writeIssue,
    // The line in its description names the twin, and Redmine's search finds it.
    markTwin: async () => {},
    markTwins: async () => {},
    findValue: (field, name, create) => findValue(client, mapping, field, name, create),
    async addComment(issueId, body, authorId) {
      const notes = toSource(body);
      const isThere = authorId && (await addNoteAs(client, mapping, issueId, notes, authorId));
      if (!isThere) await putIssue(issueId, { notes });
      return { commentId: null };
    },
    editComment: (_issueId, commentId, body) =>
      editNote(client, commentId, { notes: toSource(body) }).catch(toRefused),
    addPrivateComment: (issueId, body) =>
      addPrivateNote(client, mapping, issueId, toSource(body), ownAuthorId),
    editPrivateComment: (_issueId, commentId, body) =>
      editNote(client, commentId, { notes: toSource(body), private_notes: true }).catch(toRefused),
    async deleteComment(_issueId, commentId) {
      await editNote(client, commentId, { notes: '' });
    },
    deleteIssue: (issueId) => deleteIssue(client, issueId),
    findTies: (issueId) => findTies(client, issueId),
    moveHere: (issueId, fields) =>
      moveIssue(client, issueId, mapping.remote.projectId, toAttributes(mapping.fields, fields)),
    openAttachment: (attachmentId) => openAttachment(client, attachmentId),
    addAttachments: (issueId, files) => addAttachments(client, issueId, files),
    deleteAttachment: (attachmentId) => deleteAttachment(client, attachmentId),
    // Texts name files as people do.
    findMediaIds: async () => new Map(),
    addRelation: (issueId, relation) => addRelation(client, issueId, relation),
    removeRelation: (relationId) => removeRelation(client, relationId),
    addTime: (issueId, time) => addTime(client, issueId, time),
    editTime: (_issueId, entryId, time) => editTime(client, entryId, time),
    removeTime: (_issueId, entryId) => removeTime(client, entryId),
    listChanged: (cursor) => listChangedIssues(client, mapping, cursor),
  };
}

function textOf(attributes: Readonly<Record<string, unknown>>): string {
  const text = attributes[DESCRIPTION];
  return typeof text === 'string' ? text : '';
}

/**
 * Redmine fills in today as the start of a new issue and then refuses a due date before it. Which
 * day it is there is not known, so near and past due dates come without a start.
 */
function startDateBefore(attributes: Readonly<Record<string, unknown>>, nowMs: number) {
  const { due_date: dueDate, start_date: startDate } = attributes;
  if (typeof dueDate !== 'string' || dueDate === '' || startDate !== undefined) return {};
  return Date.parse(dueDate) < nowMs + DAY_MS ? { start_date: '' } : {};
}

function toSource(body: RichText): string {
  if (body.format !== 'adf') return body.source;
  throw new Error('a note for Redmine came in ADF; Redmine takes Textile or Markdown');
}
