/**
 * Creating and editing Jira issues. One value that Jira will not take holds up nothing else: it is
 * left out, and reported where it was to be written.
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import type { FieldValues } from '../core/model';
import { parseAnswer } from '../http/answer';
import {
  type CreatedIssue,
  type IssueWrite,
  type NewIssue,
  PermanentError,
  type WriteReceipt,
} from '../ports';
import { fieldErrorsOf, type JiraClient, route, toRefusal } from './client';
import { toJiraField } from './field-values';
import { type KnownWorkflows, walkToStatus } from './transitions';
import { FIRST_SYNC_PROPERTY, MARKER_PROPERTY } from './translate';
import { TWIN_PROPERTY, twinMarkOf } from './twin-mark';
import { WATCHERS, writeWatchers } from './watchers';
import { createdSchema } from './wire';

/** Moved by transitions, never by an edit. */
const STATUS = 'status';

/** No issue is made without them: one without its security level would be seen by everybody. */
const REQUIRED: ReadonlySet<string> = new Set(['summary', 'issuetype', 'security']);

type Refused = WriteReceipt['refused'][number];

/**
 * Status is not part of it: Jira starts an issue where its workflow starts. Fields that Jira names
 * as not settable here (not on the create screen, say) are left to the edit that follows.
 * @param firstSync the first sync that the issue is made by
 */
export async function createIssue(
  client: JiraClient,
  mapping: Mapping,
  issue: NewIssue,
  firstSync?: string,
): Promise<{ readonly issueId: string }> {
  const request = {
    method: 'POST',
    path: route`/rest/api/3/issue`,
    body: toCreateBody(mapping, issue, firstSync),
    accept: [400],
  } as const;
  const answer = await client.send(request);
  if (answer.status !== 400) return { issueId: parseAnswer(answer, createdSchema).id };
  const kept = withoutRefused(mapping, issue, fieldErrorsOf(answer, request.body));
  if (!kept) throw toRefusal(answer, request);
  return createIssue(client, mapping, { ...issue, fields: kept }, firstSync);
}

const bulkSchema = z.object({
  issues: z.array(createdSchema),
  errors: z.array(z.object({ failedElementNumber: z.number().int(), elementErrors: z.unknown() })),
});

/**
 * As `createIssue`, fifty at most in one request. Those that Jira refuses for single fields are made
 * one by one without these.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulk-post
 */
export async function createIssues(
  client: JiraClient,
  mapping: Mapping,
  issues: readonly NewIssue[],
  firstSync?: string,
): Promise<readonly CreatedIssue[]> {
  const request = {
    method: 'POST',
    path: route`/rest/api/3/issue/bulk`,
    body: { issueUpdates: issues.map((issue) => toCreateBody(mapping, issue, firstSync)) },
    // Every one of them was refused.
    accept: [400],
  } as const;
  const answer = await client.send(request);
  const told = parseAnswer(answer, bulkSchema);
  const failed = new Set(told.errors.map(({ failedElementNumber }) => failedElementNumber));
  const ids = told.issues.map(({ id }) => id);
  const results: CreatedIssue[] = [];
  for (const [at, issue] of issues.entries()) {
    const issueId = failed.has(at) ? undefined : ids.shift();
    results.push(
      issueId === undefined
        ? await createAlone(client, mapping, issue, firstSync)
        : { kind: 'created', issueId },
    );
  }
  return results;
}

async function createAlone(
  client: JiraClient,
  mapping: Mapping,
  issue: NewIssue,
  firstSync: string | undefined,
): Promise<CreatedIssue> {
  try {
    return { kind: 'created', ...(await createIssue(client, mapping, issue, firstSync)) };
  } catch (error) {
    if (!(error instanceof PermanentError) || error.reason === 'access') throw error;
    return { kind: 'refused', message: error.message };
  }
}

