import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at } from './a-jira-site';

describe('attachments', () => {
  it('come by a redirect to the media host, or directly, in whole or in part', async () => {
    const { ada, anonymous, jira } = await aJiraSite();
    const key = await anIssue(ada);
    const { body } = await ada.upload(`issue/${key}/attachments`, {
      'Bericht für März.txt': 'abcdef',
    });
    const id = String(at(body, 0, 'id'));
    const redirect = await ada.get(`attachment/content/${id}`);
    const location = new URL(redirect.headers.get('location') ?? '');
    const part = (range: string) =>
      jira.handle(
        new Request(`http://jira.test/rest/api/3/attachment/content/${id}?redirect=false`, {
          headers: { range },
        }),
        { kind: 'app' },
      );
    const middle = await part('bytes=2-3');
    expect({
      name: at(body, 0, 'filename'),
      size: at(body, 0, 'size'),
      status: redirect.status,
      fromMedia: (await anonymous.get(location.pathname)).body,
      direct: (await ada.get(`attachment/content/${id}?redirect=false`)).body,
      middle: [middle.status, middle.headers.get('content-range'), await middle.text()],
      beyond: (await part('bytes=6-')).status,
    }).toEqual({
      name: 'Bericht für März.txt',
      size: 6,
      status: 303,
      fromMedia: 'abcdef',
      direct: 'abcdef',
      middle: [206, 'bytes 2-3/6', 'cd'],
      beyond: 416,
    });
  });

  it('write history when they come and when they go', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    await ada.upload(`issue/${key}/attachments`, { 'a.txt': 'a' });
    await ada.delete('attachment/10000');
    const { body } = await ada.get(`issue/${key}/changelog`);
    expect((at(body, 'values') as object[]).map((entry) => at(entry, 'items', 0))).toEqual([
      {
        field: 'Attachment',
        fieldtype: 'jira',
        fieldId: 'attachment',
        from: null,
        fromString: null,
        to: '10000',
        toString: 'a.txt',
      },
      {
        field: 'Attachment',
        fieldtype: 'jira',
        fieldId: 'attachment',
        from: '10000',
        fromString: 'a.txt',
        to: null,
        toString: null,
      },
    ]);
  });

  it('are refused without the header against forgery, and beyond the size limit', async () => {
    const { ada, jira } = await aJiraSite({ maxAttachmentBytes: 3 });
    const key = await anIssue(ada);
    const form = new FormData();
    form.append('file', new Blob(['abc']), 'a.txt');
    const forged = await jira.handle(
      new Request(`http://jira.test/rest/api/3/issue/${key}/attachments`, {
        method: 'POST',
        body: form,
      }),
      { kind: 'app' },
    );
    expect([
      forged.status,
      (await ada.upload(`issue/${key}/attachments`, { 'a.txt': 'abcd' })).status,
      (await ada.upload(`issue/${key}/attachments`, { 'a.txt': 'abc' })).status,
      at((await ada.get('attachment/meta')).body, 'uploadLimit'),
    ]).toEqual([403, 413, 200, 3]);
  });
});

