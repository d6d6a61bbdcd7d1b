import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { Person, World } from '../world';

/**
 * What Redmine answers with 204 and does not do. Per row: who edits, what is sent, and which fields of the
 * issue stay as they were.
 */
type Row = readonly [
  name: string,
  by: Person,
  sent: (world: World) => Readonly<Record<string, unknown>>,
  fields: readonly string[],
];

const IGNORED: readonly Row[] = [
  [
    'ignores a status that the workflow forbids',
    'reporter',
    (w) => ({ status_id: w.id('status', 'In Progress') }),
    ['status'],
  ],
  ['ignores an unknown status', 'manager', () => ({ status_id: 999 }), ['status']],
  ['ignores an empty status', 'manager', () => ({ status_id: '' }), ['status']],
  [
    'ignores edits without the permission',
    'reporter',
    () => ({ subject: 'hacked', done_ratio: 90 }),
    ['subject', 'done_ratio'],
  ],
  ['ignores unknown attributes', 'manager', () => ({ nonsense: 1 }), ['subject']],
  ['ignores a null assignee', 'manager', () => ({ assigned_to_id: null }), ['assigned_to']],
  ['ignores a null status', 'manager', () => ({ status_id: null }), ['status']],
  ['ignores an unknown tracker', 'manager', () => ({ tracker_id: 999 }), ['tracker']],
  ['ignores an empty tracker', 'manager', () => ({ tracker_id: '' }), ['tracker']],
  [
    'ignores a project that one cannot add issues to',
    'developer',
    (w) => ({ project_id: w.project('gamma') }),
    ['project', 'category'],
  ],
  ['ignores an unknown project', 'manager', () => ({ project_id: 'nope' }), ['project']],
  [
    'ignores author and times',
    'admin',
    () => ({ author_id: 1, created_on: '2020-01-01T00:00:00Z' }),
    ['author', 'created_on'],
  ],
  [
    'ignores the private flag without the permission',
    'developer',
    () => ({ is_private: true }),
    ['is_private'],
  ],
  [
    'ignores a parent without the permission',
    'reporter',
    () => ({ parent_issue_id: 1 }),
    ['parent'],
  ],
  [
    'ignores watchers in an edit',
    'manager',
    (w) => ({ watcher_user_ids: [w.id('user', 'developer')] }),
    ['subject'],
  ],
];

