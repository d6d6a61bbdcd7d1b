import { describe, expect, it } from 'vitest';
import {
  type CompileInput,
  compileMapping,
} from '../../../../src/core/configuration/compile-configuration';
import type { ConfiguredMapping } from '../../../../src/core/configuration/configuration';
import { DEFAULT_LIMITS } from '../../../../src/core/configuration/limits';
import type { Mapping } from '../../../../src/core/mapping';
import { parseMapping } from '../../../../src/forge/stored/mapping';
import { aProjectPair } from '../../../support/a-project';

const CONFIGURED: ConfiguredMapping = {
  id: 'web',
  connection: 'main',
  jiraProject: 'WEB',
  redmineProject: 'web-shop',
  direction: 'both',
  create: { jira: true, redmine: false },
  issueTypes: [],
  statuses: [],
  priorities: [],
  fields: [],
  onConflict: 'manual',
};

const ADA = { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'Ada L', remoteLogin: null };

function compile(
  configured: Partial<ConfiguredMapping>,
  input: Partial<Omit<CompileInput, 'configured'>> = {},
) {
  return compileMapping({
    configured: { ...CONFIGURED, ...configured },
    path: 'mappings[0]',
    projects: aProjectPair(),
    people: [ADA],
    textFormat: 'textile',
    enabledAt: { jira: { atMs: 1, issueId: 0 }, remote: { atMs: 0, issueId: 9 } },
    limits: DEFAULT_LIMITS,
    standing: null,
    ...input,
  });
}

function mappingOf(...args: Parameters<typeof compile>): Mapping {
  const compiled = compile(...args);
  if (compiled.kind !== 'mapping') throw new Error(JSON.stringify(compiled));
  return compiled.mapping;
}

function mistakesOf(...args: Parameters<typeof compile>): readonly string[] {
  const compiled = compile(...args);
  return compiled.kind === 'mistakes'
    ? compiled.mistakes.map(({ path, message }) => `${path}: ${message}`)
    : [];
}

/** Rows that are an option on both sides, as those of types, statuses and priorities are. */
const OPTION_ROW = {
  kinds: { jira: 'option', remote: 'option' },
  direction: 'both',
  onConflict: 'manual',
} as const;

