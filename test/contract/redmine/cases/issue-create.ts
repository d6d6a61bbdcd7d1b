import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

type Fields = (world: World) => Readonly<Record<string, unknown>>;

/** What is sent, in "alpha" by the manager, and the sentences of the 422. */
const ERRORS: readonly (readonly [string, Fields, readonly string[]])[] = [
  ['needs a subject', () => ({ subject: '' }), ['Subject cannot be blank']],
  ['needs more than blanks as a subject', () => ({ subject: '  ' }), ['Subject cannot be blank']],
  [
    'limits the subject to 255 characters',
    () => ({ subject: 'x'.repeat(256) }),
    ['Subject is too long (maximum is 255 characters)'],
  ],
  [
    'answers 422 for an unknown project',
    () => ({ project_id: 'nope' }),
    ['Project cannot be blank', 'Tracker cannot be blank', 'Status cannot be blank'],
  ],
  [
    'answers 422 for a project one does not see',
    (w) => ({ project_id: w.project('gamma') }),
    ['Project cannot be blank', 'Tracker cannot be blank', 'Status cannot be blank'],
  ],
  [
    'refuses an assignee who is no member',
    (w) => ({ assigned_to_id: w.id('user', 'outsider') }),
    ['Assignee is invalid'],
  ],
  ['refuses an unknown assignee', () => ({ assigned_to_id: 99999 }), ['Assignee is invalid']],
  ['refuses an unknown priority', () => ({ priority_id: 999 }), ['Priority cannot be blank']],
  [
    'refuses an unknown category',
    () => ({ category_id: 99999 }),
    ['Category is not included in the list'],
  ],
  [
    'refuses an unknown version',
    () => ({ fixed_version_id: 99999 }),
    ['Target version is not included in the list'],
  ],
  [
    'refuses a locked version',
    (w) => ({ fixed_version_id: w.id('version', '0.9') }),
    ['Target version is not included in the list'],
  ],
  [
    'refuses a closed version',
    (w) => ({ fixed_version_id: w.id('version', '0.8') }),
    ['Target version is not included in the list'],
  ],
  [
    'refuses a done ratio above 100',
    () => ({ done_ratio: 120 }),
    ['% Done is not included in the list'],
  ],
  ['refuses what is no date', () => ({ due_date: 'soon' }), ['Due date is not a valid date']],
  [
    'refuses a day that the calendar does not have',
    () => ({ start_date: '2026-02-30' }),
    ['Start date is not a valid date'],
  ],
  [
    'refuses a due date before the start date',
    () => ({ start_date: '2026-02-01', due_date: '2026-01-01' }),
    ['Due date must be greater than start date'],
  ],
  [
    'refuses a due date in the past, since it starts today',
    () => ({ due_date: '2020-01-01' }),
    ['Due date must be greater than start date'],
  ],
  [
    'refuses hours that it cannot read',
    () => ({ estimated_hours: 'abc' }),
    ['Estimated time is invalid'],
  ],
  ['refuses negative hours', () => ({ estimated_hours: -1 }), ['Estimated time is invalid']],
  ['refuses an unknown parent', () => ({ parent_issue_id: 99999999 }), ['Parent task is invalid']],
  [
    'refuses an unknown token of an upload',
    () => ({ uploads: [{ token: 'nope' }] }),
    ['1 file(s) could not be saved.'],
  ],
  [
    'tells of everything that is wrong',
    () => ({ subject: '', assigned_to_id: 99999, due_date: 'soon' }),
    ['Subject cannot be blank', 'Due date is not a valid date', 'Assignee is invalid'],
  ],
];

/** How Redmine reads hours. */
const HOURS: readonly (readonly [string, unknown, number | null])[] = [
  ['takes hours as a number', 1.5, 1.5],
  ['takes hours with a comma', '1,5', 1.5],
  ['takes hours and minutes', '1:30', 1.5],
  ['takes hours in words', '1h30', 1.5],
  ['takes minutes', '90m', 1.5],
  ['takes no hours', '', null],
];

const BODIES: readonly (readonly [string, Readonly<Record<string, string>>, string, number])[] = [
  ['answers 400 to a body that is not JSON', {}, '{"issue":{"subj', 400],
  ['takes a body without "issue" for an empty issue', {}, '{"foo":1}', 422],
  [
    'does not read JSON that is called text',
    { 'content-type': 'text/plain' },
    '{"issue":{"project_id":1,"subject":"x"}}',
    422,
  ],
  [
    'reads a form',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'issue[project_id]=nope&issue[subject]=x',
    422,
  ],
];

