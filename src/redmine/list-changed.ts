/**
 * The sweep's view of a Redmine project: issues by `updated_on`, each page taken up in the second
 * that the one before ended in, less what that one handed out.
 *
 * Redmine shows whole seconds, but most databases keep and sort by fractions of them, so within a
 * second the order says nothing. And an issue that was handed out within the second of its change
 * can change again and show the same time: the newest second is over only once Redmine's clock is
 * past it; where its server tells no time, once a later listing has shown it again.
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { type ChangedIssues, PermanentError } from '../ports';
import type { RedmineClient } from './client';
import { formatSecond, listAllIssues, listIssues, PAGE_SIZE } from './list-issues';
import type { WireListedIssue } from './wire';

const SECOND_MS = 1000;

const cursorSchema = z.object({
  v: z.literal(1),
  /** Everything changed in seconds before this one was handed out. */
  fromMs: z.number(),
  /** What was handed out of this second itself. */
  ids: z.array(z.number()),
  /** While a listing is under way, or where its last second has to be looked at again. */
  open: z.boolean(),
  /** The second that an earlier listing ended in without knowing whether it was over. */
  recheckMs: z.number().nullable(),
});

type Cursor = z.output<typeof cursorSchema>;

/** @param cursor what the last call returned; `null` starts after the newest change */
export async function listChangedIssues(
  client: RedmineClient,
  mapping: Mapping,
  cursor: string | null,
): Promise<ChangedIssues> {
  if (cursor === null) return startFromNow(client);
  const from = parseCursor(cursor);
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const { answer, issues } = await listIssues(client, mapping, {
      updated_on: `>=${formatSecond(from.fromMs)}`,
      sort: 'updated_on:asc,id:asc',
      limit: String(PAGE_SIZE),
      offset: String(offset),
    });
    const isFull = issues.length === PAGE_SIZE;
    const after = issues.map(toListed).filter((issue) => isAfter(issue, from));
    // A full page of what was handed out already: more than a page shares one second.
    if (after.length === 0 && isFull) continue;
    const next = isFull ? goOn(from, after) : endListing(from, after, answer.serverAtMs);
    return {
      issues: after.map((issue) => ({ ...issue, id: String(issue.id) })),
      cursor: JSON.stringify(next),
      more: isFull,
    };
  }
}

interface Listed {
  readonly id: number;
  readonly updatedAtMs: number;
  readonly createdAtMs: number;
}

function toListed(issue: WireListedIssue): Listed {
  return {
    id: issue.id,
    updatedAtMs: Date.parse(issue.updated_on),
    createdAtMs: Date.parse(issue.created_on),
  };
}

/** The newest change of any project is Redmine's own time, even where its server tells none. */
async function startFromNow(client: RedmineClient): Promise<ChangedIssues> {
  const { answer, issues } = await listAllIssues(client, { sort: 'updated_on:desc', limit: '1' });
  const before: Cursor = { v: 1, fromMs: 0, ids: [], open: false, recheckMs: null };
  const start = endListing(before, issues.map(toListed), answer.serverAtMs);
  return { issues: [], cursor: JSON.stringify(start), more: false };
}

function isAfter(issue: Listed, cursor: Cursor): boolean {
  if (issue.updatedAtMs !== cursor.fromMs) return issue.updatedAtMs > cursor.fromMs;
  return !cursor.ids.includes(issue.id);
}

function goOn(from: Cursor, after: readonly Listed[]): Cursor {
  const fromMs = after.at(-1)?.updatedAtMs ?? from.fromMs;
  const ids = after.filter((issue) => issue.updatedAtMs === fromMs).map(({ id }) => id);
  return {
    ...from,
    fromMs,
    ids: fromMs === from.fromMs ? [...from.ids, ...ids] : ids,
    open: true,
  };
}

function endListing(from: Cursor, after: readonly Listed[], serverAtMs: number | null): Cursor {
  const last = after.at(-1);
  if (!last && !from.open) return from;
  const lastMs = last?.updatedAtMs ?? from.fromMs;
  const isOver = serverAtMs === null ? from.recheckMs === lastMs : lastMs < serverAtMs - SECOND_MS;
  return isOver
    ? { v: 1, fromMs: lastMs + SECOND_MS, ids: [], open: false, recheckMs: null }
    : { v: 1, fromMs: lastMs, ids: [], open: true, recheckMs: lastMs };
}

function parseCursor(cursor: string): Cursor {
  const parsed = cursorSchema.safeParse(safeJson(cursor));
  if (parsed.success) return parsed.data;
  throw new PermanentError('[redmine] the stored cursor of the sweep cannot be read', 'refused');
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
