/**
 * Everything that follows, as one table that is printed: each entity and field created, changed and
 * cleared from either side, with the value seen across. All of one step is done at once.
 */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import {
  askJira,
  askRedmine,
  type FieldEnd,
  jiraSystem,
  redmineSystem,
} from '../../../support/local-host/field-ends';
import type { Pair, World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';
import { KIND_CASES, makeFields, rowsOf } from './field-kinds';

type Origin = 'jira' | 'redmine';

const STEPS = ['create', 'change', 'clear'] as const;
type Step = (typeof STEPS)[number];

/** A pair that the table is filled from, and another one to be related with. */
interface Ground {
  readonly world: World;
  readonly pair: Pair;
  readonly other: Pair;
}

interface Row {
  readonly what: string;
  /** What an edit of the issue sends for a step; absent where the row has a way of its own. */
  readonly attributes?: (world: World, origin: Origin, step: Step) => Promise<object> | object;
  /** Done apart from the issue's own edit. */
  readonly act?: (ground: Ground, origin: Origin, step: Step) => Promise<unknown>;
  /** What the side across shows. */
  readonly read: (ground: Ground, across: Origin) => Promise<string | null>;
  /** What is to be seen across; a step that neither tracker has is left out. */
  readonly seen: (origin: Origin) => Readonly<Partial<Record<Step, string | null>>>;
}

interface Words {
  readonly jira: string;
  readonly redmine: string;
  readonly jiraShows?: string;
}

const across = (origin: Origin): Origin => (origin === 'jira' ? 'redmine' : 'jira');
const idOn = ({ pair }: Ground, side: Origin) =>
  side === 'jira' ? pair.jira.key : String(pair.redmine);

/** @param cleared what is seen of an emptied field; `undefined` where it cannot be empty */
function fieldRow(
  what: string,
  ends: Readonly<Record<Origin, FieldEnd>>,
  values: readonly [Words, Words],
  cleared: { readonly [side in Origin]?: string | null } | undefined,
): Row {
  const shows = (side: Origin, { jiraShows, ...words }: Words) =>
    side === 'jira' ? (jiraShows ?? words.jira) : words.redmine;
  return {
    what,
    attributes(world, origin, step) {
      if (step === 'clear') {
        if (!cleared) return {};
        // What Redmine cannot empty is set to what says nothing.
        return ends[origin].write(world, origin === 'redmine' ? (cleared.redmine ?? null) : null);
      }
      return ends[origin].write(world, values[step === 'create' ? 0 : 1][origin]);
    },
    read: (ground, side) => ends[side].read(ground.world, idOn(ground, side)),
    seen: (origin) => ({
      create: shows(across(origin), values[0]),
      change: shows(across(origin), values[1]),
      ...(cleared ? { clear: cleared[across(origin)] ?? null } : {}),
    }),
  };
}

const view = {
  jira: (world: World, key: string) => world.jira.readIssue(key),
  redmine: (world: World, id: string) => world.redmine.readIssue(Number(id)),
};

/** A choice that is sent by name in Jira and by id in Redmine. */
function choiceRow(
  what: string,
  jiraName: 'issuetype' | 'priority',
  list: 'trackers' | 'issue_priorities',
  values: readonly [Words, Words],
): Row {
  const isType = jiraName === 'issuetype';
  const redmineKey = isType ? 'tracker_id' : 'priority_id';
  const jira: FieldEnd = {
    name: jiraName,
    write: async (_world, words) => ({ [jiraName]: { name: words } }),
    read: async (world, key) => (await view.jira(world, key))[isType ? 'type' : 'priority'],
  };
  const redmine: FieldEnd = {
    name: redmineKey,
    write: async (world, words) => ({
      [redmineKey]: await world.redmine.findId(list, words ?? ''),
    }),
    read: async (world, id) => (await view.redmine(world, id))[isType ? 'tracker' : 'priority'],
  };
  return fieldRow(what, { jira, redmine }, values, undefined);
}

const same = (words: string): Words => ({ jira: words, redmine: words });

const PEOPLE = { 'Ada Lovelace': '5', 'Grace Hopper': '6' };
const DESCRIPTION = jiraSystem('description', 'textarea');

const TITLES = { create: 'Said first', change: 'Said next', clear: 'Said last' } as const;

const FIELD_ROWS: readonly Row[] = [
  {
    what: 'summary ↔ subject (clear: cannot be empty)',
    attributes: (_world, origin, step) => ({
      [origin === 'jira' ? 'summary' : 'subject']: TITLES[step],
    }),
    async read({ world, pair }, side) {
      return side === 'jira'
        ? (await world.jira.readIssue(pair.jira.key)).summary
        : (await world.redmine.readIssue(pair.redmine)).subject;
    },
    seen: () => TITLES,
  },
  fieldRow(
    'description',
    {
      jira: DESCRIPTION,
      redmine: {
        name: 'description',
        write: async (_world, words) => ({ description: words ?? '' }),
        read: async (world, id) => (await view.redmine(world, id)).description || null,
      },
    },
    [same('Goes in.'), same('Goes out.')],
    {},
  ),
  choiceRow('type ↔ tracker', 'issuetype', 'trackers', [
    same('Bug'),
    { jira: 'Task', redmine: 'Feature' },
  ]),
  choiceRow('priority', 'priority', 'issue_priorities', [
    same('Low'),
    { jira: 'Medium', redmine: 'Normal' },
  ]),
  fieldRow(
    'assignee',
    {
      jira: jiraSystem('assignee', 'userpicker'),
      redmine: redmineSystem('assigned_to', 'assigned_to_id', PEOPLE),
    },
    [
      { jira: 'ada@example.com', redmine: 'Ada Lovelace', jiraShows: 'Ada Lovelace' },
      { jira: 'grace@example.com', redmine: 'Grace Hopper', jiraShows: 'Grace Hopper' },
    ],
    {},
  ),
  fieldRow(
    'due date',
    { jira: jiraSystem('duedate', 'datepicker'), redmine: redmineSystem('due_date', 'due_date') },
    [same('2033-03-03'), same('2034-04-04')],
    {},
  ),
  ...KIND_CASES.map(({ what, jira, redmine, values, cleared = {} }) =>
    fieldRow(what, { jira, redmine }, values, {
      ...cleared,
      ...(cleared.redmine === '0' ? { jira: '0' } : {}),
    }),
  ),
];

const names = (list: readonly string[]) => (list.length > 0 ? [...list].sort().join(', ') : null);
const watchersSchema = (answer: unknown) =>
  answer as {
    readonly watchers?: readonly { readonly displayName: string }[];
    readonly issue?: { readonly watchers?: readonly { readonly name: string }[] };
  };

const made = new WeakMap<Ground, Map<string, string>>();
const remembered = (ground: Ground) => {
  const known = made.get(ground) ?? new Map<string, string>();
  made.set(ground, known);
  return known;
};

const STATUS_IDS = { create: 'In Progress', change: 'Closed', clear: 'New' } as const;
const JIRA_STATUSES = { create: 'In Progress', change: 'Done', clear: 'To Do' } as const;

const ENTITY_ROWS: readonly Row[] = [
  {
    what: 'status (clear: taken up again)',
    async act({ world, pair }, origin, step) {
      if (origin === 'redmine') {
        const status_id = await world.redmine.findId('issue_statuses', STATUS_IDS[step]);
        return world.redmine.editIssue(pair.redmine, { status_id });
      }
      if (step === 'change') await world.jira.moveTo(pair.jira.key, 'In Review');
      return world.jira.moveTo(pair.jira.key, JIRA_STATUSES[step]);
    },
    read: async (ground, side) => (await view[side](ground.world, idOn(ground, side))).status,
    seen: (origin) => (origin === 'jira' ? STATUS_IDS : JIRA_STATUSES),
  },
  {
    what: 'comment ↔ note',
    async act(ground, origin, step) {
      const { world, pair } = ground;
      const known = remembered(ground);
      const id = known.get('comment') ?? '';
      if (origin === 'jira') {
        if (step === 'create')
          known.set('comment', await world.jira.addComment(pair.jira.key, doc('Said.')));
        else if (step === 'change')
          await world.jira.editComment(pair.jira.key, id, doc('Said better.'));
        else await world.jira.deleteComment(pair.jira.key, id);
      } else if (step === 'create') {
        known.set('comment', String(await world.redmine.addNote(pair.redmine, 'Said.')));
      } else await world.redmine.editNote(Number(id), step === 'change' ? 'Said better.' : '');
    },
    async read({ world, pair }, side) {
      const texts =
        side === 'jira'
          ? (await world.jira.readComments(pair.jira.key)).map(({ text }) => text ?? '')
          : (await world.redmine.readNotes(pair.redmine)).map(({ text }) => text);
      // A copy begins with whose it is.
      return names(texts.map((text) => text.trim().split('\n').at(-1) ?? ''));
    },
    seen: () => ({ create: 'Said.', change: 'Said better.', clear: null }),
  },
  {
    what: 'attachment (change: renamed, Redmine only)',
    async act(ground, origin, step) {
      const { world, pair } = ground;
      const known = remembered(ground);
      const id = known.get('file') ?? '';
      const person = origin === 'jira' ? world.jira : world.redmine;
      if (step === 'clear') return person.detach(id);
      if (step === 'change') {
        return origin === 'redmine' ? world.redmine.rename(id, 'renamed.txt') : undefined;
      }
      return known.set(
        'file',
        origin === 'jira'
          ? await world.jira.attach(pair.jira.key, 'notes.txt', 'Content.')
          : await world.redmine.attach(pair.redmine, 'notes.txt', 'Content.'),
      );
    },
    async read({ world, pair }, side) {
      const files =
        side === 'jira'
          ? await world.jira.readFiles(pair.jira.key)
          : await world.redmine.readFiles(pair.redmine);
      return names(files.map(({ name }) => name));
    },
    seen: (origin) => ({
      create: 'notes.txt',
      ...(origin === 'redmine' ? { change: 'renamed.txt' } : {}),
      clear: null,
    }),
  },
  {
    what: 'issue link ↔ relation',
    async act({ world, pair, other }, origin, step) {
      if (step === 'change') return;
      if (origin === 'jira') {
        if (step === 'clear') await world.jira.unrelateAll(pair.jira.key);
        else await world.jira.relate(pair.jira.key, 'Blocks', other.jira.key);
      } else if (step === 'clear') await world.redmine.unrelateAll(pair.redmine);
      else await world.redmine.relate(pair.redmine, 'blocks', other.redmine);
    },
    async read({ world, pair, other }, side) {
      const [found, twin] =
        side === 'jira'
          ? [await world.jira.readRelations(pair.jira.key), other.jira.key]
          : [await world.redmine.readRelations(pair.redmine), String(other.redmine)];
      return names(found.map((relation) => relation.replace(twin, 'the other').toLowerCase()));
    },
    seen: () => ({ create: 'blocks > the other', clear: null }),
  },
  {
    what: 'watchers',
    async act({ world, pair }, origin, step) {
      if (step === 'change') return;
      const isOver = step === 'clear';
      if (origin === 'jira') {
        const grace = await world.jira.findAccountId('grace@example.com');
        const path = `issue/${pair.jira.key}/watchers`;
        if (isOver) await askJira(world, 'DELETE', `${path}?accountId=${grace}`);
        else await askJira(world, 'POST', path, grace);
        return;
      }
      const id = PEOPLE['Grace Hopper'];
      const path = `issues/${pair.redmine}/watchers`;
      if (isOver) await askRedmine(world, `${path}/${id}.json`, 'DELETE');
      else await askRedmine(world, `${path}.json`, 'POST', { user_id: id });
    },
    async read({ world, pair }, side) {
      const answer =
        side === 'jira'
          ? watchersSchema(
              await askJira(world, 'GET', `issue/${pair.jira.key}/watchers`),
            ).watchers?.map(({ displayName }) => displayName)
          : watchersSchema(
              await askRedmine(world, `issues/${pair.redmine}.json?include=watchers`),
            ).issue?.watchers?.map(({ name }) => name);
      return names((answer ?? []).filter((name) => name === 'Grace Hopper'));
    },
    seen: () => ({ create: 'Grace Hopper', clear: null }),
  },
];

const ROWS: readonly Row[] = [...FIELD_ROWS, ...ENTITY_ROWS];

async function edit(ground: Ground, origin: Origin, step: Step): Promise<void> {
  const { world, pair } = ground;
  const parts: Readonly<Record<string, unknown>>[] = [];
  for (const { attributes } of ROWS) {
    parts.push({ ...(await attributes?.(world, origin, step)) });
  }
  const custom = parts.flatMap(({ custom_fields: list }) => (Array.isArray(list) ? list : []));
  const all = Object.assign({}, ...parts);
  if (origin === 'jira') await world.jira.editIssue(pair.jira.key, all);
  else await world.redmine.editIssue(pair.redmine, { ...all, custom_fields: custom });
  for (const { act } of ROWS) await act?.(ground, origin, step);
  if (origin === 'redmine') await world.ringRedmine(pair.redmine);
  await world.settle();
  // What neither tracker rings for is found by these.
  await world.control.runTimer('sweep');
  await world.control.runTimer('verify');
}

interface Cell {
  readonly wanted: string | null;
  readonly seen: string | null;
}

/** The table of one direction. */
async function fillTable(
  world: World,
  origin: Origin,
): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const [pair, other] = [await world.makePair(), await world.makePair()];
  const ground: Ground = { world, pair, other };
  const table = new Map<string, Cell[]>(ROWS.map(({ what }) => [what, []]));
  for (const step of STEPS) {
    await edit(ground, origin, step);
    for (const { what, read, seen } of ROWS) {
      const wanted = seen(origin)[step];
      if (wanted === undefined) continue;
      table.get(what)?.push({ wanted, seen: await read(ground, across(origin)) });
    }
  }
  expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
  return table;
}

