/**
 * The sweep's view of a Redmine project: issues by `updated_on`, then id, each page taken up after
 * the last issue of the one before.
 *
 * Redmine keeps whole seconds. An issue that was handed out within the second of its change can
 * change again and show the same time, so the newest second counts as settled only once Redmine's
 * clock is past it; where its server tells no time, once a later listing has shown it again.
 */
import { z } from 'zod';
import type { Mapping } from '../core/mapping';
import { type ChangedIssues, PermanentError } from '../ports';
import type { RedmineClient } from './client';
import { listIssues, PAGE_SIZE } from './list-issues';
import type { WireListedIssue } from './wire';

const SECOND_MS = 1000;

/** Before every issue of a second. */
const NO_ID = -1;

const cursorSchema = z.object({
  v: z.literal(1),
  /** Issues up to this `updated_on`, and this id within it, were handed out. */
  updatedAtMs: z.number(),
  id: z.number(),
  /** False while a listing is under way, or while its last second has to be looked at again. */
  settled: z.boolean(),
  /** The second that an earlier listing ended in without knowing whether it was over. */
  recheckMs: z.number().nullable(),
});

type Cursor = z.output<typeof cursorSchema>;

/** @param cursor what the last call returned; `null` starts after the project's newest change */
export async function listChangedIssues(
  client: RedmineClient,
  mapping: Mapping,
  cursor: string | null,
): Promise<ChangedIssues> {
  if (cursor === null) return startFromNow(client, mapping);
  const from = parseCursor(cursor);
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const { answer, issues } = await listIssues(client, mapping, {
      updated_on: `>=${new Date(from.updatedAtMs).toISOString().slice(0, 19)}Z`,
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

/** The newest change is Redmine's own time, even where its server tells none. */
async function startFromNow(client: RedmineClient, mapping: Mapping): Promise<ChangedIssues> {
  const { answer, issues } = await listIssues(client, mapping, {
    sort: 'updated_on:desc,id:desc',
    limit: '1',
  });
  const before: Cursor = { v: 1, updatedAtMs: 0, id: NO_ID, settled: true, recheckMs: null };
  const start = endListing(before, issues.map(toListed), answer.serverAtMs);
  return { issues: [], cursor: JSON.stringify(start), more: false };
}

function isAfter(issue: Listed, cursor: Cursor): boolean {
  if (issue.updatedAtMs !== cursor.updatedAtMs) return issue.updatedAtMs > cursor.updatedAtMs;
  return issue.id > cursor.id;
}

function goOn(from: Cursor, after: readonly Listed[]): Cursor {
  const last = after.at(-1) ?? from;
  return { ...from, updatedAtMs: last.updatedAtMs, id: last.id, settled: false };
}

function endListing(from: Cursor, after: readonly Listed[], serverAtMs: number | null): Cursor {
  const last = after.at(-1);
  if (!last && from.settled) return from;
  const { updatedAtMs, id } = last ?? from;
  const isOver =
    serverAtMs === null ? from.recheckMs === updatedAtMs : updatedAtMs < serverAtMs - SECOND_MS;
  return isOver
    ? { v: 1, updatedAtMs, id, settled: true, recheckMs: null }
    : { v: 1, updatedAtMs, id: NO_ID, settled: false, recheckMs: updatedAtMs };
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
