import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

type Fields = (world: World) => Readonly<Record<string, unknown>>;
type Detail = readonly [name: string, oldValue: string | null, newValue: string | null];

/** One edit by the manager of an issue that has `before`, and what its journal tells. */
const EDITS: readonly (readonly [string, Fields, Fields, (world: World) => readonly Detail[]])[] = [
  [
    'journals a subject',
    () => ({}),
    () => ({ subject: 'New' }),
    () => [['subject', 'An issue', 'New']],
  ],
  [
    'journals a description',
    () => ({}),
    () => ({ description: 'a\nb' }),
    () => [['description', null, 'a\r\nb']],
  ],
  [
    'journals a status',
    () => ({}),
    (w) => ({ status_id: w.id('status', 'In Progress') }),
    (w) => [['status_id', String(w.id('status', 'New')), String(w.id('status', 'In Progress'))]],
  ],
  [
    'journals a priority',
    () => ({}),
    (w) => ({ priority_id: w.id('priority', 'High') }),
    (w) => [['priority_id', String(w.id('priority', 'Normal')), String(w.id('priority', 'High'))]],
  ],
  [
    'journals an assignee',
    () => ({}),
    (w) => ({ assigned_to_id: w.id('user', 'developer') }),
    (w) => [['assigned_to_id', null, String(w.id('user', 'developer'))]],
  ],
  [
    'journals no assignee any more',
    (w) => ({ assigned_to_id: w.id('user', 'developer') }),
    () => ({ assigned_to_id: '' }),
    (w) => [['assigned_to_id', String(w.id('user', 'developer')), null]],
  ],
  [
    'journals a category',
    () => ({}),
    (w) => ({ category_id: w.id('category', 'Frontend') }),
    (w) => [['category_id', null, String(w.id('category', 'Frontend'))]],
  ],
  [
    'journals no category any more',
    (w) => ({ category_id: w.id('category', 'Frontend') }),
    () => ({ category_id: null }),
    (w) => [['category_id', String(w.id('category', 'Frontend')), null]],
  ],
  [
    'journals a version',
    () => ({}),
    (w) => ({ fixed_version_id: w.id('version', '1.0') }),
    (w) => [['fixed_version_id', null, String(w.id('version', '1.0'))]],
  ],
  [
    'journals dates',
    () => ({ start_date: '2026-01-01' }),
    () => ({ start_date: '2026-01-02', due_date: '2026-01-03' }),
    () => [
      ['due_date', null, '2026-01-03'],
      ['start_date', '2026-01-01', '2026-01-02'],
    ],
  ],
  [
    'journals no dates any more',
    () => ({ start_date: '2026-01-01', due_date: '2026-01-02' }),
    () => ({ start_date: '', due_date: null }),
    () => [
      ['due_date', '2026-01-02', null],
      ['start_date', '2026-01-01', null],
    ],
  ],
  [
    'journals a done ratio',
    () => ({}),
    () => ({ done_ratio: 40 }),
    () => [['done_ratio', '0', '40']],
  ],
  [
    'journals whole hours with a decimal',
    () => ({ estimated_hours: 7 }),
    () => ({ estimated_hours: 2.25 }),
    () => [['estimated_hours', '7.0', '2.25']],
  ],
  [
    'journals the private flag',
    () => ({}),
    () => ({ is_private: true }),
    () => [['is_private', '0', '1']],
  ],
  [
    'journals a tracker',
    () => ({}),
    (w) => ({ tracker_id: w.id('tracker', 'Feature') }),
    (w) => [['tracker_id', String(w.id('tracker', 'Bug')), String(w.id('tracker', 'Feature'))]],
  ],
  [
    'journals several fields in the order of its columns',
    () => ({}),
    (w) => ({ done_ratio: 10, priority_id: w.id('priority', 'Low'), subject: 'S' }),
    (w) => [
      ['subject', 'An issue', 'S'],
      ['priority_id', String(w.id('priority', 'Normal')), String(w.id('priority', 'Low'))],
      ['done_ratio', '0', '10'],
    ],
  ],
];

/** One edit that is refused, by the manager, with its sentences. */
const REFUSED: readonly (readonly [string, Fields, readonly string[]])[] = [
  ['refuses to empty the subject', () => ({ subject: '' }), ['Subject cannot be blank']],
  ['refuses to empty the priority', () => ({ priority_id: '' }), ['Priority cannot be blank']],
  ['refuses an old lock_version without a word', () => ({ lock_version: -1, subject: 'x' }), []],
  [
    'refuses a lock_version of the future without a word',
    () => ({ lock_version: 99, subject: 'x' }),
    [],
  ],
  [
    'refuses a used-up or unknown token',
    () => ({ uploads: [{ token: '1.abc' }] }),
    ['1 file(s) could not be saved.'],
  ],
];

