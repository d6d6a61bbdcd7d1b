/** The fields of an issue, those of its own and custom ones of every kind. */
import {
  askJira,
  askRedmine,
  type FieldEnd,
  jiraSystem,
  redmineCustom,
  redmineSystem,
} from '../../../../support/local-host/field-ends';
import { KIND_CASES, MORE_CASES } from '../field-kinds';
import { across, idOn, type Origin, type Row, view } from './row';

interface Words {
  readonly jira: string;
  readonly redmine: string;
  readonly jiraShows?: string;
}

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
    attributes({ world }, origin, step) {
      if (step === 'clear') {
        if (!cleared) return {};
        // What Redmine cannot empty is set to what says nothing.
        return ends[origin].write(world, origin === 'redmine' ? (cleared.redmine ?? null) : null);
      }
      return ends[origin].write(world, values[step === 'create' ? 0 : 1][origin]);
    },
    read: ({ world, pair }, side) => ends[side].read(world, idOn(pair, side)),
    seen: (origin) => ({
      create: shows(across(origin), values[0]),
      change: shows(across(origin), values[1]),
      ...(cleared ? { clear: cleared[across(origin)] ?? null } : {}),
    }),
  };
}

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
const TITLES = { create: 'Said first', change: 'Said next', clear: 'Said last' } as const;
const REPORTER_SHOWN = redmineCustom('Reporter in Jira');
const STATUS_SHOWN = redmineCustom('Status in Jira');
const PARENTS = { create: 'the first', change: 'the second', clear: null } as const;

type WithParent = {
  readonly fields?: { readonly parent?: { readonly key: string } };
  readonly issue?: { readonly parent?: { readonly id: number } };
};

const parentRow: Row = {
  what: 'parent ↔ parent task',
  attributes({ parents }, origin, step) {
    const parent = { create: parents[0], change: parents[1], clear: null }[step];
    if (origin === 'redmine') return { parent_issue_id: parent?.redmine ?? '' };
    return { parent: parent && { key: parent.jira.key } };
  },
  async read({ world, pair, parents }, side) {
    const id = idOn(pair, side);
    const answer = (await (side === 'jira'
      ? askJira(world, 'GET', `issue/${id}?fields=parent`)
      : askRedmine(world, `issues/${id}.json`))) as WithParent;
    const parent = answer.fields?.parent?.key ?? answer.issue?.parent?.id;
    if (parent === undefined) return null;
    const names = parents.map((each) => idOn(each, side));
    return ['the first', 'the second'][names.indexOf(String(parent))] ?? String(parent);
  },
  seen: () => PARENTS,
};

const oneWayRows: readonly Row[] = [
  {
    what: 'reporter → text (Jira only; cannot be empty)',
    async act({ world, pair }, origin, step) {
      if (origin === 'redmine' || step === 'clear') return;
      const email = { create: 'ada@example.com', change: 'grace@example.com' }[step];
      const accountId = await world.jira.findAccountId(email);
      await world.jiraAs('admin@example.com').editIssue(pair.jira.key, { reporter: { accountId } });
    },
    read: ({ world, pair }) => REPORTER_SHOWN.read(world, String(pair.redmine)),
    seen: (origin) => (origin === 'jira' ? { create: 'Ada Lovelace', change: 'Grace Hopper' } : {}),
  },
  {
    what: 'status → text (Jira only)',
    read: ({ world, pair }) => STATUS_SHOWN.read(world, String(pair.redmine)),
    seen: (origin) =>
      origin === 'jira' ? { create: 'In Progress', change: 'Done', clear: 'To Do' } : {},
  },
];

export const FIELD_ROWS: readonly Row[] = [
  {
    what: 'summary ↔ subject (clear: cannot be empty)',
    attributes: (_ground, origin, step) => ({
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
      jira: jiraSystem('description', 'textarea'),
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
  parentRow,
  ...oneWayRows,
  ...[...KIND_CASES, ...MORE_CASES].map(({ what, jira, redmine, values, cleared = {} }) =>
    fieldRow(what, { jira, redmine }, values, {
      ...cleared,
      ...(cleared.redmine === '0' ? { jira: '0' } : {}),
    }),
  ),
];
