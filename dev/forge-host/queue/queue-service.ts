/**
 * The queue's own endpoints, as `@forge/events` calls them.
 * @see https://developer.atlassian.com/platform/forge/limits-async-events/
 */
import { z } from 'zod';
import type { HostClock } from '../../clock';
import type { FunctionRunner } from '../function-runner';
import type { Invocation } from '../invocation';
import { type PlatformResponse, respondEmpty, respondJson } from '../json-response';
import { FORGE_LIMITS } from '../limits';
import type { Manifest } from '../manifest';
import type { NewId } from '../new-id';
import { RateWindow } from '../rate-window';
import type { AsyncEvents } from './async-events';

const publishSchema = z.object({
  queueName: z.string(),
  jobId: z.string().min(1),
  type: z.literal('avi:forge:app:event'),
  payload: z
    .array(
      z.object({
        body: z.record(z.string(), z.unknown()),
        delayInSeconds: z.number().min(0).max(FORGE_LIMITS.queue.delaySeconds).optional(),
        concurrency: z.object({ key: z.string().min(1), limit: z.int().positive() }).optional(),
      }),
    )
    .min(1),
});

const jobSchema = z.object({ queueName: z.string(), jobId: z.string() });

export interface QueueService {
  /** @returns the answer, or `undefined` where there is no such path */
  handle(invocation: Invocation, path: string, body: string): PlatformResponse | undefined;
}

export interface QueueServiceOptions {
  readonly manifest: Manifest;
  readonly clock: HostClock;
  readonly runner: FunctionRunner;
  readonly events: AsyncEvents;
  readonly newId: NewId;
}

function refuse(status: number, code: string, message: string): PlatformResponse {
  return respondJson(status, JSON.stringify({ code, message, errorMessage: message }));
}

export function createQueueService(options: QueueServiceOptions): QueueService {
  const { manifest, clock, runner, events, newId } = options;
  const limits = FORGE_LIMITS.queue;
  const consumers = new Map(manifest.modules.consumer.map((module) => [module.queue, module]));
  const perMinute = new RateWindow(clock, 60_000, limits.eventsPerMinute);

  function publish(invocation: Invocation, body: string): PlatformResponse {
    const parsed = publishSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return refuse(400, 'BAD_REQUEST', z.prettifyError(parsed.error));
    const { queueName, jobId, payload } = parsed.data;
    const consumer = consumers.get(queueName);
    if (!consumer) {
      return refuse(400, 'QUEUE_NOT_FOUND', `Queue ${queueName} has no consumer in the manifest`);
    }
    if (payload.length > limits.eventsPerPush) {
      return refuse(413, 'TOO_MANY_EVENTS', 'A push can contain at most 50 events');
    }
    const sizes = payload.map((event) => Buffer.byteLength(JSON.stringify(event)));
    if (sizes.reduce((sum, size) => sum + size, 0) > limits.pushBytes) {
      return refuse(413, 'PAYLOAD_TOO_BIG', 'The maximum payload size is 200KB');
    }
    const isLongRunning =
      (runner.timeoutSecondsOf(consumer.function) ?? 0) > limits.longRunningFromSeconds;
    if (isLongRunning && sizes.some((size) => size > limits.longRunningEventBytes)) {
      const message = 'The maximum size of an event is 100KB where the consumer may run over 55 s';
      return refuse(413, 'PAYLOAD_TOO_BIG', message);
    }
    const chainLength = invocation.options.chainLength + 1;
    if (chainLength > limits.chainedPushes) {
      return refuse(405, 'CYCLIC_INVOCATION', 'The limit on cyclic invocation has been reached');
    }
    if (!perMinute.take(payload.length)) {
      return refuse(429, 'RATE_LIMIT_EXCEEDED', 'More than 500 events a minute');
    }
    const nowMs = clock.nowMs();
    events.enqueue(
      jobId,
      queueName,
      payload.map((event) => ({
        eventId: newId(),
        jobId,
        queueName,
        bodyJson: JSON.stringify(event.body),
        enqueuedAtMs: nowMs,
        dueAtMs: nowMs + (event.delayInSeconds ?? 0) * 1000,
        chainLength,
        ...(event.concurrency ? { concurrency: event.concurrency } : {}),
      })),
    );
    return respondEmpty(201);
  }

  function withJob(body: string, answer: (jobId: string) => PlatformResponse): PlatformResponse {
    const parsed = jobSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return refuse(400, 'BAD_REQUEST', z.prettifyError(parsed.error));
    const { jobId, queueName } = parsed.data;
    if (events.jobs.find(jobId)?.queueName !== queueName) {
      return refuse(404, 'JOB_NOT_FOUND', `There is no job ${jobId} in queue ${queueName}`);
    }
    return answer(jobId);
  }

  const endpoints: Readonly<
    Record<string, (invocation: Invocation, body: string) => PlatformResponse>
  > = {
    publish,
    stats: (_invocation, body) =>
      withJob(body, (jobId) => {
        const { success = 0, inProgress = 0, failed = 0 } = events.jobs.find(jobId) ?? {};
        return respondJson(200, JSON.stringify({ success, inProgress, failed }));
      }),
    cancel: (_invocation, body) =>
      withJob(body, (jobId) => {
        events.cancel(jobId);
        return respondEmpty(204);
      }),
  };

  return {
    handle(invocation, path, body) {
      const name = /^\/webhook\/queue\/(\w+)\//.exec(path)?.[1];
      return name === undefined ? undefined : endpoints[name]?.(invocation, body);
    },
  };
}
