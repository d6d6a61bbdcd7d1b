/**
 * Walks through every endpoint of the double with Jira's OpenAPI document looking on: the builder
 * throws at the first request or answer that does not fit.
 */
import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at, type Client } from '../../unit/dev/jira/a-jira-site';

const DOCUMENT = process.env.JIRA_OPENAPI ?? '';
if (DOCUMENT === '') console.log('skipped: JIRA_OPENAPI names no OpenAPI document of Jira');

const TEXT = 'com.atlassian.jira.plugin.system.customfieldtypes:';

async function expectStatus(status: number, answer: Promise<{ status: number; body: unknown }>) {
  const { status: actual, body } = await answer;
  expect([actual, actual === status ? '' : body]).toEqual([status, '']);
  return body;
}

const fieldTypes = [
  'textfield',
  'textarea',
  'url',
  'float',
  'datepicker',
  'datetime',
  'select',
  'radiobuttons',
  'multiselect',
  'multicheckboxes',
  'cascadingselect',
  'userpicker',
  'multiuserpicker',
  'version',
  'multiversion',
  'labels',
];

async function makeField(admin: Client, type: string): Promise<string> {
  const body = await expectStatus(
    201,
    admin.post('field', { name: `A ${type}`, type: TEXT + type, description: '' }),
  );
  return String(at(body, 'id'));
}

