import '../../../../dev/forge-host/globals';
import {
  type AsyncEvent,
  InternalServerError,
  InvocationError,
  InvocationErrorCode,
  InvocationLimitReachedError,
  JobDoesNotExistError,
  PayloadTooBigError,
  Queue,
  RateLimitError,
} from '@forge/events';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { buildHost, START_MS } from './fixtures/build-host';

const fast = new Queue({ key: 'fast' });
const slow = new Queue({ key: 'slow' });
const push = { moduleKey: 'admin', functionKey: 'any', accountId: 'ada' } as const;

/** A host whose resolver runs the given code; what it threw is in `errors`. */
function buildQueueHost(
  resolver: () => Promise<unknown>,
  handlers: Record<string, unknown> = {},
  options: Parameters<typeof buildHost>[1] = {},
) {
  const errors: unknown[] = [];
  const built = buildHost(
    {
      resolver: () => resolver().catch((error: unknown) => void errors.push(error)),
      ...handlers,
    },
    options,
  );
  return { ...built, errors, runResolver: () => built.host.invokeResolver(push) };
}

describe('delivery', () => {
  it('hands the body, the job and the queue to the consumer', async () => {
    const seen: unknown[] = [];
    let jobId = '';
    const { host, runResolver } = buildQueueHost(
      async () => {
        ({ jobId } = await fast.push({ body: { hello: 'world' } }));
      },
      { onFastJob: (event: unknown, context: unknown) => void seen.push([event, context]) },
    );
    await runResolver();
    expect(seen).toEqual([]);
    expect(await host.idle({ timeoutMs: 1000, advance: false })).toBe(true);
    expect(seen).toEqual([
      [
        { body: { hello: 'world' }, queueName: 'fast', jobId, eventId: expect.any(String) },
        expect.objectContaining({
          installContext: expect.stringContaining('ari:cloud:jira::site'),
        }),
      ],
    ]);
  });

  it('waits for the delay, unless the clock is moved', async () => {
    const seen: number[] = [];
    const { host, runResolver, clock } = buildQueueHost(
      () => fast.push({ body: {}, delayInSeconds: 90 }),
      { onFastJob: () => void seen.push(Date.now()) },
    );
    await runResolver();
    expect(await host.idle({ timeoutMs: 50, advance: false })).toBe(true);
    expect([seen, host.waitingCount]).toEqual([[], 1]);
    expect(await host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    expect([seen, clock.nowMs()]).toEqual([[START_MS + 90_000], START_MS + 90_000]);
  });

  it('runs at most as many events of one concurrency key as its limit, across queues', async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
    };
    const concurrency = { key: 'link', limit: 2 };
    const { host, runResolver } = buildQueueHost(
      async () => {
        for (let at = 0; at < 4; at += 1) await fast.push({ body: { at }, concurrency });
        for (let at = 0; at < 4; at += 1) await slow.push({ body: { at }, concurrency });
      },
      { onFastJob: work, onSlowJob: work },
    );
    await runResolver();
    expect(await host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    expect([most, host.ledger.read().invocations['on-slow-job']?.count]).toEqual([2, 4]);
  });

  it('goes on after a restart with what was not finished', async () => {
    const store = createMemoryStore();
    const first = buildQueueHost(
      () => fast.push([{ body: { n: 1 } }, { body: { n: 2 }, delayInSeconds: 60 }]),
      { onFastJob: () => new Promise(() => {}) },
      { store },
    );
    await first.runResolver();
    await first.host.idle({ timeoutMs: 300, advance: false });
    expect(first.host.runningCount).toBe(1);
    first.host.stop();

    const seen: unknown[] = [];
    const second = buildHost(
      { onFastJob: (event: AsyncEvent) => void seen.push(event.body) },
      { store },
    );
    expect(await second.host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('can come twice, as the platform allows', async () => {
    const seen: unknown[] = [];
    const { host, runResolver } = buildQueueHost(
      () => fast.push({ body: {} }),
      { onFastJob: (event: AsyncEvent) => void seen.push(event.eventId) },
      { noise: { copies: () => 2, delayMs: () => 0 } },
    );
    await runResolver();
    await host.idle({ timeoutMs: 1000, advance: true });
    expect(seen).toEqual([seen[0], seen[0]]);
  });
});

describe('retries', () => {
  it('come when the consumer asks, with what it said', async () => {
    const contexts: unknown[] = [];
    const { host, runResolver } = buildQueueHost(() => fast.push({ body: {} }), {
      onFastJob: (event: AsyncEvent) => {
        contexts.push([Date.now() - START_MS, event.retryContext]);
        if (contexts.length > 2) return undefined;
        return new InvocationError({
          retryAfter: contexts.length === 1 ? 30 : 5000,
          retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
          retryData: { seen: contexts.length },
        });
      },
    });
    await runResolver();
    expect(await host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    const context = (retryCount: number, passedMs: number) => ({
      retryCount,
      retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
      retryData: { seen: retryCount },
      retentionWindow: {
        startTime: new Date(START_MS).toISOString(),
        remainingTimeMs: 24 * 3_600_000 - passedMs,
      },
    });
    expect(contexts).toEqual([
      [0, undefined],
      [30_000, context(1, 30_000)],
      [930_000, context(2, 930_000)],
    ]);
  });

  it('come after a second where the consumer says nothing more', async () => {
    const times: number[] = [];
    const { host, runResolver } = buildQueueHost(() => fast.push({ body: {} }), {
      onFastJob: () => {
        times.push(Date.now() - START_MS);
        return times.length === 1 ? new InvocationError() : undefined;
      },
    });
    await runResolver();
    await host.idle({ timeoutMs: 1000, advance: true });
    expect(times).toEqual([0, 1000]);
  });

  it('follow a failure with growing pauses of at most 15 minutes, for 24 hours', async () => {
    const times: number[] = [];
    const { host, runResolver, notices } = buildQueueHost(() => fast.push({ body: {} }), {
      onFastJob: () => {
        times.push(Date.now() - START_MS);
        throw new Error('no');
      },
    });
    await runResolver();
    await host.advance(30 * 3_600_000);
    const pauses = times.slice(1).map((time, at) => (time - (times[at] ?? 0)) / 1000);
    expect(pauses.slice(0, 10)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(times.at(-1)).toBeLessThanOrEqual(24 * 3_600_000);
    expect(notices.at(-1)).toEqual({ kind: 'dropped', message: expect.stringMatching(/24 hours/) });
    expect(host.waitingCount).toBe(0);
  });

  it('follow a function that ran out of its own time', async () => {
    const reasons: unknown[] = [];
    const { host, runResolver } = buildQueueHost(() => slow.push({ body: {} }), {
      onSlowJob: async (event: AsyncEvent) => {
        reasons.push([Date.now() - START_MS, event.retryContext?.retryReason]);
        if (reasons.length === 1) await new Promise((done) => setTimeout(done, 700_000));
      },
    });
    await runResolver();
    expect(await host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    expect(reasons).toEqual([
      [0, undefined],
      [605_000, 'FUNCTION_TIME_OUT'],
    ]);
  });
});

describe('jobs', () => {
  it('tell their progress', async () => {
    const stats: unknown[] = [];
    let calls = 0;
    const { runResolver, host } = buildQueueHost(
      async () => {
        const { jobId } = await fast.push([{ body: {} }, { body: {}, delayInSeconds: 5 }]);
        const job = fast.getJob(jobId);
        stats.push(await job.getStats());
        await new Promise((done) => setTimeout(done, 2000));
        stats.push(await job.getStats());
        await new Promise((done) => setTimeout(done, 4000));
        stats.push(await job.getStats());
      },
      {
        onFastJob: () => {
          calls += 1;
        },
      },
    );
    const resolver = runResolver();
    await host.advance(10_000);
    await resolver;
    expect([calls, stats]).toEqual([
      2,
      [
        { success: 0, inProgress: 2, failed: 0 },
        { success: 1, inProgress: 1, failed: 0 },
        { success: 2, inProgress: 0, failed: 0 },
      ],
    ]);
  });

  it('can be cancelled as long as they have not started', async () => {
    let calls = 0;
    const { runResolver, host } = buildQueueHost(
      async () => {
        const { jobId } = await fast.push({ body: {}, delayInSeconds: 5 });
        await fast.cancel(jobId);
      },
      {
        onFastJob: () => {
          calls += 1;
        },
      },
    );
    await runResolver();
    expect(await host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    expect(calls).toBe(0);
  });

  it('that are unknown are refused', async () => {
    const { runResolver, errors } = buildQueueHost(() => fast.getJob('nothing').getStats());
    await runResolver();
    expect(errors).toEqual([expect.any(JobDoesNotExistError)]);
  });
});

describe('limits', () => {
  it('refuse a queue that no consumer takes', async () => {
    const { runResolver, errors } = buildQueueHost(() =>
      new Queue({ key: 'nowhere' }).push({ body: {} }),
    );
    await runResolver();
    expect(errors).toEqual([expect.any(InternalServerError)]);
    expect(String(errors[0])).toContain('nowhere');
  });

  it('refuse the 501st event of a minute, and take it in the next', async () => {
    const outcomes: unknown[] = [];
    const events = Array.from({ length: 50 }, () => ({ body: {} }));
    const { runResolver, clock } = buildQueueHost(async () => {
      for (let at = 0; at < 10; at += 1) await fast.push(events);
      outcomes.push(await fast.push({ body: {} }).catch((error: unknown) => error));
      clock.moveTo(clock.nowMs() + 60_000);
      outcomes.push(await fast.push({ body: {} }));
    });
    await runResolver();
    expect(outcomes).toEqual([expect.any(RateLimitError), { jobId: expect.any(String) }]);
  });

  it('refuse an event over 100 KB where the consumer may run longer than 55 s', async () => {
    const big = { body: { text: 'x'.repeat(110 * 1024) } };
    const { runResolver, errors } = buildQueueHost(async () => {
      await fast.push(big);
      await slow.push(big);
    });
    await runResolver();
    expect(errors).toEqual([expect.any(PayloadTooBigError)]);
  });

  it('end a chain of pushes after a thousand', async () => {
    let pushes = 0;
    let failure: unknown;
    const pushNext = async () => {
      try {
        await fast.push({ body: {} });
        pushes += 1;
      } catch (error) {
        failure = error;
      }
    };
    const { runResolver, host, clock } = buildQueueHost(pushNext, {
      onFastJob: () => {
        if (pushes % 400 === 0) clock.moveTo(clock.nowMs() + 60_000);
        return pushNext();
      },
    });
    await runResolver();
    await host.idle({ timeoutMs: 10_000, advance: true });
    expect([pushes, failure]).toEqual([1000, expect.any(InvocationLimitReachedError)]);
  });
});
