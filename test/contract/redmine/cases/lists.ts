import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

/** Made once per Redmine: the filters only read them. */
const shared = new WeakMap<World, Promise<{ readonly mark: string; readonly ids: Ids }>>();

function sharedIssues(world: World): Promise<{ readonly mark: string; readonly ids: Ids }> {
  const made = shared.get(world);
  if (made !== undefined) return made;
  const mark = nextMark(world);
  const making = makeIssues(world, mark).then((ids) => ({ mark, ids }));
  shared.set(world, making);
  return making;
}

/** Five issues with the given text in their subjects, which the lists are narrowed to. */
async function makeIssues(world: World, mark: string): Promise<Readonly<Record<string, number>>> {
  const make = (name: string, fields: object) =>
    world.newIssue({ subject: `${mark} ${name}`, ...fields });
  const bug = await make('bug', { due_date: '2099-01-01', estimated_hours: 3 });
  const feature = await make('feature', {
    tracker_id: world.id('tracker', 'Feature'),
    priority_id: world.id('priority', 'High'),
    assigned_to_id: world.id('user', 'developer'),
  });
  const closed = await make('closed', {});
  await world.edited(closed.id, { status_id: world.id('status', 'Closed') });
  const child = await make('child', {
    parent_issue_id: bug.id,
    category_id: world.id('category', 'Frontend'),
  });
  const sub = await world.newIssue({
    subject: `${mark} sub`,
    project_id: world.project('alpha-sub'),
  });
  return { bug: bug.id, feature: feature.id, closed: closed.id, child: child.id, sub: sub.id };
}

const issueIds = (body: { issues: readonly { id: number }[] }) => body.issues.map(({ id }) => id);

type Ids = Readonly<Record<string, number>>;

/** A query, narrowed to the issues made for it, and the names of those it finds, newest first. */
const FILTERS: readonly (readonly [string, (world: World, ids: Ids) => string, string])[] = [
  ['lists open issues, the newest first', () => '', 'sub child feature bug'],
  ['lists all with status_id=*', () => 'status_id=*', 'sub child closed feature bug'],
  ['lists open ones with status_id=open', () => 'status_id=open', 'sub child feature bug'],
  ['lists closed ones with status_id=closed', () => 'status_id=closed', 'closed'],
  ['takes a status by id', (w) => `status_id=${w.id('status', 'Closed')}`, 'closed'],
  ['takes all statuses but one', (w) => `status_id=!${w.id('status', 'New')}`, 'closed'],
  [
    'takes several statuses',
    (w) => `status_id=${w.id('status', 'New')}|${w.id('status', 'Closed')}`,
    'sub child closed feature bug',
  ],
  [
    'takes ids with commas',
    (_w, ids) => `issue_id=${ids.bug},${ids.child},99999999&status_id=*`,
    'child bug',
  ],
  ['takes ids from a number on', (_w, ids) => `issue_id=%3E%3D${ids.child}`, 'sub child'],
  ['filters by tracker', (w) => `tracker_id=${w.id('tracker', 'Feature')}`, 'feature'],
  ['filters by priority', (w) => `priority_id=${w.id('priority', 'High')}`, 'feature'],
  ['filters by assignee', (w) => `assigned_to_id=${w.id('user', 'developer')}`, 'feature'],
  ['filters by nobody assigned', () => 'assigned_to_id=!*', 'sub child bug'],
  ['filters by author "me"', () => 'author_id=me', 'sub child feature bug'],
  ['filters by parent', (_w, ids) => `parent_id=${ids.bug}`, 'child'],
  ['filters by any parent', () => 'parent_id=*', 'child'],
  ['filters by child', (_w, ids) => `child_id=${ids.child}`, 'bug'],
  ['filters by due date', () => 'due_date=2099-01-01', ''],
  ['filters by no due date', () => 'due_date=!*', 'sub child feature bug'],
  ['filters by estimate', () => 'estimated_hours=%3E%3D3', 'bug'],
  [
    'filters by project with its subprojects',
    (w) => `project_id=${w.project('alpha')}`,
    'sub child feature bug',
  ],
  [
    'filters by project alone with subproject_id=!*',
    (w) => `project_id=${w.project('alpha')}&subproject_id=!*`,
    'child feature bug',
  ],
  [
    'filters by category within a project',
    (w) => `project_id=${w.project('alpha')}&category_id=${w.id('category', 'Frontend')}`,
    'child',
  ],
  [
    'ignores a category without a project',
    (w) => `category_id=${w.id('category', 'Frontend')}`,
    'sub child feature bug',
  ],
  ['ignores what is no filter', () => 'nonsense=1', 'sub child feature bug'],
  [
    'takes f[], op[] and v[] in place of all defaults',
    (w) =>
      `set_filter=1&f[]=tracker_id&op[tracker_id]=%3D&v[tracker_id][]=${w.id('tracker', 'Bug')}&f[]=subject&op[subject]=~&v[subject][]={mark}`,
    'sub child closed bug',
  ],
  [
    'filters by a time since',
    () => 'updated_on=%3E%3D2020-01-01T00:00:00Z',
    'sub child feature bug',
  ],
  ['filters by a time until', () => 'updated_on=%3C%3D2020-01-01T00:00:00Z', ''],
  ['filters by a day since', () => 'created_on=%3E%3D2020-01-01', 'sub child feature bug'],
  [
    'filters between times',
    () => 'updated_on=%3E%3C2020-01-01T00:00:00Z|2199-01-01T00:00:00Z',
    'sub child feature bug',
  ],
  ['filters by ever changed', () => 'updated_on=*&status_id=*', 'closed bug'],
];

