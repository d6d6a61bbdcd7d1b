/** What comes to the web trigger from outside: each bad thing gets one short answer, and no more. */
import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { WEBHOOK_SECRET } from '../../../support/local-host/a-configuration';
import type { World } from '../../../support/local-host/open-world';
import {
  composeWebhook,
  postWebhook,
  signWebhook,
} from '../../../support/local-host/redmine-webhook';
import type { Scenario } from '../../../support/local-host/scenario';

const MEGABYTE = 1024 * 1024;
const DAY_SECONDS = 86_400;

/** A well-made webhook about an issue that the mapping covers. */
async function makeBody(world: World): Promise<string> {
  const { redmine } = await world.makePair();
  return composeWebhook('updated', await world.redmine.readWire(redmine), null);
}

const signed = (body: string, secret = WEBHOOK_SECRET) => signWebhook(body, secret);

/** An event of no interest, in as many bytes; some of its characters have two. */
function paddedBody(bytes: number): string {
  const compose = (padding: string) =>
    JSON.stringify({ type: 'wiki_page.updated', data: {}, padding });
  const missing = bytes - Buffer.byteLength(compose('é'.repeat(1000)));
  return compose('é'.repeat(1000) + 'x'.repeat(missing));
}

/** As our plugin tells it, which says when it signed. */
async function makePluginBody(world: World, signedAtMs: number): Promise<string> {
  const { redmine } = await world.makePair();
  return JSON.stringify({
    type: 'issue.updated',
    timestamp: new Date(signedAtMs).toISOString(),
    signed_at: new Date(signedAtMs).toISOString(),
    data: { issue: { id: redmine, project: { id: 1 } } },
  });
}

const MINUTE_MS = 60_000;

function graimesHeaders(body: string, atMs: number): Readonly<Record<string, string>> {
  const [id, timestamp] = ['delivery-1', String(Math.floor(atMs / 1000))];
  const signature = createHmac('sha256', WEBHOOK_SECRET)
    .update(`${timestamp}.${id}.${body}`)
    .digest('hex');
  return {
    'x-redmine-webhook-id': id,
    'x-redmine-webhook-timestamp': timestamp,
    'x-redmine-webhook-signature': `sha256=${signature}`,
  };
}

interface Visit {
  readonly what: string;
  readonly answer: { readonly status: number; readonly body: string };
  readonly body: (world: World, nowMs: number) => Promise<string>;
  readonly headers: (body: string, nowMs: number) => Readonly<Record<string, string>>;
  readonly path?: string;
}

const UNAUTHORIZED = { status: 401, body: 'signature missing or wrong' };
const MALFORMED = { status: 400, body: 'not an event we know' };
const ACCEPTED = { status: 202, body: 'accepted' };

