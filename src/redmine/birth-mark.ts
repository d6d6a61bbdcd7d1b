/** Which Redmine issues are new: by id, since a bare Redmine tells no time of its own. */
import type { BirthMark } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { issueListSchema } from './wire';

/** Ids grow with time over all projects; issues created from now on have a higher one. */
export async function markRedmineNow(client: RedmineClient): Promise<BirthMark> {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: { status_id: '*', sort: 'id:desc', limit: '1' },
  });
  return { atMs: 0, issueId: parseAnswer(answer, issueListSchema).issues[0]?.id ?? 0 };
}
