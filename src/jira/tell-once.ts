/**
 * What people were told about an issue stands in a property of the issue itself, since a run may be
 * killed before it can save that it told them. It is written first: where a run is killed in between,
 * rather nobody is told than somebody twice. What Jira does not answer is told again.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/
 */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

const TOLD_PROPERTY = 'redmine-sync-told';

/** Older ones are not told again anyway; Jira takes 32,768 characters. */
const MAX_MARKS = 20;

const toldSchema = z.object({ value: z.object({ marks: z.array(z.string()) }) });

/**
 * Tells it, unless it was told under this mark. What Jira refuses may be tried again.
 * @returns `gone` where the issue is not there any more
 * @throws PermanentError, RetryLaterError as Jira answers
 */
export async function tellOnce(
  client: JiraClient,
  issueId: string,
  mark: string,
  tell: () => Promise<void>,
): Promise<'done' | 'gone'> {
  const path = route`/rest/api/3/issue/${issueId}/properties/${TOLD_PROPERTY}`;
  const answer = await client.send({ method: 'GET', path, accept: [404] });
  const before = answer.status === 404 ? [] : parseAnswer(answer, toldSchema).value.marks;
  if (before.includes(mark)) return 'done';
  const write = (marks: readonly string[]) =>
    client.send({ method: 'PUT', path, body: { marks: marks.slice(-MAX_MARKS) }, accept: [404] });
  if ((await write([...before, mark])).status === 404) return 'gone';
  try {
    await tell();
  } catch (error) {
    await write(before);
    throw error;
  }
  return 'done';
}
