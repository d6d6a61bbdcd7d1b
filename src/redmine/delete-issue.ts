/** https://www.redmine.org/projects/redmine/wiki/Rest_Issues#Deleting-an-issue */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import type { RedmineClient } from './client';

const childrenSchema = z.object({
  issue: z.object({ children: z.array(z.object({ id: z.number() })).optional() }),
});

/** Redmine deletes sub-tasks along with their parent and asks nobody, so they are looked for first. */
export async function deleteIssue(
  client: RedmineClient,
  issueId: string,
): Promise<'done' | Refused> {
  const path = `/issues/${encodeURIComponent(issueId)}.json`;
  const query = { include: 'children' };
  const answer = await client.send({ method: 'GET', path, query, accept: [404] });
  if (answer.status === 404) return 'done';
  const { children = [] } = parseAnswer(answer, childrenSchema).issue;
  if (children.length > 0) {
    const listed = children.map(({ id }) => `#${id}`).join(', ');
    return { kind: 'refused', message: `it has sub-tasks, which would go with it: ${listed}` };
  }
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}