export const SILENT_IGNORE_CASES: readonly ContractCase[] = [
  ...casesOf(IGNORED, async (world, [, by, sent, fields]) => {
    const issue = await world.newIssue({
      assigned_to_id: world.id('user', 'developer'),
      category_id: world.id('category', 'Frontend'),
    });
    const before = await world.issue(issue.id);
    await world.edited(issue.id, sent(world), world[by]);
    const after = await world.issue(issue.id, 'journals');
    const only = (one: Record<string, unknown>) => fields.map((field) => [field, one[field]]);
    expect(only(after)).toEqual(only(before));
    expect(after.journals).toEqual([]);
  }),
  {
    name: 'keeps the note of an edit whose status it ignores',
    run: async (world) => {
      const issue = await world.newIssue({ tracker_id: world.id('tracker', 'Bug') });
      const sent = { status_id: world.id('status', 'Resolved'), notes: 'tried' };
      await world.edited(issue.id, sent, world.reporter);
      const after = await world.issue(issue.id, 'journals');
      expect(after.status.name).toBe('New');
      expect(after.journals.map(({ notes, details }: never) => ({ notes, details }))).toEqual([
        { notes: 'tried', details: [] },
      ]);
    },
  },
  {
    name: 'creates as New whatever status is asked for, where the workflow has none for new issues',
    run: async (world) => {
      const issue = await world.newIssue({
        tracker_id: world.id('tracker', 'Bug'),
        status_id: world.id('status', 'Closed'),
      });
      expect(issue.status).toEqual({
        id: world.id('status', 'New'),
        name: 'New',
        is_closed: false,
      });
    },
  },
  {
    name: 'ignores author and times on create',
    run: async (world) => {
      const issue = await world.newIssue({ author_id: 1, created_on: '2020-01-01T00:00:00Z' });
      expect(issue.author.id).toBe(world.id('user', 'manager'));
      expect(Date.parse(issue.created_on)).toBeGreaterThan(Date.parse('2020-01-02'));
    },
  },
  {
    name: 'ignores a note on create',
    run: async (world) => {
      const issue = await world.newIssue({ notes: 'never seen' });
      expect((await world.issue(issue.id, 'journals')).journals).toEqual([]);
    },
  },
  {
    name: 'ignores closing an issue that an open one blocks, and does not offer it',
    run: async (world) => {
      const [blocker, blocked] = [await world.newIssue(), await world.newIssue()];
      await world.manager.post(`/issues/${blocker.id}/relations.json`, {
        relation: { issue_to_id: blocked.id, relation_type: 'blocks' },
      });
      await world.edited(blocked.id, { status_id: world.id('status', 'Closed') });
      const after = await world.issue(blocked.id, 'allowed_statuses');
      expect(after.status.name).toBe('New');
      expect(after.allowed_statuses.map(({ name }: { name: string }) => name)).toEqual([
        'New',
        'In Progress',
        'Resolved',
        'Feedback',
      ]);
    },
  },
  {
    name: 'ignores closing a parent with an open child',
    run: async (world) => {
      const parent = await world.newIssue();
      await world.newIssue({ parent_issue_id: parent.id });
      await world.edited(parent.id, { status_id: world.id('status', 'Closed') });
      expect((await world.issue(parent.id)).status.name).toBe('New');
    },
  },
  {
    name: 'ignores reopening the child of a closed parent',
    run: async (world) => {
      const closed = { status_id: world.id('status', 'Closed') };
      const parent = await world.newIssue();
      const child = await world.newIssue({ parent_issue_id: parent.id });
      await world.edited(child.id, closed);
      await world.edited(parent.id, closed);
      await world.edited(child.id, { status_id: world.id('status', 'New') });
      expect((await world.issue(child.id)).status.name).toBe('Closed');
    },
  },
  {
    name: 'ignores what a parent derives from its children',
    run: async (world) => {
      const parent = await world.newIssue();
      await world.newIssue({ parent_issue_id: parent.id, due_date: '2099-12-30' });
      const before = await world.issue(parent.id);
      await world.edited(parent.id, {
        done_ratio: 5,
        due_date: '2099-01-01',
        start_date: '2020-01-01',
        priority_id: world.id('priority', 'Immediate'),
        subject: 'this is taken',
      });
      const after = await world.issue(parent.id);
      expect(after).toEqual({ ...before, subject: 'this is taken', updated_on: after.updated_on });
    },
  },
  {
    name: 'posts a private note publicly where the permission is missing',
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { notes: 'meant private', private_notes: true }, world.reporter);
      const { journals } = await world.issue(issue.id, 'journals', world.reporter);
      expect(journals.map(({ private_notes }: never) => private_notes)).toEqual([false]);
    },
  },
  {
    name: 'ignores a custom field that a role may not see or that does not exist',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue({ custom_fields: [world.field('Manager Only', 'kept')] });
      const sent = [world.field('Manager Only', 'changed'), { id: 9999, value: 'x' }];
      await world.edited(issue.id, { custom_fields: sent }, world.developer);
      expect(world.fieldOf(await world.issue(issue.id), 'Manager Only')).toBe('kept');
    },
  },
  {
    name: 'ignores fields that the workflow makes read-only in a status',
    needsSeed: true,
    run: async (world) => {
      const fields = { tracker_id: world.id('tracker', 'Support'), due_date: '2099-01-01' };
      const issue = await world.newIssue(
        { ...fields, custom_fields: [world.field('Text', 'typed')] },
        world.developer,
      );
      expect([issue.due_date, world.fieldOf(issue, 'Text')]).toEqual([null, null]);
    },
  },
  {
    name: 'ignores standard fields that a tracker does not use',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue({
        tracker_id: world.id('tracker', 'Slim'),
        due_date: '2099-01-01',
        done_ratio: 50,
        estimated_hours: 3,
      });
      expect([issue.due_date, issue.done_ratio, issue.estimated_hours]).toEqual([null, 0, null]);
    },
  },
];
