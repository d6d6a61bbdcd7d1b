/** Finds an issue by what people call it. */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

const issueSchema = z.object({ id: z.string().min(1) });

/** The id of the issue of that key; `null` where the client sees none. */
export async function findIssueId(client: JiraClient, key: string): Promise<string | null> {
  const path = route`/rest/api/3/issue/${key}?fields=project`;
  const answer = await client.send({ method: 'GET', path, accept: [404] });
  return answer.status === 404 ? null : parseAnswer(answer, issueSchema).id;
}