export const ISSUE_EDIT_CASES: readonly ContractCase[] = [
  ...casesOf(EDITS, async (world, [, before, edit, details]) => {
    const issue = await world.newIssue(before(world));
    await world.edited(issue.id, edit(world));
    const { journals } = await world.issue(issue.id, 'journals');
    expect(journals).toEqual([
      {
        id: expect.any(Number),
        user: { id: world.id('user', 'manager'), name: 'Manager Contract' },
        notes: '',
        created_on: expect.stringMatching(/Z$/),
        private_notes: false,
        details: details(world).map(([name, old_value, new_value]) => ({
          property: 'attr',
          name,
          old_value,
          new_value,
        })),
      },
    ]);
  }),
  ...casesOf(REFUSED, async (world, [, edit, errors]) => {
    const issue = await world.newIssue();
    const reply = await world.edit(issue.id, edit(world));
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 422, body: { errors } });
    expect(await world.issue(issue.id, 'journals')).toMatchObject({
      subject: 'An issue',
      updated_on: issue.updated_on,
      journals: [],
    });
  }),
  {
    name: 'takes an edit with the current lock_version',
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { lock_version: 1, subject: 'first' });
      await world.edited(issue.id, { lock_version: 2, subject: 'second' });
      expect((await world.edit(issue.id, { lock_version: 2, subject: 'x' })).status).toBe(422);
      const child = await world.newIssue({ parent_issue_id: issue.id });
      await world.edited(child.id, { lock_version: 0, subject: 'a child counts from 0' });
    },
  },
  {
    name: 'lets the last of two edits win where no lock_version is sent',
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { subject: 'by manager' });
      await world.edited(issue.id, { subject: 'by developer' }, world.developer);
      expect((await world.issue(issue.id)).subject).toBe('by developer');
    },
  },
  {
    name: 'shows private issues to their author and to who sees all',
    run: async (world) => {
      const issue = await world.newIssue({ is_private: true }, world.manager);
      const status = async (by: typeof world.manager) =>
        (await by.get(`/issues/${issue.id}.json`)).status;
      expect([
        await status(world.manager),
        await status(world.developer),
        await status(world.reporter),
      ]).toEqual([200, 403, 403]);
      await world.edited(issue.id, { assigned_to_id: world.id('user', 'developer') });
      expect(await status(world.developer)).toBe(200);
    },
  },
  {
    name: 'remembers when it was last closed, also after it is reopened',
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { status_id: world.id('status', 'Closed') });
      const closed = await world.issue(issue.id);
      await world.edited(issue.id, { status_id: world.id('status', 'New') });
      const reopened = await world.issue(issue.id);
      expect([closed.closed_on, reopened.closed_on]).toEqual([
        closed.updated_on,
        closed.updated_on,
      ]);
    },
  },
  {
    name: 'moves to another project: drops the version, finds the category by name',
    run: async (world) => {
      const issue = await world.newIssue({
        category_id: world.id('category', 'Backend'),
        fixed_version_id: world.id('version', '1.0'),
      });
      await world.edited(issue.id, { project_id: world.project('beta') });
      const moved = await world.issue(issue.id);
      expect([moved.project.id, moved.category.name, moved.fixed_version]).toEqual([
        world.id('project', 'beta'),
        'Backend',
        undefined,
      ]);
    },
  },
  {
    name: 'tells a move and all that it changes in one journal',
    run: async (world) => {
      const issue = await world.newIssue({ fixed_version_id: world.id('version', '1.0') });
      await world.edited(issue.id, { project_id: world.project('beta') });
      const { journals } = await world.issue(issue.id, 'journals');
      const details = journals.map((journal: { details: { name: string }[] }) =>
        journal.details.map(({ name }) => name).toSorted(),
      );
      expect(details).toEqual([['fixed_version_id', 'project_id']]);
    },
  },
  {
    name: 'falls to the first tracker of a project that does not have its own',
    run: async (world) => {
      const issue = await world.newIssue({ tracker_id: world.id('tracker', 'Support') });
      await world.edited(issue.id, { project_id: world.project('beta') });
      expect((await world.issue(issue.id)).tracker.name).toBe('Bug');
    },
  },
  {
    name: 'deletes with all that is below, and answers 404 from then on',
    run: async (world) => {
      const issue = await world.newIssue();
      const child = await world.newIssue({ parent_issue_id: issue.id });
      expect((await world.manager.delete(`/issues/${issue.id}.json`)).status).toBe(204);
      const replies = [
        await world.manager.get(`/issues/${issue.id}.json`),
        await world.manager.get(`/issues/${child.id}.json`),
      ];
      expect(replies.map(({ status, body }) => [status, body])).toEqual([
        [404, ''],
        [404, ''],
      ]);
    },
  },
  {
    name: 'demands the fields that a workflow requires in a status',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue({ tracker_id: world.id('tracker', 'Support') });
      const sent = { status_id: world.id('status', 'In Progress') };
      const reply = await world.edit(issue.id, sent, world.developer);
      expect([reply.status, [...reply.body.errors].sort()]).toEqual([
        422,
        ['Assignee cannot be blank', 'Text cannot be blank'],
      ]);
    },
  },
  {
    name: 'lets authors and assignees take the transitions that are theirs',
    needsSeed: true,
    run: async (world) => {
      const names = async (id: number) =>
        (await world.issue(id, 'allowed_statuses', world.reporter)).allowed_statuses.map(
          ({ name }: { name: string }) => name,
        );
      const fields = { tracker_id: world.id('tracker', 'Feature') };
      const issue = await world.newIssue(fields, world.manager);
      const own = await world.newIssue(fields, world.reporter);
      await world.edited(own.id, { status_id: world.id('status', 'New') });
      expect([await names(issue.id), await names(own.id)]).toEqual([[], ['New', 'In Progress']]);
      await world.edited(issue.id, { assigned_to_id: world.id('user', 'reporter') });
      expect(await names(issue.id)).toEqual(['New', 'Feedback']);
    },
  },
  {
    name: 'shows to a role for own issues only those, and lets it edit them without notes',
    needsSeed: true,
    run: async (world) => {
      const [own, other] = [await world.newIssue({}, world.owner), await world.newIssue()];
      expect((await world.owner.get(`/issues/${other.id}.json`)).status).toBe(403);
      await world.edited(own.id, { subject: 'edited', notes: 'not taken' }, world.owner);
      const { subject, journals } = await world.issue(own.id, 'journals', world.owner);
      expect([subject, journals.length, journals[0].notes]).toEqual(['edited', 1, '']);
    },
  },
];