describe('issue links', () => {
  it('lead from the inward issue to the outward one, and are made once', async () => {
    const { ada } = await aJiraSite();
    const [blocker, blocked] = [await anIssue(ada), await anIssue(ada)];
    const link = {
      type: { name: 'Blocks' },
      inwardIssue: { key: blocker },
      outwardIssue: { key: blocked },
    };
    const statuses = [
      (await ada.post('issueLink', link)).status,
      (await ada.post('issueLink', link)).status,
    ];
    const side = async (key: string) => {
      const { body } = await ada.get(`issue/${key}?fields=issuelinks&expand=changelog`);
      const links = at(body, 'fields', 'issuelinks') as object[];
      return [
        links.map((entry) => [at(entry, 'outwardIssue', 'key'), at(entry, 'inwardIssue', 'key')]),
        at(body, 'changelog', 'histories', 0, 'items', 0, 'toString'),
      ];
    };
    expect([statuses, await side(blocker), await side(blocked)]).toEqual([
      [201, 201],
      [[['WEB-2', undefined]], 'This issue blocks WEB-2'],
      [[[undefined, 'WEB-1']], 'This issue is blocked by WEB-1'],
    ]);
  });

  it('ring when they come and when they go', async () => {
    const { ada, events, jira } = await aJiraSite();
    const [one, two] = [await anIssue(ada), await anIssue(ada)];
    await ada.post('issueLink', {
      type: { id: '10000' },
      inwardIssue: { key: one },
      outwardIssue: { key: two },
    });
    await ada.delete('issueLink/10000');
    const shared = {
      selfGenerated: false,
      id: '10000',
      sourceIssueId: '10000',
      destinationIssueId: '10001',
      sourceProjectId: '10000',
      destinationProjectId: '10000',
      issueLinkType: { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      timestamp: '1791201600000',
      atlassianId: jira.accounts.ada,
    };
    expect(events.slice(2)).toEqual([
      { eventType: 'avi:jira:created:issuelink', ...shared },
      { eventType: 'avi:jira:deleted:issuelink', ...shared },
    ]);
  });
});

describe('time', () => {
  it('is estimated in words and shown in seconds too', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada, { timetracking: { originalEstimate: '1w 2d' } });
    await ada.put(`issue/${key}`, {
      update: { timetracking: [{ edit: { remainingEstimate: '3h 30m' } }] },
    });
    const { body } = await ada.get(
      `issue/${key}?fields=timetracking,timeestimate&expand=changelog`,
    );
    const refused = await ada.put(`issue/${key}`, {
      fields: { timetracking: { originalEstimate: 'long' } },
    });
    expect([
      at(body, 'fields'),
      at(body, 'changelog', 'histories', 0, 'items'),
      refused.status,
    ]).toEqual([
      {
        timetracking: {
          originalEstimate: '1w 2d',
          originalEstimateSeconds: 201_600,
          remainingEstimate: '3h 30m',
          remainingEstimateSeconds: 12_600,
        },
        timeestimate: 12_600,
      },
      [
        {
          field: 'timeestimate',
          fieldtype: 'jira',
          fieldId: 'timeestimate',
          from: '201600',
          fromString: '201600',
          to: '12600',
          toString: '12600',
        },
      ],
      400,
    ]);
  });

  it('is logged against what remains', async () => {
    const { ada, grace, events } = await aJiraSite();
    const key = await anIssue(ada, { timetracking: { originalEstimate: '1d' } });
    const { body } = await ada.post(`issue/${key}/worklog`, {
      timeSpent: '2h',
      started: '2026-10-04T10:00:00.000+0000',
      comment: adf('Looked into it'),
    });
    const id = String(at(body, 'id'));
    const shown = async () =>
      at((await ada.get(`issue/${key}?fields=timetracking`)).body, 'fields', 'timetracking');
    const logged = await shown();
    const foreign = (await grace.put(`issue/${key}/worklog/${id}`, { timeSpent: '1h' })).status;
    await ada.put(`issue/${key}/worklog/${id}`, { timeSpent: '3h' });
    const corrected = await shown();
    await ada.delete(`issue/${key}/worklog/${id}`);
    const seconds = (value: unknown) => [
      at(value, 'timeSpentSeconds'),
      at(value, 'remainingEstimateSeconds'),
    ];
    expect({
      started: at(body, 'started'),
      sums: [seconds(logged), seconds(corrected), seconds(await shown())],
      foreign,
      rung: events
        .map((event) => at(event, 'eventType'))
        .filter((type) => String(type).endsWith('worklog')),
    }).toEqual({
      started: '2026-10-04T03:00:00.000-0700',
      sums: [
        [7_200, 21_600],
        [10_800, 18_000],
        [0, 28_800],
      ],
      foreign: 400,
      rung: ['avi:jira:created:worklog', 'avi:jira:updated:worklog', 'avi:jira:deleted:worklog'],
    });
  });
});

