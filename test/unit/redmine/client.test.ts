import { describe, expect, it } from 'vitest';
import { createRedmineClient, type RedmineRequest } from '../../../src/redmine/client';
import { insideForge } from '../../support/forge-globals';
import { empty, json, recordingHttp, SERVER_MS } from '../../support/recording-http';

const KEY = '0123456789abcdef0123456789abcdef01234567';
const clock = { nowMs: () => SERVER_MS };
const base = { apiKey: KEY, clock, allowHttpLoopback: false };

const READ: RedmineRequest = { method: 'GET', path: '/issues/42.json' };
const EDIT: RedmineRequest = {
  method: 'PUT',
  path: '/issues/42.json',
  body: { issue: { subject: 'The price of the merger' } },
};

async function send(
  request: RedmineRequest,
  answer: () => Response | Promise<Response>,
  options: { baseUrl?: string; timeoutMs?: number } = {},
) {
  const http = recordingHttp(answer);
  const client = createRedmineClient({
    baseUrl: 'https://redmine.example.com',
    ...base,
    ...options,
  });
  return insideForge({ egress: http.handle, nowMs: clock.nowMs }, async () => {
    try {
      return { status: (await client.send(request)).status };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { stack: _stack, cause: _cause, ...own } = { ...error };
      return { ...own, name: error.name, message: error.message };
    }
  });
}

const page = (status: number) =>
  new Response('<html><h1>Not found</h1></html>', {
    status,
    headers: { 'Content-Type': 'text/html' },
  });

describe('where the key may be sent', () => {
  it.each([
    ['plain http', 'http://redmine.example.com', false],
    ['plain http outside of this machine', 'http://192.168.1.5', true],
    [
      'plain http to a name that only begins like this machine',
      'http://localhost.evil.example',
      true,
    ],
    ['plain http to this machine in production', 'http://127.0.0.1:3000', false],
    ['what is no address', 'redmine', true],
    ['a user in the address', 'https://admin:secret@redmine.example.com', false],
    ['another protocol', 'ftp://redmine.example.com', false],
  ])('is not %s', (_what, baseUrl, allowHttpLoopback) => {
    expect(() => createRedmineClient({ ...base, baseUrl, allowHttpLoopback })).toThrow(
      expect.objectContaining({ name: 'PermanentError', reason: 'access' }),
    );
  });

  it.each([
    ['https://redmine.example.com/', false],
    ['https://example.com/redmine', false],
    ['http://127.0.0.1:3000', true],
    ['http://localhost:3000', true],
    ['http://[::1]:3000', true],
  ])('is %s', (baseUrl, allowHttpLoopback) => {
    expect(() => createRedmineClient({ ...base, baseUrl, allowHttpLoopback })).not.toThrow();
  });
});

