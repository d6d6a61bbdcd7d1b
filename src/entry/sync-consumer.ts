/** Takes jobs from the queues and tells the platform whether to deliver them again. */
import { type AsyncEvent, InvocationError, InvocationErrorCode } from '@forge/events';
import { syncPorts, upkeepPorts } from '../app';
import type { Job } from '../ports';
import type { Outcome } from '../sync/outcome';
import { retryDelaySeconds } from '../sync/retry-delay';
import { giveUpJob, runSyncJob } from '../sync/run-job';
import { runUpkeepJob } from '../sync/run-upkeep';
import { sweepAll } from '../sync/sweep';
import { runVerifyJob } from '../sync/verify';
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
  const outcome = await run(job);
  if (outcome.kind !== 'retry') return undefined;
  const remainingMs =
    event.retryContext?.retentionWindow?.remainingTimeMs ?? Number.POSITIVE_INFINITY;
  if (job.kind === 'sync' && remainingMs < LAST_TRY_MS) {
    await giveUpJob(syncPorts, job, outcome.message);
    return undefined;
  }
  const tries = event.retryContext?.retryCount ?? 0;
  return new InvocationError({
    retryAfter: retryDelaySeconds(outcome.afterSeconds, tries, Math.random()),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    retryData: null,
  });
}

async function run(job: Job): Promise<Outcome> {
  switch (job.kind) {
    case 'sync':
      return runSyncJob(syncPorts, job);
    case 'verify':
      return runVerifyJob(syncPorts, job);
    case 'sweep':
      await sweepAll(syncPorts);
      return { kind: 'synced' };
    default:
      return runUpkeepJob(upkeepPorts, job);
  }
}
