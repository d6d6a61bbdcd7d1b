/** Jira's doorbell: which mapping may cover the issue, and a job for each. Reads no more than ids. */
import { syncPorts } from '../app';
import { parseJiraEvent } from '../jira/event';
import { ringJira } from '../sync/ring';

/** @throws whatever storage or queue throw, so that the platform knows the event was not taken */
export async function onJiraEvent(event: unknown): Promise<void> {
  const parsed = parseJiraEvent(event);
  if (parsed.kind === 'unknown') {
    syncPorts.log.warn(parsed.message);
    return;
  }
  const { bell } = parsed;
  await ringJira(syncPorts, {
    issueId: bell.issueId,
    projectId: bell.projectId,
    entryId: bell.changelogId,
    atMs: bell.atMs,
    deleted: bell.kind === 'issue-deleted',
  });
}