describe('the remaining estimate', () => {
  it('is left, set or moved as the request says, and nothing is logged where it says nonsense', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada, { timetracking: { originalEstimate: '1d' } });
    const remains = async (query: string) => {
      const { status } = await ada.post(`issue/${key}/worklog?${query}`, { timeSpent: '1h' });
      const { body } = await ada.get(`issue/${key}?fields=timetracking,worklog`);
      return [
        status,
        at(body, 'fields', 'timetracking', 'remainingEstimateSeconds'),
        at(body, 'fields', 'worklog', 'total'),
      ];
    };
    expect([
      await remains('adjustEstimate=leave'),
      await remains('adjustEstimate=new&newEstimate=2h'),
      await remains('adjustEstimate=manual&reduceBy=30m'),
      await remains('adjustEstimate=new'),
      await remains('adjustEstimate=whatever'),
    ]).toEqual([
      [201, 28_800, 1],
      [201, 7_200, 2],
      [201, 5_400, 3],
      [400, 5_400, 3],
      [400, 5_400, 3],
    ]);
  });
});

describe('changelogs', () => {
  it('stand in the issue with their newest hundred, newest first; the rest comes page by page', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    for (let count = 0; count < 102; count += 1) {
      await ada.put(`issue/${key}`, { fields: { summary: `Number ${count}` } });
    }
    const { body } = await ada.get(`issue/${key}?fields=summary&expand=changelog`);
    const page = await ada.get(`issue/${key}/changelog?startAt=100`);
    const searched = await ada.get(`search/jql?jql=key=${key}&fields=summary&expand=changelog`);
    const histories = at(body, 'changelog', 'histories') as object[];
    expect({
      total: at(body, 'changelog', 'total'),
      ids: [at(histories[0], 'id'), histories.length, at(histories.at(-1), 'id')],
      page: (at(page.body, 'values') as object[]).map((entry) => at(entry, 'id')),
      searched: (at(searched.body, 'issues', 0, 'changelog', 'histories') as object[]).length,
    }).toEqual({
      total: 102,
      ids: ['10101', 100, '10002'],
      page: ['10100', '10101'],
      searched: 40,
    });
  });

  it('of many issues come oldest first, by field where asked, with times as numbers', async () => {
    const { ada, clock } = await aJiraSite();
    const [one, two] = [await anIssue(ada), await anIssue(ada)];
    await ada.put(`issue/${two}`, { fields: { summary: 'New' } });
    await ada.put(`issue/${one}`, { fields: { labels: ['x'] } });
    await ada.put(`issue/${one}`, { fields: { summary: 'New' } });
    const fetchMany = async (extra: object) => {
      const { body } = await ada.post('changelog/bulkfetch', {
        issueIdsOrKeys: [one, two, 'WEB-9'],
        ...extra,
      });
      return {
        groups: (at(body, 'issueChangeLogs') as object[]).map((group) => [
          at(group, 'issueId'),
          (at(group, 'changeHistories') as object[]).map((entry) => at(entry, 'id')),
        ]),
        created: at(body, 'issueChangeLogs', 0, 'changeHistories', 0, 'created'),
        token: typeof at(body, 'nextPageToken'),
      };
    };
    expect([
      await fetchMany({}),
      await fetchMany({ fieldIds: ['summary'] }),
      (await fetchMany({ maxResults: 2 })).token,
    ]).toEqual([
      {
        groups: [
          ['10001', ['10000']],
          ['10000', ['10001', '10002']],
        ],
        created: clock.nowMs(),
        token: 'undefined',
      },
      {
        groups: [
          ['10001', ['10000']],
          ['10000', ['10002']],
        ],
        created: clock.nowMs(),
        token: 'undefined',
      },
      'string',
    ]);
  });
});

describe('entity properties', () => {
  it('move no updated time and ring nothing', async () => {
    const { ada, events, clock } = await aJiraSite();
    const key = await anIssue(ada);
    const before = (await ada.get(`issue/${key}?fields=updated`)).body;
    clock.moveTo(clock.nowMs() + 5_000);
    const statuses = [
      (await ada.put(`issue/${key}/properties/p`, { a: 1 })).status,
      (await ada.put(`issue/${key}/properties/p`, { a: 2 })).status,
      (await ada.put(`issue/${key}/properties/long`, 'x'.repeat(32_767))).status,
      (await ada.delete(`issue/${key}/properties/p`)).status,
      (await ada.get(`issue/${key}/properties/p`)).status,
    ];
    expect([statuses, (await ada.get(`issue/${key}?fields=updated`)).body, events.length]).toEqual([
      [201, 200, 400, 204, 404],
      before,
      1,
    ]);
  });
});
