/** What the panel asks the trackers beyond the sync. */
import type { Mapping } from '../core/mapping';
import { namePeople as nameAccounts } from '../jira/name-people';
import { type IssueAccess, readIssueAccess } from '../jira/permissions';
import { isInRole, type RolePlace } from '../jira/role-members';
import { type FoundIssue, searchIssues } from '../redmine/search-issues';
import { getConnection, openJira, openJiraAsCaller, openRedmine } from './trackers';

/** What the caller of a resolver may do with an issue. */
export function readCallerAccess(issueId: string): Promise<IssueAccess> {
  return readIssueAccess(openJiraAsCaller(), issueId);
}

/** Whether the caller of a resolver belongs to a role of a Jira project. */
export function isCallerInRole(place: RolePlace): Promise<boolean> {
  return isInRole(openJira(), openJiraAsCaller(), place);
}

/** Issues of the remote project that a person looks for. */
export async function searchRemote(
  mapping: Mapping,
  wanted: Parameters<typeof searchIssues>[2],
): Promise<readonly FoundIssue[]> {
  const { url, apiKey } = await getConnection(mapping);
  return searchIssues(openRedmine(url, apiKey), mapping, wanted);
}

/** What people are called, by accountId; as far as the app may see them. */
export function namePeople(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return nameAccounts(openJira(), accountIds);
}
