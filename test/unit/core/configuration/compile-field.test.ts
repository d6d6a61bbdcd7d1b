import { describe, expect, it } from 'vitest';
import {
  type CompileFieldInput,
  compileField,
  narrow,
} from '../../../../src/core/configuration/compile-field';
import type {
  ConfigurationMistake,
  ConfiguredField,
} from '../../../../src/core/configuration/configuration';
import type { FieldRow } from '../../../../src/core/mapping';
import type { FieldMetadata } from '../../../../src/core/metadata';
import { aProjectPair } from '../../../support/a-project';

const JIRA_FIELDS: readonly FieldMetadata[] = [
  { key: 'summary', name: 'Summary', kind: 'line' },
  { key: 'description', name: 'Description', kind: 'text' },
  { key: 'duedate', name: 'Due date', kind: 'date' },
  { key: 'created', name: 'Created', kind: 'datetime', readOnly: true },
  { key: 'assignee', name: 'Assignee', kind: 'user' },
  { key: 'labels', name: 'Labels', kind: 'labels' },
  {
    key: 'security',
    name: 'Level',
    kind: 'option',
    options: [{ id: '20', name: 'Internal' }],
  },
  {
    key: 'severity',
    name: 'Severity',
    kind: 'option',
    options: [
      { id: 'a', name: 'High' },
      { id: 'b', name: 'Low' },
    ],
  },
  {
    key: 'fixVersions',
    name: 'Fix versions',
    kind: 'versions',
    options: [{ id: '30', name: '1.0' }],
    growsOptions: true,
  },
];

const REDMINE_FIELDS: readonly FieldMetadata[] = [
  { key: 'subject', name: 'Subject', kind: 'line' },
  { key: 'description', name: 'Description', kind: 'text' },
  { key: 'due_date', name: 'Due date', kind: 'date' },
  { key: 'assigned_to', name: 'Assignee', kind: 'user' },
  { key: 'author', name: 'Author', kind: 'user', readOnly: true },
  { key: 'is_private', name: 'Private', kind: 'boolean' },
  {
    key: 'cf_1',
    name: 'Severity',
    kind: 'option',
    options: [
      { id: '7', name: 'high' },
      { id: '8', name: 'Medium' },
    ],
  },
  {
    key: 'fixed_version',
    name: 'Target version',
    kind: 'version',
    options: [{ id: '40', name: '1.0' }],
    growsOptions: true,
  },
  { key: 'cf_9', name: 'Hidden', kind: 'line', isGuess: true },
];

const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: 'al' };
const NOBODY = { jira: 'x', remote: '6', jiraName: 'X', remoteName: 'Mr X', remoteLogin: null };

function compile(
  configured: ConfiguredField,
  input: Partial<CompileFieldInput> = {},
): FieldRow | Omit<FieldRow, 'field'> | readonly string[] | null {
  const mistakes: ConfigurationMistake[] = [];
  const row = compileField(
    {
      configured,
      path: 'fields[0]',
      projects: aProjectPair({
        jira: { fields: JIRA_FIELDS },
        remote: { fields: REDMINE_FIELDS },
      }),
      people: [ADA, NOBODY],
      direction: 'both',
      onConflict: 'manual',
      ...input,
    },
    mistakes,
  );
  if (mistakes.length === 0) return row;
  expect(row).toBeNull();
  return mistakes.map(({ path, message }) => `${path}: ${message}`);
}

const TITLES = { jira: 'summary', redmine: 'subject' };
const TITLE_ROW = {
  jira: 'summary',
  remote: 'subject',
  kinds: { jira: 'line', remote: 'line' },
  direction: 'both',
  onConflict: 'manual',
  values: [],
};
const SEVERITIES = { jira: 'Severity', redmine: 'Severity' };
const SEVERITY_ROW = {
  jira: 'severity',
  remote: 'cf_1',
  kinds: { jira: 'option', remote: 'option' },
  direction: 'both',
  onConflict: 'manual',
};
const BY_NAME = { values: [{ jira: 'a', remote: '7', direction: 'both' }], matchesNames: true };
const ASSIGNEES = { jira: 'assignee', redmine: 'assigned_to' };
const ASSIGNEE_ROW = {
  jira: 'assignee',
  remote: 'assigned_to',
  kinds: { jira: 'user', remote: 'user' },
  direction: 'both',
  onConflict: 'manual',
  values: [],
};
const VERSIONS = { jira: 'fixVersions', redmine: 'fixed_version' };
const VERSION_ROW = {
  jira: 'fixVersions',
  remote: 'fixed_version',
  kinds: { jira: 'versions', remote: 'version' },
  direction: 'both',
  onConflict: 'manual',
  values: [{ jira: '30', remote: '40', direction: 'both' }],
  matchesNames: true,
};