function print(origin: Origin, table: ReadonlyMap<string, readonly Cell[]>): string {
  const towards = origin === 'jira' ? 'Jira → Redmine' : 'Redmine → Jira';
  const lines = ROWS.map(({ what, seen }) => {
    const cells = [...(table.get(what) ?? [])];
    const shown = STEPS.map((step) => {
      if (seen(origin)[step] === undefined) return '—';
      const cell = cells.shift();
      const value = cell?.seen === null ? '(empty)' : (cell?.seen ?? '(not read)');
      return cell && cell.seen === cell.wanted
        ? `pass: ${value}`
        : `FAIL: ${value}, not ${cell?.wanted}`;
    });
    return [what.padEnd(44), ...shown.map((cell) => cell.slice(0, 40).padEnd(34))].join(' | ');
  });
  const head = [towards.padEnd(44), ...STEPS.map((step) => step.padEnd(34))].join(' | ');
  return ['', head, ...lines].join('\n');
}

const direction = (origin: Origin): Scenario => ({
  says: `carries every entity and field from ${origin === 'jira' ? 'Jira' : 'Redmine'}: created, changed, cleared`,
  async run(world) {
    await makeFields(world);
    await world.configure({
      moreFields: rowsOf(world),
      mapping: { relations: true, watchers: { direction: 'both' } },
    });
    const table = await fillTable(world, origin);
    console.log(print(origin, table));
    const failed = [...table].filter(([, cells]) =>
      cells.some(({ seen, wanted }) => seen !== wanted),
    );
    expect(failed).toEqual([]);
  },
  timeoutMs: 300_000,
});

export const everyRowScenarios: readonly Scenario[] = [direction('jira'), direction('redmine')];
