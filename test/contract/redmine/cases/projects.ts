import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

let made = 0;

/** A project of the admin's own, for what would disturb others. */
async function newProject(world: World, fields: Readonly<Record<string, unknown>> = {}) {
  made += 1;
  const identifier = `p${made}-${Date.now()}`;
  const reply = await world.admin.post('/projects.json', {
    project: { name: `Project ${identifier}`, identifier, ...fields },
  });
  expect(reply.status).toBe(201);
  return reply.body.project;
}

const ERRORS: readonly (readonly [
  string,
  (world: World) => Readonly<Record<string, unknown>>,
  readonly string[],
])[] = [
  [
    'refuses an identifier that is taken',
    (w) => ({ name: 'x', identifier: w.project('alpha') }),
    ['Identifier has already been taken'],
  ],
  ['needs a name', () => ({ name: '', identifier: `n${Date.now()}` }), ['Name cannot be blank']],
  [
    'refuses an identifier with capitals',
    () => ({ name: 'x', identifier: 'Bad' }),
    ['Identifier is invalid'],
  ],
  [
    'refuses an identifier of digits',
    () => ({ name: 'x', identifier: '12' }),
    ['Identifier is invalid'],
  ],
];

export const PROJECT_CASES: readonly ContractCase[] = [
  ...casesOf(ERRORS, async (world, [, fields, errors]) => {
    const reply = await world.admin.post('/projects.json', { project: fields(world) });
    expect([reply.status, reply.body]).toEqual([422, { errors }]);
  }),
  {
    name: 'shows a new project, public and with the default modules',
    run: async (world) => {
      const { custom_fields, ...project } = await newProject(world, { description: 'D' });
      expect(project).toEqual({
        id: project.id,
        name: project.name,
        identifier: project.identifier,
        description: 'D',
        homepage: '',
        status: 1,
        is_public: true,
        inherit_members: false,
        created_on: expect.stringMatching(/Z$/),
        updated_on: project.created_on,
      });
      const include = 'trackers,issue_categories,enabled_modules,time_entry_activities';
      const { body } = await world.admin.get(`/projects/${project.id}.json?include=${include}`);
      const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
      expect([
        names(body.project.trackers).slice(0, 3),
        body.project.issue_categories,
        names(body.project.time_entry_activities),
        names(body.project.enabled_modules).slice(0, 2),
      ]).toEqual([
        ['Bug', 'Feature', 'Support'],
        [],
        ['Design', 'Development'],
        ['issue_tracking', 'time_tracking'],
      ]);
    },
  },
  {
    name: 'names the parent, and inherits its members',
    run: async (world) => {
      const parent_id = world.id('project', 'alpha');
      const child = await newProject(world, { parent_id, inherit_members: true, is_public: false });
      const { body } = await world.manager.get(`/projects/${child.id}/memberships.json`);
      const manager = body.memberships.find(
        (one: { user: { id: number } }) => one.user.id === world.id('user', 'manager'),
      );
      expect([child.parent.id, manager.roles]).toEqual([
        parent_id,
        [{ id: world.id('role', 'Manager'), name: 'Manager', inherited: true }],
      ]);
    },
  },
  {
    name: 'keeps the identifier of a project, and edits the rest',
    run: async (world) => {
      const { id, identifier } = await newProject(world);
      const project = { name: 'Renamed', identifier: 'other', enabled_module_names: ['wiki'] };
      expect((await world.admin.put(`/projects/${id}.json`, { project })).status).toBe(204);
      const { body } = await world.admin.get(`/projects/${id}.json?include=enabled_modules`);
      expect([body.project.name, body.project.identifier, body.project.enabled_modules]).toEqual([
        'Renamed',
        identifier,
        [{ id: expect.any(Number), name: 'wiki' }],
      ]);
    },
  },
  {
    name: 'reads a closed project and writes nothing in it',
    run: async (world) => {
      const { id } = await newProject(world);
      const issue = await world.newIssue({ project_id: id }, world.admin);
      expect((await world.admin.put(`/projects/${id}/close.json`)).status).toBe(204);
      const create = { issue: { project_id: id, subject: 'x' } };
      expect([
        (await world.admin.get(`/issues/${issue.id}.json`)).status,
        (await world.edit(issue.id, { notes: 'x' }, world.admin)).status,
        (await world.admin.post('/issues.json', create)).status,
        (await world.admin.post(`/projects/${id}/issues.json`, create)).status,
        (await world.admin.delete(`/issues/${issue.id}.json`)).status,
        (await world.admin.get(`/projects/${id}.json`)).body.project.status,
      ]).toEqual([200, 403, 422, 403, 403, 5]);
      await world.admin.put(`/projects/${id}/reopen.json`);
      expect((await world.edit(issue.id, { notes: 'x' }, world.admin)).status).toBe(204);
    },
  },
  {
    name: 'shows nothing of an archived project, not even to an admin',
    run: async (world) => {
      const { id } = await newProject(world);
      const issue = await world.newIssue({ project_id: id }, world.admin);
      await world.admin.put(`/projects/${id}/archive.json`);
      expect([
        (await world.admin.get(`/projects/${id}.json`)).status,
        (await world.admin.get(`/issues/${issue.id}.json`)).status,
        (await world.edit(issue.id, { notes: 'x' }, world.admin)).status,
        (await world.admin.get(`/issues.json?issue_id=${issue.id}&status_id=*`)).body.total_count,
      ]).toEqual([403, 403, 403, 0]);
      await world.admin.put(`/projects/${id}/unarchive.json`);
      expect((await world.admin.get(`/issues/${issue.id}.json`)).status).toBe(200);
    },
  },
  {
    name: 'leaves closed projects out of the list unless status asks for them',
    run: async (world) => {
      const { id } = await newProject(world);
      await world.admin.put(`/projects/${id}/close.json`);
      const isListed = async (query: string) => {
        const { body } = await world.admin.get(`/projects.json?limit=100&${query}`);
        return body.projects.some((project: { id: number }) => project.id === id);
      };
      expect([await isListed(''), await isListed('status=5')]).toEqual([false, true]);
    },
  },
  {
    name: 'lists the projects that one sees',
    run: async (world) => {
      const seen = async (by: typeof world.manager) =>
        (await by.get('/projects.json?limit=100')).body.projects.map(
          ({ identifier }: { identifier: string }) => identifier,
        );
      const names = ['alpha', 'beta', 'gamma'].map((name) => world.project(name));
      const has = (list: readonly string[]) => names.map((name) => list.includes(name));
      expect([has(await seen(world.manager)), has(await seen(world.nobody))]).toEqual([
        [true, true, false],
        [false, true, false],
      ]);
    },
  },
];

