import '../../../../dev/forge-host/globals';
import { asApp, route } from '@forge/api';
import { type AsyncEvent, Queue } from '@forge/events';
import { kvs } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import type { CallEffect } from '../../../../dev/forge-host/faults';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { buildHost, START_MS } from './fixtures/build-host';

const call = { moduleKey: 'admin', functionKey: 'any', accountId: 'ada' } as const;
const idle = { timeoutMs: 2000, advance: true };

describe('fault rules', () => {
  it('answer in place of the tracker, as often as they say, where they match', async () => {
    const seen: unknown[] = [];
    let carriedOut = 0;
    const { host } = buildHost(
      {
        resolver: async () => {
          for (const key of ['WEB-1', 'WEB-2', 'WEB-2']) {
            const response = await asApp().requestJira(route`/rest/api/3/issue/${key}`);
            seen.push([response.status, response.headers.get('retry-after')]);
          }
        },
      },
      {
        jira: async () => {
          carriedOut += 1;
          return Response.json({});
        },
      },
    );
    host.faults.add([
      {
        target: 'jira',
        method: 'get',
        path: /WEB-2/,
        times: 1,
        effect: { kind: 'answer', status: 429, headers: { 'retry-after': '7' } },
      },
    ]);
    await host.invokeResolver(call);
    expect([seen, carriedOut]).toEqual([
      [
        [200, null],
        [429, '7'],
        [200, null],
      ],
      2,
    ]);
  });

  it('delay a call by the clock of the host', async () => {
    let tookMs = 0;
    const { host } = buildHost({
      resolver: async () => {
        await fetch('https://allowed.example/');
        tookMs = Date.now() - START_MS;
      },
    });
    host.faults.add([{ target: 'redmine', effect: { kind: 'delay', delayMs: 150 } }]);
    const running = host.invokeResolver(call);
    await host.idle(idle);
    await running;
    expect(tookMs).toBe(150);
  });

  it('break the connection after the call was carried out', async () => {
    const store = createMemoryStore();
    let failure: unknown;
    const { host } = buildHost(
      {
        resolver: async () => {
          failure = await kvs.set('key', 1).catch((error: Error) => error.message);
        },
      },
      { store },
    );
    host.faults.add([{ target: 'kvs', path: /set$/, effect: { kind: 'drop-response' } }]);
    await host.invokeResolver(call);
    expect([failure, store.get('kvs/plain/key')]).toEqual([
      'fetch failed',
      expect.objectContaining({ json: '1' }),
    ]);
  });

  it('refuse a push', async () => {
    let failure: unknown;
    const { host } = buildHost({
      resolver: () =>
        new Queue({ key: 'fast' }).push({ body: {} }).catch((error: Error) => {
          failure = error.constructor.name;
        }),
    });
    host.faults.add([{ target: 'queue', effect: { kind: 'answer', status: 429 } }]);
    await host.invokeResolver(call);
    expect([failure, host.waitingCount]).toEqual(['RateLimitError', 0]);
  });
});

describe('a crash', () => {
  /** A consumer of three writes, crashed at the given call of its first run. */
  async function crashAt(number: number, when: 'before' | 'after') {
    const steps: string[] = [];
    const runs: unknown[] = [];
    const onCall = (one: { functionKey: string; number: number }): CallEffect | undefined =>
      one.functionKey === 'on-fast-job' && runs.length === 1 && one.number === number
        ? { kind: 'crash', when }
        : undefined;
    const store = createMemoryStore();
    const { host } = buildHost(
      {
        resolver: () => new Queue({ key: 'fast' }).push({ body: {} }),
        onFastJob: async (event: AsyncEvent) => {
          runs.push(event.retryContext?.retryReason ?? 'first');
          const run = runs.length;
          for (const step of ['a', 'b', 'c']) {
            try {
              await kvs.set(`${run}${step}`, 1);
            } finally {
              steps.push(`${run}${step}`);
            }
          }
        },
      },
      { onCall, store },
    );
    await host.invokeResolver(call);
    expect(await host.idle(idle)).toBe(true);
    const written = [...store.range('kvs/plain/')].map(([key]) => key.slice('kvs/plain/'.length));
    return { runs, steps, written };
  }

  it('ends the function before the call, which then has no effect, and it is delivered again', async () => {
    expect(await crashAt(2, 'before')).toEqual({
      runs: ['first', 'FUNCTION_PLATFORM_UNKNOWN_ERROR'],
      steps: ['1a', '2a', '2b', '2c'],
      written: ['1a', '2a', '2b', '2c'],
    });
  });

  it('can come right after the call was carried out', async () => {
    expect(await crashAt(2, 'after')).toEqual({
      runs: ['first', 'FUNCTION_PLATFORM_UNKNOWN_ERROR'],
      steps: ['1a', '2a', '2b', '2c'],
      written: ['1a', '1b', '2a', '2b', '2c'],
    });
  });

  it('lets calls that were not yet carried out have no effect', async () => {
    const store = createMemoryStore();
    const { host } = buildHost(
      {
        resolver: async () => {
          const slow = fetch('https://allowed.example/').then(() => kvs.set('late', 1));
          await kvs.get('boom');
          await slow;
        },
      },
      {
        store,
        onCall: ({ target }) =>
          target === 'kvs' ? { kind: 'crash', when: 'before' } : { kind: 'delay', delayMs: 1000 },
        egress: async () => {
          store.put('fetched', true);
          return new Response('');
        },
      },
    );
    const answer = await host.invokeResolver(call);
    await host.advance(5000);
    expect([answer, store.get('fetched'), store.get('kvs/plain/late')]).toEqual([
      { kind: 'failed', message: expect.stringContaining('crashed') },
      undefined,
      undefined,
    ]);
  });
});

describe('a call that is carried out late', () => {
  it('fails at once and takes effect afterwards', async () => {
    const store = createMemoryStore();
    let failure: unknown;
    const { host } = buildHost(
      {
        resolver: async () => {
          failure = await fetch('https://allowed.example/').catch((error: Error) => error.message);
        },
      },
      {
        onCall: () => ({ kind: 'carry-out-late', delayMs: 30_000 }),
        egress: async () => {
          store.put('written', true);
          return new Response('');
        },
      },
    );
    await host.invokeResolver(call);
    const before = store.get('written');
    await host.advance(60_000);
    expect([failure, before, store.get('written')]).toEqual(['fetch failed', undefined, true]);
  });

  it('can be watched as it takes effect', async () => {
    const steps: string[] = [];
    const { host } = buildHost(
      { resolver: () => fetch('https://allowed.example/').catch(() => steps.push('failed')) },
      {
        onCall: () => ({
          kind: 'carry-out-late',
          delayMs: 30_000,
          watch: async (carryOut) => {
            steps.push('before');
            await carryOut();
            steps.push('after');
          },
        }),
        egress: async () => {
          steps.push('written');
          return new Response('');
        },
      },
    );
    await host.invokeResolver(call);
    await host.advance(60_000);
    expect(steps).toEqual(['failed', 'before', 'written', 'after']);
  });
});