describe('a configured mapping', () => {
  it('has its names matched with ids, and what it leaves out filled in', () => {
    expect(mappingOf({})).toEqual({
      id: 'web',
      version: 1,
      connectionId: 'main',
      jira: { projectId: '10000', projectKey: 'WEB' },
      remote: { projectId: '1', projectKey: 'web-shop' },
      textFormat: 'textile',
      enabledAt: { jira: { atMs: 1, issueId: 0 }, remote: { atMs: 0, issueId: 9 } },
      paused: false,
      create: { jira: true, remote: false },
      fields: [
        {
          field: 'summary',
          jira: 'summary',
          remote: 'subject',
          kinds: { jira: 'line', remote: 'line' },
          direction: 'both',
          onConflict: 'manual',
          values: [],
        },
        {
          field: 'description',
          jira: 'description',
          remote: 'description',
          kinds: { jira: 'text', remote: 'text' },
          direction: 'both',
          onConflict: 'manual',
          values: [],
        },
      ],
      comments: { direction: 'both' },
      attachments: {
        direction: 'both',
        maxBytes: 50_000_000,
        tooLarge: 'link',
        renames: true,
        deletions: true,
      },
      relations: null,
      timeEntries: null,
      onConflict: 'manual',
      limits: DEFAULT_LIMITS,
      siteName: { jira: 'Jira', remote: 'Redmine' },
      siteUrl: { jira: 'https://acme.atlassian.net', remote: 'https://redmine.acme.com' },
      people: [ADA],
    });
  });

  it('has rows for types, statuses and priorities behind those of its fields', () => {
    const { fields } = mappingOf({
      fields: [{ jira: 'Summary', redmine: 'Subject' }],
      issueTypes: [{ jira: 'Bug', redmine: 'Bug' }],
      statuses: [{ jira: 'To Do', redmine: 'New', direction: 'toRedmine' }],
      priorities: [{ jira: 'Medium', redmine: 'Normal' }],
    });
    expect(fields.slice(1)).toEqual([
      {
        ...OPTION_ROW,
        field: 'issuetype',
        jira: 'issuetype',
        remote: 'tracker',
        values: [{ jira: '1', remote: '1', direction: 'both' }],
      },
      {
        ...OPTION_ROW,
        field: 'status',
        jira: 'status',
        remote: 'status',
        values: [{ jira: '10000', remote: '1', direction: 'toRemote' }],
      },
      {
        ...OPTION_ROW,
        field: 'priority',
        jira: 'priority',
        remote: 'priority',
        values: [{ jira: '3', remote: '2', direction: 'both' }],
      },
    ]);
  });

  const WATCHERS = {
    field: 'watchers',
    jira: 'watches',
    remote: 'watchers',
    kinds: { jira: 'users', remote: 'users' },
    onConflict: 'manual',
    values: [],
    unmapped: 'keep',
  } as const;
  const ATTACHMENTS = mappingOf({}).attachments;
  const { fields: DEFAULT_ROWS } = mappingOf({});
  const ROLE = { kind: 'role', id: '7', name: 'Developers' } as const;

  const PARTS: readonly [
    what: string,
    configured: Partial<ConfiguredMapping>,
    compiled: Partial<Mapping>,
    input?: Parameters<typeof compile>[1],
  ][] = [
    ['a policy', { onConflict: 'newest' }, { onConflict: 'newest' }],
    ['Redmine as the side that wins', { onConflict: 'redmine' }, { onConflict: 'remote' }],
    [
      'twins in Redmine',
      { create: { jira: false, redmine: true } },
      {
        create: { jira: false, remote: true },
      },
    ],
    [
      'comments one way',
      { comments: { direction: 'toRedmine' } },
      {
        comments: { direction: 'toRemote' },
      },
    ],
    [
      'comments as their authors',
      { comments: { asAuthor: true } },
      {
        comments: { direction: 'both', asAuthor: true },
      },
    ],
    [
      'comments not as their authors',
      { comments: { asAuthor: false } },
      {
        comments: { direction: 'both' },
      },
    ],
    [
      'how a copy begins',
      { comments: { attribution: '{author}:' } },
      {
        comments: { direction: 'both', attribution: '{author}:' },
      },
    ],
    [
      'whom private comments are for',
      { comments: { private: { role: 'Developers' } } },
      {
        comments: { direction: 'both', privateTo: ROLE },
      },
      { privateTo: ROLE },
    ],
    ['no attachments', { attachments: false }, { attachments: null }],
    [
      'rules of attachments',
      {
        attachments: {
          direction: 'toJira',
          maxMegabytes: 1.5,
          tooLarge: 'skip',
          renames: false,
          deletions: false,
        },
      },
      {
        attachments: {
          direction: 'toJira',
          maxBytes: 1_500_000,
          tooLarge: 'skip',
          renames: false,
          deletions: false,
        },
      },
    ],
    [
      'watchers',
      { watchers: { direction: 'toRedmine' } },
      {
        fields: [...DEFAULT_ROWS, { ...WATCHERS, direction: 'toRemote' }],
      },
    ],
    [
      'relations',
      { relations: true },
      {
        relations: {
          direction: 'both',
          types: [
            { jira: 'Relates', remote: 'relates', isSymmetric: true },
            { jira: 'Blocks', remote: 'blocks', isSymmetric: false },
          ],
        },
      },
    ],
    [
      'deletions',
      { deleting: 'unlink' },
      {
        deleting: { jira: { kind: 'unlink' }, remote: { kind: 'unlink' } },
      },
    ],
    [
      'a scope',
      { scope: { jira: 'labels = a' } },
      {
        scope: { jira: { terms: [], query: '(labels = a)' }, leaving: 'pause' },
      },
      { queries: { jira: '(labels = a)' } },
    ],
    [
      'screens',
      { screens: { summary: 'none' } },
      {
        screens: { summary: { kind: 'line', value: 'none' } },
      },
    ],
    ['administrators as those who decide', { decidedBy: 'jira-admins' }, {}],
    [
      'project administrators as those who decide',
      { decidedBy: 'project-admins' },
      {
        decidedBy: 'project-admins',
      },
    ],
    [
      'a role whose members decide',
      { decidedBy: { role: 'Developers' } },
      {
        decidedBy: { role: { id: '7', name: 'Developers' } },
      },
      { deciders: { id: '7', name: 'Developers' } },
    ],
    [
      'who is told of conflicts',
      { notices: { conflicts: ['Ada'] } },
      {
        notices: { conflicts: ['ada'], authors: {} },
      },
      { toldOfConflicts: ['ada'] },
    ],
    [
      'how authors are told',
      { notices: { authors: { jira: 'mail', redmine: 'comment' } } },
      { notices: { conflicts: [], authors: { jira: 'mail', remote: 'comment' } } },
    ],
    ['a time zone', { timeZone: 'Europe/Berlin' }, { timeZone: 'Europe/Berlin' }],
  ];

  it.each(PARTS)('takes over %s', (_what, configured, compiled, input = {}) => {
    const plain = mappingOf({});
    const policy = compiled.onConflict ?? 'manual';
    const fields = plain.fields.map((row) => ({ ...row, onConflict: policy }));
    expect(mappingOf(configured, input)).toEqual({ ...plain, fields, ...compiled });
  });

  it('lets no part flow where it does not flow itself', () => {
    const mapping = mappingOf({
      direction: 'toRedmine',
      statuses: [{ jira: 'To Do', redmine: 'New' }],
      comments: { direction: 'both' },
      attachments: { direction: 'toJira' },
      relations: { direction: 'both' },
      timeEntries: { direction: 'toJira' },
      watchers: { direction: 'both' },
      deleting: 'delete',
    });
    const { comments, attachments, relations, timeEntries, deleting, fields } = mapping;
    expect({
      parts: [comments, attachments, relations, timeEntries].map((part) => part?.direction),
      rows: fields.map(({ field, direction }) => `${field} ${direction}`),
      deleting,
    }).toEqual({
      parts: ['toRemote', 'toRemote', 'toRemote', 'toRemote'],
      rows: ['summary toRemote', 'description toRemote', 'status toRemote', 'watchers toRemote'],
      deleting: { remote: { kind: 'delete' } },
    });
    expect(attachments).toEqual({ ...ATTACHMENTS, direction: 'toRemote' });
  });

  it('tells every mistake with its place and what would be valid', () => {
    expect(
      mistakesOf({
        issueTypes: [{ jira: 'Bog', redmine: 'Bug' }],
        statuses: [
          { jira: 'Todo', redmine: 'New' },
          { jira: 'Done', redmine: 'Shut' },
        ],
        fields: [
          { jira: 'summry', redmine: 'subject' },
          { jira: 'duedate', redmine: 'assigned_to' },
          { jira: 'summary', redmine: 'subject', onConflict: 'merge' },
        ],
        screens: { Reason: 'none' },
        relations: { types: [{ jira: 'Likes', redmine: 'relates' }] },
        scope: { redmine: { trackers: ['Bag'] } },
        timeEntries: { activity: 'Golf' },
        deleting: { close: { jira: 'Done', redmine: 'Gone' } },
      }),
    ).toEqual([
      'mappings[0].issueTypes[0].jira: "Bog" does not exist. Valid: Bug.',
      'mappings[0].statuses[0].jira: "Todo" does not exist. Valid: To Do, Done.',
      'mappings[0].statuses[1].redmine: "Shut" does not exist. Valid: New, Closed.',
      'mappings[0].fields[0].jira: "summry" does not exist. Valid: summary, description, assignee, duedate.',
      'mappings[0].fields[1]: "Due date" holds a date and "Assignee" holds a person: they cannot be mapped. Valid for "Due date": line, date, datetime.',
      'mappings[0].fields[2].onConflict: "merge" is for rich text, and "Summary" is a line of text. Valid: jira, redmine, newest, manual, halt.',
      'mappings[0].screens.Reason: "Reason" does not exist. Valid: summary, description, assignee, duedate.',
      'mappings[0].relations.types[0].jira: "Likes" does not exist. Valid: Relates, Blocks.',
      'mappings[0].scope.redmine.trackers[0]: "Bag" does not exist. Valid: Bug.',
      'mappings[0].timeEntries.activity: "Golf" does not exist. Valid: Development, Design.',
      'mappings[0].deleting.close.redmine: "Gone" does not exist. Valid: New, Closed.',
    ]);
  });
});

