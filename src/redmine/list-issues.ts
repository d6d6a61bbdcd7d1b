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

/** One page of the project's issues. */
export async function listIssues(
  client: RedmineClient,
  mapping: Mapping,
  query: Readonly<Record<string, string>>,
) {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: {
      project_id: mapping.remote.projectId,
      subproject_id: '!*',
      status_id: '*',
      ...query,
    },
  });
  return { answer, ...parseAnswer(answer, issueListSchema) };
}

/** The id of the project's newest issue, `0` where it has none. */
export async function findNewestId(client: RedmineClient, mapping: Mapping): Promise<string> {
  const [newest] = await listNewestIds(client, mapping, 1);
  return newest ?? '0';
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
 * The issue of the mapped project that carries the marker and is newer than the watermark; of
 * several, the oldest: people copy issues with all that they say.
 * @param watermark what `findNewestId` said before the create was tried
 */
export async function findMarkedIssue(
  client: RedmineClient,
  mapping: Mapping,
  marker: string,
  watermark: string,
): Promise<string | null> {
  let oldest: string | null = null;
  // New issues shift the pages down, so one may be seen twice but none is missed.
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const { issues } = await listIssues(client, mapping, {
      sort: 'id:desc',
      limit: String(PAGE_SIZE),
      offset: String(offset),
    });
    const newer = issues.filter((issue) => issue.id > Number(watermark));
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
