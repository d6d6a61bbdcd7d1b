import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at, type Client, START_MS } from './a-jira-site';

async function keysOf(client: Client, jql: string): Promise<unknown> {
  const { status, body } = await client.post('search/jql', { jql, fields: ['key'] });
  if (status !== 200) return at(body, 'errorMessages');
  return (at(body, 'issues') as object[]).map((issue) => at(issue, 'key'));
}

/** WEB-1 open and assigned, WEB-2 in progress with labels, WEB-3 a bug of high priority, OPS-1. */
async function aFilledSite() {
  const site = await aJiraSite({
    indexedProperties: [{ key: 'link', path: 'remote.id', type: 'number', alias: 'redmineId' }],
  });
  const { ada, clock, jira } = site;
  await anIssue(ada, { summary: 'Cart is empty', assignee: { accountId: jira.accounts.grace } });
  clock.moveTo(START_MS + 60_000);
  await anIssue(ada, { summary: 'Pay by card', labels: ['pay', 'cart'], duedate: '2026-10-20' });
  await ada.post('issue/WEB-2/transitions', { transition: { id: '11' } });
  clock.moveTo(START_MS + 120_000);
  await anIssue(ada, {
    issuetype: { name: 'Bug' },
    priority: { name: 'High' },
    description: adf('Carts forget their content'),
  });
  await ada.put('issue/WEB-3/properties/link', { remote: { id: 42 } });
  clock.moveTo(START_MS + 180_000);
  await anIssue(ada, { project: { key: 'OPS' }, issuetype: { name: 'Incident' }, summary: 'Down' });
  return site;
}

const finds: readonly [string, readonly string[]][] = [
  ['project = WEB', ['WEB-3', 'WEB-2', 'WEB-1']],
  ['project in (WEB, OPS) AND statusCategory = "In Progress"', ['WEB-2']],
  ['status != "To Do" AND project = WEB', ['WEB-2']],
  ['status IN ("In Progress", Open)', ['OPS-1', 'WEB-2']],
  ['issuetype = Bug OR type = Incident', ['OPS-1', 'WEB-3']],
  ['assignee is EMPTY', ['OPS-1', 'WEB-3', 'WEB-2']],
  ['assignee IS NOT EMPTY', ['WEB-1']],
  ['assignee = "grace@example.com"', ['WEB-1']],
  ['assignee != currentUser()', ['WEB-1']],
  ['reporter = currentUser() AND NOT project = WEB', ['OPS-1']],
  ['priority = High', ['WEB-3']],
  ['labels = cart', ['WEB-2']],
  ['labels not in (cart)', []],
  ['labels = nothing', []],
  ['summary ~ "cart"', ['WEB-1']],
  ['summary ~ "car*"', ['WEB-2', 'WEB-1']],
  ['text ~ carts', ['WEB-3']],
  ['summary !~ cart AND project = WEB', ['WEB-3', 'WEB-2']],
  ['key in (WEB-1, WEB-3)', ['WEB-3', 'WEB-1']],
  ['key > WEB-1', ['WEB-3', 'WEB-2']],
  ['id = 10002', ['WEB-3']],
  ['due <= 2026-10-20', ['WEB-2']],
  ['due < 2026-10-20', []],
  ['due is EMPTY AND project = WEB', ['WEB-3', 'WEB-1']],
  ['issue.property[link].remote.id = 42', ['WEB-3']],
  ['redmineId >= 40', ['WEB-3']],
  ['project = WEB ORDER BY key', ['WEB-1', 'WEB-2', 'WEB-3']],
  ['project = WEB ORDER BY priority DESC, key ASC', ['WEB-3', 'WEB-1', 'WEB-2']],
  ['project = WEB order by duedate asc, key desc', ['WEB-2', 'WEB-3', 'WEB-1']],
  // Ada reads clocks in London, an hour ahead of UTC in October: 13:01 there is 12:01 UTC.
  ['created >= "2026-10-05 13:01"', ['OPS-1', 'WEB-3', 'WEB-2']],
  ['created > "2026/10/05 13:01"', ['OPS-1', 'WEB-3']],
  ['created < "2026-10-05 13:01" AND created >= 2026-10-05', ['WEB-1']],
  ['updated >= "-2m"', ['OPS-1', 'WEB-3', 'WEB-2']],
  ['created >= startOfDay() AND created <= now()', ['OPS-1', 'WEB-3', 'WEB-2', 'WEB-1']],
];

