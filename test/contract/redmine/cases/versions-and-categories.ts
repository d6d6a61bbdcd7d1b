import { expect } from 'vitest';
import type { ContractCase } from '../contract-case';
import type { World } from '../world';

let made = 0;
const nextName = (): string => {
  made += 1;
  return `n${made}-${Date.now()}`;
};

const postVersion = (world: World, version: unknown, by = world.manager) =>
  by.post(`/projects/${world.project('alpha')}/versions.json`, { version });

const postCategory = (world: World, issue_category: unknown, by = world.manager) =>
  by.post(`/projects/${world.project('alpha')}/issue_categories.json`, { issue_category });

export const VERSION_CASES: readonly ContractCase[] = [
  {
    name: 'shows a new version',
    run: async (world) => {
      const name = nextName();
      const { status, body } = await postVersion(world, { name, due_date: '2099-12-31' });
      const { custom_fields, ...version } = body.version;
      expect([status, version]).toEqual([
        201,
        {
          id: version.id,
          project: { id: world.id('project', 'alpha'), name: version.project.name },
          name,
          description: '',
          status: 'open',
          due_date: '2099-12-31',
          sharing: 'none',
          wiki_page_title: null,
          estimated_hours: 0,
          spent_hours: 0,
          created_on: expect.any(String),
          updated_on: version.created_on,
        },
      ]);
    },
  },
  {
    name: 'tells what is wrong with a version',
    run: async (world) => {
      const { body } = await postVersion(world, { name: '', status: 'odd', due_date: 'soon' });
      expect(body.errors).toEqual([
        'Name cannot be blank',
        'Due date is not a valid date',
        'Status is not included in the list',
      ]);
    },
  },
  {
    name: 'shares with the system only for admins, without a word to others',
    run: async (world) => {
      const sharing = async (by: typeof world.manager) =>
        (await postVersion(world, { name: nextName(), sharing: 'system' }, by)).body.version
          .sharing;
      expect([await sharing(world.developer), await sharing(world.admin)]).toEqual([
        'none',
        'system',
      ]);
    },
  },
  {
    name: 'lists the versions shared with a subproject',
    run: async (world) => {
      const path = `/projects/${world.project('alpha-sub')}/versions.json`;
      const { body } = await world.reporter.get(path);
      const names = body.versions.map(({ name }: { name: string }) => name);
      expect([names.includes('Shared'), names.includes('1.0')]).toEqual([true, false]);
    },
  },
  {
    name: 'keeps the version of an issue when it is locked, also through other edits',
    run: async (world) => {
      const { body } = await postVersion(world, { name: nextName() });
      const { id } = body.version;
      const issue = await world.newIssue({ fixed_version_id: id });
      await world.manager.put(`/versions/${id}.json`, { version: { status: 'locked' } });
      await world.edited(issue.id, { subject: 'still fine' });
      expect((await world.issue(issue.id)).fixed_version.id).toBe(id);
    },
  },
  {
    name: 'keeps a version that is in use, and deletes another',
    run: async (world) => {
      const make = async () => (await postVersion(world, { name: nextName() })).body.version.id;
      const [used, unused] = [await make(), await make()];
      await world.newIssue({ fixed_version_id: used });
      const remove = async (id: number) =>
        (await world.manager.delete(`/versions/${id}.json`)).status;
      expect([await remove(used), await remove(unused)]).toEqual([422, 204]);
    },
  },
  {
    name: 'lets only who manages versions make one',
    run: async (world) => {
      expect((await postVersion(world, { name: nextName() }, world.reporter)).status).toBe(403);
    },
  },
];

export const CATEGORY_CASES: readonly ContractCase[] = [
  {
    name: 'makes, renames and deletes a category; its issues lose it without a journal',
    run: async (world) => {
      const name = nextName();
      const assigned_to_id = world.id('user', 'developer');
      const { status, body } = await postCategory(world, { name, assigned_to_id });
      const { id } = body.issue_category;
      expect([status, body.issue_category]).toEqual([
        201,
        {
          id,
          project: { id: world.id('project', 'alpha'), name: expect.any(String) },
          name,
          assigned_to: { id: assigned_to_id, name: 'Developer Contract' },
        },
      ]);
      const issue = await world.newIssue({ category_id: id });
      const path = `/issue_categories/${id}.json`;
      await world.manager.put(path, { issue_category: { name: `${name}!` } });
      expect((await world.issue(issue.id)).category).toEqual({ id, name: `${name}!` });
      expect((await world.manager.delete(path)).status).toBe(204);
      const after = await world.issue(issue.id, 'journals');
      expect([after.category, after.journals]).toEqual([undefined, []]);
    },
  },
  {
    name: 'refuses a category twice and without a name',
    run: async (world) => {
      const errors = async (name: string) => (await postCategory(world, { name })).body.errors;
      expect([await errors('Backend'), await errors('')]).toEqual([
        ['Name has already been taken'],
        ['Name cannot be blank'],
      ]);
    },
  },
];
