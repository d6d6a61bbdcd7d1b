/** Who the app is in Jira. */
import * as z from 'zod';
import type { Person } from '../core/model';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

const accountSchema = z.object({ accountId: z.string().min(1), displayName: z.string() });

/** The account that the client writes as; ask once and keep it. */
export async function findJiraAccount(client: JiraClient): Promise<Person> {
  const answer = await client.send({ method: 'GET', path: route`/rest/api/3/myself` });
  const { accountId, displayName } = parseAnswer(answer, accountSchema);
  return { id: accountId, name: displayName };
}
