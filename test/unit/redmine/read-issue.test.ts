import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/core/mapping';
import type { ReadIssue } from '../../../src/ports';
import { createRedmineClient } from '../../../src/redmine/client';
import { createRedmineTracker } from '../../../src/redmine/tracker';
import { aFullMapping, JIRA_URL, REDMINE_URL } from '../../support/a-full-mapping';
import { aRow } from '../../support/builders';
import { insideForge } from '../../support/forge-globals';
import { empty, json, recordingHttp, SERVER_MS } from '../../support/recording-http';
import { BOB, SYNC, wireIssue, wireJournal } from './wire-issue';

const clock = { nowMs: () => SERVER_MS };

async function read(
  issue: Readonly<Record<string, unknown>> | Response,
  { sinceEntryId = 0, mapping = aFullMapping() }: { sinceEntryId?: number; mapping?: Mapping } = {},
) {
  const http = recordingHttp(() =>
    issue instanceof Response ? issue : json({ issue: wireIssue(issue) }),
  );
  const client = createRedmineClient({
    baseUrl: REDMINE_URL,
    apiKey: 'k',
    clock,
    allowHttpLoopback: false,
  });
  const tracker = createRedmineTracker(mapping, { client, clock, ownAuthorId: '9' });
  const result = await insideForge({ egress: http.handle, nowMs: clock.nowMs }, () =>
    tracker.readIssue('12', { sinceEntryId }),
  );
  return { result, requests: http.requests };
}

function snapshotOf(result: ReadIssue) {
  if (result.kind !== 'found') throw new Error(`the issue is ${result.kind}`);
  return result.snapshot;
}

const MARKER = `"WEB-1":${JIRA_URL}/browse/WEB-1#sync-10001.abc`;
const bob = { id: '6', name: 'Bob Builder' };
const atMs = Date.parse('2026-11-20T10:30:00Z');