const SORTS: readonly (readonly [string, sort: string, found: string])[] = [
  ['sorts by time and id upwards', 'updated_on:asc,id:asc', 'feature child bug sub'],
  ['sorts by id upwards', 'id', 'bug feature child sub'],
  ['sorts by subject', 'subject', 'bug child feature sub'],
  ['sorts by priority downwards, then the newest', 'priority:desc', 'feature sub child bug'],
  ['passes over a column that it does not know', 'nonsense', 'sub child feature bug'],
];

const INVALID: readonly (readonly [string, query: string, error: string])[] = [
  ['refuses a time that is none', 'updated_on=%3E%3Dyesterday', 'Updated is invalid'],
  ['refuses milliseconds', 'updated_on=%3E%3D2026-01-01T00:00:00.000Z', 'Updated is invalid'],
  ['refuses a time zone', 'updated_on=%3E%3D2026-01-01T00:00:00%2B00:00', 'Updated is invalid'],
  ['refuses "later than"', 'updated_on=%3E2026-01-01', 'Updated is invalid'],
  ['refuses an operator without a value', 'updated_on=%3E%3D', 'Updated cannot be blank'],
  ['refuses an id that is none', 'issue_id=abc', 'Issue is invalid'],
  ['refuses hours that are none', 'estimated_hours=%3E%3Da', 'Estimated time is invalid'],
];

const PAGES: readonly (readonly [string, query: string, offset: number, limit: number])[] = [
  ['gives 25 by default', '', 0, 25],
  ['gives 100 at most', 'limit=500', 0, 100],
  ['takes limit 0 for the default', 'limit=0', 0, 25],
  ['takes an offset', 'offset=2&limit=1', 2, 1],
  ['takes a page', 'page=3&limit=2', 4, 2],
  ['takes a negative offset for none', 'offset=-5', 0, 25],
  ['goes beyond the end', 'offset=50000', 50000, 25],
];

let marks = 0;
const nextMark = (world: World): string => `mark${world.suffix}x${++marks}x${Date.now()}`;

async function find(world: World, query: string, mark: string, ids: Ids): Promise<string> {
  const narrowed = `${query.replace('{mark}', mark)}&subject=~${mark}`;
  const reply = await world.manager.get(`/issues.json?${narrowed}`);
  expect(reply.status).toBe(200);
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return issueIds(reply.body)
    .map((id) => names.get(id))
    .join(' ');
}