export const MEMBERSHIP_CASES: readonly ContractCase[] = [
  {
    name: 'adds a member, edits the roles, and removes them',
    run: async (world) => {
      const { id } = await newProject(world);
      const user_id = world.id('user', 'reporter');
      const [reporter, developer] = [world.id('role', 'Reporter'), world.id('role', 'Developer')];
      const added = await world.admin.post(`/projects/${id}/memberships.json`, {
        membership: { user_id, role_ids: [reporter] },
      });
      const membership = added.body.membership;
      expect([added.status, membership.user, membership.roles]).toEqual([
        201,
        { id: user_id, name: 'Reporter Contract' },
        [{ id: reporter, name: 'Reporter' }],
      ]);
      const path = `/memberships/${membership.id}.json`;
      await world.admin.put(path, { membership: { role_ids: [developer] } });
      expect([
        (await world.admin.get(path)).body.membership.roles,
        (await world.admin.delete(path)).status,
        (await world.admin.get(path)).status,
      ]).toEqual([[{ id: developer, name: 'Developer' }], 204, 404]);
    },
  },
  {
    name: 'refuses a member twice and without a role',
    run: async (world) => {
      const path = `/projects/${world.project('alpha')}/memberships.json`;
      const user_id = world.id('user', 'reporter');
      const reply = await world.manager.post(path, { membership: { user_id } });
      expect([reply.status, reply.body.errors]).toEqual([
        422,
        ['User has already been taken', 'Role cannot be empty'],
      ]);
    },
  },
  {
    name: 'keeps an inherited membership',
    run: async (world) => {
      const path = `/projects/${world.project('alpha-sub')}/memberships.json`;
      const { body } = await world.manager.get(path);
      const reply = await world.admin.delete(`/memberships/${body.memberships[0].id}.json`);
      expect(reply.status).toBe(422);
    },
  },
];
