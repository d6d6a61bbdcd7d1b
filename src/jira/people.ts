/** Finds a person in Jira by what people call one. */
import * as z from 'zod';
import type { KnownPerson } from '../core/metadata';
import type { Person } from '../core/model';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

const PAGE_SIZE = 50;

/** One page is the most that an admin looks through. */
const MAX_LISTED = 1000;

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

/**
 * Who may be assigned in a project. Jira shows an address only where its owner lets everybody see it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/#api-rest-api-3-user-assignable-search-get
 */
export async function listPeople(
  client: JiraClient,
  projectId: string,
): Promise<readonly KnownPerson[]> {
  const path = route`/rest/api/3/user/assignable/search?project=${projectId}&maxResults=${MAX_LISTED}`;
  const users = parseAnswer(await client.send({ method: 'GET', path }), usersSchema);
  return users.flatMap(({ accountId, displayName, emailAddress, active }) =>
    active === false
      ? []
      : [{ id: accountId, name: displayName, email: emailAddress ? emailAddress : null }],
  );
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
