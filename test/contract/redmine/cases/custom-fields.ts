import { expect } from 'vitest';
import { type ContractCase, casesOf } from '../contract-case';
import type { World } from '../world';

type Value = unknown | ((world: World) => unknown);
const resolve = (world: World, value: Value): unknown =>
  typeof value === 'function' ? value(world) : value;

/** What is sent for a field, and what it then holds. */
const KEPT: readonly (readonly [string, field: string, sent: Value, kept: Value])[] = [
  ['keeps a string', 'String', 'hello', 'hello'],
  ['keeps the line ends of a text as they came', 'Text', 'a\nb\r\nc', 'a\nb\r\nc'],
  ['keeps an integer as text', 'Int', 42, '42'],
  ['keeps a float as text', 'Float', '3.14', '3.14'],
  ['keeps a date', 'Date', '2026-12-24', '2026-12-24'],
  ['keeps yes as 1', 'Bool', '1', '1'],
  ['keeps no as 0', 'Bool', '0', '0'],
  ['keeps JSON false as the word', 'Bool', false, 'false'],
  ['keeps a choice with a comma', 'List', 'Gamma, with comma', 'Gamma, with comma'],
  ['keeps several choices, each once', 'List Multi', ['red', 'blue', 'red'], ['red', 'blue']],
  ['keeps one choice of several', 'List Multi', 'green', ['green']],
  [
    'keeps a user by id',
    'User',
    (w: World) => w.id('user', 'developer'),
    (w: World) => String(w.id('user', 'developer')),
  ],
  [
    'keeps several users',
    'Users',
    (w: World) => [w.id('user', 'developer'), w.id('user', 'manager')],
    (w: World) => [String(w.id('user', 'developer')), String(w.id('user', 'manager'))],
  ],
  [
    'keeps a version by id',
    'Version',
    (w: World) => w.id('version', '1.0'),
    (w: World) => String(w.id('version', '1.0')),
  ],
  ['keeps a link', 'Link', 'https://example.com/', 'https://example.com/'],
  ['keeps a key of a key/value list', 'Key Value', '2', '2'],
  ['keeps several keys', 'Key Values', ['3', '4'], ['3', '4']],
  ['keeps an emptied field as empty text', 'String', '', ''],
  ['keeps an emptied list of choices as none', 'List Multi', [], []],
  ['keeps null as empty text', 'Int', null, ''],
];

const REFUSED: readonly (readonly [string, field: string, sent: Value, error: string])[] = [
  [
    'refuses a string that is too long',
    'String',
    'x'.repeat(21),
    'String is too long (maximum is 20 characters)',
  ],
  [
    'refuses a string that is too short',
    'String',
    'x',
    'String is too short (minimum is 2 characters)',
  ],
  ['refuses what the pattern does not fit', 'Jira Key', 'bad key', 'Jira key is invalid'],
  ['refuses what is no integer', 'Int', '4.5', 'Int is not a number'],
  ['refuses what is no number', 'Float', 'many', 'Float is invalid'],
  ['refuses what is no date', 'Date', '2026-99-99', 'Date is not a valid date'],
  ['refuses an unknown choice', 'List', 'Nope', 'List is not included in the list'],
  [
    'refuses one unknown choice among others',
    'List Multi',
    ['red', 'pink'],
    'List multi is not included in the list',
  ],
  [
    'refuses a user whose role is not asked for',
    'User',
    (w: World) => w.id('user', 'reporter'),
    'User is not included in the list',
  ],
  [
    'refuses a version that is not open',
    'Version',
    (w: World) => w.id('version', '0.8'),
    'Version is not included in the list',
  ],
  ['refuses an unknown key', 'Key Value', '99', 'Key value is not included in the list'],
  ['refuses several values for one', 'String', ['ab', 'cd'], 'String is invalid'],
];