describe('reading a Redmine issue', () => {
  it('takes one request', async () => {
    const { requests } = await read({});
    expect(requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
      {
        method: 'GET',
        path: '/issues/12.json',
        query: { include: 'journals,attachments,allowed_statuses' },
      },
    ]);
  });

  it('shows the issue in its own terms, without the marker line', async () => {
    const { result } = await read({
      description: `It forgets\r\nthe last item.\r\n\r\n${MARKER}`,
      assigned_to: BOB,
      due_date: '2026-12-24',
      is_private: true,
    });
    expect(result).toEqual({
      kind: 'found',
      snapshot: {
        side: 'remote',
        issueId: '12',
        key: '#12',
        url: `${REDMINE_URL}/issues/12`,
        projectId: '1',
        title: 'Cart is empty',
        statusName: 'New',
        assigneeName: 'Bob Builder',
        author: bob,
        createdAtMs: Date.parse('2026-11-20T09:00:00Z'),
        updatedAtMs: atMs,
        restricted: true,
        fields: {
          summary: 'Cart is empty',
          description: { format: 'textile', source: 'It forgets\nthe last item.' },
          status: '1',
          priority: '2',
          issuetype: '1',
          assignee: '6',
          duedate: '2026-12-24',
        },
        labels: {
          status: 'New',
          priority: 'Normal',
          issuetype: 'Bug',
          assignee: 'Bob Builder',
        },
        comments: [],
        attachments: [],
        relations: [],
        timeEntries: null,
        history: [],
        lastEntryId: 0,
        marker: '10001.abc',
        readAtMs: SERVER_MS,
        clockOffsetMs: 500,
      },
    });
  });

  it.each([null, '', MARKER])('shows the description %j as none', async (description) => {
    expect(snapshotOf((await read({ description })).result).fields.description).toBeNull();
  });

  it('counts the last change as the time of the read where the server tells none', async () => {
    const { result } = await read(
      new Response(JSON.stringify({ issue: wireIssue() }), {
        headers: { 'Content-Type': 'application/json' },
      }),
    );
    expect(snapshotOf(result).readAtMs).toBe(atMs);
  });

  it('tells the changes of mapped fields, oldest first, with ids as text', async () => {
    const journals = [
      wireJournal(5, {
        details: [
          { property: 'attr', name: 'status_id', old_value: '1', new_value: '2' },
          { property: 'attr', name: 'done_ratio', old_value: '0', new_value: '50' },
          { property: 'attr', name: 'assigned_to_id', old_value: null, new_value: '6' },
        ],
      }),
      wireJournal(4, {
        details: [
          {
            property: 'attr',
            name: 'description',
            old_value: `Old\r\n\r\n${MARKER}`,
            new_value: `New\r\ntext\r\n\r\n${MARKER}`,
          },
        ],
      }),
      wireJournal(3),
    ];
    const { history, lastEntryId } = snapshotOf(
      (await read({ journals }, { sinceEntryId: 3 })).result,
    );
    expect({ history, lastEntryId }).toEqual({
      lastEntryId: 5,
      history: [
        {
          id: 4,
          atMs,
          author: bob,
          changes: [{ field: 'description', from: 'Old', to: 'New\ntext' }],
        },
        {
          id: 5,
          atMs,
          author: bob,
          changes: [
            { field: 'status', from: '1', to: '2' },
            { field: 'assignee', from: null, to: '6' },
          ],
        },
      ],
    });
  });

  it('shows notes as comments and tells the private ones', async () => {
    const journals = [
      wireJournal(3, { notes: 'Public\r\nnote' }),
      wireJournal(4, { notes: 'Secret', private_notes: true }),
      wireJournal(5, { notes: ' \r\n' }),
    ];
    const comment = { author: bob, createdAtMs: atMs, copyOf: null };
    expect(snapshotOf((await read({ journals })).result).comments).toEqual([
      {
        ...comment,
        id: '3',
        url: `${REDMINE_URL}/issues/12#change-3`,
        body: { format: 'textile', source: 'Public\nnote' },
        restricted: false,
      },
      {
        ...comment,
        id: '4',
        url: `${REDMINE_URL}/issues/12#change-4`,
        body: { format: 'textile', source: 'Secret' },
        restricted: true,
      },
    ]);
  });

  const original = `${JIRA_URL}/browse/WEB-1?focusedCommentId=501`;
  it.each([
    ['by the Textile link in its first line', SYNC, `"Ada in Jira":${original}:\n\nHello`, '501'],
    ['by the Markdown link in its first line', SYNC, `[Ada in Jira](${original}):\n\nHello`, '501'],
    ['not in another person’s note', BOB, `"Ada in Jira":${original}:\n\nHello`, null],
    ['not by an address that somebody pasted', SYNC, `${original}\n\nsee there`, null],
    ['not further down', SYNC, `Hello\n\n"Ada in Jira":${original}`, null],
    [
      'not of another site',
      SYNC,
      '"x":https://evil.example/browse/WEB-1?focusedCommentId=501',
      null,
    ],
  ])('knows our copy %s', async (_what, user, notes, copyOf) => {
    const { result } = await read({ journals: [wireJournal(3, { user, notes })] });
    expect(snapshotOf(result).comments.map((comment) => comment.copyOf)).toEqual([copyOf]);
  });

  it.each([
    [404, 'gone'],
    [403, 'hidden'],
  ])('takes an empty %i for %s', async (status, kind) => {
    expect((await read(empty(status))).result).toEqual({ kind });
  });

  describe('with a custom field', () => {
    const mapping = aFullMapping({
      fields: [aRow({ field: 'customer', jira: 'customer', remote: 'cf_3' })],
    });

    it('reads its value and its changes', async () => {
      const detail = { property: 'cf', name: '3', old_value: 'Acme', new_value: 'Initech' };
      const { result } = await read(
        {
          custom_fields: [{ id: 3, name: 'Customer', value: 'Initech' }],
          journals: [wireJournal(4, { details: [detail] })],
        },
        { mapping },
      );
      const { fields, history } = snapshotOf(result);
      expect({ fields, changes: history[0]?.changes }).toEqual({
        fields: { customer: 'Initech' },
        changes: [{ field: 'customer', from: 'Acme', to: 'Initech' }],
      });
    });

    it('shows one that the key may not see as empty', async () => {
      expect(snapshotOf((await read({}, { mapping })).result).fields).toEqual({ customer: null });
    });

    it('refuses one with several values', async () => {
      const custom_fields = [{ id: 3, name: 'Customer', multiple: true, value: ['a', 'b'] }];
      await expect(read({ custom_fields }, { mapping })).rejects.toThrow(
        'cf_3 holds several values',
      );
    });
  });
});
