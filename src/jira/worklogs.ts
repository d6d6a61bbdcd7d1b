/**
 * Worklogs. The remaining estimate is a field of its own and stays as people left it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-worklogs/
 */
import type { Mapping } from '../core/mapping';
import type { AdfDocument, TimeEntry } from '../core/model';
import { documentOf, plainTextOf } from '../core/texts/plain-text';
import type { TimeRecord } from '../core/time/compose-time';
import { dayOf, momentOf } from '../core/values/zoned-day';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { AddedTime, Refused } from '../ports';
import { type JiraClient, route } from './client';
import { findTimeOriginal } from './copy-link';
import { createdSchema, type WireIssue, type WireWorklog, worklogPageSchema } from './wire';

/** The field that holds an issue's first worklogs. */
export const WORKLOG = 'worklog';

const PAGE_SIZE = 5_000;

/** Every worklog of the issue; its own bean holds the first twenty. */
export async function completeWorklogs(
  client: JiraClient,
  issue: WireIssue,
): Promise<readonly WireWorklog[]> {
  const { worklogs = [], total = 0 } = issue.fields.worklog ?? {};
  if (worklogs.length >= total) return worklogs;
  const all = new Map<string, WireWorklog>();
  for (let startAt = 0; ; ) {
    const query = new URLSearchParams({ startAt: String(startAt), maxResults: String(PAGE_SIZE) });
    const path = route`/rest/api/3/issue/${issue.id}/worklog?${query}`;
    const page = parseAnswer(await client.send({ method: 'GET', path }), worklogPageSchema);
    for (const worklog of page.worklogs) all.set(worklog.id, worklog);
    startAt += page.worklogs.length;
    if (page.worklogs.length === 0 || startAt >= page.total) return [...all.values()];
  }
}

export function toTimeEntry(
  mapping: Mapping,
  issueUrl: string,
  wire: WireWorklog,
  isOwnAuthor: (personId: string) => boolean,
): TimeEntry {
  const { accountId: id = '', displayName: name = 'Anonymous' } = wire.author ?? {};
  return {
    id: wire.id,
    url: `${issueUrl}?focusedWorklogId=${wire.id}`,
    author: { id, name },
    spentOn: dayOf(wire.started, zoneOf(mapping)),
    seconds: wire.timeSpentSeconds,
    text: wire.comment ? plainTextOf(wire.comment) : '',
    activity: null,
    restricted: Boolean(wire.visibility),
    copyOf:
      wire.comment && isOwnAuthor(id)
        ? findTimeOriginal(wire.comment, mapping.siteUrl.remote)
        : null,
  };
}

export async function addTime(
  client: JiraClient,
  mapping: Mapping,
  issueId: string,
  time: TimeRecord,
): Promise<AddedTime> {
  const path = route`/rest/api/3/issue/${issueId}/worklog?adjustEstimate=leave`;
  try {
    const answer = await client.send({ method: 'POST', path, body: toBody(mapping, time) });
    return { kind: 'added', entryId: parseAnswer(answer, createdSchema).id };
  } catch (error) {
    return toRefused(error);
  }
}

export async function editTime(
  client: JiraClient,
  mapping: Mapping,
  issueId: string,
  entryId: string,
  time: TimeRecord,
): Promise<'done' | 'gone' | Refused> {
  const path = route`/rest/api/3/issue/${issueId}/worklog/${entryId}?adjustEstimate=leave`;
  const body = toBody(mapping, time);
  try {
    const { status } = await client.send({ method: 'PUT', path, body, accept: [404] });
    return status === 404 ? 'gone' : 'done';
  } catch (error) {
    return toRefused(error);
  }
}

export async function removeTime(
  client: JiraClient,
  issueId: string,
  entryId: string,
): Promise<'done' | Refused> {
  const path = route`/rest/api/3/issue/${issueId}/worklog/${entryId}?adjustEstimate=leave`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}

/** A day begins at noon: every clock that people there may read it by shows the same day. */
function toBody(mapping: Mapping, { spentOn, seconds, text, credit }: TimeRecord) {
  return {
    // Jira counts whole minutes; Redmine's hours of two decimals are off by up to 18 seconds.
    timeSpentSeconds: seconds === 0 ? 0 : Math.max(60, Math.round(seconds / 60) * 60),
    started: momentOf(`${spentOn}T12:00:00`, zoneOf(mapping)).replace('Z', '+0000'),
    comment: creditedDocument(credit, text),
  };
}

function creditedDocument(credit: TimeRecord['credit'], text: string): AdfDocument {
  const marks = [{ type: 'link', attrs: { href: credit.url } }] as const;
  return {
    type: 'doc',
    version: 1,
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: credit.text, marks }] },
      ...documentOf(text).content,
    ],
  };
}

function zoneOf({ timeZone }: Mapping): string {
  return timeZone ?? 'UTC';
}
