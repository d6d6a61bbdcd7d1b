import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/core/mapping';
import { createJiraTracker } from '../../../src/jira/tracker';
import type { ReadIssue, ReadOptions } from '../../../src/ports';
import { aFullMapping, JIRA_URL, REDMINE_URL } from '../../support/a-full-mapping';
import { insideForge } from '../../support/forge-globals';
import {
  empty,
  json,
  type RecordedRequest,
  recordingHttp,
  SERVER_MS,
} from '../../support/recording-http';
import { ADA, APP, doc, paragraph, wireComment, wireHistory, wireIssue } from './wire-issue';

const clock = { nowMs: () => SERVER_MS };

async function read(
  answer: (request: RecordedRequest) => Response,
  { mapping = aFullMapping(), ...options }: { mapping?: Mapping } & Partial<ReadOptions> = {},
) {
  const http = recordingHttp(answer);
  const tracker = createJiraTracker(mapping, { ownAuthorId: APP.accountId, clock });
  const result = await insideForge({ jira: http.handle, nowMs: clock.nowMs }, () =>
    tracker.readIssue('10001', { sinceEntryId: 0, ...options }),
  );
  return { result, requests: http.requests };
}

function snapshotOf(result: ReadIssue) {
  if (result.kind !== 'found') throw new Error(`the issue is ${result.kind}`);
  return result.snapshot;
}