describe('JQL', () => {
  it.each(finds)('finds with %s', async (jql, keys) => {
    const { ada } = await aFilledSite();
    expect(await keysOf(ada, jql)).toEqual(keys);
  });

  const refusals: readonly [string, string][] = [
    [
      '',
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    ],
    [
      'order by created',
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    ],
    ['colour = red', "Field 'colour' does not exist or you do not have permission to view it."],
    [
      'issue.property[other].x = 1',
      "Field 'issue.property[other].x' does not exist or you do not have permission to view it.",
    ],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['status = Doing', "The value 'Doing' does not exist for the field 'status'."],
    [
      'created >= yesterday',
      "Date value 'yesterday' for field 'created' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
    ],
    ['summary = cart', "The operator '=' is not supported by the 'summary' field."],
    [
      'project = WEB AND',
      "Error in the JQL Query: Expecting a field name before the end of the query, but got 'the end of the query'.",
    ],
    [
      'project WEB',
      "Error in the JQL Query: Expecting operator but got 'WEB'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character 9)",
    ],
  ];
  it.each(refusals)('refuses %s', async (jql, message) => {
    const { ada } = await aFilledSite();
    const { status, body } = await ada.post('search/jql', { jql });
    expect({ status, body }).toEqual({
      status: 400,
      body: { errorMessages: [message], errors: {} },
    });
  });

  it('says that it does not model the history operators', async () => {
    const { ada } = await aFilledSite();
    expect((await ada.post('search/jql', { jql: 'status was Done' })).status).toBe(501);
  });
});

