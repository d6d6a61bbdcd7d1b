import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at } from './a-jira-site';

const notOnScreen = (id: string) =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;

const inWeb = { project: { key: 'WEB' }, issuetype: { name: 'Task' }, summary: 'x' };

describe('creating an issue', () => {
  it('keeps fields and properties of one call, numbers keys per project, and fills the defaults', async () => {
    const { ada, app, jira } = await aJiraSite();
    const created = await ada.post('issue', {
      fields: { ...inWeb, summary: '  Trim me  ', labels: ['b', 'a', 'b'], duedate: '2026-12-24' },
      properties: [{ key: 'marker', value: { nonce: 'n1' } }],
    });
    await anIssue(ada, { project: { key: 'OPS' }, issuetype: { name: 'Incident' } });
    const second = await anIssue(ada);
    const { body } = await app.get(
      'issue/WEB-1?fields=summary,labels,duedate,priority,reporter,assignee,status,created&properties=marker',
    );
    expect({
      status: created.status,
      self: at(created.body, 'self'),
      second,
      summary: at(body, 'fields', 'summary'),
      labels: at(body, 'fields', 'labels'),
      duedate: at(body, 'fields', 'duedate'),
      priority: at(body, 'fields', 'priority', 'name'),
      reporter: at(body, 'fields', 'reporter', 'accountId'),
      assignee: at(body, 'fields', 'assignee'),
      state: at(body, 'fields', 'status', 'name'),
      created: at(body, 'fields', 'created'),
      properties: at(body, 'properties'),
    }).toEqual({
      status: 201,
      self: 'http://jira.test/rest/api/3/issue/10000',
      second: 'WEB-2',
      summary: 'Trim me',
      labels: ['a', 'b'],
      duedate: '2026-12-24',
      priority: 'Medium',
      reporter: jira.accounts.ada,
      assignee: null,
      state: 'To Do',
      created: '2026-10-05T05:00:00.000-0700',
      properties: { marker: { nonce: 'n1' } },
    });
  });

  const cases: readonly [string, object, object][] = [
    [
      'no summary',
      { ...inWeb, summary: undefined },
      { summary: 'You must specify a summary of the issue.' },
    ],
    [
      'a summary of 256 characters',
      { ...inWeb, summary: 'x'.repeat(256) },
      { summary: 'Summary must be less than 255 characters.' },
    ],
    [
      'an unknown project',
      { ...inWeb, project: { key: 'NOPE' } },
      { project: 'valid project is required' },
    ],
    [
      'a type of another project',
      { ...inWeb, issuetype: { name: 'Incident' } },
      { issuetype: 'Specify a valid issue type' },
    ],
    [
      'a description that is no document',
      { ...inWeb, description: 'plain' },
      {
        description:
          'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
      },
    ],
    [
      'an unknown field',
      { ...inWeb, customfield_1: 1 },
      { customfield_1: notOnScreen('customfield_1') },
    ],
    ['a status', { ...inWeb, status: { name: 'Done' } }, { status: notOnScreen('status') }],
    [
      'a reporter, from somebody who may not set one',
      { ...inWeb, reporter: { accountId: 'x' } },
      { reporter: notOnScreen('reporter') },
    ],
    [
      'a day that no calendar has',
      { ...inWeb, duedate: '2026-02-30' },
      { duedate: 'Error parsing date string: 2026-02-30' },
    ],
    [
      'a label with a space',
      { ...inWeb, labels: ['a b'] },
      { labels: "The label 'a b' contains spaces which is invalid." },
    ],
    [
      'an unknown priority',
      { ...inWeb, priority: { name: 'Urgent' } },
      { priority: "Priority name 'Urgent' is not valid" },
    ],
    [
      'an assignee who does not exist',
      { ...inWeb, assignee: { accountId: 'nobody' } },
      { assignee: "User 'nobody' does not exist." },
    ],
    [
      'an unknown component',
      { ...inWeb, components: [{ name: 'Shop' }] },
      { components: "Component name 'Shop' is not valid" },
    ],
    [
      'a parent of the same level',
      { ...inWeb, parent: { key: 'WEB-1' } },
      { parent: 'Given parent work item does not belong to appropriate hierarchy.' },
    ],
  ];
  it.each(cases)('refuses %s in the words of Jira', async (_name, fields, errors) => {
    const { ada } = await aJiraSite();
    await anIssue(ada);
    const { status, body } = await ada.post('issue', { fields });
    expect({ status, body }).toEqual({ status: 400, body: { errorMessages: [], errors } });
    expect((await ada.get('issue/WEB-2')).status).toBe(404);
  });

  it('names every field it refuses at once', async () => {
    const { ada } = await aJiraSite();
    const { body } = await ada.post('issue', {
      fields: { ...inWeb, duedate: 'soon', priority: { name: 'Urgent' } },
    });
    expect(Object.keys(at(body, 'errors') as object)).toEqual(['duedate', 'priority']);
  });

  it('makes fifty at once, each for itself, and no more', async () => {
    const { app } = await aJiraSite();
    const many = (count: number) => ({
      issueUpdates: Array.from({ length: count }, () => ({ fields: inWeb })),
    });
    expect((await app.post('issue/bulk', many(51))).status).toBe(400);
    const { status, body } = await app.post('issue/bulk', {
      issueUpdates: [{ fields: inWeb }, { fields: { ...inWeb, summary: '' } }, { fields: inWeb }],
    });
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        issues: [
          { id: '10000', key: 'WEB-1', self: 'http://jira.test/rest/api/3/issue/10000' },
          { id: '10001', key: 'WEB-2', self: 'http://jira.test/rest/api/3/issue/10001' },
        ],
        errors: [
          {
            status: 400,
            failedElementNumber: 1,
            elementErrors: {
              errorMessages: [],
              errors: { summary: 'You must specify a summary of the issue.' },
            },
          },
        ],
      },
    });
  });
});