describe('reading a Jira issue', () => {
  it('that is not there is hidden, although Jira refuses to say whether the JQL covers it', async () => {
    const scope = { jira: { terms: [], query: 'labels = shop' }, leaving: 'pause' } as const;
    const refusal = { errorMessages: ["An issue with ID '10001' does not exist for field 'id'."] };
    const answer = ({ path }: RecordedRequest) =>
      path.endsWith('/search/jql') ? json(refusal, { status: 400 }) : empty(404);
    const { result } = await read(answer, { mapping: aFullMapping({ scope }), checksScope: true });
    expect(result).toEqual({ kind: 'hidden' });
  });

  it('takes one request for the mapped fields, comments and history', async () => {
    const { requests } = await read(() => json(wireIssue()));
    expect(requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
      {
        method: 'GET',
        path: '/rest/api/3/issue/10001',
        query: {
          fields:
            'summary,status,assignee,project,creator,created,updated,security,comment,attachment,description,priority,issuetype,duedate',
          expand: 'changelog',
          properties: 'redmine-sync,redmine-twin',
        },
      },
    ]);
  });

  it('shows the issue in its own terms', async () => {
    const text = doc(paragraph('It forgets the last item.'));
    const { result } = await read(() =>
      json(
        wireIssue({
          fields: { description: text, assignee: ADA, duedate: '2026-12-24' },
          properties: {
            'redmine-sync': { marker: '12.abc' },
            'redmine-twin': { number: 12, connection: 'main' },
          },
        }),
      ),
    );
    expect(result).toEqual({
      kind: 'found',
      snapshot: {
        side: 'jira',
        issueId: '10001',
        key: 'WEB-1',
        url: `${JIRA_URL}/browse/WEB-1`,
        projectId: '10000',
        title: 'Cart is empty',
        statusName: 'To Do',
        assigneeName: 'Ada Lovelace',
        author: { id: 'ada-1', name: 'Ada Lovelace' },
        createdAtMs: Date.parse('2026-11-20T16:00:00.000Z'),
        updatedAtMs: Date.parse('2026-11-20T17:30:00.123Z'),
        restricted: false,
        fields: {
          summary: 'Cart is empty',
          description: { format: 'adf', doc: text },
          status: '10000',
          priority: '3',
          issuetype: '10001',
          assignee: 'ada-1',
          duedate: '2026-12-24',
        },
        labels: {
          status: 'To Do',
          priority: 'Medium',
          issuetype: 'Bug',
          assignee: 'Ada Lovelace',
        },
        comments: [],
        attachments: [],
        relations: [],
        timeEntries: null,
        history: [],
        lastEntryId: 0,
        marker: '12.abc',
        twinMark: '12',
        readAtMs: SERVER_MS,
        clockOffsetMs: 500,
      },
    });
  });

  it.each([
    ['no description', null],
    ['an empty document', doc()],
    ['what the editor leaves when a text is emptied', doc({ type: 'paragraph' })],
  ])('shows %s as none', async (_what, description) => {
    const { result } = await read(() => json(wireIssue({ fields: { description } })));
    expect(snapshotOf(result).fields.description).toBeNull();
  });

  it('tells an issue under a security level', async () => {
    const { result } = await read(() => json(wireIssue({ fields: { security: { id: '1' } } })));
    expect(snapshotOf(result).restricted).toBe(true);
  });

  it.each([
    ['limited to a role', { visibility: { type: 'role', value: 'Developers' } }],
    ['internal to the service team', { jsdPublic: false }],
  ])('tells a comment that is %s', async (_what, limit) => {
    const comments = [wireComment(limit)];
    const { result } = await read(() =>
      json(wireIssue({ fields: { comment: { comments, total: 1 } } })),
    );
    expect(snapshotOf(result).comments).toEqual([
      {
        id: '501',
        url: `${JIRA_URL}/browse/WEB-1?focusedCommentId=501`,
        author: { id: 'ada-1', name: 'Ada Lovelace' },
        createdAtMs: Date.parse('2026-11-20T17:00:00.000Z'),
        body: { format: 'adf', doc: doc(paragraph('Seen here, too.')) },
        restricted: true,
        copyOf: null,
      },
    ]);
  });

  const attributed = (href: string) =>
    doc(
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Bob in Redmine', marks: [{ type: 'link', attrs: { href } }] },
          { type: 'text', text: ':' },
        ],
      },
      paragraph('Hello'),
    );

  it.each([
    ['by the link in its first line', APP, attributed(`${REDMINE_URL}/issues/12#change-34`), '34'],
    ['not in a person’s comment', ADA, attributed(`${REDMINE_URL}/issues/12#change-34`), null],
    ['not of another Redmine', APP, attributed('https://evil.example/issues/12#change-34'), null],
    ['not of an issue as a whole', APP, attributed(`${REDMINE_URL}/issues/12`), null],
    [
      'not further down',
      APP,
      doc(paragraph('x'), ...attributed(`${REDMINE_URL}/issues/12#change-34`).content),
      null,
    ],
  ])('knows our copy %s', async (_what, author, body, copyOf) => {
    const comments = [wireComment({ author, body })];
    const { result } = await read(() =>
      json(wireIssue({ fields: { comment: { comments, total: 1 } } })),
    );
    expect(snapshotOf(result).comments.map((comment) => comment.copyOf)).toEqual([copyOf]);
  });

  it('tells the changes of mapped fields after the known entry, oldest first', async () => {
    const histories = [
      wireHistory(
        103,
        { field: 'summary', fieldId: 'summary', fromString: 'Cart', toString: 'Cart is empty' },
        { field: 'Rank', fieldId: 'customfield_10019', toString: 'Ranked higher' },
      ),
      wireHistory(102, { field: 'status', fieldId: 'status', from: '3', to: '10000' }),
      wireHistory(101, { field: 'assignee', fieldId: 'assignee', from: null, to: 'ada-1' }),
    ];
    const { result } = await read(() => json(wireIssue({ changelog: { histories, total: 3 } })), {
      sinceEntryId: 101,
    });
    const author = { id: 'ada-1', name: 'Ada Lovelace' };
    const atMs = Date.parse('2026-11-20T17:30:00Z');
    const { history, lastEntryId } = snapshotOf(result);
    expect({ history, lastEntryId }).toEqual({
      lastEntryId: 103,
      history: [
        { id: 102, atMs, author, changes: [{ field: 'status', from: '3', to: '10000' }] },
        {
          id: 103,
          atMs,
          author,
          changes: [{ field: 'summary', from: 'Cart', to: 'Cart is empty' }],
        },
      ],
    });
  });

  it('does not take the method toString for the text of a cleared field', async () => {
    const histories = [wireHistory(7, { field: 'summary', fieldId: 'summary', fromString: 'x' })];
    const { result } = await read(() => json(wireIssue({ changelog: { histories, total: 1 } })));
    expect(snapshotOf(result).history[0]?.changes).toEqual([
      { field: 'summary', from: 'x', to: null },
    ]);
  });

  it('pages backwards through a history that the issue does not hold whole', async () => {
    const item = { field: 'status', fieldId: 'status', from: '3', to: '4' };
    const all = Array.from({ length: 350 }, (_, index) => wireHistory(index + 1, item));
    const { result, requests } = await read(
      ({ path, query }) => {
        if (!path.endsWith('/changelog')) {
          return json(
            wireIssue({ changelog: { histories: all.slice(-100).reverse(), total: 100 } }),
          );
        }
        const startAt = Number(query.startAt);
        const values = all.slice(startAt, startAt + Number(query.maxResults));
        return json({ values, total: all.length });
      },
      { sinceEntryId: 120 },
    );
    const ids = snapshotOf(result).history.map((entry) => entry.id);
    expect({ ids, calls: requests.map(({ query }) => query.startAt) }).toEqual({
      ids: Array.from({ length: 230 }, (_, index) => index + 121),
      calls: [undefined, '0', '150', '50'],
    });
  });

  it('asks for the older comments only where the issue holds the newest', async () => {
    const all = Array.from({ length: 350 }, (_, index) => wireComment({ id: String(index + 1) }));
    const { result, requests } = await read(({ path, query }) => {
      if (!path.endsWith('/comment')) {
        return json(wireIssue({ fields: { comment: { comments: all.slice(-100), total: 350 } } }));
      }
      const startAt = Number(query.startAt);
      return json({ comments: all.slice(startAt, startAt + Number(query.maxResults)), total: 350 });
    });
    expect({
      ids: snapshotOf(result).comments.map(({ id }) => id),
      calls: requests.map(({ query }) => [query.startAt, query.maxResults]),
    }).toEqual({
      ids: all.map(({ id }) => id),
      calls: [
        [undefined, undefined],
        ['0', '100'],
        ['100', '100'],
        ['200', '50'],
      ],
    });
  });

  it('says that older comments are there where the newest will do', async () => {
    const comments = Array.from({ length: 100 }, (_, index) =>
      wireComment({ id: String(index + 51) }),
    );
    const { result, requests } = await read(
      () => json(wireIssue({ fields: { comment: { comments, total: 150 } } })),
      { newestCommentsOnly: true },
    );
    const { comments: shown, hasOlderComments } = snapshotOf(result);
    expect({ shown: shown.length, hasOlderComments, calls: requests.length }).toEqual({
      shown: 100,
      hasOlderComments: true,
      calls: 1,
    });
  });

  it('misses no comment where an older one is deleted while it reads', async () => {
    const all = Array.from({ length: 150 }, (_, index) => wireComment({ id: String(index + 1) }));
    const { result } = await read(({ path, query }) => {
      if (!path.endsWith('/comment')) {
        return json(wireIssue({ fields: { comment: { comments: all.slice(-100), total: 150 } } }));
      }
      const left = all.slice(1);
      return json({ comments: left.slice(0, Number(query.maxResults)), total: 149 });
    });
    expect(snapshotOf(result).comments.map(({ id }) => id)).toEqual(
      all.slice(1).map(({ id }) => id),
    );
  });

  it('takes a 404 for hidden, never for deleted', async () => {
    const { result } = await read(() => empty(404));
    expect(result).toEqual({ kind: 'hidden' });
  });

  it('reads a custom select field by its option', async () => {
    const base = aFullMapping();
    const row = { ...(base.fields[3] ?? fail()), field: 'kind', jira: 'customfield_10050' };
    const { result } = await read(
      () => json(wireIssue({ fields: { customfield_10050: { id: '77', value: 'Wholesale' } } })),
      { mapping: aFullMapping({ fields: [row] }) },
    );
    const { fields, labels } = snapshotOf(result);
    expect({ fields, labels }).toEqual({ fields: { kind: '77' }, labels: { kind: 'Wholesale' } });
  });

  it('refuses a field that holds another kind of value than the mapping says', async () => {
    const reading = read(() => json(wireIssue({ fields: { duedate: { odd: true } } })));
    await expect(reading).rejects.toThrow('[jira] the field duedate does not hold what');
  });
});

function fail(): never {
  throw new Error('the mapping has fewer fields than the test expects');
}
