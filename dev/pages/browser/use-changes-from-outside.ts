import { useCallback, useEffect, useRef } from 'react';
import { callJira, type JiraIssue } from './jira-client';

const LOOK_EVERY_MS = 3_000;

/** https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-panel/#events */
export interface IssueChange {
  readonly issueId: string;
  readonly projectId: string;
  readonly changes: readonly { readonly changeType: 'updated' | 'commented' }[];
}

/**
 * Follows what others do to the issue, as Jira's page does: shows it, and tells the panel. Answers
 * what to call after a change of one's own, which Jira tells no panel of.
 */
export function useChangesFromOutside(
  as: string,
  issue: JiraIssue | null,
  reread: () => Promise<void>,
  onChange: (change: IssueChange) => void,
): () => Promise<void> {
  const seen = useRef<string | null>(null);
  const isBusy = useRef(false);
  const latest = useRef(onChange);
  latest.current = onChange;
  if (issue !== null) seen.current = issue.fields.updated;
  const issueId = issue?.id ?? null;
  const projectId = issue?.fields.project.id ?? '';

  useEffect(() => {
    if (issueId === null) return;
    const timer = setInterval(async () => {
      if (isBusy.current || document.hidden) return;
      isBusy.current = true;
      const now = await callJira<{ fields: { updated: string } }>(
        as,
        'GET',
        `issue/${issueId}?fields=updated`,
      ).catch(() => null);
      if (now !== null && now.fields.updated !== seen.current) {
        await reread();
        latest.current({ issueId, projectId, changes: [{ changeType: 'updated' }] });
      }
      isBusy.current = false;
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [as, issueId, projectId, reread]);

  return useCallback(async () => {
    isBusy.current = true;
    await reread();
    isBusy.current = false;
  }, [reread]);
}