const VISITS: readonly Visit[] = [
  { what: 'an unsigned webhook', answer: UNAUTHORIZED, body: makeBody, headers: () => ({}) },
  {
    what: 'a webhook signed with another secret',
    answer: UNAUTHORIZED,
    body: makeBody,
    headers: (body) => signed(body, 'another-secret'),
  },
  {
    what: 'a webhook whose body was changed on the way',
    answer: UNAUTHORIZED,
    body: makeBody,
    headers: (body) => signed(`${body} `),
  },
  ...['', 'sha256=', 'sha256=zz', `sha256=${'0'.repeat(63)}`, `sha256=${'0'.repeat(6400)}`].map(
    (signature): Visit => ({
      what: `a signature of ${signature.length} characters`,
      answer: UNAUTHORIZED,
      body: makeBody,
      headers: () => ({ 'x-redmine-signature-256': signature }),
    }),
  ),
  {
    what: 'a right signature without its prefix',
    answer: UNAUTHORIZED,
    body: makeBody,
    headers: (body) => ({
      'x-redmine-signature-256': signed(body)['x-redmine-signature-256']?.slice(7) ?? '',
    }),
  },
  {
    what: "a bell of our plugin's that was signed just now",
    answer: ACCEPTED,
    body: (world, nowMs) => makePluginBody(world, nowMs),
    headers: (body) => signed(body),
  },
  {
    what: "a bell of our plugin's that was signed six minutes ago",
    answer: UNAUTHORIZED,
    body: (world, nowMs) => makePluginBody(world, nowMs - 6 * MINUTE_MS),
    headers: (body) => signed(body),
  },
  {
    what: "a bell of our plugin's that was signed in six minutes",
    answer: UNAUTHORIZED,
    body: (world, nowMs) => makePluginBody(world, nowMs + 6 * MINUTE_MS),
    headers: (body) => signed(body),
  },
  {
    what: 'a signature with a time whose body was changed on the way',
    answer: UNAUTHORIZED,
    body: makeBody,
    headers: (body, nowMs) => graimesHeaders(`${body} `, nowMs),
  },
  {
    what: 'a signature with a time that is long over',
    answer: UNAUTHORIZED,
    body: makeBody,
    headers: (body, nowMs) => graimesHeaders(body, nowMs - 10 * MINUTE_MS),
  },
  {
    what: 'a signature with a fresh time',
    answer: ACCEPTED,
    body: makeBody,
    headers: (body, nowMs) => graimesHeaders(body, nowMs),
  },
  {
    what: 'a signed body that is not JSON',
    answer: MALFORMED,
    body: async () => '{"type":',
    headers: (body) => signed(body),
  },
  {
    what: 'a signed empty body',
    answer: MALFORMED,
    body: async () => '',
    headers: (body) => signed(body),
  },
  {
    what: 'a signed event that nobody knows',
    answer: MALFORMED,
    body: async () => JSON.stringify({ type: 'issue.exploded', data: { issue: { id: 1 } } }),
    headers: (body) => signed(body),
  },
  {
    what: 'signed JSON of another shape',
    answer: MALFORMED,
    body: async () => JSON.stringify([1, 2, 3]),
    headers: (body) => signed(body),
  },
  {
    what: 'a signed event of no interest',
    answer: ACCEPTED,
    body: async () => JSON.stringify({ type: 'wiki_page.updated', data: {} }),
    headers: (body) => signed(body),
  },
  {
    what: 'a connection that is not there',
    answer: { status: 404, body: 'unknown connection' },
    body: makeBody,
    headers: (body) => signed(body),
    path: '/nowhere',
  },
  {
    what: 'a signed body of 1 MB to the byte',
    answer: ACCEPTED,
    body: async () => paddedBody(MEGABYTE),
    headers: (body) => signed(body),
  },
  {
    what: 'a signed body of a byte more than 1 MB',
    answer: { status: 413, body: 'larger than 1 MB' },
    body: async () => paddedBody(MEGABYTE + 1),
    headers: (body) => signed(body),
  },
];

