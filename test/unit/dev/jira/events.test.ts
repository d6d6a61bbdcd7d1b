import { describe, expect, it } from 'vitest';
import { createJiraDouble, type JiraDoubleOptions } from '../../../../dev/jira/double';
import { aClient, adf, aJiraSite, anIssue, at } from './a-jira-site';

/** What of an event a trigger looks at first. */
const summaryOf = (event: unknown) => [
  at(event, 'eventType'),
  at(event, 'jiraEventTypeName') ?? '',
  at(event, 'selfGenerated'),
];

describe('events', () => {
  it('ring for what people do, once for each thing', async () => {
    const { ada, admin, events, jira } = await aJiraSite();
    const rung = async (act: () => Promise<unknown>) => {
      const before = events.length;
      await act();
      return events.slice(before).map(summaryOf);
    };
    let key = '';
    const created = await rung(async () => {
      key = await anIssue(ada);
    });
    const other = await anIssue(ada);
    const { body: comment } = await ada.post(`issue/${other}/comment`, { body: adf('x') });
    const { body: files } = await ada.upload(`issue/${other}/attachments`, { 'a.txt': 'abc' });
    const onComment = `issue/${other}/comment/${String(at(comment, 'id'))}`;
    const link = { type: { name: 'Blocks' }, inwardIssue: { key }, outwardIssue: { key: other } };
    expect({
      created,
      edited: await rung(() => ada.put(`issue/${key}`, { fields: { summary: 'New' } })),
      assigned: await rung(() => ada.put(`issue/${key}/assignee`, { accountId: null })),
      moved: await rung(() => ada.post(`issue/${key}/transitions`, { transition: { id: '11' } })),
      commented: await rung(() => ada.post(`issue/${key}/comment`, { body: adf('x') })),
      commentEdited: await rung(() => ada.put(onComment, { body: adf('y') })),
      commentDeleted: await rung(() => ada.delete(onComment)),
      attached: await rung(() => ada.upload(`issue/${key}/attachments`, { 'a.txt': 'abc' })),
      detached: await rung(() => ada.delete(`attachment/${String(at(files, 0, 'id'))}`)),
      linked: await rung(() => ada.post('issueLink', link)),
      property: await rung(() => ada.put(`issue/${key}/properties/p`, 1)),
      watched: await rung(() => admin.post(`issue/${key}/watchers`, jira.accounts.grace)),
      deleted: await rung(() => admin.delete(`issue/${key}`)),
    }).toEqual({
      created: [['avi:jira:created:issue', '', false]],
      edited: [['avi:jira:updated:issue', 'issue_updated', false]],
      assigned: [],
      moved: [['avi:jira:updated:issue', 'issue_generic', false]],
      commented: [
        ['avi:jira:commented:issue', '', false],
        ['avi:jira:updated:issue', 'issue_commented', false],
      ],
      commentEdited: [
        ['avi:jira:commented:issue', '', false],
        ['avi:jira:updated:issue', 'issue_comment_edited', false],
      ],
      commentDeleted: [
        ['avi:jira:deleted:comment', '', false],
        ['avi:jira:updated:issue', 'issue_comment_deleted', false],
      ],
      attached: [
        ['avi:jira:created:attachment', '', false],
        ['avi:jira:updated:issue', 'issue_updated', false],
      ],
      detached: [
        ['avi:jira:deleted:attachment', '', false],
        ['avi:jira:updated:issue', 'issue_updated', false],
      ],
      linked: [['avi:jira:created:issuelink', '', false]],
      property: [],
      watched: [],
      deleted: [['avi:jira:deleted:issue', '', false]],
    });
  });

  it("are marked as the app's own where it wrote, in its own name or in a person's", async () => {
    const { app, as, jira, events } = await aJiraSite();
    await anIssue(app);
    await anIssue(as({ kind: 'user', accountId: jira.accounts.ada, viaApp: true }));
    expect(events.map((event) => [at(event, 'selfGenerated'), at(event, 'atlassianId')])).toEqual([
      [true, jira.accounts.app],
      [true, jira.accounts.ada],
    ]);
  });

  it('carry the trace of the request that caused them', async () => {
    const { app, events } = await aJiraSite();
    const key = await anIssue(app);
    const edit = { fields: { summary: 'New' } };
    await app.put(`issue/${key}`, edit, { 'x-atlassian-webhook-trace': 'run 7' });
    await app.put(
      `issue/${key}`,
      { fields: { summary: 'Newer' } },
      { 'x-atlassian-webhook-trace': 'x'.repeat(1_025) },
    );
    expect(events.map((event) => at(event, 'webhookTraceValue'))).toEqual([
      undefined,
      'run 7',
      undefined,
    ]);
  });

  it('have the shape of live ones', async () => {
    const { ada, events, jira } = await aJiraSite();
    const key = await anIssue(ada);
    await ada.post(`issue/${key}/transitions`, { transition: { id: '11' } });
    await ada.upload(`issue/${key}/attachments`, { 'report.txt': 'abc' });
    const byType = (type: string) => events.find((event) => at(event, 'eventType') === type);
    const moved = byType('avi:jira:updated:issue');
    const ids = { accountId: jira.accounts.ada };
    expect({
      moved: [
        at(moved, 'changelog'),
        at(moved, 'timestamp'),
        at(moved, 'issue', 'fields', 'project', 'key'),
      ],
      attached: byType('avi:jira:created:attachment'),
    }).toEqual({
      moved: [
        {
          id: '10000',
          items: [
            {
              field: 'status',
              fieldtype: 'jira',
              fieldId: 'status',
              from: '10000',
              fromString: 'To Do',
              to: '3',
              toString: 'In Progress',
            },
          ],
        },
        '1791201600000',
        'WEB',
      ],
      attached: {
        eventType: 'avi:jira:created:attachment',
        selfGenerated: false,
        atlassianId: jira.accounts.ada,
        attachment: {
          id: '10000',
          issueId: '10000',
          projectId: '10000',
          fileName: 'report.txt',
          createDate: '2026-10-05 12:00:00.000',
          size: '3',
          mimeType: 'text/plain',
          author: ids,
        },
        timestamp: '1791201600000',
      },
    });
  });

  it('are handed over again after a crash, in order, until they were taken', async () => {
    const { options, events } = await aJiraSite();
    let isDown = true;
    const dying: JiraDoubleOptions = {
      ...options,
      emit: () => {
        if (isDown) throw new Error('the process was killed');
      },
    };
    const ada = aClient(createJiraDouble(dying), {
      kind: 'user',
      accountId: '60b7a0e7c2f1d4006f3a9d18',
    });
    await expect(anIssue(ada)).rejects.toThrow('the process was killed');
    isDown = false;
    const restarted = createJiraDouble(options);
    expect(restarted.pendingEvents()).toBe(1);
    await restarted.resumeEvents();
    expect([events.map((event) => at(event, 'issue', 'key')), restarted.pendingEvents()]).toEqual([
      ['WEB-1'],
      0,
    ]);
  });

  it('let their receiver send requests of its own', async () => {
    const site = await aJiraSite();
    const seen: unknown[] = [];
    const jira = createJiraDouble({
      ...site.options,
      emit: async ({ payload, causedByApp }) => {
        seen.push(at(payload, 'eventType'));
        if (causedByApp) return;
        await aClient(jira, { kind: 'app' }).put(`issue/${String(at(payload, 'issue', 'key'))}`, {
          fields: { labels: ['seen'] },
        });
      },
    });
    await anIssue(aClient(jira, { kind: 'user', accountId: jira.accounts.ada }));
    expect(seen).toEqual(['avi:jira:created:issue', 'avi:jira:updated:issue']);
  });
});