export const LIST_CASES: readonly ContractCase[] = [
  ...casesOf(FILTERS, async (world, [, query, found]) => {
    const { mark, ids } = await sharedIssues(world);
    expect(await find(world, query(world, ids), mark, ids)).toBe(found);
  }),
  ...casesOf(SORTS, async (world, [, sort, found]) => {
    const { mark, ids } = await sharedIssues(world);
    expect(await find(world, `sort=${sort}`, mark, ids)).toBe(found);
  }),
  ...casesOf(INVALID, async ({ manager }, [, query, error]) => {
    const reply = await manager.get(`/issues.json?${query}`);
    expect([reply.status, reply.body]).toEqual([422, { errors: [error] }]);
  }),
  ...casesOf(PAGES, async ({ manager }, [, query, offset, limit]) => {
    const { body } = await manager.get(`/issues.json?status_id=*&${query}`);
    expect({ offset: body.offset, limit: body.limit }).toEqual({ offset, limit });
  }),
  {
    name: 'reaches one second back with >=, and to the very second with <=',
    run: async (world) => {
      const { id, updated_on } = await world.newIssue();
      const second = (shift: number): string =>
        `${new Date(Date.parse(updated_on) + shift * 1000).toISOString().slice(0, 19)}Z`;
      const isFound = async (operator: string, time: string) => {
        const query = `issue_id=${id}&updated_on=${encodeURIComponent(operator)}${time}`;
        return issueIds((await world.manager.get(`/issues.json?${query}`)).body).length === 1;
      };
      expect([
        await isFound('>=', updated_on),
        await isFound('>=', second(2)),
        await isFound('<=', second(1)),
        await isFound('<=', second(-1)),
      ]).toEqual([true, false, true, false]);
    },
  },
  {
    name: 'shows in lists what an issue shows, without journals',
    run: async (world) => {
      const { id } = await world.newIssue({ description: 'text' });
      const query = `issue_id=${id}&include=attachments,relations,journals,watchers`;
      const { body } = await world.manager.get(`/issues.json?${query}`);
      const shown = await world.issue(id, 'attachments');
      expect(body.issues).toEqual([{ ...shown, relations: [] }]);
    },
  },
  {
    name: 'leaves out what one does not see',
    run: async (world) => {
      const hidden = await world.newIssue({ is_private: true });
      const { body } = await world.reporter.get(`/issues.json?issue_id=${hidden.id}&status_id=*`);
      expect([body.issues, body.total_count]).toEqual([[], 0]);
    },
  },
  {
    name: 'filters by custom fields that are filters',
    needsSeed: true,
    run: async (world) => {
      const value = `KEY-${Date.now()}`;
      const { id } = await world.newIssue({ custom_fields: [world.field('Jira Key', value)] });
      const found = async (name: string) => {
        const query = `cf_${world.id('field', name)}=${value}&issue_id=${id}`;
        return issueIds((await world.manager.get(`/issues.json?${query}`)).body);
      };
      expect([await found('Jira Key'), await found('Link'), await found('Unfiltered')]).toEqual([
        [id],
        [],
        [id],
      ]);
    },
  },
  {
    name: 'ignores the filter by a custom field that a role does not see',
    needsSeed: true,
    run: async (world) => {
      const { id } = await world.newIssue({ custom_fields: [world.field('Manager Only', 'ab')] });
      const query = `cf_${world.id('field', 'Manager Only')}=zz&issue_id=${id}`;
      expect([
        issueIds((await world.manager.get(`/issues.json?${query}`)).body),
        issueIds((await world.reporter.get(`/issues.json?${query}`)).body),
      ]).toEqual([[], [id]]);
    },
  },
  {
    name: 'uses a saved query by id, and answers 404 for an unknown one',
    run: async (world) => {
      const { body } = await world.manager.get('/queries.json');
      const saved = body.queries.find(({ name }: { name: string }) => name === 'Reported issues');
      const { id } = await world.newIssue({}, world.reporter);
      const used = await world.reporter.get(`/issues.json?query_id=${saved.id}&limit=1`);
      const unknown = await world.manager.get('/issues.json?query_id=99999999');
      expect([issueIds(used.body), unknown.status]).toEqual([[id], 404]);
    },
  },
  {
    name: 'finds issues by words, in notes and descriptions unless only titles are wanted',
    run: async (world) => {
      const mark = nextMark(world);
      const { id, created_on } = await world.newIssue({ description: `has ${mark}` });
      const search = async (query: string, by = world.manager) =>
        (await by.get(`/search.json?issues=1&${query}`)).body;
      expect(await search(`q=${mark}`)).toEqual({
        results: [
          {
            id,
            title: `Bug #${id} (New): An issue`,
            type: 'issue',
            url: `${world.baseUrl}/issues/${id}`,
            description: `has ${mark}`,
            datetime: created_on,
          },
        ],
        total_count: 1,
        offset: 0,
        limit: 25,
      });
      expect((await search(`q=${mark}&titles_only=1`)).total_count).toBe(0);
      expect((await search(`q=${mark}`, world.outsider)).total_count).toBe(0);
    },
  },
];