describe('editing an issue', () => {
  it('writes all changes of one edit as one history entry of its author', async () => {
    const { ada, app, jira } = await aJiraSite();
    const key = await anIssue(ada, { description: adf('Old'), labels: ['a'] });
    await app.put(`issue/${key}`, {
      fields: {
        summary: 'New',
        description: adf('First', 'Second'),
        assignee: { accountId: jira.accounts.grace },
        duedate: '2026-11-01',
      },
      update: { labels: [{ add: 'b' }] },
    });
    const { body } = await app.get(`issue/${key}/changelog`);
    expect({
      total: at(body, 'total'),
      author: at(body, 'values', 0, 'author', 'accountType'),
      items: at(body, 'values', 0, 'items'),
    }).toEqual({
      total: 1,
      author: 'app',
      items: [
        item('summary', [null, 'A task'], [null, 'New']),
        item('description', [null, 'Old'], [null, 'First\nSecond']),
        item('assignee', [null, null], [jira.accounts.grace, 'Grace Hopper']),
        item('labels', [null, 'a'], [null, 'a b']),
        item('duedate', [null, null], ['2026-11-01', '2026-11-01 00:00:00.0']),
      ],
    });
  });

  it('leaves no trace where nothing changes', async () => {
    const { ada, clock, events } = await aJiraSite();
    const key = await anIssue(ada, { description: adf('Same'), labels: ['a'] });
    const before = await ada.get(`issue/${key}?fields=updated&expand=changelog`);
    const count = events.length;
    clock.moveTo(clock.nowMs() + 60_000);
    const { status } = await ada.put(`issue/${key}`, {
      fields: { summary: 'A task', description: adf('Same'), labels: ['a'], duedate: null },
    });
    expect([status, events.length]).toEqual([204, count]);
    expect((await ada.get(`issue/${key}?fields=updated&expand=changelog`)).body).toEqual(
      before.body,
    );
  });

  it('changes nothing at all where one field is refused', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const { status } = await ada.put(`issue/${key}`, {
      fields: { summary: 'New', duedate: 'soon' },
      properties: [{ key: 'p', value: 1 }],
    });
    const { body } = await ada.get(`issue/${key}?fields=summary&properties=*all`);
    expect([status, at(body, 'fields'), at(body, 'properties')]).toEqual([
      400,
      { summary: 'A task' },
      {},
    ]);
  });

  it('ignores a transition', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    await ada.put(`issue/${key}`, { fields: { summary: 'New' }, transition: { id: '11' } });
    const { body } = await ada.get(`issue/${key}?fields=status,summary`);
    expect([at(body, 'fields', 'status', 'name'), at(body, 'fields', 'summary')]).toEqual([
      'To Do',
      'New',
    ]);
  });

  it('refuses the whole edit of somebody who may not silence its mails', async () => {
    const { ada, app, admin } = await aJiraSite();
    const key = await anIssue(ada);
    const edit = { fields: { summary: 'New' } };
    const [first, second, third] = [
      await ada.put(`issue/${key}?notifyUsers=false`, edit),
      await app.put(`issue/${key}?notifyUsers=false`, edit),
      await admin.put(`issue/${key}?notifyUsers=false`, edit),
    ];
    expect([first.status, second.status, third.status, at(first.body, 'errorMessages')]).toEqual([
      403,
      403,
      204,
      ['To discard the user notification either admin or project admin permissions are required.'],
    ]);
  });

  it('answers the issue where the caller asks for it', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const { status, body } = await ada.put(`issue/${key}?returnIssue=true&expand=changelog`, {
      fields: { summary: 'New' },
    });
    expect([status, at(body, 'fields', 'summary'), at(body, 'changelog', 'total')]).toEqual([
      200,
      'New',
      1,
    ]);
  });

  it('writes a change of parent without a field id', async () => {
    const { ada } = await aJiraSite();
    const parent = await anIssue(ada);
    const other = await anIssue(ada);
    const child = await anIssue(ada, { issuetype: { name: 'Sub-task' }, parent: { key: parent } });
    await ada.put(`issue/${child}`, { fields: { parent: { key: other } } });
    const { body } = await ada.get(`issue/${child}/changelog`);
    expect(at(body, 'values', 0, 'items')).toEqual([
      {
        field: 'IssueParentAssociation',
        fieldtype: 'jira',
        from: '10000',
        fromString: 'WEB-1',
        to: '10001',
        toString: 'WEB-2',
      },
    ]);
  });

  it('clears what null clears, and refuses to clear what must be there', async () => {
    const { ada, jira } = await aJiraSite();
    const key = await anIssue(ada, {
      duedate: '2026-11-01',
      assignee: { accountId: jira.accounts.ada },
      description: adf('x'),
    });
    const cleared = await ada.put(`issue/${key}`, {
      fields: { duedate: null, assignee: null, description: null },
    });
    const { body } = await ada.get(`issue/${key}?fields=duedate,assignee,description`);
    const refused = await ada.put(`issue/${key}`, { fields: { summary: null, priority: null } });
    expect([cleared.status, at(body, 'fields'), refused.body]).toEqual([
      204,
      { duedate: null, assignee: null, description: null },
      {
        errorMessages: [],
        errors: {
          summary: 'You must specify a summary of the issue.',
          priority: 'Priority is required.',
        },
      },
    ]);
  });
});

