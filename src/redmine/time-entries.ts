/**
 * Spent time. Its comment is one line of at most 1,024 characters, and the link that a copy is known
 * by stands at its end.
 * https://www.redmine.org/projects/redmine/wiki/Rest_TimeEntries
 */
import * as z from 'zod';
import { cutText } from '../core/cut-text';
import type { Mapping } from '../core/mapping';
import type { TimeEntry } from '../core/model';
import type { TimeRecord } from '../core/time/compose-time';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import { type AddedTime, type Refused, RetryLaterError } from '../ports';
import type { RedmineClient } from './client';

const PAGE_SIZE = 100;
const MAX_COMMENT = 1_024;

const named = z.object({ id: z.number(), name: z.string().catch('') });

const entrySchema = z.object({
  id: z.number(),
  issue: z.object({ id: z.number() }).optional(),
  user: named.optional(),
  activity: named.optional(),
  hours: z.number(),
  comments: z.string().nullish(),
  spent_on: z.iso.date(),
});

const pageSchema = z.object({ time_entries: z.array(entrySchema), total_count: z.number() });

const createdSchema = z.object({ time_entry: z.object({ id: z.number() }) });

/**
 * Oldest first.
 * @returns `null` where the key may not see spent time
 * @throws RetryLaterError where people changed the list while its pages were read: what slipped
 * from one page to the other would look deleted
 */
export async function listTime(
  client: RedmineClient,
  mapping: Mapping,
  issueId: string,
): Promise<readonly TimeEntry[] | null> {
  const entries = new Map<number, z.output<typeof entrySchema>>();
  const totals = new Set<number>();
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const answer = await client.send({
      method: 'GET',
      path: '/time_entries.json',
      query: { issue_id: issueId, limit: String(PAGE_SIZE), offset: String(offset) },
      accept: [403, 404],
    });
    if (answer.status >= 400) return null;
    const page = parseAnswer(answer, pageSchema);
    totals.add(page.total_count);
    for (const entry of page.time_entries) entries.set(entry.id, entry);
    if (offset + PAGE_SIZE < page.total_count) continue;
    if (totals.size === 1 && totals.has(entries.size)) break;
    const what = `spent time of issue ${issueId} changed while it was read`;
    throw new RetryLaterError(`[redmine] ${what}`, 1, 'not-done');
  }
  return [...entries.values()]
    .filter(({ issue }) => String(issue?.id) === issueId)
    .sort((a, b) => a.id - b.id)
    .map((entry) => toTimeEntry(mapping, issueId, entry));
}

function toTimeEntry(
  mapping: Mapping,
  issueId: string,
  wire: z.output<typeof entrySchema>,
): TimeEntry {
  const text = wire.comments ?? '';
  return {
    id: String(wire.id),
    url: `${mapping.siteUrl.remote}/issues/${issueId}?tab=time_entries#time-entry-${wire.id}`,
    author: { id: String(wire.user?.id ?? ''), name: wire.user?.name ?? 'Anonymous' },
    spentOn: wire.spent_on,
    seconds: Math.round(wire.hours * 3_600),
    text,
    activity: wire.activity ? { id: String(wire.activity.id), name: wire.activity.name } : null,
    restricted: false,
    copyOf: findOriginal(text, mapping.siteUrl.jira),
  };
}

/** The worklog that the comment ends with, `(Ada in Jira: <site>/browse/WEB-1?focusedWorklogId=10)`. */
function findOriginal(text: string, siteUrl: string): string | null {
  const [, address = '', worklogId = null] =
    /: (\S+?\/browse\/[^\s?#]+)\?focusedWorklogId=(\d+)\)$/.exec(text) ?? [];
  return address.startsWith(`${siteUrl}/`) ? worklogId : null;
}

export async function addTime(
  client: RedmineClient,
  issueId: string,
  time: TimeRecord,
): Promise<AddedTime> {
  const body = { time_entry: { issue_id: Number(issueId), ...toAttributes(time) } };
  try {
    const answer = await client.send({ method: 'POST', path: '/time_entries.json', body });
    return { kind: 'added', entryId: String(parseAnswer(answer, createdSchema).time_entry.id) };
  } catch (error) {
    return toRefused(error);
  }
}

export async function editTime(
  client: RedmineClient,
  entryId: string,
  time: TimeRecord,
): Promise<'done' | 'gone' | Refused> {
  const path = `/time_entries/${encodeURIComponent(entryId)}.json`;
  const body = { time_entry: toAttributes(time) };
  try {
    const { status } = await client.send({ method: 'PUT', path, body, accept: [404] });
    return status === 404 ? 'gone' : 'done';
  } catch (error) {
    return toRefused(error);
  }
}

export async function removeTime(
  client: RedmineClient,
  entryId: string,
): Promise<'done' | Refused> {
  const path = `/time_entries/${encodeURIComponent(entryId)}.json`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}

function toAttributes({ spentOn, seconds, activityId, text, credit }: TimeRecord) {
  return {
    spent_on: spentOn,
    hours: Math.round((seconds / 3_600) * 10_000) / 10_000,
    ...(activityId === null ? {} : { activity_id: Number(activityId) }),
    comments: creditedLine(credit, text),
  };
}

/** What was said as far as it fits, and then whose time it is. */
function creditedLine(credit: TimeRecord['credit'], text: string): string {
  const said = text.replace(/\s+/g, ' ').trim();
  const end = `(${credit.text}: ${credit.url})`;
  const room = MAX_COMMENT - end.length - 1;
  if (said === '') return end;
  return `${said.length <= room ? said : `${cutText(said, Math.max(0, room - 1)).trimEnd()}…`} ${end}`;
}
