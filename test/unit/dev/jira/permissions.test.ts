import { describe, expect, it } from 'vitest';
import { aJiraSite, anIssue, at, type Client } from './a-jira-site';

describe('what people see', () => {
  it('is bounded by security levels, for the app as well', async () => {
    const { admin, ada, linus, app, jira } = await aJiraSite();
    const open = await anIssue(admin);
    const internal = await anIssue(admin, { security: { name: 'Internal' } });
    const secret = await anIssue(admin, { security: { name: 'Administrators only' } });
    const seenBy = async (client: Client) => {
      const { body } = await client.post('search/jql', {
        jql: 'project = WEB ORDER BY key',
        fields: ['key'],
      });
      const found = (at(body, 'issues') as object[]).map((issue) => at(issue, 'key'));
      const read = [];
      for (const key of [open, internal, secret]) {
        if ((await client.get(`issue/${key}`)).status === 200) read.push(key);
      }
      return [found, read];
    };
    expect({
      admin: await seenBy(admin),
      ada: await seenBy(ada),
      app: await seenBy(app),
      linus: await seenBy(linus),
      write: (await linus.put(`issue/${internal}`, { fields: { summary: 'x' } })).status,
      cannotHide: (await linus.put(`issue/${open}`, { fields: { security: { name: 'Internal' } } }))
        .status,
      assignable: jira.accounts.linus.length > 0,
    }).toEqual({
      admin: [
        [open, internal, secret],
        [open, internal, secret],
      ],
      ada: [
        [open, internal],
        [open, internal],
      ],
      app: [
        [open, internal],
        [open, internal],
      ],
      linus: [[open], [open]],
      write: 404,
      cannotHide: 400,
      assignable: true,
    });
  });

  it('leaves out a project that is for its members only', async () => {
    const { admin, ada, linus } = await aJiraSite();
    await anIssue(admin, { project: { key: 'OPS' } });
    await admin.put('/__double/settings', { membersOnly: { OPS: true } });
    const seenBy = async (client: Client) => {
      const { body } = await client.get('project/search');
      const keys = (at(body, 'values') as object[]).map((project) => at(project, 'key'));
      return [
        keys,
        (await client.get('issue/OPS-1')).status,
        (await client.get('project/OPS')).status,
      ];
    };
    expect([await seenBy(ada), await seenBy(linus)]).toEqual([
      [['OPS', 'WEB'], 200, 200],
      [['WEB'], 404, 404],
    ]);
  });

  it('never holds the address of somebody else, save where apps may ask for it', async () => {
    const { ada, app, admin, jira } = await aJiraSite();
    const { accounts } = jira;
    const addresses = async (client: Client, path: string) =>
      JSON.stringify((await client.get(path)).body).match(/[a-z]+@example\.com/g) ?? [];
    expect([
      await addresses(ada, 'myself'),
      await addresses(admin, 'user/search?query=ada'),
      await addresses(app, `user?accountId=${accounts.ada}`),
      await addresses(app, `user/email?accountId=${accounts.ada}`),
      (await admin.get(`user/email?accountId=${accounts.ada}`)).status,
    ]).toEqual([['ada@example.com'], [], [], ['ada@example.com'], 401]);
  });

  it('finds people by the start of a name and by their whole address', async () => {
    const { app } = await aJiraSite();
    const found = async (query: string) => {
      const { body } = await app.get(`user/search?query=${encodeURIComponent(query)}`);
      return (body as object[]).map((user) => at(user, 'displayName'));
    };
    expect([
      await found('hop'),
      await found('linus@example.com'),
      await found('linus@'),
      await found('race'),
    ]).toEqual([['Grace Hopper'], ['Linus Pauling'], [], []]);
  });
});

describe('what people may do', () => {
  it('is told to each of them', async () => {
    const { admin, ada, app } = await aJiraSite();
    const path =
      'mypermissions?permissions=ADMINISTER,ADMINISTER_PROJECTS,EDIT_ISSUES,DELETE_ISSUES&projectKey=WEB';
    const held = async (client: Client) => {
      const { body } = await client.get(path);
      const all = at(body, 'permissions') as Record<string, object>;
      return Object.keys(all).filter((key) => at(all, key, 'havePermission') === true);
    };
    expect({
      admin: await held(admin),
      ada: await held(ada),
      app: await held(app),
      all: (await ada.get('mypermissions')).status,
      unknown: (await ada.get('mypermissions?permissions=FLY')).status,
      hidden: (await ada.get('mypermissions?permissions=EDIT_ISSUES&issueKey=WEB-9')).status,
    }).toEqual({
      admin: ['ADMINISTER', 'ADMINISTER_PROJECTS', 'EDIT_ISSUES', 'DELETE_ISSUES'],
      ada: ['EDIT_ISSUES'],
      app: ['EDIT_ISSUES', 'DELETE_ISSUES'],
      all: 400,
      unknown: 400,
      hidden: 404,
    });
  });

  it('does not include what only admins may', async () => {
    const { ada, app, anonymous } = await aJiraSite();
    const calls: readonly [Client, string, object][] = [
      [
        ada,
        'field',
        { name: 'x', type: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield' },
      ],
      [
        app,
        'field',
        { name: 'x', type: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield' },
      ],
      [ada, 'version', { name: '1', projectId: 10000 }],
      [ada, 'project', { key: 'NEW', name: 'New' }],
      [app, 'forge/panel/action/bulk/async', { moduleId: 'x', projectList: [] }],
      [anonymous, 'issue', {}],
    ];
    const statuses = [];
    for (const [client, path, body] of calls) statuses.push((await client.post(path, body)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403, 401]);
  });

  it('can be checked for somebody else by the app', async () => {
    const { app, ada, jira } = await aJiraSite();
    const key = await anIssue(ada);
    const question = {
      accountId: jira.accounts.linus,
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [
        { permissions: ['EDIT_ISSUES', 'DELETE_ISSUES'], projects: [10000], issues: [10000] },
      ],
    };
    const { body } = await app.post('permissions/check', question);
    expect([key, body, (await ada.post('permissions/check', question)).status]).toEqual([
      'WEB-1',
      {
        globalPermissions: [],
        projectPermissions: [
          { permission: 'EDIT_ISSUES', projects: [10000], issues: [10000] },
          { permission: 'DELETE_ISSUES', projects: [], issues: [] },
        ],
      },
      403,
    ]);
  });
});

describe('a login', () => {
  it('is an address with any token; nobody else gets in', async () => {
    const { jira } = await aJiraSite();
    const login = async (credentials: string | undefined) => {
      const headers: Record<string, string> =
        credentials === undefined
          ? {}
          : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
      const response = await jira.fetch(
        new Request('http://jira.test/rest/api/3/myself', { headers }),
      );
      return [response.status, at(await response.json(), 'displayName')];
    };
    expect([
      await login('ada@example.com:anything'),
      await login('ADA@example.com:'),
      await login('nobody@example.com:x'),
      await login(undefined),
    ]).toEqual([
      [200, 'Ada Lovelace'],
      [200, 'Ada Lovelace'],
      [401, undefined],
      [401, undefined],
    ]);
  });
});
