/** Parts of a mapping that take a few names each. */
import { describe, expect, it } from 'vitest';
import { compileDeletion } from '../../../../src/core/configuration/compile-deletion';
import { compileRelations } from '../../../../src/core/configuration/compile-relations';
import { compileScreens } from '../../../../src/core/configuration/compile-screens';
import { compileTime } from '../../../../src/core/configuration/compile-time';
import { directionOf } from '../../../../src/core/configuration/compile-values';
import type {
  ConfigurationMistake,
  ConfiguredMapping,
} from '../../../../src/core/configuration/configuration';
import type { Direction } from '../../../../src/core/mapping';
import type { FieldMetadata, Named } from '../../../../src/core/metadata';
import { aProject, aProjectPair } from '../../../support/a-project';

/** What is compiled, or every mistake. */
function orMistakes<T>(compile: (mistakes: ConfigurationMistake[]) => T): T | readonly string[] {
  const mistakes: ConfigurationMistake[] = [];
  const compiled = compile(mistakes);
  if (mistakes.length === 0) return compiled;
  return mistakes.map(({ path, message }) => `${path}: ${message}`);
}

describe('rules for the twins of deleted issues', () => {
  const STATUSES = [{ jira: 'Done', redmine: 'Closed' }];
  const compile = (
    deleting: ConfiguredMapping['deleting'],
    direction: Direction = 'both',
    statuses: ConfiguredMapping['statuses'] = STATUSES,
  ) =>
    orMistakes((mistakes) =>
      compileDeletion({ deleting, statuses }, 'deleting', aProjectPair(), direction, mistakes),
    );
  const CLOSE = { close: { jira: 'Done', redmine: 'Closed' } };

  it.each([
    [undefined, 'both', null],
    ['ignore', 'both', null],
    ['unlink', 'both', { jira: { kind: 'unlink' }, remote: { kind: 'unlink' } }],
    ['delete', 'toJira', { jira: { kind: 'delete' } }],
    ['delete', 'toRemote', { remote: { kind: 'delete' } }],
    [
      CLOSE,
      'both',
      {
        jira: { kind: 'close', status: '10001' },
        remote: { kind: 'close', status: '5' },
      },
    ],
    [CLOSE, 'toRemote', { remote: { kind: 'close', status: '5' } }],
  ] as const)('%j in a mapping of %s become %j', (deleting, direction, rules) => {
    expect(compile(deleting, direction)).toEqual(rules);
  });

  it('close no twin where statuses do not follow', () => {
    expect(compile(CLOSE, 'both', [])).toEqual([
      'deleting.close: A twin can be closed only where statuses follow: give "statuses" rows.',
    ]);
    expect(compile('delete', 'toJira', [])).toEqual({ jira: { kind: 'delete' } });
  });

  it('name statuses that exist, also on a side that is not written to', () => {
    expect(compile({ close: { jira: 'Fertig', redmine: 'Zu' } }, 'toJira')).toEqual([
      'deleting.close.jira: "Fertig" does not exist. Valid: To Do, Done.',
      'deleting.close.redmine: "Zu" does not exist. Valid: New, Closed.',
    ]);
  });
});

describe('relations', () => {
  const compile = (configured: ConfiguredMapping['relations']) =>
    orMistakes((mistakes) =>
      compileRelations(configured, 'relations', aProjectPair(), directionOf, mistakes),
    );
  const TYPES = [
    { jira: 'Relates', remote: 'relates', isSymmetric: true },
    { jira: 'Blocks', remote: 'blocks', isSymmetric: false },
  ];

  it.each([
    [undefined, null],
    [false, null],
    // Of the usual three types this Jira does not have "Duplicate".
    [true, { direction: 'both', types: TYPES }],
    [{ direction: 'toRedmine' }, { direction: 'toRemote', types: TYPES }],
    [
      { types: [{ jira: 'Blocks', redmine: 'duplicates' }] },
      {
        direction: 'both',
        types: [{ jira: 'Blocks', remote: 'duplicates', isSymmetric: false }],
      },
    ],
  ] as const)('%j become %j', (configured, rules) => {
    expect(compile(configured)).toEqual(rules);
  });

  it('name types that exist, each once', () => {
    expect(
      compile({
        types: [
          { jira: 'Relates', redmine: 'relates' },
          { jira: 'Relates', redmine: 'likes' },
          { jira: 'Likes', redmine: 'relates' },
          { jira: 'Blocks', redmine: 'blocks' },
        ],
      }),
    ).toEqual([
      'relations.types[1].jira: "Relates" is mapped twice.',
      'relations.types[1].redmine: "likes" does not exist. Valid: relates, blocks, duplicates.',
      'relations.types[2].jira: "Likes" does not exist. Valid: Relates, Blocks.',
      'relations.types[2].redmine: "relates" is mapped twice.',
    ]);
  });
});

