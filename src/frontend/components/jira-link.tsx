import { Link } from '@forge/react';

/** A Jira issue by its key, opened on the same site. */
export function JiraLink({ issueKey }: { readonly issueKey: string }) {
  return <Link href={`/browse/${issueKey}`}>{issueKey}</Link>;
}
