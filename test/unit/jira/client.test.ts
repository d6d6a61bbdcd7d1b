import { route } from '@forge/api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseAnswer } from '../../../src/http/answer';
import { createJiraClient, type JiraRequest } from '../../../src/jira/client';
import { insideForge } from '../../support/forge-globals';
import { empty, json, recordingHttp, SERVER_MS } from '../../support/recording-http';

const NOW_MS = SERVER_MS + 2_000;
const clock = { nowMs: () => NOW_MS };

const READ: JiraRequest = { method: 'GET', path: route`/rest/api/3/issue/10001?fields=summary` };
const EDIT: JiraRequest = {
  method: 'PUT',
  path: route`/rest/api/3/issue/10001`,
  body: { fields: { summary: 'The price of the merger' } },
};

interface Outcome {
  readonly name: string;
  readonly message: string;
  readonly [key: string]: unknown;
}

/** What sending comes to, with the error's own members. */
async function send(
  request: JiraRequest,
  answer: () => Response | Promise<Response>,
  options: { as?: 'app' | 'user'; timeoutMs?: number } = {},
): Promise<Outcome | { readonly status: number }> {
  const http = recordingHttp(answer);
  const client = createJiraClient({ as: 'app', clock, ...options });
  return insideForge({ jira: http.handle, nowMs: clock.nowMs }, async () => {
    try {
      return { status: (await client.send(request)).status };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const { stack: _stack, cause: _cause, ...own } = { ...error };
      return { ...own, name: error.name, message: error.message };
    }
  });
}

describe('the Jira client', () => {
  it('asks as the app and tells the clock of Jira beside ours', async () => {
    const http = recordingHttp(() => json({ id: '10001' }));
    const targets: unknown[] = [];
    const client = createJiraClient({ as: 'app', clock });
    const answer = await insideForge(
      {
        jira: (request, target) => {
          targets.push(target.provider);
          return http.handle(request);
        },
        nowMs: clock.nowMs,
      },
      () => client.send(READ),
    );
    expect({ answer, targets }).toEqual({
      targets: ['app'],
      answer: {
        request: '[jira] GET /rest/api/3/issue/10001',
        status: 200,
        body: { id: '10001' },
        serverAtMs: SERVER_MS,
        readAtMs: SERVER_MS,
        clockOffsetMs: -1_500,
      },
    });
  });

  it('asks as the person whose call is served', async () => {
    const targets: unknown[] = [];
    const client = createJiraClient({ as: 'user', clock });
    await insideForge(
      {
        jira: async (_request, target) => {
          targets.push([target.provider, target.accountId]);
          return json({});
        },
      },
      () => client.send(READ),
    );
    expect(targets).toEqual([['user', undefined]]);
  });

  it('lets the need for consent through, so that Forge can ask for it', async () => {
    const outcome = await send(
      READ,
      () => empty(401, { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }),
      { as: 'user' },
    );
    expect(outcome).toMatchObject({ name: 'NEEDS_AUTHENTICATION_ERR' });
  });

  it('repeats the words of Jira but not the value that they quote', async () => {
    const outcome = await send(EDIT, () =>
      json(
        { errorMessages: [], errors: { summary: "'The price of the merger' is too long" } },
        { status: 400 },
      ),
    );
    expect(outcome).toEqual({
      name: 'PermanentError',
      message: "[jira] PUT /rest/api/3/issue/10001: 400 summary: '…' is too long",
      reason: 'refused',
    });
  });

  it.each([
    { what: 'a read that may not be', request: READ, status: 403, reason: 'refused' },
    { what: 'a read without access', request: READ, status: 401, reason: 'access' },
    { what: 'an edit of what is not there', request: EDIT, status: 404, reason: 'refused' },
  ])('gives up on $what ($status)', async ({ request, status, reason }) => {
    const outcome = await send(request, () => json({ errorMessages: ['No.'] }, { status }));
    expect(outcome).toEqual({
      name: 'PermanentError',
      message: `[jira] ${request.method} /rest/api/3/issue/10001: ${status} No.`,
      reason,
    });
  });

  it.each([
    { request: READ, status: 500, outcome: 'not-done', trouble: 'error' },
    { request: EDIT, status: 500, outcome: 'unknown', trouble: 'error' },
    { request: EDIT, status: 503, outcome: 'unknown', trouble: 'limited' },
    { request: EDIT, status: 409, outcome: 'not-done', trouble: null },
    { request: EDIT, status: 429, outcome: 'not-done', trouble: 'limited' },
    {
      request: { ...EDIT, method: 'POST', readsOnly: true } as const,
      status: 502,
      outcome: 'not-done',
      trouble: 'down',
    },
  ])(
    'tries a $request.method that got $status again: $outcome',
    async ({ request, status, outcome, trouble }) => {
      const headers = { 'Retry-After': '7' };
      expect(await send(request, () => empty(status, headers))).toEqual({
        name: 'RetryLaterError',
        message: `[jira] ${request.method} /rest/api/3/issue/10001: ${status}`,
        retryAfterSeconds: 7,
        outcome,
        trouble,
      });
    },
  );

  it('waits until the limit is reset where Jira names no number of seconds', async () => {
    const reset = new Date(NOW_MS + 90_000).toISOString();
    const outcome = await send(EDIT, () => empty(429, { 'X-RateLimit-Reset': reset }));
    expect(outcome).toMatchObject({ name: 'RetryLaterError', retryAfterSeconds: 90 });
  });

  it('takes the limit of one issue for no limit of all', async () => {
    const headers = { 'Retry-After': '7', 'RateLimit-Reason': 'jira-per-issue-on-write' };
    const outcome = await send(EDIT, () => empty(429, headers));
    expect(outcome).toMatchObject({ retryAfterSeconds: 7, trouble: null });
  });

  it('does not know what became of an edit whose connection broke', async () => {
    const outcome = await send(EDIT, () => Promise.reject(new TypeError('fetch failed')));
    expect(outcome).toEqual({
      name: 'RetryLaterError',
      message: '[jira] PUT /rest/api/3/issue/10001: the connection broke',
      retryAfterSeconds: null,
      outcome: 'unknown',
      trouble: 'down',
    });
  });

  it('knows that an edit was not done where no connection came to stand', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const outcome = await send(EDIT, () =>
      Promise.reject(new TypeError('fetch failed', { cause: refused })),
    );
    expect(outcome).toEqual({
      name: 'RetryLaterError',
      message: '[jira] PUT /rest/api/3/issue/10001: no connection (ECONNREFUSED)',
      retryAfterSeconds: null,
      outcome: 'not-done',
      trouble: 'down',
    });
  });

  it('stops waiting for an answer in time', async () => {
    const outcome = await send(EDIT, () => new Promise(() => {}), { timeoutMs: 20 });
    expect(outcome).toEqual({
      name: 'RetryLaterError',
      message: '[jira] PUT /rest/api/3/issue/10001: no answer within 0.02 s',
      retryAfterSeconds: null,
      outcome: 'unknown',
      trouble: 'down',
    });
  });

  it('says where an answer is odd and not what stands there', async () => {
    const client = createJiraClient({ as: 'app', clock });
    const read = insideForge({ jira: async () => json({ fields: { summary: 12 } }) }, async () =>
      parseAnswer(await client.send(READ), z.object({ fields: z.object({ summary: z.string() }) })),
    );
    await expect(read).rejects.toThrow(
      '[jira] GET /rest/api/3/issue/10001: 200 in a shape we do not know (fields.summary: invalid_type)',
    );
  });
});
