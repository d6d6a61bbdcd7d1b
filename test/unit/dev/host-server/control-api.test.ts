import { describe, expect, it } from 'vitest';
import { createAppServer } from '../../../../dev/host-server/app-server';
import { createBridgeApi } from '../../../../dev/host-server/bridge-api';
import { createControlApi } from '../../../../dev/host-server/control-api';
import { buildHost, START_MS } from '../forge-host/fixtures/build-host';

const BASE = 'http://127.0.0.1:8600';

function buildServer(handlers: Record<string, unknown> = {}, isEgressConfigurable = true) {
  const { host, clock } = buildHost(handlers);
  const server = createAppServer({
    host,
    controlApi: createControlApi({ host, clock, settleOthers: async () => {} }),
    bridgeApi: createBridgeApi({
      host,
      isEgressConfigurable,
      isAdmin: async (accountId) => accountId === 'admin',
      findAccountId: async (email) => email.replace('@example.com', ''),
      onImported: () => {},
    }),
    pages: undefined,
  });
  const call = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await server.request(`${BASE}${path}`, {
      method,
      headers,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return [response.status, isJson ? JSON.parse(text) : text];
  };
  return { host, clock, call };
}

describe('the control API', () => {
  it('tells that the host is ready, its timers and its web triggers', async () => {
    const { call, host } = buildServer();
    expect([
      await call('GET', '/__host/health'),
      await call('GET', '/__host/timers'),
      await call('GET', '/__host/webtriggers'),
    ]).toEqual([
      [200, { ready: true }],
      [200, { timers: ['tick'] }],
      [200, Object.fromEntries(host.webTriggers.urls)],
    ]);
  });

  it('is idle at once, or after delayed work where the clock may move', async () => {
    const { call, host, clock } = buildServer({
      onEvent: (event: { retryContext?: object }) =>
        event.retryContext ? undefined : { _retry: true, retryOptions: { retryAfter: 60 } },
    });
    expect(await call('POST', '/__host/idle')).toEqual([200, { idle: true }]);
    host.deliverEvent({ eventType: 'avi:jira:updated:issue' });
    expect(await call('POST', '/__host/idle', { timeoutMs: 1000 })).toEqual([200, { idle: true }]);
    expect([clock.nowMs(), host.waitingCount]).toEqual([START_MS, 1]);
    expect(await call('POST', '/__host/idle', { timeoutMs: 1000, advance: true })).toEqual([
      200,
      { idle: true },
    ]);
    expect([clock.nowMs(), host.waitingCount]).toEqual([START_MS + 60_000, 0]);
  });

  it('is not idle as long as a function runs', async () => {
    const { call, host } = buildServer({ onEvent: () => new Promise(() => {}) });
    host.deliverEvent({ eventType: 'avi:jira:updated:issue' });
    expect(await call('POST', '/__host/idle', { timeoutMs: 300, advance: true })).toEqual([
      504,
      { idle: false, running: 1, waiting: 0 },
    ]);
  });

  it('moves the clock by an hour at most to become idle', async () => {
    const { call, host, clock } = buildServer({
      onEvent: () => ({ _retry: true, retryOptions: { retryAfter: 900 } }),
      onFastJob: () => {
        throw new Error('no');
      },
    });
    host.deliverEvent({ eventType: 'avi:jira:updated:issue' });
    await call('POST', '/__host/idle', { advance: true });
    expect(clock.nowMs()).toBe(START_MS + 3_600_000);
  });

  it('moves the clock', async () => {
    const { call } = buildServer();
    expect(await call('POST', '/__host/advance', { seconds: 600 })).toEqual([
      200,
      { advanced: true, nowMs: START_MS + 600_000 },
    ]);
  });

  it('runs a timer, and says which there are where it does not know one', async () => {
    const { call } = buildServer();
    expect([
      await call('POST', '/__host/schedule', { key: 'tick' }),
      await call('POST', '/__host/schedule', { key: 'tock' }),
    ]).toEqual([
      [200, { key: 'tick', outcome: 'returned' }],
      [404, { error: 'there is no scheduledTrigger tock; there are: tick' }],
    ]);
  });

  it('shows the ledger and clears it', async () => {
    const { call } = buildServer();
    await call('POST', '/__host/schedule', { key: 'tick' });
    const before = await call('GET', '/__host/ledger');
    expect(before).toEqual([200, expect.objectContaining({ logBytes: 0 })]);
    expect(await call('DELETE', '/__host/ledger')).toEqual([204, '']);
    expect(await call('GET', '/__host/ledger')).toEqual([
      200,
      expect.objectContaining({ invocations: {} }),
    ]);
  });

  it('takes fault rules, and says what is wrong with one', async () => {
    const { call, host } = buildServer();
    const hookPath = new URL(host.webTriggers.urls.get('hook') ?? '').pathname;
    const rules = [
      { target: 'jira', method: 'GET', path: '^/rest', times: 2, effect: { status: 503 } },
      { target: 'kvs', effect: { delayMs: 5 } },
      { target: 'redmine', effect: { dropResponse: true } },
      { target: 'queue', effect: { crash: true } },
    ];
    expect(await call('POST', '/__host/faults', { rules })).toEqual([200, { added: 4 }]);
    expect(await call('DELETE', '/__host/faults')).toEqual([204, '']);
    expect(await call('POST', hookPath)).toEqual([202, 'accepted']);
  });

  it.each([
    ['idle', 'not json', 'not JSON'],
    ['idle', { timeoutMs: 'soon' }, 'timeoutMs'],
    ['idle', { advanced: true }, 'advanced'],
    ['advance', {}, 'seconds'],
    ['schedule', {}, 'key'],
    ['faults', { rules: [] }, 'rules'],
    ['faults', { rules: [{ target: 'jira', path: '(', effect: { status: 500 } }] }, 'path'],
    ['faults', { rules: [{ target: 'mail', effect: { status: 500 } }] }, 'target'],
    ['faults', { rules: [{ target: 'jira', effect: { status: 500, crash: true } }] }, 'effect'],
    ['faults', { rules: [{ target: 'jira', effect: { status: 9 } }] }, 'effect'],
  ])('refuses %s with %j and says why', async (path, body, reason) => {
    const { call } = buildServer();
    const [status, answer] = await call('POST', `/__host/${path}`, body);
    expect([status, JSON.stringify(answer)]).toEqual([400, expect.stringContaining(reason)]);
  });

  it('does not obey a page of another origin', async () => {
    const { call } = buildServer();
    expect([
      await call('POST', '/__host/idle', {}, { origin: 'https://evil.example' }),
      await call('POST', '/__host/idle', {}, { origin: BASE }),
    ]).toEqual([
      [403, { error: 'foreign origin' }],
      [200, { idle: true }],
    ]);
  });
});

describe('the bridge', () => {
  const context = { accountId: 'ada', extension: { type: 'jira:adminPage' } };

  it('calls the resolver for whoever looks at the page, or is named by e-mail', async () => {
    const { call } = buildServer({
      resolver: (request: { call: unknown }, more: { principal: unknown }) => ({
        ...request,
        principal: more.principal,
      }),
    });
    const body = { moduleKey: 'admin', functionKey: 'greet', payload: { a: 1 }, context };
    const answer = (accountId: string) => [
      200,
      {
        result: expect.objectContaining({
          call: { functionKey: 'greet', payload: { a: 1 } },
          principal: { accountId },
        }),
      },
    ];
    expect([
      await call('POST', '/__bridge/invoke', body),
      await call('POST', '/__bridge/invoke?as=grace@example.com', body),
    ]).toEqual([answer('ada'), answer('grace')]);
  });

  it('says what went wrong', async () => {
    const { call } = buildServer({
      resolver: () => {
        throw new Error('no');
      },
    });
    const body = { moduleKey: 'admin', functionKey: 'greet', context };
    expect(await call('POST', '/__bridge/invoke', body)).toEqual([
      500,
      { message: expect.stringContaining('no') },
    ]);
  });

  it('lets an admin open egress, and nobody else', async () => {
    const { call } = buildServer();
    const group = {
      key: 'redmine',
      description: 'Redmine',
      configured: [{ domain: 'https://r.example', type: ['FETCH_BACKEND_SIDE'] }],
    };
    const ask = (command: string, accountId: string, payload: object) =>
      call('POST', '/__bridge/egress', { command, accountId, payload });
    expect([
      await ask('set', 'ada', { egresses: [group] }),
      await ask('set', 'admin', { egresses: [group] }),
      await ask('get', 'ada', {}),
      await ask('set', 'admin', { egresses: [{ key: 'x' }] }),
      await ask('deleteDomain', 'admin', {
        key: 'redmine',
        domain: 'https://r.example',
        type: 'FETCH_BACKEND_SIDE',
      }),
      await ask('deleteGroup', 'admin', { key: 'redmine' }),
      await ask('get', 'ada', { keys: ['redmine'] }),
    ]).toEqual([
      [403, { message: 'only an admin can change egress' }],
      [200, { result: { results: [group] } }],
      [200, { result: { results: [group] } }],
      [400, { message: expect.stringContaining('description') }],
      [200, {}],
      [200, {}],
      [200, { result: { results: [] } }],
    ]);
  });

  it('refuses egress where the manifest does not make it configurable', async () => {
    const { call } = buildServer({}, false);
    const body = { command: 'get', accountId: 'admin', payload: {} };
    expect(await call('POST', '/__bridge/egress', body)).toEqual([
      403,
      { message: expect.stringContaining('configurable') },
    ]);
  });
});