describe('spent time', () => {
  const { activities: ACTIVITIES } = aProject('remote');
  const compile = (
    configured: ConfiguredMapping['timeEntries'],
    activities: readonly Named[] = ACTIVITIES,
  ) =>
    orMistakes((mistakes) =>
      compileTime(configured, 'timeEntries', activities, directionOf, mistakes),
    );

  it.each([
    [undefined, null],
    [false, null],
    [true, { direction: 'both', activityId: '9', activities: ACTIVITIES }],
    [
      { activity: 'design', direction: 'toRedmine' },
      {
        direction: 'toRemote',
        activityId: '8',
        activities: ACTIVITIES,
      },
    ],
    [
      { activity: 'Golf' },
      ['timeEntries.activity: "Golf" does not exist. Valid: Development, Design.'],
    ],
  ] as const)('%j becomes %j', (configured, rules) => {
    expect(compile(configured)).toEqual(rules);
  });

  it('is not written to a project without an activity, but read', () => {
    const NONE =
      'timeEntries: The Redmine project has no activity that time could be spent on. Make one there (Administration, Enumerations), or say "direction": "toJira".';
    expect(
      [true, { direction: 'toRedmine' }, { direction: 'toJira' }].map((configured) =>
        compile(configured as ConfiguredMapping['timeEntries'], []),
      ),
    ).toEqual([[NONE], [NONE], { direction: 'toJira', activityId: '', activities: [] }]);
  });
});

describe("what screens of Jira's transitions are filled with", () => {
  const FIELDS: readonly FieldMetadata[] = [
    {
      key: 'resolution',
      name: 'Resolution',
      kind: 'option',
      options: [{ id: '6', name: 'Fixed' }],
    },
    {
      key: 'components',
      name: 'Components',
      kind: 'options',
      options: [{ id: '3', name: 'Shop' }],
    },
    { key: 'cf', name: 'Root cause', kind: 'line' },
    { key: 'description', name: 'Description', kind: 'text' },
    { key: 'assignee', name: 'Assignee', kind: 'user' },
    { key: 'parent', name: 'Parent', kind: 'issue' },
  ];
  const compile = (configured: ConfiguredMapping['screens']) =>
    orMistakes((mistakes) =>
      compileScreens(configured, 'screens', aProject('jira', { fields: FIELDS }), mistakes),
    );

  it('is known by key, in the form of its kind', () => {
    expect([
      compile(undefined),
      compile({ resolution: 'Fixed', Components: 'Shop', 'Root cause': 'Unknown' }),
    ]).toEqual([
      {},
      {
        resolution: { kind: 'option', value: '6' },
        components: { kind: 'options', value: '["3"]' },
        cf: { kind: 'line', value: 'Unknown' },
      },
    ]);
  });

  it('is neither a text, nor a person, nor an issue, nor what does not exist', () => {
    const refused = (name: string, holds: string) =>
      `screens.${name}: "${name}" holds ${holds}, which no default can be given for. Valid: a field of options, words, numbers or dates.`;
    expect(
      compile({ Description: 'x', Assignee: 'x', Parent: 'x', Mood: 'x', Resolution: 'x' }),
    ).toEqual([
      refused('Description', 'rich text'),
      refused('Assignee', 'a person'),
      refused('Parent', 'an issue'),
      'screens.Mood: "Mood" does not exist. Valid: resolution, components, cf, description, assignee, parent.',
      'screens.Resolution: "x" does not exist. Valid: Fixed.',
    ]);
  });
});