describe('deleting an issue', () => {
  it('refuses while it has sub-tasks, and takes them along when told to', async () => {
    const { admin, events } = await aJiraSite();
    const key = await anIssue(admin);
    const child = await anIssue(admin, { issuetype: { name: 'Sub-task' }, parent: { key } });
    await admin.post(`issue/${child}/comment`, { body: adf('x') });
    const refused = await admin.delete(`issue/${key}`);
    const before = events.length;
    const deleted = await admin.delete(`issue/${key}?deleteSubtasks=true`);
    expect({
      statuses: [refused.status, deleted.status],
      gone: [(await admin.get(`issue/${key}`)).status, (await admin.get(`issue/${child}`)).status],
      // A deletion rings for each issue, and for nothing that hung on it.
      events: events
        .slice(before)
        .map((event) => [at(event, 'eventType'), at(event, 'issue', 'key')]),
    }).toEqual({
      statuses: [400, 204],
      gone: [404, 404],
      events: [
        ['avi:jira:deleted:issue', child],
        ['avi:jira:deleted:issue', key],
      ],
    });
  });

  it('is for admins of the project and for the app', async () => {
    const { ada, app } = await aJiraSite();
    const key = await anIssue(ada);
    expect([
      (await ada.delete(`issue/${key}`)).status,
      (await app.delete(`issue/${key}`)).status,
    ]).toEqual([403, 204]);
  });
});

describe('moving an issue to another project', () => {
  it('gives it a new key, and goes on finding it under the old one', async () => {
    const { ada, events } = await aJiraSite();
    const key = await anIssue(ada);
    await ada.post(`issue/${key}/transitions`, { transition: { id: '11' } });
    await ada.post('bulk/issues/move', {
      targetToSourcesMapping: { 'OPS,10001': { issueIdsOrKeys: [key] } },
    });
    const { body } = await ada.get(`issue/${key}?fields=project,status`);
    expect({
      key: at(body, 'key'),
      id: at(body, 'id'),
      project: at(body, 'fields', 'project', 'key'),
      status: at(body, 'fields', 'status', 'name'),
      changed: (at(events.at(-1), 'changelog', 'items') as object[]).map((entry) => [
        at(entry, 'field'),
        at(entry, 'fromString'),
        at(entry, 'toString'),
      ]),
    }).toEqual({
      key: 'OPS-1',
      id: '10000',
      project: 'OPS',
      status: 'Open',
      changed: [
        ['project', 'Web shop', 'Operations'],
        ['Key', 'WEB-1', 'OPS-1'],
        ['status', 'In Progress', 'Open'],
      ],
    });
  });
});

function item(
  fieldId: string,
  [from, fromString]: readonly [string | null, string | null],
  [to, toText]: readonly [string | null, string | null],
) {
  return { field: fieldId, fieldtype: 'jira', fieldId, from, fromString, to, toString: toText };
}
