import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseWebhook } from '../../../src/redmine/webhook';

const issue = { id: 1, project: { id: 3, name: 'Hook' }, subject: 'Secret subject' };

const native = (type: string, data: unknown = { issue }) =>
  JSON.stringify({ type, timestamp: '2026-11-21T09:21:35Z', data });

const suer = (payload: Readonly<Record<string, unknown>>) => JSON.stringify({ payload });

const atMs = Date.parse('2026-11-21T09:21:35Z');
const bell = { issueId: '1', projectId: '3', journalId: null, atMs, signedAtMs: null };

describe('a webhook of Redmine itself', () => {
  it.each(['created', 'updated', 'deleted'] as const)('rings for an issue %s', (action) => {
    expect(parseWebhook(native(`issue.${action}`))).toEqual({
      kind: 'bell',
      bell: { ...bell, action },
    });
  });

  it('names the journal that it is about', () => {
    expect(parseWebhook(native('issue.updated', { issue, journal: { id: 4 } }))).toEqual({
      kind: 'bell',
      bell: { ...bell, action: 'updated', journalId: 4 },
    });
  });

  it('may hold no more than ids', () => {
    const body = JSON.stringify({ type: 'issue.deleted', data: { issue: { id: 1 } } });
    expect(parseWebhook(body)).toEqual({
      kind: 'bell',
      bell: {
        issueId: '1',
        projectId: null,
        action: 'deleted',
        journalId: null,
        atMs: null,
        signedAtMs: null,
      },
    });
  });

  it('says when it was signed, if our plugin sent it', () => {
    const body = JSON.stringify({
      type: 'issue.updated',
      timestamp: '2026-11-21T09:21:35.000Z',
      signed_at: '2026-11-21T09:21:36.500Z',
      data: { issue: { id: 1, project: { id: 3 } } },
    });
    expect(parseWebhook(body)).toEqual({
      kind: 'bell',
      bell: { ...bell, action: 'updated', signedAtMs: atMs + 1500 },
    });
  });

  it.each(['time_entry.created', 'version.updated', 'wiki_page.deleted', 'news.created'])(
    'about %s is of no interest',
    (type) => {
      expect(parseWebhook(native(type, {}))).toEqual({ kind: 'ignored', type });
    },
  );
});

describe('a webhook of the plugin redmine_webhook', () => {
  it.each([
    ['opened', 'created'],
    ['updated', 'updated'],
  ])('rings for an issue %s', (name, action) => {
    const body = suer({
      action: name,
      issue: { ...issue, updated_on: '2026-11-21T09:21:35.000Z' },
    });
    expect(parseWebhook(body)).toEqual({ kind: 'bell', bell: { ...bell, action } });
  });

  it('names the journal and its time', () => {
    const journal = { id: 4, created_on: '2026-11-21T09:21:36.500Z' };
    expect(parseWebhook(suer({ action: 'updated', issue, journal }))).toEqual({
      kind: 'bell',
      bell: { ...bell, action: 'updated', journalId: 4, atMs: atMs + 1500 },
    });
  });

  it('about a save that changed nothing has a journal that was never stored', () => {
    const journal = { id: null, created_on: null, notes: '' };
    const body = suer({
      action: 'updated',
      issue: { ...issue, updated_on: '2026-11-21T09:21:35Z' },
      journal,
    });
    expect(parseWebhook(body)).toEqual({ kind: 'bell', bell: { ...bell, action: 'updated' } });
  });

  it('about a time entry is of no interest', () => {
    const body = suer({ action: 'created', event: 'time_entry.created', issue });
    expect(parseWebhook(body)).toEqual({ kind: 'ignored', type: 'time_entry.created' });
  });
});

describe('what is no webhook that we know', () => {
  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['null', 'neither the shape of Redmine 7 nor of redmine_webhook'],
    ['{"type":"issue.updated"}', 'neither the shape of Redmine 7 nor of redmine_webhook'],
    [native('issue.exploded'), 'an event of unknown type'],
    [native('issue.updated', {}), 'issue.updated without an issue'],
    [
      native('issue.updated', { issue: { id: 'x' } }),
      'neither the shape of Redmine 7 nor of redmine_webhook',
    ],
    [suer({ action: 'exploded', issue }), 'an action of unknown name'],
    [suer({ action: 'updated' }), 'an action without an issue'],
  ])('%s', (body, message) => {
    expect(parseWebhook(body)).toEqual({ kind: 'unknown', message });
  });
});

const samples = process.env.REDMINE_WEBHOOK_SAMPLES ?? '';
const deliverySchema = z.object({ request: z.object({ raw_body: z.string() }) });
const files = existsSync(samples)
  ? readdirSync(samples).filter((file) => /^webhook-(native|suer)-issue-/.test(file))
  : [];

describe.skipIf(files.length === 0)(
  'captured deliveries (set REDMINE_WEBHOOK_SAMPLES to a folder of them)',
  () => {
    it.each(files)('%s rings', (file) => {
      const delivery = deliverySchema.parse(JSON.parse(readFileSync(join(samples, file), 'utf8')));
      expect(parseWebhook(delivery.request.raw_body)).toMatchObject({
        kind: 'bell',
        bell: { issueId: expect.stringMatching(/^\d+$/), atMs: expect.any(Number) },
      });
    });
  },
);
