import type { Caller, Reply } from './caller';
import type { Person, World } from './world';

/** 0 ≤ n < 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One thing that somebody does; run on each Redmine by itself, it answers what is to be the same. */
export interface Step {
  readonly told: string;
  readonly run: (world: World) => Promise<unknown>;
}

/** The issue that is never deleted. */
export const KEPT_ISSUE = 1;
const INCLUDES = 'journals,attachments,relations,children,watchers,allowed_statuses';
const PEOPLE: readonly Person[] = ['admin', 'manager', 'manager', 'developer', 'reporter', 'owner'];

/** Draws the next step of a walk on which `issues` have been made so far. */
export function drawStep(random: () => number, issues: number): Step {
  const draw = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const issue = (): number => 1 + Math.floor(random() * issues);
  const person = draw(PEOPLE);
  const send = (method: string, path: string, body?: unknown): Step => ({
    told: `${person}: ${method} ${path} ${JSON.stringify(body) ?? ''}`,
    run: async (world) => shown(await world[person].send(method, path, body)),
  });
  const kinds: readonly (readonly [weight: number, make: () => Step])[] = [
    [6, () => send('POST', '/issues.json', { issue: newIssue(draw, issue) })],
    [16, () => send('PUT', `/issues/${issue()}.json`, { issue: edit(draw, issue) })],
    [8, () => send('GET', `/issues/${issue()}.json?include=${INCLUDES}`)],
    [5, () => send('GET', `/issues.json?${draw(LISTS)}&limit=100`)],
    [
      3,
      () => send('POST', `/issues/${issue()}/relations.json`, { relation: relation(draw, issue) }),
    ],
    [2, () => send('GET', `/issues/${issue()}/relations.json`)],
    [
      2,
      () => send('POST', `/issues/${issue()}/watchers.json`, { user_id: draw([5, 6, 7, 8, 99]) }),
    ],
    [1, () => send('DELETE', `/issues/${issue()}/watchers/${draw([5, 6, 7])}.json`)],
    [
      2,
      () =>
        send('POST', '/time_entries.json', {
          time_entry: {
            issue_id: issue(),
            hours: draw([1, '1:30', 0.25, '']),
            activity_id: draw([8, 9, 1]),
          },
        }),
    ],
    [1, () => deletion(person, issue())],
    [4, () => attach(person, issue())],
    [2, () => removeFile(person, issue())],
    [3, () => editNote(person, issue(), draw(['edited', '', '  ']))],
    [2, () => removeRelation(person, issue())],
  ];
  const total = kinds.reduce((sum, [weight]) => sum + weight, 0);
  let at = random() * total;
  for (const [weight, make] of kinds) {
    at -= weight;
    if (at < 0) return make();
  }
  throw new Error('weights that do not add up');
}

type Draw = <T>(items: readonly T[]) => T;
type Fields = Record<string, unknown>;

function newIssue(draw: Draw, issue: () => number): Fields {
  return {
    project_id: draw([1, 1, 1, 2, 3, 4]),
    subject: draw(['A', 'B', '']) + draw(['x', 'y', 'z']),
    ...draw<Fields>([{}, { tracker_id: draw([1, 2, 3, 4]) }, { status_id: draw([1, 4, 5]) }]),
    ...draw<Fields>([{}, {}, { parent_issue_id: issue() }]),
    ...draw<Fields>([{}, values(draw, issue)]),
  };
}

/** One to three fields with values that fit or do not. */
function edit(draw: Draw, issue: () => number): Fields {
  return {
    ...values(draw, issue),
    ...draw<Fields>([{}, values(draw, issue)]),
    ...draw<Fields>([
      {},
      { notes: draw(['a note', '', 'two\nlines']), private_notes: draw([true, false]) },
    ]),
  };
}

function values(draw: Draw, issue: () => number): Fields {
  return draw<() => Fields>([
    () => ({ subject: draw(['New', '', 'x'.repeat(256), 'Other']) }),
    () => ({ description: draw(['a\nb', '', null, 'text']) }),
    () => ({ status_id: draw([1, 2, 3, 4, 5, 6, 99, '']) }),
    () => ({ status_id: draw([2, 5]), notes: 'with a status' }),
    () => ({ priority_id: draw([1, 2, 3, 4, 5, 99]) }),
    () => ({ tracker_id: draw([1, 2, 3, 4]) }),
    () => ({ assigned_to_id: draw([5, 6, 7, 8, 9, '', null, 'me']) }),
    () => ({ category_id: draw([1, 2, 3, 99, '']) }),
    () => ({ fixed_version_id: draw([1, 2, 3, 4, '']) }),
    () => ({ start_date: draw(DAYS), due_date: draw(DAYS) }),
    () => ({ due_date: draw(DAYS) }),
    () => ({ done_ratio: draw([0, 10, 55, 100, 101]) }),
    () => ({ estimated_hours: draw([1, 2.5, '3:15', 'x', '']) }),
    () => ({ is_private: draw([true, false]) }),
    () => ({ parent_issue_id: draw([issue(), issue(), '', 99999]) }),
    () => ({ project_id: draw([1, 2, 3, 4]) }),
    () => ({ custom_fields: [{ id: draw([1, 2, 15, 16, 17]), value: draw(['ab', '', 'AB-1']) }] }),
    () => ({ custom_fields: [{ id: draw([3, 4, 5, 6]), value: draw(['1', '2026-01-02', '']) }] }),
    () => ({
      custom_fields: [{ id: draw([7, 8]), value: draw([['red'], 'Beta', ['red', 'blue'], []]) }],
    }),
    () => ({ custom_fields: [{ id: draw([9, 10, 11]), value: draw(['5', '6', '1', '4', '']) }] }),
    () => ({ custom_fields: [{ id: draw([13, 14]), value: draw(['1', '3', ['3', '4'], '']) }] }),
  ])();
}

