/**
 * Issues of a project that Jira's search may not show yet. The index runs behind without bound, so
 * it only says where to begin: keys are counted upwards and fetched by name.
 */
import type { Mapping } from '../core/mapping';
import type { MarkedIssue } from '../core/twins/marked-pair';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';
import { MARKER_PROPERTY, readMarker } from './translate';
import { bulkIssuesSchema, markedPageSchema, searchPageSchema } from './wire';

/** The most that one bulkfetch takes. */
const CHUNK = 100;

/** The key of the newest issue that the search knows, `WEB-0` where it knows none. */
export async function findNewestKey(client: JiraClient, mapping: Mapping): Promise<string> {
  const [newest] = await listNewestIssues(client, mapping, 1);
  return newest?.key ?? `${mapping.jira.projectKey}-0`;
}

/** The newest issues of the mapped project that the search knows, newest first; at most 100. */
export async function listNewestIssues(
  client: JiraClient,
  mapping: Mapping,
  count: number,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `project = ${mapping.jira.projectId} ORDER BY key DESC`,
      maxResults: count,
      fields: ['created'],
    },
  });
  return parseAnswer(answer, searchPageSchema).issues;
}

/**
 * The issue that carries the marker and got its key in the mapped project after the watermark. Jira
 * follows the key of an issue that people have moved away since.
 * @param watermark what `findNewestKey` said before the create was tried
 */
export async function findMarkedIssue(
  client: JiraClient,
  mapping: Mapping,
  marker: string,
  watermark: string,
): Promise<string | null> {
  const known = numberOf(await findNewestKey(client, mapping));
  const prefix = watermark.slice(0, watermark.lastIndexOf('-'));
  for (let from = numberOf(watermark) + 1; ; from += CHUNK) {
    const keys = Array.from({ length: CHUNK }, (_, offset) => `${prefix}-${from + offset}`);
    const answer = await client.send({
      method: 'POST',
      path: route`/rest/api/3/issue/bulkfetch`,
      readsOnly: true,
      body: { issueIdsOrKeys: keys, fields: ['project'], properties: [MARKER_PROPERTY] },
    });
    const { issues } = parseAnswer(answer, bulkIssuesSchema);
    const marked = issues.find(({ properties }) => readMarker(properties) === marker);
    if (marked) return marked.id;
    if (issues.length === 0 && from + CHUNK > known) return null;
  }
}

/** One page of the mapped project's issues, oldest first, each with the marker it carries. */
export async function listMarkedIssues(
  client: JiraClient,
  mapping: Mapping,
  cursor: string | null,
): Promise<{ readonly issues: readonly MarkedIssue[]; readonly cursor: string | null }> {
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `project = ${mapping.jira.projectId} ORDER BY key ASC`,
      maxResults: CHUNK,
      fields: ['project'],
      properties: [MARKER_PROPERTY],
      ...(cursor === null ? {} : { nextPageToken: cursor }),
    },
  });
  const page = parseAnswer(answer, markedPageSchema);
  return {
    issues: page.issues.map(({ id, properties }) => ({
      issueId: id,
      marker: readMarker(properties),
    })),
    cursor: page.nextPageToken ?? null,
  };
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}
