import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { Person, World } from '../world';

type Who = Person | 'nobody' | 'stranger';

/** Paths may hold `{alpha}`, `{beta}`, `{gamma}` and `{issue}`, a private issue of alpha's. */
const STATUSES: readonly (readonly [string, Who, string, string, number])[] = [
  ['asks nobody for a key to list trackers', 'nobody', 'GET', '/trackers.json', 200],
  ['treats an unknown key as nobody, not as an error', 'stranger', 'GET', '/trackers.json', 200],
  ['answers 401 for the current user without a key', 'nobody', 'GET', '/users/current.json', 401],
  [
    'answers 401 for the current user with an unknown key',
    'stranger',
    'GET',
    '/users/current.json',
    401,
  ],
  [
    'answers 401 for a private project without a key',
    'nobody',
    'GET',
    '/projects/{alpha}.json',
    401,
  ],
  [
    'answers 403 for a private project to an outsider',
    'outsider',
    'GET',
    '/projects/{alpha}.json',
    403,
  ],
  ['shows a public project to nobody', 'nobody', 'GET', '/projects/{beta}.json', 200],
  [
    'lists a public project to an unknown key',
    'stranger',
    'GET',
    '/projects/{beta}/issues.json',
    200,
  ],
  [
    'answers 401 for the list of a private project without a key',
    'nobody',
    'GET',
    '/projects/{alpha}/issues.json',
    401,
  ],
  ['answers 404 for an unknown project', 'manager', 'GET', '/projects/nope.json', 404],
  [
    'answers 404 for the list of an unknown project',
    'manager',
    'GET',
    '/projects/nope/issues.json',
    404,
  ],
  [
    'answers 404 for an unknown project as a filter',
    'manager',
    'GET',
    '/issues.json?project_id=nope',
    404,
  ],
  [
    'answers 403 for a project one does not see as a filter',
    'outsider',
    'GET',
    '/issues.json?project_id={alpha}',
    403,
  ],
  ['answers 404 for an unknown issue', 'manager', 'GET', '/issues/99999999.json', 404],
  ['answers 403 for a private issue to a reporter', 'reporter', 'GET', '/issues/{issue}.json', 403],
  [
    'answers 403 for an issue of a private project to an outsider',
    'outsider',
    'GET',
    '/issues/{issue}.json',
    403,
  ],
  [
    'answers 401 for an issue of a private project to nobody',
    'nobody',
    'GET',
    '/issues/{issue}.json',
    401,
  ],
  ['answers 401 for a deletion by nobody', 'nobody', 'DELETE', '/issues/{issue}.json', 401],
  ['answers 403 for a deletion by a developer', 'developer', 'DELETE', '/issues/{issue}.json', 403],
  ['answers 404 for deleting an unknown issue', 'manager', 'DELETE', '/issues/99999999.json', 404],
  ['keeps custom fields for admins', 'manager', 'GET', '/custom_fields.json', 403],
  ['answers 401 for custom fields to nobody', 'nobody', 'GET', '/custom_fields.json', 401],
  ['keeps the list of users for admins', 'manager', 'GET', '/users.json', 403],
  ['keeps the list of groups for admins', 'manager', 'GET', '/groups.json', 403],
  ['answers 404 for an unknown user', 'manager', 'GET', '/users/99999999.json', 404],
  [
    'needs manage_categories to read categories',
    'reporter',
    'GET',
    '/projects/{alpha}/issue_categories.json',
    403,
  ],
  [
    'needs manage_issue_relations to list relations',
    'reporter',
    'GET',
    '/issues/{issue}/relations.json',
    403,
  ],
  ['shows members to a reporter', 'reporter', 'GET', '/projects/{alpha}/memberships.json', 200],
  ['shows no members to an outsider', 'outsider', 'GET', '/projects/{alpha}/memberships.json', 403],
  ['shows roles with their permissions to a reporter', 'reporter', 'GET', '/roles.json', 200],
  ['answers 404 for an unknown role', 'reporter', 'GET', '/roles/9999.json', 404],
  ['answers 404 for an unknown enumeration', 'reporter', 'GET', '/enumerations/nope.json', 404],
  ['answers 404 for a route that is none', 'manager', 'GET', '/does-not-exist.json', 404],
  ['has no route to read a journal', 'manager', 'GET', '/journals/1.json', 404],
  ['has no route to delete a journal', 'manager', 'DELETE', '/journals/1.json', 404],
  [
    'has no route to list the time entries of an issue',
    'manager',
    'GET',
    '/issues/{issue}/time_entries.json',
    404,
  ],
];