describe('the Redmine client', () => {
  it('sends the key in its header and nowhere else', async () => {
    const http = recordingHttp(() => json({ issue: {} }));
    const seen: string[] = [];
    const client = createRedmineClient({ ...base, baseUrl: 'https://example.com/redmine/' });
    const answer = await insideForge(
      {
        egress: (request) => {
          seen.push(request.url);
          return http.handle(request);
        },
      },
      () => client.send({ ...READ, query: { include: 'journals' } }),
    );
    expect({ seen, headers: http.requests[0]?.headers, answer }).toEqual({
      seen: ['https://example.com/redmine/issues/42.json?include=journals'],
      headers: { accept: 'application/json', 'x-redmine-api-key': KEY },
      answer: {
        request: '[redmine] GET /issues/42.json',
        status: 200,
        body: { issue: {} },
        serverAtMs: SERVER_MS,
        readAtMs: SERVER_MS,
        clockOffsetMs: 500,
      },
    });
  });

  it('takes our time where the server tells none', async () => {
    const client = createRedmineClient({ ...base, baseUrl: 'https://redmine.example.com' });
    const answer = await insideForge(
      {
        egress: async () => new Response('{}', { headers: { 'Content-Type': 'application/json' } }),
      },
      () => client.send(READ),
    );
    expect(answer).toMatchObject({ serverAtMs: null, readAtMs: SERVER_MS, clockOffsetMs: 0 });
  });

  it('does not follow a redirect with the key', async () => {
    const outcome = await send(READ, () => empty(302, { Location: 'https://elsewhere.example/x' }));
    expect(outcome).toEqual({
      name: 'PermanentError',
      message:
        '[redmine] GET /issues/42.json: 302 redirects to elsewhere.example; the key is not sent on: enter the address that Redmine itself answers at',
      reason: 'access',
    });
  });

  it('repeats Redmine’s sentences but not the value in them', async () => {
    const errors = ['Subject The price of the merger is taken', 'Status is invalid'];
    expect(await send(EDIT, () => json({ errors }, { status: 422 }))).toEqual({
      name: 'PermanentError',
      message: '[redmine] PUT /issues/42.json: 422 Subject … is taken; Status is invalid',
      reason: 'refused',
    });
  });

  it.each([
    { status: 401, reason: 'access' },
    { status: 403, reason: 'refused' },
    { status: 404, reason: 'refused' },
  ])('gives up on an empty $status', async ({ status, reason }) => {
    expect(await send(EDIT, () => empty(status))).toEqual({
      name: 'PermanentError',
      message: `[redmine] PUT /issues/42.json: ${status}`,
      reason,
    });
  });

  it('hands an expected empty 404 to the caller', async () => {
    expect(await send({ ...READ, accept: [404] }, () => empty(404))).toEqual({ status: 404 });
  });

  it.each([
    ['a page', page(404), '(a page, not from the API)'],
    [
      'a 404 of a route that is none',
      json({ status: 404, error: 'Not Found' }, { status: 404 }),
      'Not Found',
    ],
  ])('does not take %s for Redmine’s own 404', async (_what, response, words) => {
    expect(await send({ ...READ, accept: [404] }, () => response)).toEqual({
      name: 'PermanentError',
      message: `[redmine] GET /issues/42.json: 404 ${words}`,
      reason: 'refused',
    });
  });

  it('does not take a login page for an answer', async () => {
    expect(await send(READ, () => page(200))).toEqual({
      name: 'PermanentError',
      message:
        '[redmine] GET /issues/42.json: 200 with a page instead of JSON; a login or a proxy answers there',
      reason: 'access',
    });
  });

  it.each([
    { request: READ, status: 502, outcome: 'not-done' },
    { request: EDIT, status: 502, outcome: 'unknown' },
    { request: EDIT, status: 429, outcome: 'not-done' },
  ])(
    'tries a $request.method that got $status again: $outcome',
    async ({ request, status, outcome }) => {
      expect(await send(request, () => empty(status, { 'Retry-After': '30' }))).toMatchObject({
        name: 'RetryLaterError',
        retryAfterSeconds: 30,
        outcome,
      });
    },
  );

  it('does not know what became of an edit that took too long', async () => {
    const outcome = await send(EDIT, () => new Promise(() => {}), { timeoutMs: 20 });
    expect(outcome).toEqual({
      name: 'RetryLaterError',
      message: '[redmine] PUT /issues/42.json: no answer within 0.02 s',
      retryAfterSeconds: null,
      outcome: 'unknown',
      trouble: 'down',
    });
  });

  it('says who has to allow the host where Forge refuses it', async () => {
    const refusal = Object.assign(new Error('URL not included'), {
      name: 'REQUEST_EGRESS_ALLOWLIST_ERR',
    });
    expect(await send(READ, () => Promise.reject(refusal))).toEqual({
      name: 'PermanentError',
      message:
        '[redmine] GET /issues/42.json: Forge does not let the app reach https://redmine.example.com; an admin has to allow that host',
      reason: 'access',
    });
  });

  it('tries again later where Forge’s own limit is reached', async () => {
    const answer = () => empty(429, { 'forge-proxy-error': 'EGRESS_RATE_LIMITED' });
    expect(await send(EDIT, answer)).toMatchObject({
      name: 'RetryLaterError',
      outcome: 'not-done',
    });
  });
});
