/**
 * Whether a mapping's JQL covers an issue. Only Jira can tell. Its index runs behind, so the issue is
 * named as one to be brought up to date for this answer.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post (`reconcileIssues`)
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route, toRefusal } from './client';

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
