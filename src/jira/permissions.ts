/**
 * What the person whose call a resolver serves may do in Jira. Asked as that person, on every call:
 * whoever sees a module can call its resolver, whatever the page would show them.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { type JiraClient, type Route, route } from './client';

const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});

/** @param client made with `as: 'user'` */
export async function isJiraAdmin(client: JiraClient): Promise<boolean> {
  const path = route`/rest/api/3/mypermissions?permissions=ADMINISTER`;
  return (await readGranted(client, path)).has('ADMINISTER');
}

export interface IssueAccess {
  readonly canBrowse: boolean;
  readonly canEdit: boolean;
  readonly isJiraAdmin: boolean;
  readonly isProjectAdmin: boolean;
}

/**
 * @param client made with `as: 'user'`
 * @param issueId a number as text; an issue that the person may not see gives no access
 */
export async function readIssueAccess(client: JiraClient, issueId: string): Promise<IssueAccess> {
  const path = route`/rest/api/3/mypermissions?issueId=${issueId}&permissions=BROWSE_PROJECTS,EDIT_ISSUES,ADMINISTER,ADMINISTER_PROJECTS`;
  const granted = await readGranted(client, path);
  const canBrowse = granted.has('BROWSE_PROJECTS');
  return {
    canBrowse,
    canEdit: canBrowse && granted.has('EDIT_ISSUES'),
    isJiraAdmin: granted.has('ADMINISTER'),
    isProjectAdmin: canBrowse && granted.has('ADMINISTER_PROJECTS'),
  };
}

async function readGranted(client: JiraClient, path: Route): Promise<ReadonlySet<string>> {
  return (await readPermissions(client, path)).granted;
}

/** Of those that the path asks for, the ones that are granted; none of what may not be seen. */
export async function readPermissions(
  client: JiraClient,
  path: Route,
): Promise<{ readonly granted: ReadonlySet<string>; readonly clockOffsetMs: number }> {
  const answer = await client.send({ method: 'GET', path, accept: [403, 404] });
  const { clockOffsetMs } = answer;
  if (answer.status !== 200) return { granted: new Set(), clockOffsetMs };
  const { permissions } = parseAnswer(answer, permissionsSchema);
  const granted = Object.entries(permissions).filter(([, { havePermission }]) => havePermission);
  return { granted: new Set(granted.map(([key]) => key)), clockOffsetMs };
}