export const ISSUE_CREATE_CASES: readonly ContractCase[] = [
  ...casesOf(ERRORS, async (world, [, fields, errors]) => {
    const issue = { project_id: world.project('alpha'), subject: 'x', ...fields(world) };
    const reply = await world.manager.post('/issues.json', { issue });
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 422, body: { errors } });
  }),
  ...casesOf(HOURS, async (world, [, hours, expected]) => {
    expect((await world.newIssue({ estimated_hours: hours })).estimated_hours).toBe(expected);
  }),
  ...casesOf(BODIES, async ({ manager }, [, headers, body, status]) => {
    expect((await manager.with(headers).send('POST', '/issues.json', body)).status).toBe(status);
  }),
  {
    name: 'shows a new issue whole, with its defaults, and where it is',
    run: async (world) => {
      const issue = { project_id: world.project('alpha'), subject: 'Minimal' };
      const reply = await world.manager.post('/issues.json', { issue });
      const { custom_fields, ...shown } = reply.body.issue;
      expect(shown).toEqual({
        id: shown.id,
        project: { id: world.id('project', 'alpha'), name: shown.project.name },
        tracker: { id: world.id('tracker', 'Bug'), name: 'Bug' },
        status: { id: world.id('status', 'New'), name: 'New', is_closed: false },
        priority: { id: world.id('priority', 'Normal'), name: 'Normal' },
        author: { id: world.id('user', 'manager'), name: 'Manager Contract' },
        subject: 'Minimal',
        description: null,
        start_date: shown.created_on.slice(0, 10),
        due_date: null,
        done_ratio: 0,
        is_private: false,
        estimated_hours: null,
        total_estimated_hours: null,
        created_on: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        updated_on: shown.created_on,
        closed_on: null,
      });
      expect(reply.headers.get('location')).toBe(`${world.baseUrl}/issues/${shown.id}`);
    },
  },
  {
    name: 'keeps descriptions with CR LF',
    run: async (world) => {
      const issue = await world.newIssue({ description: 'a\nb\r\nc\rd' });
      expect(issue.description).toBe('a\r\nb\r\nc\r\nd');
    },
  },
  {
    name: 'assigns to "me"',
    run: async (world) => {
      const issue = await world.newIssue({ assigned_to_id: 'me' });
      expect(issue.assigned_to.id).toBe(world.id('user', 'manager'));
    },
  },
  {
    name: "assigns to the category's person",
    run: async (world) => {
      const issue = await world.newIssue({ category_id: world.id('category', 'Backend') });
      expect(issue.assigned_to.id).toBe(world.id('user', 'developer'));
    },
  },
  {
    name: 'takes watchers where one may add them',
    run: async (world) => {
      const watchers = { watcher_user_ids: [world.id('user', 'reporter')] };
      const byManager = await world.newIssue(watchers);
      const byReporter = await world.newIssue(watchers, world.reporter);
      const shown = await world.issue(byManager.id, 'watchers');
      expect(shown.watchers.map(({ id }: { id: number }) => id)).toEqual([
        world.id('user', 'reporter'),
      ]);
      expect((await world.issue(byReporter.id, 'watchers')).watchers).toEqual([]);
    },
  },
  {
    name: 'answers 404 to an unknown watcher',
    run: async (world) => {
      const issue = {
        project_id: world.project('alpha'),
        subject: 'x',
        watcher_user_ids: [99999999],
      };
      expect((await world.manager.post('/issues.json', { issue })).status).toBe(404);
    },
  },
  {
    name: 'creates under the path of a project',
    run: async (world) => {
      const path = `/projects/${world.project('alpha')}/issues.json`;
      const reply = await world.manager.post(path, { issue: { subject: 'by path' } });
      expect([reply.status, reply.body.issue.project.id]).toEqual([
        201,
        world.id('project', 'alpha'),
      ]);
    },
  },
  {
    name: 'lets a non-member add to a public project, an outsider not to a private one',
    run: async (world) => {
      const post = (project: string) =>
        world.outsider.post('/issues.json', {
          issue: { project_id: world.project(project), subject: 'x' },
        });
      expect([(await post('beta')).status, (await post('alpha')).status]).toEqual([201, 422]);
    },
  },
  {
    name: 'answers 401 to a new issue by nobody',
    run: async (world) => {
      const issue = { project_id: world.project('beta'), subject: 'x' };
      expect((await world.nobody.post('/issues.json', { issue })).status).toBe(401);
    },
  },
  {
    name: 'takes the statuses that a workflow has for new issues',
    needsSeed: true,
    run: async (world) => {
      const status = async (name: string): Promise<string> => {
        const fields = {
          tracker_id: world.id('tracker', 'Feature'),
          status_id: world.id('status', name),
        };
        return (await world.newIssue(fields, world.reporter)).status.name;
      };
      expect([await status('Feedback'), await status('Resolved'), await status('Closed')]).toEqual([
        'Feedback',
        'Resolved',
        'Resolved',
      ]);
    },
  },
];