describe('fields that meet in several rows', () => {
  const KEYS = { kind: 'line' } as const;
  const projects = aProjectPair({
    jira: {
      fields: [
        { key: 'summary', name: 'Summary', ...KEYS },
        { key: 'status', name: 'Status', kind: 'option', readOnly: true },
        { key: 'cf', name: 'Code', ...KEYS },
      ],
    },
    remote: {
      fields: [
        { key: 'subject', name: 'Subject', ...KEYS },
        { key: 'status', name: 'Status', kind: 'option', readOnly: true },
        { key: 'cf_1', name: 'Note', ...KEYS },
      ],
    },
  });
  const rowsOf = (configured: Partial<ConfiguredMapping>) =>
    mappingOf(configured, { projects }).fields.map(({ field, unmapped = 'review' }) => [
      field,
      unmapped,
    ]);

  it('cannot be fed by two of them', () => {
    expect(
      mistakesOf(
        {
          fields: [
            { jira: 'summary', redmine: 'subject' },
            { jira: 'Summary', redmine: 'Subject' },
          ],
        },
        { projects },
      ),
    ).toEqual([
      'mappings[0].fields: "summary" is mapped twice.',
      'mappings[0].fields: "subject" is mapped twice.',
    ]);
  });

  it('may feed several, which the further rows are called by', () => {
    expect(
      rowsOf({
        fields: [
          { jira: 'summary', redmine: 'subject' },
          { jira: 'summary', redmine: 'cf_1', direction: 'toRedmine' },
        ],
      }),
    ).toEqual([
      ['summary', 'review'],
      ['summary>cf_1', 'review'],
    ]);
  });

  it('are called by what they feed where a template reads several', () => {
    expect(
      rowsOf({
        fields: [{ template: '{Summary}: {Code}', redmine: 'cf_1', direction: 'toRedmine' }],
      }),
    ).toEqual([['>cf_1', 'review']]);
  });

  it.each([
    [
      'shown in Redmine',
      { jira: 'status', redmine: 'cf_1', direction: 'toRedmine' },
      'status>cf_1',
    ],
    ['shown in Jira', { jira: 'cf', redmine: 'status', direction: 'toJira' }, 'cf'],
  ] as const)('need no row of values for a status that is %s', (_where, row, field) => {
    const statuses = [{ jira: 'To Do', redmine: 'New' }];
    const other = { jira: 'summary', redmine: 'subject' };
    expect(rowsOf({ statuses, fields: [row, other] })).toEqual([
      [field, 'review'],
      ['summary', 'review'],
      ['status', 'keep'],
    ]);
    expect(rowsOf({ statuses, fields: [other] })).toEqual([
      ['summary', 'review'],
      ['status', 'review'],
    ]);
  });
});

