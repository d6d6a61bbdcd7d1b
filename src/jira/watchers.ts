/**
 * Watchers have a resource of their own, one call for each who comes or goes.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-watchers/
 */
import * as z from 'zod';
import { findListChange } from '../core/fields/list-change';
import type { FieldValue } from '../core/model';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';
import { userSchema } from './wire';

/** The key of the field; issues show only how many there are. */
export const WATCHERS = 'watches';

const watchersSchema = z.object({ watchers: z.array(userSchema) });

/** An app that may not manage or see them is answered with one of these. */
const NOT_ALLOWED = [400, 401, 403, 404] as const;

/** Everybody who watches; empty where the app may not see it. */
export async function readWatchers(
  client: JiraClient,
  issueId: string,
): Promise<z.output<typeof watchersSchema>['watchers']> {
  const path = route`/rest/api/3/issue/${issueId}/watchers`;
  const answer = await client.send({ method: 'GET', path, accept: NOT_ALLOWED });
  return answer.status === 200 ? parseAnswer(answer, watchersSchema).watchers : [];
}

/**
 * @param read what `wanted` was made of
 * @returns why Jira refused it, or `null`
 */
export async function writeWatchers(
  client: JiraClient,
  issueId: string,
  wanted: FieldValue,
  read: FieldValue | undefined,
): Promise<string | null> {
  const now = await readWatchers(client, issueId);
  const { added, removed } = findListChange(
    now.map(({ accountId }) => accountId),
    wanted,
    read,
  );
  const requests = [
    ...added.map((accountId) => ({
      method: 'POST' as const,
      path: route`/rest/api/3/issue/${issueId}/watchers`,
      body: accountId,
    })),
    ...removed.map((accountId) => ({
      method: 'DELETE' as const,
      path: route`/rest/api/3/issue/${issueId}/watchers?accountId=${accountId}`,
    })),
  ];
  for (const request of requests) {
    const answer = await client.send({ ...request, accept: NOT_ALLOWED });
    if (answer.status >= 400) {
      return `${answer.request}: ${answer.status}; the app needs the permission to manage watchers, and each of them one to see the issue`;
    }
  }
  return null;
}