const DAYS = ['2099-01-05', '2099-01-08', '2099-01-10', '2099-02-01', 'soon', ''];

function relation(draw: Draw, issue: () => number): Fields {
  return {
    issue_to_id: issue(),
    relation_type: draw(['relates', 'blocks', 'blocked', 'duplicates', 'precedes', 'follows', 'x']),
    ...draw<Fields>([{}, { delay: draw([1, 3]) }]),
  };
}

const LISTS = [
  'sort=id',
  'status_id=*&sort=id:desc',
  'status_id=closed',
  'status_id=*&sort=updated_on:asc,id:asc',
  'sort=priority:desc,id',
  'status_id=*&sort=status,due_date,id',
  'assigned_to_id=me',
  'author_id=me&status_id=*',
  'parent_id=*&status_id=*',
  'child_id=*&status_id=*',
  'is_private=1&status_id=*',
  'due_date=%3E%3D2099-01-08&status_id=*',
  'due_date=!*',
  'subject=~New&status_id=*',
  'cf_8=red&status_id=*',
  'cf_1=!*',
  'project_id=1&subproject_id=!*',
  'project_id=alpha&fixed_version_id=*',
  'tracker_id=!1&include=relations,attachments',
  'done_ratio=%3E%3C10|60&status_id=*',
];

/** Ids that a database may give again after a deletion are no part of what is compared. */
function shown(reply: Reply): unknown {
  return { status: reply.status, body: withoutIds(reply.body) };
}

function withoutIds(value: unknown, isReusable = false): unknown {
  if (typeof value === 'string') {
    return value
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
      .replace(/(attachments\/\w+\/)\d+/g, '$1ID')
      .replace(/^http:\/\/[^/]+/, 'BASE');
  }
  if (Array.isArray(value)) return value.map((item) => withoutIds(item, isReusable));
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  const isFile = record.property === 'attachment';
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => !(isReusable && name === 'id') && !(isFile && name === 'name'))
      .map(([name, inner]) => [name, withoutIds(inner, REUSABLE.has(name))]),
  );
}

const REUSABLE = new Set(['journals', 'attachments', 'relations', 'relation', 'time_entry']);

/** A newer issue and journal are made first, so that no database gives the deleted ids again. */
function deletion(person: Person, id: number): Step {
  return {
    told: `${person}: delete issue ${id}`,
    run: async (world) => {
      if (id === KEPT_ISSUE) return 'kept';
      const issue = { project_id: 1, subject: 'newest' };
      const newest = await world.admin.post('/issues.json', { issue });
      await world.admin.put(`/issues/${newest.body.issue.id}.json`, { issue: { notes: 'newest' } });
      return shown(await world[person].delete(`/issues/${id}.json`));
    },
  };
}

function attach(person: Person, id: number): Step {
  return {
    told: `${person}: attach to issue ${id}`,
    run: async (world) => {
      const { token } = await world[person].upload('filename=a%20b.txt', 'content');
      const issue = { uploads: [{ token, description: 'd' }] };
      return shown(await world[person].put(`/issues/${id}.json`, { issue }));
    },
  };
}

/** The id of the first part of an issue of a kind, as the admin sees it. */
async function firstPart(world: World, id: number, kind: string): Promise<number | undefined> {
  const { body } = await world.admin.get(`/issues/${id}.json?include=${kind}`);
  return body.issue?.[kind]?.[0]?.id;
}

const onPart =
  (kind: string, act: (caller: Caller, partId: number) => Promise<Reply>) =>
  (person: Person, id: number): Step => ({
    told: `${person}: the first of ${kind} of issue ${id}`,
    run: async (world) => {
      const partId = await firstPart(world, id, kind);
      return partId === undefined ? 'none' : shown(await act(world[person], partId));
    },
  });

const removeFile = onPart('attachments', (caller, id) => caller.delete(`/attachments/${id}.json`));
const removeRelation = onPart('relations', (caller, id) => caller.delete(`/relations/${id}.json`));
const editNote = (person: Person, id: number, notes: string): Step =>
  onPart('journals', (caller, journalId) =>
    caller.put(`/journals/${journalId}.json`, { journal: { notes } }),
  )(person, id);
