/**
 * The sweep's view of a Jira project: issues by the time of their last change.
 *
 * JQL compares minutes and the index runs behind, so each listing reaches back past the last one,
 * and what was handed out already, with the same time of change, is left out. The reach is given as
 * minutes before now, by Jira's clock: a wall-clock time would be read in the app user's time zone
 * and be ambiguous for an hour each autumn.
 * https://support.atlassian.com/jira-software-cloud/docs/jql-fields/#Updated
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { type Answer, parseAnswer } from '../http/answer';
import { type ChangedIssues, type Clock, PermanentError } from '../ports';
import { type JiraClient, route } from './client';
import { changedPageSchema } from './wire';

const PAGE_SIZE = 100;
const MINUTE_MS = 60_000;
const OVERLAP_MS = 15 * MINUTE_MS;

/** More than this many changes within the overlap are handed out twice rather than remembered. */
const MAX_REMEMBERED = 200;

const cursorSchema = z.object({
  v: z.literal(1),
  /** Everything changed before this, by Jira's clock, was handed out. */
  sinceMs: z.number(),
  /** Jira's clock minus ours, as last seen. */
  clockOffsetMs: z.number(),
  /** The next page of a listing under way; its token is good for the very same JQL only. */
  page: z.object({ token: z.string(), minutes: z.number().int() }).nullable(),
  /** The newest change handed out so far. */
  newestMs: z.number(),
  /** Time of change by issue id, for what the next listing will show again. */
  handedOut: z.record(z.string(), z.number()),
});

type Cursor = z.output<typeof cursorSchema>;

/** @param cursor what the last call returned; `null` starts from now */
export async function listChangedIssues(
  client: JiraClient,
  mapping: Mapping,
  clock: Clock,
  cursor: string | null,
): Promise<ChangedIssues> {
  if (cursor === null) return startFromNow(client, mapping);
  const from = parseCursor(cursor);
  const minutes = from.page?.minutes ?? minutesSince(from, clock);
  const answer = await search(client, mapping, minutes, from.page?.token);
  if (answer.status === 400) {
    // The page token has expired; what follows it is listed again from the start.
    return listChangedIssues(client, mapping, clock, JSON.stringify({ ...from, page: null }));
  }
  return handOut(from, answer, minutes);
}

/** From the cursor's time to now by Jira's clock, and the overlap. */
function minutesSince(from: Cursor, clock: Clock): number {
  const sinceNowMs = clock.nowMs() + from.clockOffsetMs - from.sinceMs;
  return Math.ceil(Math.max(0, sinceNowMs) / MINUTE_MS) + OVERLAP_MS / MINUTE_MS;
}

async function startFromNow(client: JiraClient, mapping: Mapping): Promise<ChangedIssues> {
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: { jql: `project = ${mapping.jira.projectId} ORDER BY updated DESC`, maxResults: 1 },
  });
  const start: Cursor = {
    v: 1,
    sinceMs: answer.readAtMs,
    clockOffsetMs: answer.clockOffsetMs,
    page: null,
    newestMs: answer.readAtMs,
    handedOut: {},
  };
  return { issues: [], cursor: JSON.stringify(start), more: false };
}

function search(
  client: JiraClient,
  mapping: Mapping,
  minutes: number,
  token: string | undefined,
): Promise<Answer> {
  return client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `project = ${mapping.jira.projectId} AND updated >= -${minutes}m ORDER BY updated ASC, key ASC`,
      maxResults: PAGE_SIZE,
      fields: ['created', 'updated'],
      ...(token === undefined ? {} : { nextPageToken: token }),
    },
    ...(token === undefined ? {} : { accept: [400] }),
  });
}

function handOut(from: Cursor, answer: Answer, minutes: number): ChangedIssues {
  const page = parseAnswer(answer, changedPageSchema);
  const listed = page.issues.map(({ id, fields }) => ({
    id,
    updatedAtMs: Date.parse(fields.updated),
    createdAtMs: Date.parse(fields.created),
  }));
  const fresh = listed.filter(({ id, updatedAtMs }) => from.handedOut[id] !== updatedAtMs);
  const newestMs = Math.max(from.newestMs, ...listed.map(({ updatedAtMs }) => updatedAtMs));
  const token = page.nextPageToken ?? null;
  // Nothing new: the cursor stays as it is, so that a quiet sweep costs no storage write.
  if (fresh.length === 0 && token === null && from.page === null) {
    return { issues: [], cursor: JSON.stringify(from), more: false };
  }
  const next: Cursor = {
    v: 1,
    sinceMs: token === null ? newestMs : from.sinceMs,
    clockOffsetMs: answer.clockOffsetMs,
    page: token === null ? null : { token, minutes },
    newestMs,
    handedOut: remember(from.handedOut, fresh, newestMs),
  };
  return { issues: fresh, cursor: JSON.stringify(next), more: token !== null };
}

function remember(
  before: Cursor['handedOut'],
  fresh: readonly { readonly id: string; readonly updatedAtMs: number }[],
  newestMs: number,
): Cursor['handedOut'] {
  const all = { ...before, ...Object.fromEntries(fresh.map((i) => [i.id, i.updatedAtMs])) };
  // One minute more than the overlap, since both ends are cut to whole minutes.
  const kept = Object.entries(all)
    .filter(([, updatedAtMs]) => updatedAtMs > newestMs - OVERLAP_MS - 2 * MINUTE_MS)
    .sort(([, a], [, b]) => b - a);
  return Object.fromEntries(kept.slice(0, MAX_REMEMBERED));
}

function parseCursor(cursor: string): Cursor {
  const parsed = cursorSchema.safeParse(safeJson(cursor));
  if (parsed.success) return parsed.data;
  throw new PermanentError('[jira] the stored cursor of the sweep cannot be read', 'refused');
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