describe('a configured pair of fields', () => {
  const ROWS: readonly [
    what: string,
    configured: ConfiguredField,
    row: object,
    input?: Partial<CompileFieldInput>,
  ][] = [
    ['keys', TITLES, TITLE_ROW],
    ['the names that people see', { jira: 'Summary', redmine: 'Subject' }, TITLE_ROW],
    [
      'its own direction',
      { ...TITLES, direction: 'toRedmine' },
      {
        ...TITLE_ROW,
        direction: 'toRemote',
      },
    ],
    [
      'a direction that its mapping does not take',
      { ...TITLES, direction: 'toRedmine' },
      { ...TITLE_ROW, direction: 'toJira' },
      { direction: 'toJira' },
    ],
    ["its mapping's policy", TITLES, { ...TITLE_ROW, onConflict: 'halt' }, { onConflict: 'halt' }],
    [
      'a policy of its own',
      { ...TITLES, onConflict: 'redmine' },
      {
        ...TITLE_ROW,
        onConflict: 'remote',
      },
      { onConflict: 'halt' },
    ],
    [
      'rich texts that merge',
      {
        jira: 'description',
        redmine: 'description',
        onConflict: 'merge',
      },
      {
        ...TITLE_ROW,
        jira: 'description',
        remote: 'description',
        kinds: { jira: 'text', remote: 'text' },
        onConflict: 'merge',
      },
    ],
    ['choices of the same name', SEVERITIES, { ...SEVERITY_ROW, ...BY_NAME }],
    [
      'rows of values',
      { ...SEVERITIES, values: [{ jira: 'Low', redmine: 'Medium' }] },
      {
        ...SEVERITY_ROW,
        values: [{ jira: 'b', remote: '8', direction: 'both' }],
      },
    ],
    [
      'the rule to review, as if it were left out',
      { ...SEVERITIES, unmapped: 'review' },
      {
        ...SEVERITY_ROW,
        ...BY_NAME,
      },
    ],
    [
      'the rule to clear',
      { ...SEVERITIES, unmapped: 'clear' },
      {
        ...SEVERITY_ROW,
        ...BY_NAME,
        unmapped: 'clear',
      },
    ],
    [
      'defaults',
      {
        ...SEVERITIES,
        unmapped: 'default',
        default: { jira: 'Low', redmine: 'Medium' },
      },
      {
        ...SEVERITY_ROW,
        ...BY_NAME,
        unmapped: 'default',
        defaults: { jira: 'b', remote: '8' },
      },
    ],
    [
      'a default where it flows one way',
      {
        ...SEVERITIES,
        direction: 'toJira',
        unmapped: 'default',
        default: { jira: 'Low' },
      },
      {
        ...SEVERITY_ROW,
        ...BY_NAME,
        direction: 'toJira',
        unmapped: 'default',
        defaults: { jira: 'b' },
      },
    ],
    [
      'default people, by name and by login',
      {
        ...ASSIGNEES,
        unmapped: 'default',
        default: { jira: 'Ada', redmine: 'al' },
      },
      { ...ASSIGNEE_ROW, unmapped: 'default', defaults: { jira: 'ada', remote: '5' } },
    ],
    [
      'values that are made',
      { ...VERSIONS, unmapped: 'create' },
      {
        ...VERSION_ROW,
        unmapped: 'create',
      },
    ],
    [
      'values that are made beside rows',
      {
        ...VERSIONS,
        unmapped: 'create',
        values: [],
      },
      { ...VERSION_ROW, values: [], unmapped: 'create' },
    ],
    [
      'values that are made on one side only',
      {
        jira: 'labels',
        redmine: 'fixed_version',
        unmapped: 'create',
      },
      {
        ...VERSION_ROW,
        jira: 'labels',
        kinds: { jira: 'labels', remote: 'version' },
        values: [{ jira: '1.0', remote: '40', direction: 'both' }],
        unmapped: 'create',
      },
    ],
    [
      'who may see an issue',
      {
        jira: 'security',
        redmine: 'is_private',
        values: [{ jira: 'Internal', redmine: 'yes' }],
      },
      {
        ...SEVERITY_ROW,
        jira: 'security',
        remote: 'is_private',
        kinds: { jira: 'option', remote: 'boolean' },
        values: [{ jira: '20', remote: '1', direction: 'both' }],
        isPrivacy: true,
      },
    ],
    [
      'a level that says nothing of who may see an issue',
      { jira: 'security', redmine: 'subject', direction: 'toRedmine', values: [] },
      {
        ...TITLE_ROW,
        jira: 'security',
        kinds: { jira: 'option', remote: 'line' },
        direction: 'toRemote',
      },
    ],
    [
      'a box that another field feeds',
      { jira: 'severity', redmine: 'is_private', values: [] },
      {
        ...TITLE_ROW,
        jira: 'severity',
        remote: 'is_private',
        kinds: { jira: 'option', remote: 'boolean' },
      },
    ],
    [
      'a field that only Redmine sets',
      {
        jira: 'assignee',
        redmine: 'author',
        direction: 'toJira',
      },
      { ...ASSIGNEE_ROW, remote: 'author', direction: 'toJira' },
    ],
    [
      'a field that only Jira sets',
      {
        jira: 'created',
        redmine: 'due_date',
        direction: 'toRedmine',
      },
      {
        ...TITLE_ROW,
        jira: 'created',
        remote: 'due_date',
        kinds: { jira: 'datetime', remote: 'date' },
        direction: 'toRemote',
      },
    ],
    [
      'what a hidden field holds',
      {
        jira: 'duedate',
        redmine: 'Hidden',
        redmineType: 'date',
      },
      {
        ...TITLE_ROW,
        jira: 'duedate',
        remote: 'cf_9',
        kinds: { jira: 'date', remote: 'date' },
      },
    ],
    [
      "a hidden field of versions, with the project's",
      {
        jira: 'fixVersions',
        redmine: 'cf_9',
        redmineType: 'versions',
      },
      { ...VERSION_ROW, remote: 'cf_9', kinds: { jira: 'versions', remote: 'versions' } },
    ],
    [
      'a hidden field of one version',
      {
        jira: 'fixVersions',
        redmine: 'cf_9',
        redmineType: 'version',
      },
      { ...VERSION_ROW, remote: 'cf_9' },
    ],
    [
      'a hidden field of choices, by their numbers',
      {
        jira: 'severity',
        redmine: 'cf_9',
        redmineType: 'option',
        values: [{ jira: 'High', redmine: '7' }],
      },
      {
        ...SEVERITY_ROW,
        remote: 'cf_9',
        values: [{ jira: 'a', remote: '7', direction: 'both' }],
      },
    ],
    ['the type that a field is known to have', { ...TITLES, redmineType: 'line' }, TITLE_ROW],
    [
      'several fields that feed one',
      {
        template: '{Summary} ({Due date})',
        redmine: 'subject',
        direction: 'toRedmine',
      },
      {
        ...TITLE_ROW,
        jira: '',
        direction: 'toRemote',
        template: {
          side: 'jira',
          parts: [
            { key: 'summary', kind: 'line' },
            { text: ' (' },
            { key: 'duedate', kind: 'date' },
            { text: ')' },
          ],
        },
      },
    ],
  ];

  it.each(ROWS)('takes %s', (_what, configured, row, input = {}) => {
    expect(compile(configured, input)).toEqual(row);
  });

  const MISTAKES: readonly [
    what: string,
    configured: ConfiguredField,
    mistakes: readonly string[],
    input?: Partial<CompileFieldInput>,
  ][] = [
    [
      'two names that do not exist',
      { jira: 'sumary', redmine: 'subjct' },
      [
        'fields[0].jira: "sumary" does not exist. Valid: summary, description, duedate, created, assignee, labels, security, severity, fixVersions.',
        'fields[0].redmine: "subjct" does not exist. Valid: subject, description, due_date, assigned_to, author, is_private, cf_1, fixed_version, cf_9.',
      ],
    ],
    [
      'kinds that have nothing to do with each other',
      { jira: 'duedate', redmine: 'is_private' },
      [
        'fields[0]: "Due date" holds a date and "Private" holds yes or no: they cannot be mapped. Valid for "Due date": line, date, datetime.',
      ],
    ],
    [
      'kinds that convert one way only',
      { jira: 'duedate', redmine: 'description' },
      [
        'fields[0]: "Due date" holds a date and "Description" holds rich text: they cannot be mapped that way. Valid: "direction": "toRedmine".',
      ],
    ],
    [
      'kinds that convert the other way only',
      {
        jira: 'description',
        redmine: 'due_date',
        direction: 'toRedmine',
      },
      [
        'fields[0]: "Description" holds rich text and "Due date" holds a date: they cannot be mapped that way. Valid: "direction": "toJira".',
      ],
    ],
    [
      'a field that cannot be set',
      { jira: 'assignee', redmine: 'author' },
      ['fields[0]: "Author" cannot be set through the API. Valid: "direction": "toJira".'],
    ],
    [
      'a merge of anything but rich text',
      {
        jira: 'summary',
        redmine: 'description',
        onConflict: 'merge',
      },
      [
        'fields[0].onConflict: "merge" is for rich text, and "Summary" is a line of text. Valid: jira, redmine, newest, manual, halt.',
      ],
    ],
    [
      'the rule default without a value for a side that is written',
      {
        ...SEVERITIES,
        unmapped: 'default',
        default: { jira: 'Low' },
      },
      ['fields[0].default.redmine: The rule "default" needs a value for "Severity".'],
    ],
    [
      'the rule default without any',
      { ...SEVERITIES, unmapped: 'default' },
      ['fields[0].default.jira: The rule "default" needs a value for "Severity".'],
    ],
    [
      'a default that is no choice',
      {
        ...SEVERITIES,
        unmapped: 'default',
        default: { jira: 'Lowest', redmine: 'Medium' },
      },
      ['fields[0].default.jira: "Lowest" does not exist. Valid: High, Low.'],
    ],
    [
      'a default person without a row',
      {
        ...ASSIGNEES,
        unmapped: 'default',
        default: { jira: 'Bob', redmine: 'Bob' },
      },
      [
        'fields[0].default.jira: "Bob" does not exist. Valid: Ada, X.',
        'fields[0].default.redmine: "Bob" does not exist. Valid: Ada L, al, Mr X.',
      ],
    ],
    [
      'values that nobody can make',
      { ...SEVERITIES, unmapped: 'create' },
      [
        'fields[0].unmapped: New values of "Severity" and "Severity" cannot be made through the API. Valid: review, keep, clear, default, fail.',
      ],
    ],
    [
      'values that could only be made on the side that is read',
      {
        jira: 'labels',
        redmine: 'fixed_version',
        direction: 'toJira',
        unmapped: 'create',
      },
      [
        'fields[0].unmapped: New values of "Labels" cannot be made through the API. Valid: review, keep, clear, default, fail.',
      ],
    ],
    [
      'values that do not exist',
      {
        ...SEVERITIES,
        values: [
          { jira: 'High', redmine: 'high' },
          { jira: 'Hi', redmine: 'Lo' },
        ],
      },
      [
        'fields[0].values[1].jira: "Hi" does not exist. Valid: High, Low.',
        'fields[0].values[1].redmine: "Lo" does not exist. Valid: high, Medium.',
      ],
    ],
    [
      'another type than is known',
      { ...TITLES, redmineType: 'text' },
      ['fields[0].redmineType: "Subject" is known to hold a line of text. Valid: line.'],
    ],
    [
      'a type that there is not',
      { jira: 'summary', redmine: 'cf_9', redmineType: 'colour' },
      [
        'fields[0].redmineType: "colour" is no type. Valid: line, text, url, labels, cascade, integer, number, percent, hours, minutes, date, datetime, boolean, option, options, version, versions, user, users, issue.',
      ],
    ],
    [
      'a template without a direction',
      { template: '{Summary}', redmine: 'subject' },
      [
        'fields[0].direction: Several fields can feed one in one direction only: what people write into the one cannot be taken apart again. Valid: toJira, toRedmine.',
      ],
    ],
  ];

  it.each(MISTAKES)('is refused for %s', (_what, configured, mistakes, input = {}) => {
    expect(compile(configured, input)).toEqual(mistakes);
  });

  it('takes a hidden field of versions for any word where the project has none', () => {
    const projects = aProjectPair({
      jira: { fields: JIRA_FIELDS },
      remote: { fields: [{ key: 'cf_9', name: 'Hidden', kind: 'line', isGuess: true }] },
    });
    const configured = {
      jira: 'fixVersions',
      redmine: 'cf_9',
      redmineType: 'version',
      values: [{ jira: '1.0', redmine: '44' }],
    };
    expect(compile(configured, { projects })).toMatchObject({
      values: [{ jira: '30', remote: '44', direction: 'both' }],
    });
  });
});

describe("a row's direction", () => {
  it.each([
    ['both', 'both', 'both'],
    ['toJira', 'both', 'toJira'],
    ['both', 'toRemote', 'toRemote'],
    ['toJira', 'toRemote', 'toRemote'],
  ] as const)('%s within %s is %s', (row, mapping, narrowed) => {
    expect(narrow(row, mapping)).toBe(narrowed);
  });
});
