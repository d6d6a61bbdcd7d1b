/**
 * Whether a mapping's JQL covers an issue. Only Jira can tell. Its index runs behind, so the issue is
 * named as one to be brought up to date for this answer.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post (`reconcileIssues`)
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route, toRefusal } from './client';

/** The most that one search brings up to date. */
const MOST_RECONCILED = 50;

const idsSchema = z.object({ issues: z.array(z.object({ id: z.string() })) });

/**
 * @returns the refusal where Jira does not understand the JQL any more, or does not show us the issue:
 * it answers 400 to both
 */
export async function isCovered(
  client: JiraClient,
  mapping: Mapping,
  issueId: string,
): Promise<boolean | ReturnType<typeof toRefusal>> {
  const jql = mapping.scope?.jira?.query;
  if (jql === undefined) return true;
  const request = {
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `id = ${issueId} AND (${jql})`,
      maxResults: 1,
      fields: ['id'],
      reconcileIssues: [Number(issueId)],
    },
    accept: [400],
  } as const;
  const answer = await client.send(request);
  if (answer.status === 400) return toRefusal(answer, request);
  return parseAnswer(answer, idsSchema).issues.some(({ id }) => id === issueId);
}

/**
 * Those of many issues that a mapping's JQL covers; all of them where it has none.
 * @throws PermanentError where Jira does not understand the JQL any more
 */
export async function findCovered(
  client: JiraClient,
  mapping: Mapping,
  issueIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const jql = mapping.scope?.jira?.query;
  if (jql === undefined) return new Set(issueIds);
  const covered = new Set<string>();
  for (let at = 0; at < issueIds.length; at += MOST_RECONCILED) {
    const asked = issueIds.slice(at, at + MOST_RECONCILED);
    const answer = await client.send({
      method: 'POST',
      path: route`/rest/api/3/search/jql`,
      readsOnly: true,
      body: {
        jql: `id IN (${asked.join(', ')}) AND (${jql})`,
        maxResults: MOST_RECONCILED,
        fields: ['id'],
        reconcileIssues: asked.map(Number),
      },
    });
    for (const { id } of parseAnswer(answer, idsSchema).issues) covered.add(id);
  }
  return covered;
}

/** Why Jira does not take a JQL as a part of another; `null` where it does. */
export async function findJqlMistake(
  client: JiraClient,
  projectId: string,
  jql: string,
): Promise<string | null> {
  const request = {
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: { jql: `project = ${projectId} AND (${jql})`, maxResults: 1, fields: ['id'] },
    accept: [400],
  } as const;
  const answer = await client.send(request);
  return answer.status === 400 ? toRefusal(answer, request).message : null;
}
