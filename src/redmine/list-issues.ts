/**
 * Lists of a Redmine project's own issues. Subprojects are left out and closed issues are not.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Issues#Listing-issues
 */
import type { Mapping } from '../core/mapping';
import type { MarkedIssue } from '../core/twins/marked-pair';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { readMarker } from './translate';
import { issueListSchema } from './wire';

/** Redmine cuts a larger limit to this. */
export const PAGE_SIZE = 100;

/** Of several servers behind one address; and a second that has begun is told as a whole one. */
const SERVERS_APART_MS = 60_000;

/** One page of the project's issues. */
export function listIssues(
  client: RedmineClient,
  mapping: Mapping,
  query: Readonly<Record<string, string>>,
) {
  const { projectId } = mapping.remote;
  return ask(client, { project_id: projectId, subproject_id: '!*', status_id: '*', ...query });
}

/** One page of the issues of all projects. */
export function listAllIssues(client: RedmineClient, query: Readonly<Record<string, string>>) {
  return ask(client, { status_id: '*', ...query });
}

async function ask(client: RedmineClient, query: Readonly<Record<string, string>>) {
  const answer = await client.send({ method: 'GET', path: '/issues.json', query });
  return { answer, ...parseAnswer(answer, issueListSchema) };
}

/**
 * What `findMarkedIssue` starts from: the id of the project's newest issue, `0` where it has none,
 * and the server's time where it tells one, as in `41@2026-11-21T08:00:00Z`.
 */
export async function takeWatermark(client: RedmineClient, mapping: Mapping): Promise<string> {
  const { answer, issues } = await listIssues(client, mapping, { sort: 'id:desc', limit: '1' });
  const id = String(issues[0]?.id ?? 0);
  if (answer.serverAtMs === null) return id;
  return `${id}@${formatSecond(answer.serverAtMs - SERVERS_APART_MS)}`;
}

/** Newest first; at most 100. */
export async function listNewestIds(
  client: RedmineClient,
  mapping: Mapping,
  count: number,
): Promise<readonly string[]> {
  const { issues } = await listIssues(client, mapping, { sort: 'id:desc', limit: String(count) });
  return issues.map(({ id }) => String(id));
}

/**
 * The issue that carries the marker and was made since the watermark, also where people have moved it
 * to another project since, and where it got the id of one that was the newest then and is deleted; of
 * several, the oldest: people copy issues with all that they say.
 * @param watermark what `takeWatermark` said before the create was tried; without a time (a bare
 * server tells none) only what is newer by its id is looked through, in the mapped project
 */
export async function findMarkedIssue(
  client: RedmineClient,
  mapping: Mapping,
  marker: string,
  watermark: string,
): Promise<string | null> {
  const [newestId, since] = watermark.split('@');
  let oldest: string | null = null;
  // New issues shift the pages down, so one may be seen twice but none is missed.
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const page = { sort: 'id:desc', limit: String(PAGE_SIZE), offset: String(offset) };
    const { issues } = await (since === undefined
      ? listIssues(client, mapping, page)
      : listAllIssues(client, { created_on: `>=${since}`, ...page }));
    // Some databases give the id of a deleted newest issue again, so where there is a time no id counts.
    const newer =
      since === undefined ? issues.filter((issue) => issue.id > Number(newestId)) : issues;
    const marked = newer.findLast((issue) => readMarker(mapping, issue.description) === marker);
    if (marked) oldest = String(marked.id);
    if (newer.length < PAGE_SIZE) return oldest;
  }
}

/** One page of the mapped project's issues, oldest first, each with the marker it carries. */
export async function listMarkedIssues(
  client: RedmineClient,
  mapping: Mapping,
  cursor: string | null,
): Promise<{ readonly issues: readonly MarkedIssue[]; readonly cursor: string | null }> {
  const offset = Number(cursor ?? 0);
  const { issues } = await listIssues(client, mapping, {
    sort: 'id',
    limit: String(PAGE_SIZE),
    offset: String(offset),
  });
  return {
    issues: issues.map((issue) => ({
      issueId: String(issue.id),
      marker: readMarker(mapping, issue.description),
    })),
    cursor: issues.length < PAGE_SIZE ? null : String(offset + PAGE_SIZE),
  };
}

/** As Redmine's filters take a time. */
export function formatSecond(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
