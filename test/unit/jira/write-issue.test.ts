import { describe, expect, it } from 'vitest';
import { createJiraTracker } from '../../../src/jira/tracker';
import type { Tracker } from '../../../src/ports';
import { aFullMapping } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';
import { empty, json, type RecordedRequest, recordingHttp } from '../../support/recording-http';
import { APP, doc, paragraph } from './wire-issue';

const clock = { nowMs: () => 0 };

async function act<T>(
  code: (tracker: Tracker) => Promise<T>,
  answer: (request: RecordedRequest, index: number) => Response,
) {
  const http = recordingHttp(answer);
  const tracker = createJiraTracker(aFullMapping(), { ownAuthorId: APP.accountId, clock });
  const result = await insideForge({ jira: http.handle }, () => code(tracker));
  const requests = http.requests.map(({ method, path, body }) => ({ method, path, body }));
  return { result, requests };
}

const text = { format: 'adf', doc: doc(paragraph('New')) as never } as const;

describe('writing a Jira issue', () => {
  it('sends what is asked in one edit', async () => {
    const fields = {
      summary: 'New',
      description: text,
      priority: '2',
      assignee: null,
      duedate: '2026-12-24',
    };
    const acted = await act(
      (tracker) => tracker.writeIssue({ issueId: '10001', fields }),
      () => empty(204),
    );
    expect(acted).toEqual({
      result: { refused: [] },
      requests: [
        {
          method: 'PUT',
          path: '/rest/api/3/issue/10001',
          body: {
            fields: {
              summary: 'New',
              description: text.doc,
              priority: { id: '2' },
              assignee: null,
              duedate: '2026-12-24',
            },
          },
        },
      ],
    });
  });

  it('writes the other fields where Jira refuses one by name', async () => {
    const fields = { summary: 'New summary', priority: '99' };
    const acted = await act(
      (tracker) => tracker.writeIssue({ issueId: '10001', fields }),
      (_request, index) =>
        index === 0
          ? json(
              { errorMessages: [], errors: { priority: 'The priority selected is invalid.' } },
              { status: 400 },
            )
          : empty(204),
    );
    expect(acted).toEqual({
      result: {
        refused: [
          {
            field: 'priority',
            message: '[jira] PUT /rest/api/3/issue/10001: 400 The priority selected is invalid.',
          },
        ],
      },
      requests: [
        {
          method: 'PUT',
          path: '/rest/api/3/issue/10001',
          body: { fields: { summary: 'New summary', priority: { id: '99' } } },
        },
        {
          method: 'PUT',
          path: '/rest/api/3/issue/10001',
          body: { fields: { summary: 'New summary' } },
        },
      ],
    });
  });

  it('fails where Jira refuses the edit as a whole', async () => {
    const acting = act(
      (tracker) => tracker.writeIssue({ issueId: '10001', fields: { summary: 'x' } }),
      () => json({ errorMessages: ['The issue is archived.'], errors: {} }, { status: 400 }),
    );
    await expect(acting).rejects.toMatchObject({
      name: 'PermanentError',
      message: '[jira] PUT /rest/api/3/issue/10001: 400 The issue is archived.',
    });
  });

  it('reports a status that no transition leads to, and writes the rest', async () => {
    const { result } = await act(
      (tracker) =>
        tracker.writeIssue({ issueId: '10001', fields: { summary: 'x', status: '10002' } }),
      ({ method, path }) => {
        if (method === 'PUT') return empty(204);
        if (path.endsWith('/transitions')) return json({ transitions: [] });
        if (path.endsWith('/statuses')) return json([]);
        if (path.endsWith('/search/jql')) return json({ issues: [] });
        return json({
          fields: {
            project: { id: '10000' },
            issuetype: { id: '10001' },
            status: { id: '3', name: 'In Progress' },
          },
        });
      },
    );
    expect(result).toEqual({
      refused: [
        {
          field: 'status',
          message:
            'no way from "3" to "10002" in at most 4 transitions without passing a Done status; possible next: nothing',
        },
      ],
    });
  });
});

describe('creating a Jira issue', () => {
  const issue = {
    fields: { summary: 'New', issuetype: '10001', status: '3', assignee: null, priority: '2' },
    marker: '12.abc',
    twin: { issueId: '12', key: '#12', url: 'https://redmine.example.com/issues/12' },
  };

  it('puts the marker into the create call and leaves out status and what is empty', async () => {
    const acted = await act(
      (tracker) => tracker.createIssue(issue),
      () => json({ id: '10009', key: 'WEB-9' }, { status: 201 }),
    );
    expect(acted).toEqual({
      result: { issueId: '10009' },
      requests: [
        {
          method: 'POST',
          path: '/rest/api/3/issue',
          body: {
            fields: {
              summary: 'New',
              issuetype: { id: '10001' },
              priority: { id: '2' },
              project: { id: '10000' },
            },
            properties: [
              { key: 'redmine-sync', value: { marker: '12.abc' } },
              { key: 'redmine-twin', value: { number: 12, connection: 'main' } },
            ],
          },
        },
      ],
    });
  });

  it('does without a field that is not on the create screen', async () => {
    const { result, requests } = await act(
      (tracker) => tracker.createIssue(issue),
      (_request, index) =>
        index === 0
          ? json(
              {
                errorMessages: [],
                errors: {
                  priority:
                    "Field 'priority' cannot be set. It is not on the appropriate screen, or unknown.",
                },
              },
              { status: 400 },
            )
          : json({ id: '10009' }, { status: 201 }),
    );
    expect({ result, count: requests.length, last: requests.at(-1)?.body }).toMatchObject({
      result: { issueId: '10009' },
      count: 2,
      last: { fields: { summary: 'New', issuetype: { id: '10001' }, project: { id: '10000' } } },
    });
  });

  it('does not do without a summary', async () => {
    const creating = act(
      (tracker) => tracker.createIssue(issue),
      () =>
        json(
          { errorMessages: [], errors: { summary: 'You must specify a summary.' } },
          { status: 400 },
        ),
    );
    await expect(creating).rejects.toThrow(
      '[jira] POST /rest/api/3/issue: 400 summary: You must specify a summary.',
    );
  });
});

describe('comments in Jira', () => {
  it('are added, edited and deleted', async () => {
    const acted = await act(
      async (tracker) => {
        const added = await tracker.addComment('10001', text);
        await tracker.editComment('10001', '501', text);
        await tracker.deleteComment('10001', '501');
        return added;
      },
      ({ method }) => (method === 'DELETE' ? empty(204) : json({ id: '501' })),
    );
    expect(acted).toEqual({
      result: { commentId: '501' },
      requests: [
        { method: 'POST', path: '/rest/api/3/issue/10001/comment', body: { body: text.doc } },
        { method: 'PUT', path: '/rest/api/3/issue/10001/comment/501', body: { body: text.doc } },
        { method: 'DELETE', path: '/rest/api/3/issue/10001/comment/501', body: undefined },
      ],
    });
  });
});
