import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

type Fields = (world: World, issueId: number) => Readonly<Record<string, unknown>>;

const post = (world: World, time_entry: unknown, by = world.manager) =>
  by.post('/time_entries.json', { time_entry });

const ERRORS: readonly (readonly [string, Fields, readonly string[]])[] = [
  [
    'needs an activity',
    (_w, issue_id) => ({ issue_id, hours: 1, activity_id: '' }),
    ['Activity cannot be blank'],
  ],
  ['needs hours', (_w, issue_id) => ({ issue_id }), ['Hours cannot be blank']],
  [
    'refuses hours that it cannot read',
    (_w, issue_id) => ({ issue_id, hours: 'abc' }),
    ['Hours is invalid'],
  ],
  ['refuses negative hours', (_w, issue_id) => ({ issue_id, hours: -1 }), ['Hours is invalid']],
  [
    'refuses an unknown issue',
    () => ({ issue_id: 99999999, hours: 1 }),
    ['Project cannot be blank', 'Project is invalid', 'Issue is invalid'],
  ],
  [
    'needs a project or an issue',
    () => ({ hours: 1 }),
    ['Project cannot be blank', 'Project is invalid'],
  ],
  [
    'refuses what is no activity',
    (_w, issue_id) => ({ issue_id, hours: 1, activity_id: 1 }),
    ['Activity is not included in the list'],
  ],
  [
    'refuses what is no day',
    (_w, issue_id) => ({ issue_id, hours: 1, spent_on: 'soon' }),
    ['Date cannot be blank', 'Date is not a valid date'],
  ],
  [
    'refuses an issue of another project',
    (w, issue_id) => ({ issue_id, project_id: w.id('project', 'beta'), hours: 1 }),
    ['Issue is invalid'],
  ],
  [
    'refuses to log for somebody who may not',
    (w, issue_id) => ({ issue_id, hours: 1, user_id: w.id('user', 'outsider') }),
    ['User is invalid'],
  ],
];

export const TIME_ENTRY_CASES: readonly ContractCase[] = [
  ...casesOf(ERRORS, async (world, [, fields, errors]) => {
    const { id } = await world.newIssue();
    const reply = await post(world, {
      activity_id: world.id('activity', 'Design'),
      ...fields(world, id),
    });
    expect([reply.status, reply.body]).toEqual([422, { errors }]);
  }),
  {
    name: 'shows a time entry whole, and adds its hours to the issue',
    run: async (world) => {
      const { id } = await world.newIssue();
      const reply = await post(world, {
        issue_id: id,
        hours: '0:45',
        activity_id: world.id('activity', 'Development'),
        spent_on: '2026-11-20',
        comments: 'work',
      });
      const { custom_fields, ...entry } = reply.body.time_entry;
      expect(entry).toEqual({
        id: entry.id,
        project: { id: world.id('project', 'alpha'), name: entry.project.name },
        issue: { id },
        user: { id: world.id('user', 'manager'), name: 'Manager Contract' },
        activity: { id: world.id('activity', 'Development'), name: 'Development' },
        hours: 0.75,
        comments: 'work',
        spent_on: '2026-11-20',
        created_on: expect.stringMatching(/Z$/),
        updated_on: entry.created_on,
      });
      expect(reply.headers.get('location')).toBe(`${world.baseUrl}/time_entries/${entry.id}`);
      const issue = await world.issue(id);
      expect([issue.spent_hours, issue.total_spent_hours]).toEqual([0.75, 0.75]);
    },
  },
  {
    name: 'logs for others with the permission only',
    run: async (world) => {
      const { id } = await world.newIssue();
      const entry = { issue_id: id, hours: 1, activity_id: world.id('activity', 'Design') };
      const byManager = await post(world, { ...entry, user_id: world.id('user', 'developer') });
      const other = { ...entry, user_id: world.id('user', 'manager') };
      const byDeveloper = await post(world, other, world.developer);
      expect([byManager.body.time_entry.user.id, byDeveloper.status]).toEqual([
        world.id('user', 'developer'),
        422,
      ]);
    },
  },
  {
    name: 'edits and deletes by who may',
    run: async (world) => {
      const { id } = await world.newIssue();
      const entry = { issue_id: id, hours: 1, activity_id: world.id('activity', 'Design') };
      const path = `/time_entries/${(await post(world, entry)).body.time_entry.id}.json`;
      const edit = { time_entry: { hours: 2 } };
      expect([
        (await world.developer.put(path, edit)).status,
        (await world.manager.put(path, edit)).status,
        (await world.manager.get(path)).body.time_entry.hours,
        (await world.developer.delete(path)).status,
        (await world.manager.delete(path)).status,
        (await world.manager.get(path)).status,
      ]).toEqual([403, 204, 2, 403, 204, 404]);
    },
  },
  {
    name: 'lists by issue, the last day first, and passes over what is no filter or not valid',
    run: async (world) => {
      const { id } = await world.newIssue();
      const days = ['2026-11-19', '2026-11-21', '2026-11-20'];
      for (const spent_on of days) {
        const entry = { issue_id: id, hours: 1, activity_id: world.id('activity', 'Design') };
        await post(world, { ...entry, spent_on });
      }
      const list = async (query: string) => {
        const { body } = await world.manager.get(`/time_entries.json?issue_id=${id}&${query}`);
        return body.time_entries.map(({ spent_on }: { spent_on: string }) => spent_on.slice(-2));
      };
      expect([
        await list(''),
        await list('spent_on=%3E%3D2026-11-20'),
        await list('from=2026-11-20&to=2026-11-20'),
        await list('updated_on=%3E%3D2199-01-01'),
      ]).toEqual([['21', '20', '19'], ['21', '20'], ['20'], ['21', '20', '19']]);
      const { body } = await world.manager.get('/time_entries.json?issue_id=1&spent_on=nope');
      expect(body.total_count).toBeGreaterThanOrEqual(3);
    },
  },
  {
    name: "lists only one's own to a role for own time, but shows any by its id",
    needsSeed: true,
    run: async (world) => {
      const { id } = await world.newIssue();
      const entry = { issue_id: id, hours: 1, activity_id: world.id('activity', 'Design') };
      const { body } = await post(world, entry);
      const listed = await world.owner.get(`/time_entries.json?issue_id=${id}`);
      const shown = await world.owner.get(`/time_entries/${body.time_entry.id}.json`);
      expect([listed.body.time_entries, shown.status]).toEqual([[], 200]);
    },
  },
  {
    name: 'refuses time to who may not log it',
    run: async (world) => {
      const { id } = await world.newIssue({ project_id: world.project('beta') });
      const entry = { issue_id: id, hours: 1, activity_id: world.id('activity', 'Design') };
      expect((await post(world, entry, world.outsider)).status).toBe(403);
    },
  },
];
