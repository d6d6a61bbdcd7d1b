/**
 * Delivers async events to their consumers: at least once, for 24 hours, with growing pauses.
 * What is not finished lies in the store, so a killed host goes on with it.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
import type { HostClock } from '../../clock';
import type { KeyedStore } from '../../store/store';
import type { DeliveryNoise } from '../delivery-noise';
import type { Dispatcher } from '../dispatcher';
import type { FunctionRunner } from '../function-runner';
import { FORGE_LIMITS } from '../limits';
import type { Manifest } from '../manifest';
import type { HostNotice } from '../notice';
import { computeBackoffMs, findRetryRequest, type RetryRequest } from '../retry-request';
import { createSequence } from '../sequence';
import { buildFunctionContext, type Site } from '../site';
import type { EventRecord } from './event-record';
import { createJobTable, type JobTable } from './job-table';

const ROOT = 'queue/event/';

export type NewEvent = Omit<EventRecord, 'attempts'>;

export interface AsyncEvents {
  readonly jobs: JobTable;
  enqueue(jobId: string, queueName: string, events: readonly NewEvent[]): void;
  /** Takes back the events of a job that are not running. */
  cancel(jobId: string): void;
}

export interface AsyncEventsOptions {
  readonly manifest: Manifest;
  readonly site: Site;
  readonly store: KeyedStore;
  readonly clock: HostClock;
  readonly runner: FunctionRunner;
  readonly dispatcher: Dispatcher;
  readonly noise: DeliveryNoise;
  readonly onNotice: (notice: HostNotice) => void;
}

/** What the consumer is called with. */
function buildEvent(record: EventRecord, nowMs: number): object {
  const { bodyJson, queueName, jobId, eventId, concurrency, retry, enqueuedAtMs } = record;
  const endsAtMs = enqueuedAtMs + FORGE_LIMITS.queue.retentionMs;
  const retryContext = retry && {
    retryCount: retry.count,
    retryReason: retry.reason,
    retryData: retry.dataJson === undefined ? undefined : JSON.parse(retry.dataJson),
    retentionWindow: {
      startTime: new Date(enqueuedAtMs).toISOString(),
      remainingTimeMs: endsAtMs - nowMs,
    },
  };
  return {
    body: JSON.parse(bodyJson),
    queueName,
    jobId,
    eventId,
    ...(concurrency ? { concurrency: { ...concurrency } } : {}),
    ...(retryContext ? { retryContext } : {}),
  };
}

/** Platform errors are not counted in what the function is told. */
function planRetry(record: EventRecord, request: RetryRequest, nowMs: number): EventRecord {
  const attempts = record.attempts + 1;
  const count = (record.retry?.count ?? 0) + (request.cause === 'platform' ? 0 : 1);
  return {
    ...record,
    attempts,
    dueAtMs: nowMs + (request.afterMs ?? computeBackoffMs(attempts)),
    retry: {
      count,
      reason: request.reason,
      ...(request.dataJson === undefined ? {} : { dataJson: request.dataJson }),
    },
  };
}

export function createAsyncEvents(options: AsyncEventsOptions): AsyncEvents {
  const { manifest, site, store, clock, runner, dispatcher, noise, onNotice } = options;
  const consumers = new Map(manifest.modules.consumer.map((module) => [module.queue, module]));
  const nextKey = createSequence(store, ROOT);
  const jobs = createJobTable(store);
  const keysByJob = new Map<string, Set<string>>();

  function schedule(key: string, record: EventRecord): void {
    const keys = keysByJob.get(record.jobId) ?? new Set();
    keysByJob.set(record.jobId, keys.add(key));
    dispatcher.add({
      id: key,
      dueAtMs: record.dueAtMs,
      ...(record.concurrency ? { concurrency: record.concurrency } : {}),
      start: () => deliver(key, record),
    });
  }

  function finish(key: string, record: EventRecord, how: 'success' | 'failed'): void {
    store.remove(key);
    jobs.finish(record.jobId, how);
    const keys = keysByJob.get(record.jobId);
    keys?.delete(key);
    if (keys?.size === 0) keysByJob.delete(record.jobId);
  }

  async function deliver(key: string, record: EventRecord): Promise<void> {
    const consumer = consumers.get(record.queueName);
    if (!consumer) {
      onNotice({
        kind: 'dropped',
        message: `event of job ${record.jobId}: queue ${record.queueName} has no consumer any more`,
      });
      finish(key, record, 'failed');
      return;
    }
    const outcome = await runner.run({
      kind: 'background',
      functionKey: consumer.function,
      moduleKey: consumer.key,
      moduleType: 'consumer',
      chainLength: record.chainLength,
      args: [buildEvent(record, clock.nowMs()), buildFunctionContext(site)],
    });
    // A host that was stopped under the function leaves the event as a killed process would.
    if (dispatcher.isStopped) return;
    const request = findRetryRequest(outcome);
    const wasCancelled = keysByJob.get(record.jobId)?.has(key) !== true;
    if (!request || wasCancelled) {
      finish(key, record, request ? 'failed' : 'success');
      return;
    }
    const next = planRetry(record, request, clock.nowMs());
    if (next.dueAtMs > record.enqueuedAtMs + FORGE_LIMITS.queue.retentionMs) {
      onNotice({
        kind: 'dropped',
        message: `event of job ${record.jobId}: given up 24 hours after it was pushed`,
      });
      finish(key, record, 'failed');
      return;
    }
    store.put(key, next);
    schedule(key, next);
  }

  for (const [key, record] of store.range(ROOT)) schedule(key, record as EventRecord);

  return {
    jobs,
    enqueue(jobId, queueName, events) {
      const records = events.flatMap((event) => {
        const copies = Math.max(1, noise.copies('async-event'));
        return Array.from({ length: copies }, () => ({
          key: nextKey(),
          record: {
            ...event,
            attempts: 0,
            dueAtMs: event.dueAtMs + noise.delayMs('async-event'),
          },
        }));
      });
      jobs.open(jobId, queueName, records.length);
      store.batch(records.map(({ key, record }) => ({ kind: 'put', key, value: record })));
      for (const { key, record } of records) schedule(key, record);
    },
    cancel(jobId) {
      for (const key of keysByJob.get(jobId) ?? []) {
        if (dispatcher.remove(key)) {
          store.remove(key);
          jobs.finish(jobId, 'failed');
        }
      }
      keysByJob.delete(jobId);
    },
  };
}
