import type { JiraIssue } from './jira-client';

/** What each part of an issue's page gets. */
export interface IssuePartProps {
  readonly as: string;
  readonly issue: JiraIssue;
  readonly onChanged: () => Promise<void>;
}
