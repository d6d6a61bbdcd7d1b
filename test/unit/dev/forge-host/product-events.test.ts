import { InvocationError, InvocationErrorCode } from '@forge/events';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { buildHost, START_MS } from './fixtures/build-host';

const anEvent = (more: object = {}) => ({
  eventType: 'avi:jira:updated:issue',
  selfGenerated: false,
  atlassianId: 'ada',
  issue: { id: '10000' },
  ...more,
});

/** A host that keeps what its trigger received, with the time since the start. */
function recordEvents(answer: (count: number) => unknown = () => undefined) {
  const seen: { readonly atMs: number; readonly event: Record<string, unknown> }[] = [];
  const onEvent = (event: Record<string, unknown>) => {
    seen.push({ atMs: Date.now() - START_MS, event });
    return answer(seen.length);
  };
  return { seen, onEvent };
}

const idle = { timeoutMs: 1000, advance: true };

describe('triggers', () => {
  it('receive the events they list, with who did it', async () => {
    const calls: unknown[] = [];
    const { host } = buildHost({ onEvent: (...args: unknown[]) => void calls.push(args) });
    host.deliverEvent(anEvent());
    host.deliverEvent(anEvent({ eventType: 'avi:jira:viewed:issue' }));
    expect(await host.idle(idle)).toBe(true);
    expect(calls).toEqual([
      [anEvent(), expect.objectContaining({ principal: { accountId: 'ada' } })],
    ]);
  });

  it('with ignoreSelf do not hear of what the app did, others do', async () => {
    const { seen, onEvent } = recordEvents();
    const { host } = buildHost({ onEvent });
    host.deliverEvent(anEvent({ selfGenerated: true }));
    host.deliverEvent(anEvent({ selfGenerated: true, eventType: 'avi:jira:commented:issue' }));
    await host.idle(idle);
    expect(seen.map(({ event }) => event.eventType)).toEqual(['avi:jira:commented:issue']);
  });

  it('are not rung for an event over 200 kB', async () => {
    const { seen, onEvent } = recordEvents();
    const { host, notices } = buildHost({ onEvent });
    host.deliverEvent(anEvent({ text: 'x'.repeat(200_000) }));
    await host.idle(idle);
    expect([seen, notices]).toEqual([
      [],
      [{ kind: 'dropped', message: expect.stringContaining('200 kB') }],
    ]);
  });

  it('are tried again up to four times where they ask for it', async () => {
    const { seen, onEvent } = recordEvents(
      () =>
        new InvocationError({
          retryAfter: 10,
          retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
          retryData: { a: 1 },
        }),
    );
    const { host } = buildHost({ onEvent });
    host.deliverEvent(anEvent());
    await host.idle(idle);
    expect(seen.map(({ atMs, event }) => [atMs, event.retryContext])).toEqual([
      [0, undefined],
      ...[1, 2, 3, 4].map((retryCount) => [
        retryCount * 10_000,
        { retryCount, retryReason: 'FUNCTION_RETRY_REQUEST', retryData: { a: 1 } },
      ]),
    ]);
  });

  it('are not tried again where they throw', async () => {
    const { seen, onEvent } = recordEvents(() => {
      throw new Error('no');
    });
    const { host, notices } = buildHost({ onEvent });
    host.deliverEvent(anEvent());
    await host.idle(idle);
    expect([seen.length, notices.map(({ kind }) => kind)]).toEqual([
      1,
      ['function-failed', 'dropped'],
    ]);
  });

  it('are tried again by the platform where they ran longer than 25 seconds', async () => {
    const { seen, onEvent } = recordEvents((count) =>
      count === 1 ? new Promise((done) => setTimeout(done, 30_000)) : undefined,
    );
    const { host } = buildHost({ onEvent });
    host.deliverEvent(anEvent());
    await host.idle(idle);
    expect(seen.map(({ atMs, event }) => [atMs, event.retryContext])).toEqual([
      [0, undefined],
      [30_000, { retryCount: 1, retryReason: 'FUNCTION_TIME_OUT', retryData: undefined }],
    ]);
  });

  it('hear after a restart of what came before it', async () => {
    const store = createMemoryStore();
    const first = buildHost({ onEvent: () => new Promise(() => {}) }, { store });
    first.host.deliverEvent(anEvent());
    await first.host.idle({ timeoutMs: 200, advance: false });
    first.host.stop();
    const { seen, onEvent } = recordEvents();
    const second = buildHost({ onEvent }, { store });
    await second.host.idle(idle);
    expect(seen.map(({ event }) => event)).toEqual([anEvent()]);
  });

  it('may hear late, twice or never, as a simulation decides', async () => {
    const { seen, onEvent } = recordEvents();
    const copies = [2, 0];
    const { host } = buildHost(
      { onEvent },
      { noise: { copies: () => copies.shift() ?? 1, delayMs: () => 180_000 } },
    );
    host.deliverEvent(anEvent({ n: 1 }));
    host.deliverEvent(anEvent({ n: 2 }));
    await host.idle(idle);
    expect(seen.map(({ atMs, event }) => [atMs, event.n])).toEqual([
      [180_000, 1],
      [180_000, 1],
    ]);
  });
});