describe('a search', () => {
  it('answers ids and nothing else unless fields are named', async () => {
    const { ada } = await aFilledSite();
    const { body } = await ada.get('search/jql?jql=project=OPS');
    const named = await ada.get('search/jql?jql=project=OPS&fields=summary');
    expect([body, at(named.body, 'issues', 0, 'fields')]).toEqual([
      { issues: [{ id: '10003' }], isLast: true },
      { summary: 'Down' },
    ]);
  });

  it('runs behind by its lag, but for the issues that are to be reconciled', async () => {
    const { ada, clock, jira } = await aJiraSite({ searchLagSeconds: 30 });
    await anIssue(ada);
    clock.moveTo(clock.nowMs() + 30_000);
    await ada.put('issue/WEB-1', { fields: { labels: ['new'] } });
    await anIssue(ada);
    const search = async (extra: object = {}) => {
      const { body } = await ada.post('search/jql', {
        jql: 'project = WEB',
        fields: ['labels'],
        ...extra,
      });
      return (at(body, 'issues') as object[]).map((issue) => [
        at(issue, 'key'),
        at(issue, 'fields', 'labels'),
      ]);
    };
    const atOnce = await search();
    const reconciled = await search({ reconcileIssues: [10000, 10001] });
    jira.setSearchLagSeconds(0);
    expect([atOnce, reconciled, await search()]).toEqual([
      [['WEB-1', []]],
      [
        ['WEB-2', []],
        ['WEB-1', ['new']],
      ],
      [
        ['WEB-2', []],
        ['WEB-1', ['new']],
      ],
    ]);
  });

  it('goes on where a page ended, though issues changed in between', async () => {
    const { ada, clock } = await aJiraSite();
    for (let count = 0; count < 5; count += 1) {
      clock.moveTo(clock.nowMs() + 1_000);
      await anIssue(ada);
    }
    const query = { jql: 'project = WEB ORDER BY updated ASC', fields: ['key'], maxResults: 2 };
    const first = await ada.post('search/jql', query);
    clock.moveTo(clock.nowMs() + 1_000);
    await ada.put('issue/WEB-1', { fields: { summary: 'New' } });
    const keys: unknown[] = [];
    let token = at(first.body, 'nextPageToken');
    while (token !== undefined) {
      const { body } = await ada.post('search/jql', { ...query, nextPageToken: token });
      keys.push(...(at(body, 'issues') as object[]).map((issue) => at(issue, 'key')));
      token = at(body, 'nextPageToken');
    }
    // WEB-1 is seen twice, at its old place and at its new one; none is missed.
    expect(keys).toEqual(['WEB-3', 'WEB-4', 'WEB-5', 'WEB-1']);
  });

  it('refuses a token that is none, or of another query', async () => {
    const { ada } = await aFilledSite();
    const { body } = await ada.post('search/jql', { jql: 'project = WEB', maxResults: 1 });
    const attempt = async (jql: string, nextPageToken: unknown) =>
      (await ada.post('search/jql', { jql, nextPageToken })).status;
    expect([
      await attempt('project = WEB', 'junk'),
      await attempt('project = OPS', at(body, 'nextPageToken')),
    ]).toEqual([400, 400]);
  });

  it('cuts pages to a hundred where fields are asked for, and reconciles at most fifty', async () => {
    const { ada } = await aJiraSite();
    const issueUpdates = Array.from({ length: 50 }, () => ({
      fields: { project: { key: 'WEB' }, issuetype: { name: 'Task' }, summary: 'x' },
    }));
    for (let count = 0; count < 3; count += 1) await ada.post('issue/bulk', { issueUpdates });
    const count = async (fields: readonly string[]) => {
      const { body } = await ada.post('search/jql', {
        jql: 'project = WEB',
        fields,
        maxResults: 5000,
      });
      return (at(body, 'issues') as object[]).length;
    };
    const tooMany = Array.from({ length: 51 }, (_, index) => 10_000 + index);
    expect([
      await count(['summary']),
      await count(['id']),
      (await ada.post('search/jql', { jql: 'project = WEB', reconcileIssues: tooMany })).status,
      (await ada.post('search/approximate-count', { jql: 'project = WEB' })).body,
    ]).toEqual([100, 150, 400, { count: 150 }]);
  });

  it('is gone at its old address', async () => {
    const { ada } = await aJiraSite();
    const answers = [
      await ada.get('search?jql=project=WEB'),
      await ada.post('search', { jql: 'project = WEB' }),
    ];
    expect(answers.map(({ status, body }) => [status, at(body, 'errorMessages', 0)])).toEqual(
      Array(2).fill([
        410,
        'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
      ]),
    );
  });
});

describe('reading many issues at once', () => {
  it('answers a hundred at most, by id, and names those that cannot be had', async () => {
    const { ada } = await aFilledSite();
    const { body } = await ada.post('issue/bulkfetch', {
      issueIdsOrKeys: ['WEB-3', '10000', 'WEB-99'],
      fields: ['summary'],
      properties: ['link'],
    });
    const tooMany = Array.from({ length: 101 }, (_, index) => `WEB-${index}`);
    expect([
      (at(body, 'issues') as object[]).map((issue) => [at(issue, 'key'), at(issue, 'properties')]),
      at(body, 'issueErrors'),
      (await ada.post('issue/bulkfetch', { issueIdsOrKeys: tooMany })).status,
    ]).toEqual([
      [
        ['WEB-1', {}],
        ['WEB-3', { link: { remote: { id: 42 } } }],
      ],
      [
        {
          id: 'WEB-99',
          errorMessage: 'Issue does not exist or you do not have permission to see it.',
        },
      ],
      400,
    ]);
  });
});
