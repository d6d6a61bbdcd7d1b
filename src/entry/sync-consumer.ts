/** Takes jobs from the queues and tells the platform whether to deliver them again. */
import { type AsyncEvent, InvocationError, InvocationErrorCode } from '@forge/events';
import { syncPorts } from '../app/sync';
import type { Job } from '../ports';
import { isLeftToCursors } from '../sync/failing/is-left-to-cursors';
import { retryDelaySeconds } from '../sync/failing/retry-delay';
import type { Outcome } from '../sync/outcome';
import { giveUpJob, runSyncJob } from '../sync/run-job';
import { parseJob } from './parse-job';

/** What a job that is tried again later answers with; anything else is done. */
type ConsumerAnswer = InvocationError | undefined;

/**
 * Less than this before the platform forgets the job, it becomes a dead letter: longer than the
 * longest delay between two tries.
 */
const LAST_TRY_MS = 30 * 60 * 1000;

/** Jobs that people wait for. */
export function runLiveJob(event: AsyncEvent): Promise<ConsumerAnswer> {
  return consume(event);
}

/** Verify and other work that may take its time. */
export function runBackgroundJob(event: AsyncEvent): Promise<ConsumerAnswer> {
  return consume(event);
}

async function consume(event: AsyncEvent): Promise<ConsumerAnswer> {
  const job = parseJob(event.body);
  const { retryContext } = event;
  const window = retryContext?.retentionWindow;
  const isLastTry = (window?.remainingTimeMs ?? Number.POSITIVE_INFINITY) < LAST_TRY_MS;
  const wasCutOff =
    retryContext !== undefined &&
    retryContext.retryReason !== InvocationErrorCode.FUNCTION_RETRY_REQUEST;
  // Whoever was ended before may be ended again, and then nobody would be told; a success closes it.
  if (job.kind === 'sync' && isLastTry && wasCutOff) {
    await giveUpJob(syncPorts, job, 'it failed all day without a reason, or took too long');
  }
  const outcome = await run(job);
  if (outcome.kind !== 'retry') return undefined;
  if (job.kind === 'sync' && isLastTry) {
    const pushedAtMs = Date.parse(window?.startTime ?? '');
    if (!isLeftToCursors(job, outcome.circuitOpenedAtMs, pushedAtMs)) {
      await giveUpJob(syncPorts, job, outcome.message);
    }
    return undefined;
  }
  return new InvocationError({
    retryAfter: retryDelaySeconds(
      outcome.afterSeconds,
      retryContext?.retryCount ?? 0,
      Math.random(),
    ),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData: null,
  });
}

async function run(job: Job): Promise<Outcome> {
  if (job.kind === 'sync') return runSyncJob(syncPorts, job);
  const { runOtherJob } = await import('./other-job');
  return runOtherJob(job);
}