export const CUSTOM_FIELD_CASES: readonly ContractCase[] = [
  ...casesOf(
    KEPT,
    async (world, [, name, sent, kept]) => {
      const issue = await world.newIssue();
      const value = resolve(world, sent);
      await world.edited(issue.id, { custom_fields: [world.field(name, value)] });
      const after = await world.issue(issue.id);
      expect(world.fieldOf(after, name)).toEqual(resolve(world, kept));
    },
    { needsSeed: true },
  ),
  ...casesOf(
    REFUSED,
    async (world, [, name, sent, error]) => {
      const issue = await world.newIssue();
      const value = resolve(world, sent);
      const reply = await world.edit(issue.id, { custom_fields: [world.field(name, value)] });
      expect([reply.status, reply.body]).toEqual([422, { errors: [error] }]);
    },
    { needsSeed: true },
  ),
  {
    name: 'starts with the defaults, and null where nothing was ever set',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue();
      const values = ['String', 'List', 'List Multi', 'Users'].map((name) =>
        world.fieldOf(issue, name),
      );
      expect(values).toEqual([null, 'Alpha', [], []]);
    },
  },
  {
    name: 'turns null into empty text when project or tracker change',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { tracker_id: world.id('tracker', 'Feature') });
      expect(world.fieldOf(await world.issue(issue.id), 'String')).toBe('');
    },
  },
  {
    name: 'takes custom_field_values by id too',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { custom_field_values: { [world.id('field', 'Int')]: '7' } });
      expect(world.fieldOf(await world.issue(issue.id), 'Int')).toBe('7');
    },
  },
  {
    name: 'journals a value, and each choice that came or went by itself',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue({
        custom_fields: [world.field('String', 'hello'), world.field('List Multi', ['red', 'blue'])],
      });
      await world.edited(issue.id, {
        custom_fields: [
          world.field('String', 'world'),
          world.field('List Multi', ['green', 'red']),
        ],
      });
      const { journals } = await world.issue(issue.id, 'journals');
      const [string, multi] = [world.id('field', 'String'), world.id('field', 'List Multi')];
      expect(journals[0].details).toEqual([
        { property: 'cf', name: String(string), old_value: 'hello', new_value: 'world' },
        { property: 'cf', name: String(multi), old_value: 'blue', new_value: null },
        { property: 'cf', name: String(multi), old_value: null, new_value: 'green' },
      ]);
    },
  },
  {
    name: 'hides a field, its changes and the journal of nothing else from other roles',
    needsSeed: true,
    run: async (world) => {
      const issue = await world.newIssue();
      await world.edited(issue.id, { custom_fields: [world.field('Manager Only', 'secret')] });
      const seen = await world.issue(issue.id, 'journals', world.reporter);
      expect([world.fieldOf(seen, 'Manager Only'), seen.journals]).toEqual([undefined, []]);
    },
  },
  {
    name: 'has a field only where tracker and project use it',
    needsSeed: true,
    run: async (world) => {
      const names = async (fields: Record<string, unknown>) =>
        (await world.newIssue(fields)).custom_fields.map(({ name }: { name: string }) => name);
      expect([
        (await names({})).includes('Bug Only'),
        (await names({ tracker_id: world.id('tracker', 'Feature') })).includes('Bug Only'),
        (await names({ project_id: world.project('beta') })).includes('Bug Only'),
      ]).toEqual([true, false, false]);
    },
  },
  {
    name: 'demands a required field',
    needsSeed: true,
    run: async (world) => {
      const issue = {
        project_id: world.project('gamma'),
        tracker_id: world.id('tracker', 'Support'),
        subject: 'x',
      };
      const reply = await world.admin.post('/issues.json', { issue });
      expect([reply.status, reply.body.errors]).toEqual([422, ['Needed support cannot be blank']]);
    },
  },
  {
    name: "tells a project's own fields to its members, but not those for all projects",
    needsSeed: true,
    run: async (world) => {
      const path = `/projects/${world.project('alpha')}.json?include=issue_custom_fields`;
      const { body } = await world.reporter.get(path);
      expect(body.project.issue_custom_fields).toEqual([
        { id: world.id('field', 'Bug Only'), name: 'Bug Only' },
      ]);
    },
  },
  {
    name: 'describes every field to an admin',
    needsSeed: true,
    run: async (world) => {
      const { body } = await world.admin.get('/custom_fields.json');
      const field = (name: string) =>
        body.custom_fields.find((one: { name: string }) => one.name === name);
      const trackers = Object.entries(world.ids.tracker)
        .map(([name, id]) => ({ id, name }))
        .sort((a, b) => a.id - b.id);
      expect([field('List Multi'), field('Bool').possible_values, field('Account')]).toEqual([
        {
          id: world.id('field', 'List Multi'),
          name: 'List Multi',
          customized_type: 'issue',
          field_format: 'list',
          regexp: '',
          min_length: null,
          max_length: null,
          is_required: false,
          is_filter: true,
          searchable: false,
          multiple: true,
          default_value: null,
          visible: true,
          possible_values: ['red', 'green', 'blue'].map((value) => ({ value, label: value })),
          trackers,
          roles: [],
        },
        [
          { value: '1', label: 'Yes' },
          { value: '0', label: 'No' },
        ],
        expect.objectContaining({ customized_type: 'user', field_format: 'string' }),
      ]);
    },
  },
];
