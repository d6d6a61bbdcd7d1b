/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-delete */
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import { type JiraClient, route } from './client';

/** Jira refuses an issue that has sub-tasks (400), and an app that may not delete (403). */
export async function deleteIssue(client: JiraClient, issueId: string): Promise<'done' | Refused> {
  const path = route`/rest/api/3/issue/${issueId}`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}
