/** The Queue on Forge's async events. */
import {
  Queue as ForgeQueue,
  InvocationLimitReachedError,
  type PushEvent,
  RateLimitError,
} from '@forge/events';
import type { Job, Queue } from '../ports';

export const forgeQueue: Queue = {
  async push(jobs, queue, delaySeconds = 0) {
    if (jobs.length === 0) return 'kept';
    try {
      await new ForgeQueue({ key: queue }).push(
        jobs.map((job, index) => toEvent(job, delayOf(delaySeconds, index))),
      );
      return 'kept';
    } catch (error) {
      if (error instanceof RateLimitError || error instanceof InvocationLimitReachedError) {
        return 'refused';
      }
      throw error;
    }
  },
};

function delayOf(delaySeconds: number | readonly number[], index: number): number {
  return typeof delaySeconds === 'number' ? delaySeconds : (delaySeconds[index] ?? 0);
}

function toEvent(job: Job, delaySeconds: number): PushEvent {
  return {
    body: { ...job },
    ...(delaySeconds > 0 ? { delayInSeconds: Math.min(delaySeconds, MAX_DELAY_SECONDS) } : {}),
    concurrency: { key: concurrencyKeyOf(job), limit: 1 },
  };
}

/** Forge's own limit on a delay. */
const MAX_DELAY_SECONDS = 900;

/** Jobs for one link run one at a time; before there is a link, those for one issue do. */
function concurrencyKeyOf(job: Job): string {
  if (job.kind !== 'sync') {
    return 'mappingId' in job ? `${job.kind}:${job.mappingId}` : job.kind;
  }
  if (job.lane !== undefined) return job.lane;
  return job.linkId ? `link:${job.linkId}` : `${job.mappingId}:${job.side}:${job.issueId}`;
}
