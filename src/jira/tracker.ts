/** Jira behind the `Tracker` port, seen through one mapping. */
import type { Mapping } from '../core/mapping';
import type { FieldValues, RichText } from '../core/model';
import { parseAnswer } from '../http/answer';
import type {
  Clock,
  IssueWrite,
  NewIssue,
  ReadIssue,
  ReadOptions,
  Tracker,
  WriteReceipt,
} from '../ports';
import { createJiraClient, fieldErrorsOf, type JiraClient, route, toRefusal } from './client';
import { toJiraValue } from './field-values';
import { findMarkedIssue, findNewestKey } from './find-issues';
import { listChangedIssues } from './list-changed';
import { completeComments, completeHistory } from './reach-history';
import { walkToStatus } from './transitions';
import { MARKER_PROPERTY, toSnapshot } from './translate';
import { createdSchema, issueSchema } from './wire';

export interface JiraTrackerOptions {
  /** The app's own accountId (`findJiraAccount`), so that no run has to ask for it. */
  readonly ownAuthorId: string;
  readonly clock: Clock;
  /** Default: the app itself. */
  readonly client?: JiraClient;
}

/** Read with every issue, whatever the mapping names. */
const ALWAYS_READ = [
  'summary',
  'status',
  'assignee',
  'project',
  'creator',
  'created',
  'updated',
  'security',
  'comment',
] as const;

/** Moved by transitions, never by an edit. */
const STATUS = 'status';

/** No issue is made without them. */
const REQUIRED: ReadonlySet<string> = new Set(['summary', 'issuetype']);

type Refused = WriteReceipt['refused'][number];

export function createJiraTracker(mapping: Mapping, options: JiraTrackerOptions): Tracker {
  const { ownAuthorId, clock } = options;
  const client = options.client ?? createJiraClient({ as: 'app', clock });
  const isOwnAuthor = (personId: string) => personId === ownAuthorId;

  return {
    side: 'jira',
    authorship: (personId) => (isOwnAuthor(personId) ? 'ours' : 'not-ours'),
    readIssue: (issueId, read) => readIssue(client, mapping, isOwnAuthor, issueId, read),
    createIssue: (issue) => createIssue(client, mapping, issue),
    findByMarker: (marker, watermark) => findMarkedIssue(client, mapping, marker, watermark),
    newestIssue: () => findNewestKey(client, mapping),
    writeIssue: (write) => writeIssue(client, mapping, write),
    async addComment(issueId, body) {
      const path = route`/rest/api/3/issue/${issueId}/comment`;
      const answer = await client.send({ method: 'POST', path, body: toCommentBody(body) });
      return { commentId: parseAnswer(answer, createdSchema).id };
    },
    async editComment(issueId, commentId, body) {
      const path = route`/rest/api/3/issue/${issueId}/comment/${commentId}`;
      await client.send({ method: 'PUT', path, body: toCommentBody(body) });
    },
    async deleteComment(issueId, commentId) {
      const path = route`/rest/api/3/issue/${issueId}/comment/${commentId}`;
      await client.send({ method: 'DELETE', path });
    },
    listChanged: (cursor) => listChangedIssues(client, mapping, clock, cursor),
  };
}

/** One request in the usual case; more where comments or history do not fit into its answer. */
async function readIssue(
  client: JiraClient,
  mapping: Mapping,
  isOwnAuthor: (personId: string) => boolean,
  issueId: string,
  { sinceEntryId, newestCommentsOnly }: ReadOptions,
): Promise<ReadIssue> {
  const query = new URLSearchParams({
    fields: [...new Set([...ALWAYS_READ, ...mapping.fields.map((row) => row.jira)])].join(','),
    expand: 'changelog',
    properties: MARKER_PROPERTY,
  });
  const path = route`/rest/api/3/issue/${issueId}?${query}`;
  const answer = await client.send({ method: 'GET', path, accept: [404] });
  // Jira says 404 to whoever may not see the issue, too: only its deleted event proves a deletion.
  if (answer.status === 404) return { kind: 'hidden' };
  const issue = parseAnswer(answer, issueSchema);
  const [histories, comments] = await Promise.all([
    completeHistory(client, issue, sinceEntryId),
    newestCommentsOnly ? (issue.fields.comment?.comments ?? []) : completeComments(client, issue),
  ]);
  const context = { mapping, isOwnAuthor };
  const snapshot = toSnapshot(context, issue, histories, comments, sinceEntryId, answer);
  return { kind: 'found', snapshot };
}

