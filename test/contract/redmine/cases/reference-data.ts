import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

/** Lists of Redmine's English default data: path, key, and the start of what they hold. */
const LISTS: readonly (readonly [string, path: string, key: string, names: readonly string[]])[] = [
  ['lists trackers', '/trackers.json', 'trackers', ['Bug', 'Feature', 'Support']],
  [
    'lists statuses',
    '/issue_statuses.json',
    'issue_statuses',
    ['New', 'In Progress', 'Resolved', 'Feedback', 'Closed', 'Rejected'],
  ],
  [
    'lists priorities',
    '/enumerations/issue_priorities.json',
    'issue_priorities',
    ['Low', 'Normal', 'High', 'Urgent', 'Immediate'],
  ],
  [
    'lists activities',
    '/enumerations/time_entry_activities.json',
    'time_entry_activities',
    ['Design', 'Development'],
  ],
  [
    'lists document categories',
    '/enumerations/document_categories.json',
    'document_categories',
    ['User documentation', 'Technical documentation'],
  ],
  ['lists the roles one can give', '/roles.json', 'roles', ['Manager', 'Developer', 'Reporter']],
];

export const REFERENCE_CASES: readonly ContractCase[] = [
  ...casesOf(LISTS, async ({ reporter }, [, path, key, names]) => {
    const { body } = await reporter.get(path);
    const shown = body[key].map(({ name }: { name: string }) => name);
    expect([Object.keys(body), shown.slice(0, names.length)]).toEqual([[key], names]);
  }),
  {
    name: 'shows a tracker with its default status and standard fields',
    run: async (world) => {
      const { body } = await world.reporter.get('/trackers.json');
      expect(body.trackers[0]).toEqual({
        id: world.id('tracker', 'Bug'),
        name: 'Bug',
        default_status: { id: world.id('status', 'New'), name: 'New' },
        description: null,
        enabled_standard_fields: [
          'assigned_to_id',
          'category_id',
          'fixed_version_id',
          'parent_issue_id',
          'start_date',
          'due_date',
          'estimated_hours',
          'done_ratio',
          'description',
        ],
      });
    },
  },
  {
    name: 'shows which statuses are closed, and which priority is the default',
    run: async ({ reporter }) => {
      const statuses = await reporter.get('/issue_statuses.json');
      const priorities = await reporter.get('/enumerations/issue_priorities.json');
      expect([statuses.body.issue_statuses[4], priorities.body.issue_priorities[1]]).toEqual([
        { id: expect.any(Number), name: 'Closed', is_closed: true },
        { id: expect.any(Number), name: 'Normal', is_default: true, active: true },
      ]);
    },
  },
  {
    name: 'shows a role with its permissions',
    needsSeed: true,
    run: async (world) => {
      const { body } = await world.reporter.get(`/roles/${world.id('role', 'Developer')}.json`);
      const { permissions, ...role } = body.role;
      expect([role, permissions.includes('set_notes_private'), permissions.length]).toEqual([
        {
          id: world.id('role', 'Developer'),
          name: 'Developer',
          assignable: true,
          issues_visibility: 'default',
          time_entries_visibility: 'all',
          users_visibility: 'all',
        },
        true,
        31,
      ]);
    },
  },
  {
    name: 'lists the public queries',
    run: async ({ reporter }) => {
      const { body } = await reporter.get('/queries.json');
      expect(body.queries[0]).toEqual({
        id: expect.any(Number),
        name: 'Issues assigned to me',
        is_public: true,
        project_id: null,
      });
    },
  },
  {
    name: 'shows oneself with the key, without the mail',
    run: async (world) => {
      const { body } = await world.manager.get('/users/current.json?include=memberships');
      const { custom_fields, memberships, ...user } = body.user;
      expect(user).toEqual({
        id: world.id('user', 'manager'),
        login: world.project('manager'),
        admin: false,
        firstname: 'Manager',
        lastname: 'Contract',
        created_on: expect.any(String),
        updated_on: expect.any(String),
        last_login_on: user.last_login_on,
        passwd_changed_on: expect.any(String),
        twofa_scheme: null,
        api_key: world.keys.manager,
      });
      expect(memberships[0]).toEqual({
        id: expect.any(Number),
        project: { id: world.id('project', 'alpha'), name: expect.any(String) },
        roles: [{ id: world.id('role', 'Manager'), name: 'Manager' }],
      });
    },
  },
  {
    name: 'shows somebody else without key, mail and rights',
    run: async (world) => {
      const { body } = await world.manager.get(`/users/${world.id('user', 'reporter')}.json`);
      expect(Object.keys(body.user).filter((key) => key !== 'custom_fields')).toEqual([
        'id',
        'login',
        'firstname',
        'lastname',
        'created_on',
        'updated_on',
        'last_login_on',
        'passwd_changed_on',
      ]);
    },
  },
];

async function newUser(world: World) {
  const login = `u${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  const user = {
    login,
    firstname: 'New',
    lastname: 'One',
    mail: `${login}@example.com`,
    password: 'Passw0rd!',
  };
  const reply = await world.admin.post('/users.json', { user });
  expect(reply.status).toBe(201);
  return reply.body.user;
}

export const USER_CASES: readonly ContractCase[] = [
  {
    name: 'gives a new user an API key that works',
    run: async (world) => {
      const user = await newUser(world);
      const reply = await world.nobody
        .with({ 'X-Redmine-API-Key': user.api_key })
        .get('/users/current.json');
      expect([user.status, user.admin, reply.body.user.id]).toEqual([1, false, user.id]);
    },
  },
  {
    name: 'tells what is wrong with a new user',
    run: async (world) => {
      const user = {
        login: world.project('manager'),
        firstname: '',
        lastname: 'x',
        mail: 'nope',
        password: 'a',
      };
      const reply = await world.admin.post('/users.json', { user });
      expect([reply.status, reply.body.errors]).toEqual([
        422,
        [
          'Email is invalid',
          'First name cannot be blank',
          'Login has already been taken',
          'Password is too short (minimum is 8 characters)',
        ],
      ]);
    },
  },
  {
    name: 'locks a user: the key no longer works, and others do not see them',
    run: async (world) => {
      const user = await newUser(world);
      await world.admin.put(`/users/${user.id}.json`, { user: { status: 3 } });
      const locked = world.nobody.with({ 'X-Redmine-API-Key': user.api_key });
      expect([
        (await locked.get('/users/current.json')).status,
        (await world.manager.get(`/users/${user.id}.json`)).status,
        (await world.admin.get(`/users/${user.id}.json`)).body.user.status,
        (await world.admin.get(`/users.json?name=${user.login}`)).body.total_count,
        (await world.admin.get(`/users.json?name=${user.login}&status=3`)).body.total_count,
      ]).toEqual([401, 404, 3, 0, 1]);
    },
  },
  {
    name: 'finds users by a part of login, name or mail',
    run: async (world) => {
      const user = await newUser(world);
      const count = async (name: string) =>
        (await world.admin.get(`/users.json?name=${name}`)).body.total_count;
      expect([await count(user.login), await count(`${user.login}%40ex`)]).toEqual([1, 1]);
    },
  },
];