describe.skipIf(DOCUMENT === '')("Jira's OpenAPI document", () => {
  it('fits issues, their transitions, comments and changelogs', async () => {
    const { ada, app, jira } = await aJiraSite();
    const key = await anIssue(ada, {
      description: adf('Hello'),
      environment: adf('UAT'),
      labels: ['one'],
      duedate: '2026-12-24',
      assignee: { accountId: jira.accounts.grace },
      timetracking: { originalEstimate: '1w 2d' },
      security: { name: 'Internal' },
    });
    await expectStatus(
      201,
      ada.post('issue/bulk', {
        issueUpdates: [
          { fields: { project: { key: 'OPS' }, issuetype: { name: 'Incident' }, summary: 'One' } },
          { fields: { project: { key: 'OPS' }, issuetype: { name: 'Incident' } } },
        ],
      }),
    );
    const subtask = await anIssue(ada, { issuetype: { name: 'Sub-task' }, parent: { key } });
    await expectStatus(
      204,
      app.put(`issue/${key}`, {
        fields: { summary: 'Other' },
        update: { labels: [{ add: 'two' }, { remove: 'one' }] },
        properties: [{ key: 'p', value: { a: 1 } }],
      }),
    );
    await expectStatus(
      200,
      app.put(`issue/${key}?returnIssue=true`, { fields: { duedate: null } }),
    );
    await expectStatus(204, app.put(`issue/${key}/assignee`, { accountId: null }));
    await expectStatus(200, app.get(`issue/${key}/transitions?expand=transitions.fields`));
    for (const id of ['11', '21']) {
      await expectStatus(204, app.post(`issue/${key}/transitions`, { transition: { id } }));
    }
    await expectStatus(200, app.get(`issue/${key}/transitions?expand=transitions.fields`));
    await expectStatus(
      204,
      app.post(`issue/${key}/transitions`, {
        transition: { id: '31' },
        fields: { resolution: { name: 'Done' } },
        update: { comment: [{ add: { body: adf('Closed') } }] },
      }),
    );
    const comment = await expectStatus(
      201,
      app.post(`issue/${key}/comment`, {
        body: adf('Seen'),
        visibility: { type: 'role', value: 'Developers' },
        properties: [{ key: 'c', value: 1 }],
      }),
    );
    const id = String(at(comment, 'id'));
    await expectStatus(200, app.put(`issue/${key}/comment/${id}`, { body: adf('Seen again') }));
    await expectStatus(200, app.get(`issue/${key}/comment/${id}?expand=renderedBody,properties`));
    await expectStatus(200, app.get(`issue/${key}/comment?orderBy=-created&maxResults=1`));
    await expectStatus(200, app.post('comment/list', { ids: [Number(id)] }));
    await expectStatus(200, app.get(`comment/${id}/properties`));
    await expectStatus(200, app.get(`comment/${id}/properties/c`));
    await expectStatus(201, app.put(`comment/${id}/properties/d`, { x: 1 }));
    await expectStatus(204, app.delete(`comment/${id}/properties/d`));
    await expectStatus(204, app.delete(`issue/${key}/comment/${id}`));
    await expectStatus(200, app.get(`issue/${key}/properties`));
    await expectStatus(200, app.get(`issue/${key}/properties/p`));
    await expectStatus(200, app.put(`issue/${key}/properties/p`, { a: 2 }));
    await expectStatus(204, app.delete(`issue/${key}/properties/p`));
    await expectStatus(
      200,
      ada.post(`issue/${key}/worklog`, {}).then(() => ada.get(`issue/${key}/worklog`)),
    );
    const worklog = await expectStatus(
      201,
      ada.post(`issue/${key}/worklog`, {
        timeSpent: '2h',
        started: '2026-10-05T10:00:00.000+0000',
        comment: adf('Worked'),
      }),
    );
    const work = `issue/${key}/worklog/${String(at(worklog, 'id'))}`;
    await expectStatus(200, ada.get(work));
    await expectStatus(200, ada.put(work, { timeSpentSeconds: 3600 }));
    await expectStatus(
      200,
      app.get(
        `issue/${key}?expand=changelog,transitions,names,schema,renderedFields,editmeta&properties=*all`,
      ),
    );
    await expectStatus(200, app.get(`issue/${subtask}?fields=parent,summary&fields=status`));
    await expectStatus(200, app.get(`issue/${key}/changelog?startAt=1&maxResults=2`));
    await expectStatus(
      200,
      app.post('changelog/bulkfetch', { issueIdsOrKeys: [key, subtask], fieldIds: ['status'] }),
    );
    await expectStatus(
      200,
      app.post('issue/bulkfetch', {
        issueIdsOrKeys: [key, 'WEB-999'],
        fields: ['summary', 'comment'],
        properties: ['p'],
        expand: ['changelog'],
      }),
    );
    await expectStatus(204, ada.delete(work));
    await expectStatus(204, app.delete(`issue/${key}?deleteSubtasks=true`));
  });

  it('fits searches', async () => {
    const { app, ada } = await aJiraSite();
    const keys = [await anIssue(ada), await anIssue(ada), await anIssue(ada)];
    const first = await expectStatus(
      200,
      app.post('search/jql', {
        jql: 'project = WEB ORDER BY key',
        maxResults: 2,
        fields: ['summary', 'status'],
        fieldsByKeys: false,
      }),
    );
    await expectStatus(
      200,
      app.post('search/jql', {
        jql: 'project = WEB ORDER BY key',
        maxResults: 2,
        fields: ['*all'],
        nextPageToken: at(first, 'nextPageToken'),
      }),
    );
    await expectStatus(
      200,
      app.get(`search/jql?jql=${encodeURIComponent(`key in (${keys.join()})`)}`),
    );
    await expectStatus(
      200,
      app.get(
        `search/jql?jql=project=WEB&fields=summary,updated&properties=p&reconcileIssues=10000&expand=changelog`,
      ),
    );
    await expectStatus(200, app.post('search/approximate-count', { jql: 'project = WEB' }));
  });

  it('fits custom fields of every type and the metadata of screens', async () => {
    const { admin, app, ada, jira } = await aJiraSite();
    await expectStatus(
      201,
      admin.post('version', { name: '1.0', projectId: 10000, releaseDate: '2026-12-01' }),
    );
    await expectStatus(201, admin.post('component', { name: 'Shop', project: 'WEB' }));
    const values: Record<string, unknown> = {
      textfield: 'x',
      textarea: adf('x'),
      url: 'https://example.com/',
      float: 1.5,
      datepicker: '2026-10-05',
      datetime: '2026-10-05T10:00:00.000+0000',
      select: { value: 'A' },
      radiobuttons: { value: 'A' },
      multiselect: [{ value: 'A' }, { value: 'B' }],
      multicheckboxes: [{ value: 'A' }],
      cascadingselect: { value: 'A', child: { value: 'A1' } },
      userpicker: { accountId: jira.accounts.ada },
      multiuserpicker: [{ accountId: jira.accounts.ada }],
      version: { name: '1.0' },
      multiversion: [{ name: '1.0' }],
      labels: ['l'],
    };
    const fields: Record<string, unknown> = {};
    for (const type of fieldTypes) {
      const id = await makeField(admin, type);
      fields[id] = values[type];
      const contexts = await expectStatus(200, admin.get(`field/${id}/context`));
      const context = String(at(contexts, 'values', 0, 'id'));
      if (!/select|radio|checkbox/.test(type)) continue;
      const options = `field/${id}/context/${context}/option`;
      const made = await expectStatus(
        200,
        admin.post(options, { options: [{ value: 'A' }, { value: 'B' }, { value: 'C' }] }),
      );
      const a = String(at(made, 'options', 0, 'id'));
      if (type === 'cascadingselect') {
        await expectStatus(200, admin.post(options, { options: [{ value: 'A1', optionId: a }] }));
      }
      await expectStatus(
        200,
        admin.put(options, {
          options: [{ id: String(at(made, 'options', 2, 'id')), disabled: true }],
        }),
      );
      await expectStatus(200, admin.get(options));
      await expectStatus(204, admin.delete(`${options}/${String(at(made, 'options', 2, 'id'))}`));
      await expectStatus(200, admin.get(`customFieldOption/${a}`));
    }
    const created = await expectStatus(
      201,
      ada.post('issue', {
        fields: {
          project: { key: 'WEB' },
          issuetype: { name: 'Task' },
          summary: 'All',
          ...fields,
          components: [{ name: 'Shop' }],
          fixVersions: [{ name: '1.0' }],
          versions: [{ name: '1.0' }],
        },
      }),
    );
    const key = String(at(created, 'key'));
    await expectStatus(200, app.get(`issue/${key}?expand=names,schema,renderedFields,editmeta`));
    await expectStatus(
      204,
      app.put(`issue/${key}`, {
        fields: Object.fromEntries(Object.keys(fields).map((id) => [id, null])),
      }),
    );
    await expectStatus(200, app.get(`issue/${key}?expand=changelog`));
    await expectStatus(200, app.get(`issue/${key}/editmeta`));
    await expectStatus(200, app.get('field'));
    await expectStatus(200, admin.get('field/search?type=custom&query=select'));
    await expectStatus(204, admin.put(`field/${Object.keys(fields)[0]}`, { name: 'Renamed' }));
    await expectStatus(200, admin.post(`screens/addToDefault/${Object.keys(fields)[0]}`));
    await expectStatus(200, app.get('issue/createmeta/WEB/issuetypes'));
    await expectStatus(200, app.get('issue/createmeta/WEB/issuetypes/10001?maxResults=200'));
  });

  it('fits people, permissions, groups and roles', async () => {
    const { admin, app, ada, jira } = await aJiraSite();
    const { accounts } = jira;
    await expectStatus(200, ada.get('myself?expand=groups'));
    await expectStatus(200, app.get('myself'));
    await expectStatus(200, app.get(`user?accountId=${encodeURIComponent(accounts.grace)}`));
    await expectStatus(200, app.get('user/search?query=ada'));
    await expectStatus(200, app.get('user/assignable/search?project=WEB&query=gra'));
    await expectStatus(
      200,
      app.get(`user/bulk?accountId=${accounts.ada}&accountId=${accounts.linus}`),
    );
    await expectStatus(200, app.get(`user/email?accountId=${accounts.ada}`));
    await expectStatus(200, admin.get('users/search'));
    await expectStatus(200, admin.get('users'));
    await expectStatus(201, admin.post('user', { emailAddress: 'new@example.com', products: [] }));
    await expectStatus(
      200,
      app.get('mypermissions?permissions=BROWSE_PROJECTS,ADMINISTER&projectKey=WEB'),
    );
    await expectStatus(200, app.get('permissions'));
    await expectStatus(
      200,
      app.post('permissions/check', {
        accountId: accounts.ada,
        globalPermissions: ['ADMINISTER'],
        projectPermissions: [{ permissions: ['EDIT_ISSUES'], projects: [10000], issues: [1] }],
      }),
    );
    await expectStatus(200, app.get('group/bulk'));
    await expectStatus(200, app.get('group/member?groupname=jira-administrators'));
    await expectStatus(200, app.get('groups/picker?query=jira'));
    await expectStatus(
      201,
      admin.post('group/user?groupname=jira-administrators', { accountId: accounts.ada }),
    );
    await expectStatus(
      200,
      admin.delete(`group/user?groupname=jira-administrators&accountId=${accounts.ada}`),
    );
    await expectStatus(200, app.get('project/WEB/role'));
    await expectStatus(404, app.get('project/WEB/role/10003'));
    await expectStatus(200, admin.get('project/WEB/role/10003'));
    await expectStatus(200, admin.post('project/WEB/role/10003', { user: [accounts.linus] }));
    await expectStatus(204, admin.delete(`project/WEB/role/10003?user=${accounts.linus}`));
  });

  it('fits projects and what the site shares', async () => {
    const { admin, app } = await aJiraSite();
    await expectStatus(
      201,
      admin.post('project', {
        key: 'NEW',
        name: 'New one',
        projectTypeKey: 'software',
        leadAccountId: 'x',
      }),
    );
    const version = await expectStatus(
      201,
      admin.post('version', { name: '1.0', projectId: 10000 }),
    );
    const component = await expectStatus(
      201,
      admin.post('component', { name: 'Shop', project: 'WEB' }),
    );
    const paths = [
      'project',
      'project/search?query=web',
      'project/WEB',
      'project/WEB/statuses',
      'project/WEB/components',
      'project/WEB/component',
      'project/WEB/versions',
      'project/WEB/version',
      'project/WEB/properties',
      'project/WEB/securitylevel',
      'status',
      'status/10000',
      'statuscategory',
      'statuscategory/2',
      'issuetype',
      'issuetype/10001',
      'issuetype/project?projectId=10000',
      'priority',
      'priority/3',
      'priority/search',
      'resolution',
      'resolution/10000',
      'resolution/search',
      'securitylevel/10000',
      'issueLinkType',
      'serverInfo',
      'configuration',
      'label',
      `version/${String(at(version, 'id'))}`,
      `component/${String(at(component, 'id'))}`,
      'attachment/meta',
    ];
    for (const path of paths) await expectStatus(200, app.get(path));
    await expectStatus(201, app.put('project/WEB/properties/x', 1));
    await expectStatus(200, app.get('project/WEB/properties/x'));
    await expectStatus(200, admin.put(`version/${String(at(version, 'id'))}`, { released: true }));
    await expectStatus(204, admin.delete(`version/${String(at(version, 'id'))}`));
    await expectStatus(204, admin.delete(`component/${String(at(component, 'id'))}`));
  });

  it('fits attachments, links, watchers, moves and pinned panels', async () => {
    const { admin, app, ada, jira } = await aJiraSite();
    const key = await anIssue(ada);
    const other = await anIssue(ada);
    const uploaded = await expectStatus(
      200,
      ada.upload(`issue/${key}/attachments`, { 'a.txt': 'abc' }),
    );
    const id = String(at(uploaded, 0, 'id'));
    await expectStatus(200, app.get(`attachment/${id}`));
    await expectStatus(303, app.get(`attachment/content/${id}`));
    await expectStatus(200, app.get(`attachment/content/${id}?redirect=false`));
    await expectStatus(
      201,
      app.post('issueLink', {
        type: { name: 'Blocks' },
        inwardIssue: { key },
        outwardIssue: { key: other },
      }),
    );
    const shown = await expectStatus(200, app.get(`issue/${key}?fields=issuelinks,attachment`));
    const link = String(at(shown, 'fields', 'issuelinks', 0, 'id'));
    await expectStatus(200, app.get(`issueLink/${link}`));
    await expectStatus(204, app.delete(`issueLink/${link}`));
    await expectStatus(204, app.post(`issue/${key}/watchers`, jira.accounts.grace));
    await expectStatus(200, app.get(`issue/${key}/watchers`));
    await expectStatus(204, app.delete(`issue/${key}/watchers?accountId=${jira.accounts.ada}`));
    await expectStatus(204, ada.delete(`attachment/${id}`));
    const task = await expectStatus(
      201,
      ada.post('bulk/issues/move', {
        targetToSourcesMapping: {
          'OPS,10001': {
            issueIdsOrKeys: [key],
            inferFieldDefaults: true,
            inferStatusDefaults: true,
            inferSubtaskTypeDefault: true,
          },
        },
      }),
    );
    await expectStatus(200, ada.get(`bulk/queue/${String(at(task, 'taskId'))}`));
    const pinned = await expectStatus(
      202,
      admin.post('forge/panel/action/bulk/async', {
        moduleId: 'ari:cloud:ecosystem::extension/a/b/static/issue-panel',
        projectList: [{ projectIdOrKey: 'WEB', action: 'PIN' }],
      }),
    );
    await expectStatus(200, admin.get(`task/${String(at(pinned, 'taskId'))}`));
    expect([
      jira.isPanelPinned('issue-panel', 'WEB'),
      jira.isPanelPinned('issue-panel', 'OPS'),
    ]).toEqual([true, false]);
  });
});
