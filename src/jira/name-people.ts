/** What people are called who are known by their accountIds, all at once. */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

/** One request; who is beyond it stays nameless. */
const MAX_NAMED = 90;

const namedSchema = z.object({
  values: z.array(z.object({ accountId: z.string(), displayName: z.string() })),
});

/**
 * Names by accountId; an account that is gone, or hidden from the app, is left out.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-bulk-get
 */
export async function namePeople(
  client: JiraClient,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(accountIds)].slice(0, MAX_NAMED);
  if (wanted.length === 0) return new Map();
  const query = new URLSearchParams({ maxResults: String(MAX_NAMED) });
  for (const accountId of wanted) query.append('accountId', accountId);
  const answer = await client.send({ method: 'GET', path: route`/rest/api/3/user/bulk?${query}` });
  const { values } = parseAnswer(answer, namedSchema);
  return new Map(values.map(({ accountId, displayName }) => [accountId, displayName]));
}