/**
 * Status is not part of it: Jira starts an issue where its workflow starts. Fields that Jira names
 * as not settable here (not on the create screen, say) are left to the edit that follows.
 */
async function createIssue(
  client: JiraClient,
  mapping: Mapping,
  issue: NewIssue,
): Promise<{ readonly issueId: string }> {
  const optional = toJiraFields(mapping, withoutNulls(issue.fields));
  const request = {
    method: 'POST',
    path: route`/rest/api/3/issue`,
    body: {
      fields: { ...optional, project: { id: mapping.jira.projectId } },
      properties: [{ key: MARKER_PROPERTY, value: { marker: issue.marker } }],
    },
    accept: [400],
  } as const;
  const answer = await client.send(request);
  if (answer.status !== 400) return { issueId: parseAnswer(answer, createdSchema).id };
  const errors = fieldErrorsOf(answer, request.body);
  const canDoWithout = [...errors.keys()].every((key) => key in optional && !REQUIRED.has(key));
  if (errors.size === 0 || !canDoWithout) throw toRefusal(answer, request);
  const kept = Object.entries(issue.fields).filter(([field]) => {
    const row = mapping.fields.find((candidate) => candidate.field === field);
    return row !== undefined && !errors.has(row.jira);
  });
  return createIssue(client, mapping, { ...issue, fields: Object.fromEntries(kept) });
}

async function writeIssue(
  client: JiraClient,
  mapping: Mapping,
  { issueId, fields }: IssueWrite,
): Promise<WriteReceipt> {
  const edited = toJiraFields(mapping, fields);
  const refused = [...(await editFields(client, mapping, issueId, edited))];
  for (const row of mapping.fields) {
    const target = fields[row.field];
    if (row.jira !== STATUS || typeof target !== 'string') continue;
    const walked = await walkToStatus(client, issueId, target);
    if (walked.kind === 'stuck') refused.push({ field: row.field, message: walked.message });
  }
  return { refused };
}

/**
 * Jira takes an edit whole or not at all. Where it names the fields that it will not take, the
 * others are sent again without them, so that one bad value does not hold up the rest.
 */
async function editFields(
  client: JiraClient,
  mapping: Mapping,
  issueId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<readonly Refused[]> {
  if (Object.keys(fields).length === 0) return [];
  const request = {
    method: 'PUT',
    path: route`/rest/api/3/issue/${issueId}`,
    body: { fields },
    accept: [400],
  } as const;
  const answer = await client.send(request);
  if (answer.status !== 400) return [];
  const errors = fieldErrorsOf(answer, request.body);
  const isAboutFields = errors.size > 0 && [...errors.keys()].every((key) => key in fields);
  if (!isAboutFields) throw toRefusal(answer, request);
  const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => !errors.has(key)));
  const refused = [...errors].map(([key, message]) => ({
    field: mapping.fields.find((row) => row.jira === key)?.field ?? key,
    message: `${answer.request}: 400 ${message}`,
  }));
  return [...refused, ...(await editFields(client, mapping, issueId, rest))];
}

/** The mapping's fields, but status, as an edit or create call wants them. */
function toJiraFields(mapping: Mapping, fields: FieldValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    mapping.fields.flatMap((row) => {
      const value = fields[row.field];
      if (value === undefined || row.jira === STATUS) return [];
      return [[row.jira, toJiraValue(row, value)]];
    }),
  );
}

/** A create call says nothing of what is empty: a field may not even be on the create screen. */
function withoutNulls(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function toCommentBody(body: RichText): { readonly body: unknown } {
  if (body.format === 'adf') return { body: body.doc };
  throw new Error(`a comment for Jira came in ${body.format}; Jira takes ADF`);
}