const EMPTY_BODIES: readonly (readonly [string, Who, string, string])[] = [
  ['has an empty body with 401', 'nobody', 'application/json', '/users/current.json'],
  ['has an empty body with 403', 'manager', 'application/json', '/users.json'],
  ['has an empty body with 404', 'manager', 'application/json', '/issues/99999999.json'],
];

async function fill(world: World, path: string): Promise<string> {
  const filled = path.replace(/\{(alpha|beta|gamma)\}/g, (_, name: string) => world.project(name));
  if (!filled.includes('{issue}')) return filled;
  const issue = await world.newIssue({ is_private: true });
  return filled.replace('{issue}', issue.id);
}

export const ACCESS_CASES: readonly ContractCase[] = [
  ...casesOf(STATUSES, async (world, [, who, method, path, status]) => {
    const reply = await world[who].send(method, await fill(world, path));
    expect(reply.status).toBe(status);
  }),
  ...casesOf(EMPTY_BODIES, async (world, [, who, contentType, path]) => {
    const reply = await world[who].get(path);
    expect(reply.body).toBe('');
    expect(reply.headers.get('content-type')).toBe(contentType);
  }),
  {
    name: 'names the way to log in with 401',
    run: async ({ nobody }) => {
      const reply = await nobody.get('/users/current.json');
      expect(reply.headers.get('www-authenticate')).toBe('Basic realm="Redmine API"');
    },
  },
  {
    name: 'takes the key as a parameter',
    run: async ({ nobody, keys }) => {
      const reply = await nobody.get(`/users/current.json?key=${keys.manager}`);
      expect(reply.body.user.api_key).toBe(keys.manager);
    },
  },
  {
    name: 'takes the key as the login of Basic authentication',
    run: async ({ nobody, keys }) => {
      const basic = Buffer.from(`${keys.manager}:whatever`).toString('base64');
      const reply = await nobody
        .with({ authorization: `Basic ${basic}` })
        .get('/users/current.json');
      expect(reply.body.user.api_key).toBe(keys.manager);
    },
  },
  {
    name: 'takes login and password by Basic authentication',
    needsSeed: true,
    run: async ({ nobody }) => {
      const as = (password: string) =>
        nobody.with({
          authorization: `Basic ${Buffer.from(`manager:${password}`).toString('base64')}`,
        });
      expect((await as('manager-password').get('/users/current.json')).status).toBe(200);
      expect((await as('wrong').get('/users/current.json')).status).toBe(401);
    },
  },
  {
    name: 'lets an admin be somebody else by X-Redmine-Switch-User',
    run: async (world) => {
      const login = world.project('reporter');
      const issue = await world.newIssue();
      const asReporter = world.admin.with({ 'X-Redmine-Switch-User': login });
      await world.edited(issue.id, { notes: 'in another name' }, asReporter);
      const { journals } = await world.issue(issue.id, 'journals');
      expect(journals[0].user.id).toBe(world.id('user', 'reporter'));
    },
  },
  {
    name: 'ignores X-Redmine-Switch-User from others',
    run: async (world) => {
      const switched = world.manager.with({ 'X-Redmine-Switch-User': world.project('reporter') });
      const reply = await switched.get('/users/current.json');
      expect(reply.body.user.id).toBe(world.id('user', 'manager'));
    },
  },
  {
    name: 'answers 412 to an admin who wants to be somebody unknown',
    run: async ({ admin }) => {
      const reply = await admin
        .with({ 'X-Redmine-Switch-User': 'nobody-here' })
        .get('/users/current.json');
      expect({ status: reply.status, body: reply.body }).toEqual({ status: 412, body: '' });
    },
  },
];