export const doorstepScenarios: readonly Scenario[] = [
  ...VISITS.map(
    (visit): Scenario => ({
      says: `answers ${visit.answer.status} to ${visit.what}, and does nothing`,
      async run(world) {
        const url = `${await world.control.readWebhookUrl()}${visit.path ?? ''}`;
        await world.settle();
        const nowMs = await world.control.advance(0.001);
        const body = await visit.body(world, nowMs);
        await world.control.resetLedger();
        expect(await postWebhook(url, body, visit.headers(body, nowMs))).toEqual(visit.answer);
        await world.settle();
        const { requests, kvs, queue } = await world.control.readLedger();
        expect([requests.jira.writes, requests.redmine.writes, kvs.writes.count]).toEqual([
          0, 0, 0,
        ]);
        if (visit.answer !== ACCEPTED) expect(queue.pushes).toBe(0);
      },
    }),
  ),
  {
    says: 'answers 413 to a body of 5 MB, which does not even reach the app',
    async run(world) {
      const url = await world.control.readWebhookUrl();
      const body = 'x'.repeat(5 * MEGABYTE);
      await world.control.resetLedger();
      expect((await postWebhook(url, body, signed(body))).status).toBe(413);
      expect((await world.control.readLedger()).kvs.reads.count).toBe(0);
    },
  },
  {
    says: 'answers 503 where a bell cannot be kept, and takes it when it rings again',
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const subject = world.title('Ring again');
      await world.settle();
      await world.control.addFaults({ target: 'queue', effect: { status: 429, body: {} } });
      await world.redmine.editIssue(redmine, { subject });
      await world.settle();
      const issue = await world.redmine.readWire(redmine);
      const body = composeWebhook('updated', issue, issue.journals.at(-1)?.id ?? null);
      const url = await world.control.readWebhookUrl();
      const refused = await postWebhook(url, body, signed(body));
      expect(refused).toEqual({ status: 503, body: 'could not be kept; ring again' });
      await world.control.clearFaults();
      expect(await postWebhook(url, body, signed(body))).toEqual(ACCEPTED);
      await world.settle();
      expect((await world.jira.readIssue(jira.key)).summary).toBe(subject);
    },
  },
  {
    says: 'answers 503 where storage does not, since no connection can be known then',
    async run(world) {
      const body = await makeBody(world);
      const url = await world.control.readWebhookUrl();
      await world.control.addFaults({ target: 'kvs', effect: { status: 500, body: {} } });
      const refused = await postWebhook(url, body, signed(body));
      await world.control.clearFaults();
      expect(refused).toEqual({ status: 503, body: 'could not be kept; ring again' });
      expect(await postWebhook(url, body, signed(body))).toEqual(ACCEPTED);
      await world.settle();
    },
  },
  {
    says: 'takes bells with the former secret for a day after it was changed, and with the new one at once',
    async run(world) {
      const body = await makeBody(world);
      const url = await world.control.readWebhookUrl();
      const knock = async () => ({
        former: (await postWebhook(url, body, signed(body))).status,
        fresh: (await postWebhook(url, body, signed(body, 'the-new-secret'))).status,
        formerInUrl: (await postWebhook(`${url}?secret=${WEBHOOK_SECRET}`, body, {})).status,
        other: (await postWebhook(url, body, signed(body, 'another-secret'))).status,
      });
      await world.configure({ connection: { webhookSecret: 'the-new-secret' } });
      const both = await knock();
      await world.control.advance(DAY_SECONDS - 60);
      const lastMinute = await knock();
      await world.control.advance(120);
      const afterwards = await knock();
      // A list says exactly which are valid.
      await world.configure({ connection: { webhookSecret: [WEBHOOK_SECRET] } });
      const listed = await knock();
      expect({ both, lastMinute, afterwards, listed }).toEqual({
        both: { former: 202, fresh: 202, formerInUrl: 202, other: 401 },
        lastMinute: { former: 202, fresh: 202, formerInUrl: 202, other: 401 },
        afterwards: { former: 401, fresh: 202, formerInUrl: 401, other: 401 },
        listed: { former: 202, fresh: 401, formerInUrl: 202, other: 401 },
      });
      await world.configure();
    },
  },
  {
    says: "takes a bell at the connection's own URL, and one with the secret in the URL",
    async run(world) {
      const { jira, redmine } = await world.makePair();
      for (const visit of ['/main', `/main?secret=${WEBHOOK_SECRET}`]) {
        const subject = world.title('Rung elsewhere');
        await world.redmine.editIssue(redmine, { subject });
        const issue = await world.redmine.readWire(redmine);
        const body = composeWebhook('updated', issue, issue.journals.at(-1)?.id ?? null);
        const url = `${await world.control.readWebhookUrl()}${visit}`;
        const headers = visit.includes('secret') ? {} : signed(body);
        expect(await postWebhook(url, body, headers)).toEqual(ACCEPTED);
        await world.settle();
        expect((await world.jira.readIssue(jira.key)).summary).toBe(subject);
      }
    },
  },
];
