import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/core/mapping';
import type { Tracker } from '../../../src/ports';
import { createRedmineClient } from '../../../src/redmine/client';
import { createRedmineTracker } from '../../../src/redmine/tracker';
import { aFullMapping, JIRA_URL, REDMINE_URL } from '../../support/a-full-mapping';
import { aRow } from '../../support/builders';
import { insideForge } from '../../support/forge-globals';
import { empty, json, type RecordedRequest, recordingHttp } from '../../support/recording-http';
import { wireIssue } from './wire-issue';

const clock = { nowMs: () => Date.parse('2026-11-21T12:00:00Z') };
const MARKER = `"WEB-1":${JIRA_URL}/browse/WEB-1#sync-10001.abc`;

async function act<T>(
  code: (tracker: Tracker) => Promise<T>,
  answer: (request: RecordedRequest) => Response = () => empty(204),
  mapping: Mapping = aFullMapping(),
) {
  const http = recordingHttp(answer);
  const client = createRedmineClient({
    baseUrl: REDMINE_URL,
    apiKey: 'k',
    clock,
    allowHttpLoopback: false,
  });
  const tracker = createRedmineTracker(mapping, { client, clock, ownAuthorId: '9' });
  const result = await insideForge({ egress: http.handle }, () => code(tracker));
  const requests = http.requests.map(({ method, path, body }) => ({ method, path, body }));
  return { result, requests };
}

const text = (source: string) => ({ format: 'textile', source }) as const;
const shown = (description: string) => () => json({ issue: wireIssue({ description }) });

describe('writing a Redmine issue', () => {
  it('sends what is asked in one request and nothing else', async () => {
    const fields = { summary: 'New', status: '2', assignee: null, duedate: null, priority: '4' };
    const acted = await act((tracker) => tracker.writeIssue({ issueId: '12', fields }));
    expect(acted).toEqual({
      result: { refused: [] },
      requests: [
        {
          method: 'PUT',
          path: '/issues/12.json',
          body: {
            issue: {
              subject: 'New',
              status_id: '2',
              assigned_to_id: '',
              due_date: '',
              priority_id: '4',
            },
          },
        },
      ],
    });
  });

  it('sends nothing where nothing is asked', async () => {
    const acted = await act((tracker) => tracker.writeIssue({ issueId: '12', fields: {} }));
    expect(acted).toEqual({ result: { refused: [] }, requests: [] });
  });

  it.each([
    { what: 'a new text', value: text('New\ntext'), description: `New\ntext\n\n${MARKER}` },
    { what: 'no text', value: null, description: MARKER },
  ])('keeps the marker line below $what, as last read', async ({ value, description }) => {
    const { requests } = await act(
      async (tracker) => {
        await tracker.readIssue('12', { sinceEntryId: 0 });
        await tracker.writeIssue({ issueId: '12', fields: { description: value } });
      },
      ({ method }) => (method === 'GET' ? shown(`Old\r\n\r\n${MARKER}`)() : empty(204)),
    );
    expect(requests.slice(1)).toEqual([
      { method: 'PUT', path: '/issues/12.json', body: { issue: { description } } },
    ]);
  });

  it('looks for the marker line where it did not read the issue before', async () => {
    const { requests } = await act(
      (tracker) => tracker.writeIssue({ issueId: '12', fields: { description: text('New') } }),
      ({ method }) => (method === 'GET' ? shown(`Old\r\n\r\n${MARKER}`)() : empty(204)),
    );
    expect(requests.map(({ method, body }) => ({ method, body }))).toEqual([
      { method: 'GET', body: undefined },
      { method: 'PUT', body: { issue: { description: `New\n\n${MARKER}` } } },
    ]);
  });

  it('adds no marker line to an issue that has none', async () => {
    const { requests } = await act(
      (tracker) => tracker.writeIssue({ issueId: '12', fields: { description: text('New') } }),
      ({ method }) => (method === 'GET' ? shown('Old')() : empty(204)),
    );
    expect(requests.at(-1)?.body).toEqual({ issue: { description: 'New' } });
  });

  it('sends custom fields by id', async () => {
    const mapping = aFullMapping({
      fields: [aRow({ field: 'customer', jira: 'customer', remote: 'cf_3' })],
    });
    const { requests } = await act(
      (tracker) => tracker.writeIssue({ issueId: '12', fields: { customer: 'Acme' } }),
      () => empty(204),
      mapping,
    );
    expect(requests[0]?.body).toEqual({ issue: { custom_fields: [{ id: 3, value: 'Acme' }] } });
  });
});

describe('creating a Redmine issue', () => {
  const create = (fields: Parameters<Tracker['createIssue']>[0]['fields']) =>
    act(
      (tracker) =>
        tracker.createIssue({
          fields,
          marker: '10001.abc',
          twin: { issueId: '10001', key: 'WEB-1', url: `${JIRA_URL}/browse/WEB-1` },
        }),
      () => json({ issue: { id: 12 } }, { status: 201 }),
    );

  it('puts the marker line below the description', async () => {
    expect(await create({ summary: 'New', description: text('Text'), issuetype: '2' })).toEqual({
      result: { issueId: '12' },
      requests: [
        {
          method: 'POST',
          path: '/issues.json',
          body: {
            issue: {
              project_id: 1,
              subject: 'New',
              description: `Text\n\n${MARKER}`,
              tracker_id: '2',
            },
          },
        },
      ],
    });
  });

  it('has a description of the marker line alone where there is no text', async () => {
    const { requests } = await create({ summary: 'New', description: null });
    expect(requests[0]?.body).toMatchObject({ issue: { description: MARKER } });
  });

  it.each([
    { due: '2020-01-01', start: { start_date: '' } },
    { due: '2026-11-22', start: { start_date: '' } },
    { due: '2026-12-24', start: {} },
  ])(
    'due $due leaves the start date to Redmine only where it cannot clash',
    async ({ due, start }) => {
      const { requests } = await create({ summary: 'New', duedate: due });
      const issue = { subject: 'New', due_date: due, description: MARKER, project_id: 1, ...start };
      expect(requests[0]?.body).toEqual({ issue });
    },
  );
});

describe('notes in Redmine', () => {
  it('are added, edited and emptied, and never sent as private', async () => {
    const { result, requests } = await act(async (tracker) => {
      const added = await tracker.addComment('12', text('Hello'));
      await tracker.editComment('12', '34', text('Hello again'));
      await tracker.deleteComment('12', '34');
      return added;
    });
    expect({ result, requests }).toEqual({
      result: { commentId: null },
      requests: [
        { method: 'PUT', path: '/issues/12.json', body: { issue: { notes: 'Hello' } } },
        { method: 'PUT', path: '/journals/34.json', body: { journal: { notes: 'Hello again' } } },
        { method: 'PUT', path: '/journals/34.json', body: { journal: { notes: '' } } },
      ],
    });
  });

  it('fail for good where Redmine does not allow it', async () => {
    const acting = act(
      (tracker) => tracker.deleteComment('12', '34'),
      () => empty(403),
    );
    await expect(acting).rejects.toMatchObject({
      name: 'PermanentError',
      message: '[redmine] PUT /journals/34.json: 403',
    });
  });

  it('are done where the comment is gone already', async () => {
    const { result } = await act(
      (tracker) => tracker.editComment('12', '34', { format: 'textile', source: 'late' }),
      () => empty(404),
    );
    expect(result).toBe('gone');
  });
});
