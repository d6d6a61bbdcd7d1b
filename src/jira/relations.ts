/**
 * Issue links. `inwardIssue` is where a link starts: it blocks the `outwardIssue`.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links/
 */
import type { Relation } from '../core/model';
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import { type JiraClient, route } from './client';

/** Jira makes no second link of a type between the same issues. */
export async function addRelation(
  client: JiraClient,
  issueId: string,
  { type, isSource, otherIssueId }: Omit<Relation, 'id'>,
): Promise<'done' | Refused> {
  const [from, to] = isSource ? [issueId, otherIssueId] : [otherIssueId, issueId];
  const body = { type: { name: type }, inwardIssue: { id: from }, outwardIssue: { id: to } };
  try {
    await client.send({ method: 'POST', path: route`/rest/api/3/issueLink`, body });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}

export async function removeRelation(client: JiraClient, id: string): Promise<'done' | Refused> {
  const path = route`/rest/api/3/issueLink/${id}`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}
