/** Finds a person in Jira by what people call one. */
import * as z from 'zod';
import type { Person } from '../core/model';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

const PAGE_SIZE = 50;

const usersSchema = z.array(
  z.object({
    accountId: z.string(),
    displayName: z.string(),
    emailAddress: z.string().optional(),
    active: z.boolean().optional(),
  }),
);

/**
 * By e-mail address, display name or accountId. Jira hides addresses but finds by the whole of one;
 * a name that several people bear finds nobody.
 */
export async function findPerson(client: JiraClient, nameOrId: string): Promise<Person | null> {
  const wanted = nameOrId.trim();
  const path = route`/rest/api/3/user/search?query=${wanted}&maxResults=${PAGE_SIZE}`;
  const users = parseAnswer(await client.send({ method: 'GET', path }), usersSchema).filter(
    (user) => user.active !== false,
  );
  const same = users.filter(({ accountId, displayName, emailAddress }) =>
    [accountId, displayName, emailAddress].some(
      (word) => word?.toLowerCase() === wanted.toLowerCase(),
    ),
  );
  const matches = same.length === 0 && wanted.includes('@') ? users : same;
  if (matches.length === 0 && !wanted.includes('@')) return findByAccountId(client, wanted);
  const [only] = matches;
  return only && matches.length === 1 ? { id: only.accountId, name: only.displayName } : null;
}

async function findByAccountId(client: JiraClient, accountId: string): Promise<Person | null> {
  const answer = await client.send({
    method: 'GET',
    path: route`/rest/api/3/user?accountId=${accountId}`,
    accept: [400, 404],
  });
  if (answer.status !== 200) return null;
  const [user] = parseAnswer({ ...answer, body: [answer.body] }, usersSchema);
  return user ? { id: user.accountId, name: user.displayName } : null;
}
