/** Which Jira issues are new: by Jira's own time, since its search may not show the newest yet. */
import type { BirthMark } from '../core/mapping';
import { type JiraClient, route } from './client';

/** Jira's time now, in whole seconds (`Date` header). */
export async function markJiraNow(client: JiraClient): Promise<BirthMark> {
  const answer = await client.send({ method: 'GET', path: route`/rest/api/3/serverInfo` });
  return { atMs: answer.readAtMs, issueId: 0 };
}
