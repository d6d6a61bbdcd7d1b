/** Looks people up in the Jira double, by Jira's own REST API. */
import { z } from 'zod';
import type { JiraDouble } from '../jira/double';

const usersSchema = z.array(z.object({ accountId: z.string() }));
const permissionsSchema = z.object({
  permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }),
});

const BASE = 'http://jira.local/rest/api/3';

/** @throws {Error} where nobody has that address */
export async function getAccountId(jira: JiraDouble, email: string): Promise<string> {
  const request = new Request(`${BASE}/user/search?query=${encodeURIComponent(email)}`);
  const response = await jira.handle(request, { kind: 'app' });
  const [user] = usersSchema.parse(await response.json());
  if (!user) throw new Error(`[jira] nobody has the address ${email}`);
  return user.accountId;
}

/** Asked once for each address: a page's calls are not to take from the app's points of the hour. */
export function rememberAccounts(
  find: (email: string) => Promise<string>,
): (email: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (email) => {
    const accountId = known.get(email) ?? (await find(email));
    known.set(email, accountId);
    return accountId;
  };
}

/** Whether that person administers the site. */
export async function isJiraAdmin(jira: JiraDouble, accountId: string): Promise<boolean> {
  const request = new Request(`${BASE}/mypermissions?permissions=ADMINISTER`);
  const response = await jira.handle(request, { kind: 'user', accountId });
  if (!response.ok) return false;
  return permissionsSchema.parse(await response.json()).permissions.ADMINISTER.havePermission;
}