function toCreateBody(mapping: Mapping, issue: NewIssue, firstSync: string | undefined) {
  return {
    fields: {
      ...toJiraFields(mapping, withoutNulls(issue.fields)),
      project: { id: mapping.jira.projectId },
    },
    properties: [
      { key: MARKER_PROPERTY, value: { marker: issue.marker } },
      { key: TWIN_PROPERTY, value: twinMarkOf(mapping, issue.twin.issueId) },
      ...firstSyncProperty(firstSync),
    ],
  };
}

/** What automation rules can test for: `{{issue.properties.redmine-sync-first}}`. */
function firstSyncProperty(firstSync: string | undefined) {
  return firstSync === undefined ? [] : [{ key: FIRST_SYNC_PROPERTY, value: { run: firstSync } }];
}

/** What is left to try with; `null` where Jira will not do without what it refuses. */
function withoutRefused(
  mapping: Mapping,
  issue: NewIssue,
  errors: ReadonlyMap<string, string>,
): FieldValues | null {
  const optional = toJiraFields(mapping, withoutNulls(issue.fields));
  const canDoWithout = [...errors.keys()].every((key) => key in optional && !REQUIRED.has(key));
  if (errors.size === 0 || !canDoWithout) return null;
  const kept = Object.entries(issue.fields).filter(([field]) => {
    const row = mapping.fields.find((candidate) => candidate.field === field);
    return row !== undefined && !errors.has(toJiraField(row, null)[0]);
  });
  return Object.fromEntries(kept);
}

export interface WriteContext {
  readonly firstSync?: string | undefined;
  readonly workflows?: KnownWorkflows;
}

/** The edit first, then the walk to the status: each may be refused without the other. */
export async function writeIssue(
  client: JiraClient,
  mapping: Mapping,
  { issueId, fields, before }: IssueWrite,
  { firstSync, workflows }: WriteContext = {},
): Promise<WriteReceipt> {
  const edited = toJiraFields(mapping, fields);
  const refused = [...(await editFields(client, mapping, issueId, edited, firstSync))];
  for (const row of mapping.fields) {
    const target = fields[row.field];
    if (row.jira === WATCHERS && target !== undefined) {
      const message = await writeWatchers(client, issueId, target, before?.[row.field]);
      if (message !== null) refused.push({ field: row.field, message });
    }
    if (row.jira !== STATUS || typeof target !== 'string') continue;
    const walked = await walkToStatus(client, issueId, target, mapping.screens, workflows);
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
  firstSync: string | undefined,
): Promise<readonly Refused[]> {
  if (Object.keys(fields).length === 0) return [];
  const loud = {
    method: 'PUT',
    path: route`/rest/api/3/issue/${issueId}`,
    body: { fields, ...(firstSync ? { properties: firstSyncProperty(firstSync) } : {}) },
    accept: [400],
  } as const;
  const request = firstSync
    ? ({
        ...loud,
        path: route`/rest/api/3/issue/${issueId}?notifyUsers=false`,
        accept: [400, 403],
      } as const)
    : loud;
  let answer = await client.send(request);
  // The documentation says that who does not administer the project is not heeded; sites refuse.
  if (answer.status === 403) answer = await client.send(loud);
  if (answer.status !== 400) return [];
  const errors = fieldErrorsOf(answer, request.body);
  const isAboutFields = errors.size > 0 && [...errors.keys()].every((key) => key in fields);
  if (!isAboutFields) throw toRefusal(answer, request);
  const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => !errors.has(key)));
  const refused = [...errors].map(([key, message]) => ({
    field: mapping.fields.find((row) => toJiraField(row, null)[0] === key)?.field ?? key,
    message: `${answer.request}: 400 ${message}`,
  }));
  return [...refused, ...(await editFields(client, mapping, issueId, rest, firstSync))];
}

/** The mapping's fields, but status, as an edit or create call wants them. */
function toJiraFields(mapping: Mapping, fields: FieldValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    mapping.fields.flatMap((row) => {
      const value = fields[row.field];
      if (value === undefined || row.jira === STATUS || row.jira === WATCHERS) return [];
      return [toJiraField(row, value)];
    }),
  );
}

/** A create call says nothing of what is empty: a field may not even be on the create screen. */
function withoutNulls(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