describe('a mapping that is imported again', () => {
  const SCOPED = {
    statuses: [{ jira: 'To Do', redmine: 'New' }],
    scope: { redmine: { trackers: ['Bug'] } },
    comments: { attribution: '{author}', private: { role: 'Developers' } },
    timeEntries: true,
    timeZone: 'UTC',
  } as const;
  /** As the store gives it back, with its keys in an order of its own. */
  const stored = (mapping: Mapping) => parseMapping(JSON.parse(JSON.stringify(mapping)));

  it('keeps its version where no rule of the sync has changed', () => {
    const standing = stored({
      ...mappingOf(SCOPED),
      version: 7,
      paused: true,
      pausedFor: 'a reason',
      resumedAtMs: 5,
      backfill: { id: 'b', upTo: { jira: 1, remote: 2 } },
      enabledAt: { jira: { atMs: 3, issueId: 4 }, remote: { atMs: 5, issueId: 6 } },
    });
    const limits = { ...DEFAULT_LIMITS, remoteRequestsPerMinute: 60 };
    const notices = { conflicts: ['Ada'] };
    expect(
      mappingOf({ ...SCOPED, notices }, { standing, limits, toldOfConflicts: ['ada'] }),
    ).toEqual({ ...standing, limits, notices: { conflicts: ['ada'], authors: {} } });
  });

  it('gets the next version where one has, and its new rows are dated with it', () => {
    const standing = stored({ ...mappingOf({}), version: 7 });
    const next = mappingOf({ statuses: [{ jira: 'Done', redmine: 'Closed' }] }, { standing });
    expect({
      version: next.version,
      rows: next.fields.map(({ field, since }) => [field, since]),
    }).toEqual({
      version: 8,
      rows: [
        ['summary', undefined],
        ['description', undefined],
        ['status', 8],
      ],
    });
    expect(mappingOf({ timeZone: 'Asia/Tokyo' }, { standing }).version).toBe(8);
  });
});
