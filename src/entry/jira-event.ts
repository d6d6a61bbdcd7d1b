/** Jira's doorbell: which mapping may cover the issue, and a job for each. Reads no more than ids. */
import { InvocationError, InvocationErrorCode } from '@forge/events';
import { doorPorts } from '../app/door';
import { parseJiraEvent } from '../jira/event';
import { ringJira } from '../sync/ring';

const RETRY_AFTER_SECONDS = 60;
const RETRY_SPREAD_SECONDS = 120;

/**
 * The platform delivers an event anew only where it is asked to, at most four times; what is thrown
 * here would be a bell lost.
 * https://developer.atlassian.com/platform/forge/events-reference/product_events/
 */
export async function onJiraEvent(event: unknown): Promise<InvocationError | undefined> {
  const parsed = parseJiraEvent(event);
  if (parsed.kind === 'unknown') {
    doorPorts.log.warn(parsed.message);
    return undefined;
  }
  const { bell } = parsed;
  try {
    const kept = await ringJira(doorPorts, {
      issueId: bell.issueId,
      projectId: bell.projectId,
      entryId: bell.changelogId,
      atMs: bell.atMs,
      deleted: bell.kind === 'issue-deleted',
    });
    return kept === 'kept' ? undefined : ringAgain();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    doorPorts.log.warn(`the bell of Jira issue ${bell.issueId} could not be kept: ${name}`);
    return ringAgain();
  }
}

function ringAgain(): InvocationError {
  return new InvocationError({
    retryAfter: Math.ceil(RETRY_AFTER_SECONDS + Math.random() * RETRY_SPREAD_SECONDS),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData: null,
  });
}
