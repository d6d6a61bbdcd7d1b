import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

interface Family {
  readonly parent: number;
  readonly child: number;
  readonly grandchild: number;
}

async function makeFamily(world: World): Promise<Family> {
  const parent = await world.newIssue();
  const child = await world.newIssue({ parent_issue_id: parent.id });
  const grandchild = await world.newIssue({ parent_issue_id: child.id });
  return { parent: parent.id, child: child.id, grandchild: grandchild.id };
}

/** Who is put under whom, and what is said to it. */
const REFUSED: readonly (readonly [string, (family: Family) => readonly [number, unknown]])[] = [
  ['refuses an unknown parent', ({ parent }) => [parent, 99999999]],
  ['refuses what is no number as a parent', ({ parent }) => [parent, 'abc']],
  ['refuses an issue as its own parent', ({ parent }) => [parent, parent]],
  ['refuses a child as a parent', ({ parent, child }) => [parent, child]],
  ['refuses a grandchild as a parent', ({ parent, grandchild }) => [parent, grandchild]],
];

export const ISSUE_TREE_CASES: readonly ContractCase[] = [
  ...casesOf(REFUSED, async (world, [, pick]) => {
    const [id, parent_issue_id] = pick(await makeFamily(world));
    const reply = await world.edit(id, { parent_issue_id });
    expect([reply.status, reply.body]).toEqual([422, { errors: ['Parent task is invalid'] }]);
  }),
  {
    name: 'shows parents by id and children as a tree',
    run: async (world) => {
      const { parent, child, grandchild } = await makeFamily(world);
      const tracker = { id: world.id('tracker', 'Bug'), name: 'Bug' };
      const subject = 'An issue';
      expect([
        (await world.issue(parent, 'children')).children,
        (await world.issue(child)).parent,
        (await world.issue(grandchild, 'children')).children,
      ]).toEqual([
        [{ id: child, tracker, subject, children: [{ id: grandchild, tracker, subject }] }],
        { id: parent },
        undefined,
      ]);
    },
  },
  {
    name: 'takes a parent with a number sign, and takes it away again',
    run: async (world) => {
      const parent = await world.newIssue();
      const child = await world.newIssue({ parent_issue_id: `#${parent.id}` });
      await world.edited(child.id, { parent_issue_id: null });
      expect([child.parent, (await world.issue(child.id)).parent]).toEqual([
        { id: parent.id },
        undefined,
      ]);
    },
  },
  {
    name: "tells the parents' histories of children that come and go",
    run: async (world) => {
      const [first, second] = [await world.newIssue(), await world.newIssue()];
      const child = await world.newIssue({ parent_issue_id: first.id });
      await world.edited(child.id, { parent_issue_id: second.id });
      await world.manager.delete(`/issues/${child.id}.json`);
      const details = async (id: number) =>
        (await world.issue(id, 'journals')).journals.flatMap(
          (journal: { details: unknown[] }) => journal.details,
        );
      const change = (old_value: string | null, new_value: string | null) => ({
        property: 'attr',
        name: 'child_id',
        old_value,
        new_value,
      });
      const id = String(child.id);
      const told = [change(null, id), change(id, null)];
      expect([await details(first.id), await details(second.id)]).toEqual([told, told]);
    },
  },
  {
    name: 'derives dates, priority, estimate and done ratio from the children, without a journal',
    run: async (world) => {
      const parent = await world.newIssue({ estimated_hours: 3, done_ratio: 70 });
      const sub = (fields: Record<string, unknown>) =>
        world.newIssue({ parent_issue_id: parent.id, ...fields });
      await sub({
        start_date: '2099-01-05',
        due_date: '2099-01-09',
        estimated_hours: 6,
        done_ratio: 50,
      });
      const second = await sub({
        start_date: '2099-01-02',
        due_date: '2099-01-03',
        estimated_hours: 2,
        done_ratio: 10,
        priority_id: world.id('priority', 'Urgent'),
      });
      const shown = async () => {
        const issue = await world.issue(parent.id);
        return [
          issue.start_date,
          issue.due_date,
          issue.priority.name,
          issue.done_ratio,
          issue.estimated_hours,
          issue.total_estimated_hours,
        ];
      };
      expect(await shown()).toEqual(['2099-01-02', '2099-01-09', 'Urgent', 40, 3, 11]);
      await world.edited(second.id, { status_id: world.id('status', 'Closed') });
      expect(await shown()).toEqual(['2099-01-02', '2099-01-09', 'Normal', 62, 3, 11]);
      const { journals } = await world.issue(parent.id, 'journals');
      expect(journals.every(({ details }: never) => (details as unknown[]).length === 1)).toBe(
        true,
      );
    },
  },
  {
    name: 'takes no open child under a closed parent',
    run: async (world) => {
      const parent = await world.newIssue();
      await world.edited(parent.id, { status_id: world.id('status', 'Closed') });
      const issue = {
        project_id: world.project('alpha'),
        subject: 'x',
        parent_issue_id: parent.id,
      };
      const reply = await world.manager.post('/issues.json', { issue });
      expect([reply.status, reply.body.errors]).toEqual([
        422,
        ['An open issue cannot be attached to a closed parent task'],
      ]);
    },
  },
  {
    name: 'takes a parent from the same tree of projects only',
    run: async (world) => {
      const parent = await world.newIssue();
      const create = (project: string) =>
        world.manager.post('/issues.json', {
          issue: { project_id: world.project(project), subject: 'x', parent_issue_id: parent.id },
        });
      expect([(await create('alpha-sub')).status, (await create('beta')).body.errors]).toEqual([
        201,
        ['Parent task is invalid'],
      ]);
    },
  },
  {
    name: 'takes the children along to another project',
    run: async (world) => {
      const { parent, child } = await makeFamily(world);
      await world.edited(parent, { project_id: world.project('beta') });
      expect((await world.issue(child)).project.id).toBe(world.id('project', 'beta'));
    },
  },
  {
    name: 'drops the parent of a child that moves to another tree of projects',
    run: async (world) => {
      const { child } = await makeFamily(world);
      await world.edited(child, { project_id: world.project('beta') });
      expect((await world.issue(child)).parent).toBe(undefined);
    },
  },
];
