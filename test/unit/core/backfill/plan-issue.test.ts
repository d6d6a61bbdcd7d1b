import { describe, expect, it } from 'vitest';
import {
  type IssueContext,
  planPair,
  planTwin,
  seenOf,
  skipIssue,
} from '../../../../src/core/backfill/plan-issue';
import type { FieldRow, Mapping } from '../../../../src/core/mapping';
import type { FieldValue, RichText, Side, Snapshot } from '../../../../src/core/model';
import type { Seed } from '../../../../src/core/twins/new-link';
import {
  adf,
  adfText,
  aMapping,
  anAttachment,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

const PEOPLE = [
  { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'A. L.', remoteLogin: null },
];
const ASSIGNEE = aRow({ field: 'assignee', kind: 'user' });
const PRIORITY = aRow({
  field: 'priority',
  kind: 'option',
  values: [
    { jira: '3', remote: '2', direction: 'both' },
    { jira: '4', remote: '5', direction: 'both' },
  ],
});
const VERSIONS = aRow({
  field: 'fixVersions',
  kind: 'versions',
  values: [
    { jira: '31', remote: '21', direction: 'both' },
    { jira: '32', remote: '22', direction: 'both' },
  ],
});
const DESCRIPTION = aRow({ field: 'description', kind: 'text' });
const PRIVACY = aRow({
  field: 'security',
  kinds: { jira: 'option', remote: 'boolean' },
  values: [{ jira: '10', remote: '1', direction: 'both' }],
  isPrivacy: true,
});

const CONTEXT = { number: 4, level: 1 };
const ABOUT = {
  jira: { id: '10100', key: 'WEB-1', title: 'a title', seen: expect.any(String) },
  remote: { id: '12', key: '#12', title: 'a title', seen: expect.any(String) },
};

interface Given {
  readonly rows?: readonly FieldRow[];
  readonly mapping?: Partial<Mapping>;
  readonly jira?: Partial<Snapshot>;
  readonly remote?: Partial<Snapshot>;
  readonly seed?: Seed;
}

function contextOf({ rows = [aRow()], mapping = {} }: Given): IssueContext {
  return {
    ...CONTEXT,
    mapping: aMapping({ fields: rows, people: PEOPLE, ...mapping }),
    twins: {},
  };
}

function pair(given: Given) {
  const snapshots = {
    jira: aSnapshot('jira', given.jira),
    remote: aSnapshot('remote', given.remote),
  };
  return planPair(contextOf(given), snapshots, given.seed ?? 'jira', NOW_MS);
}

const twin = (side: Side, given: Given) => planTwin(contextOf(given), aSnapshot(side, given[side]));

const held = (field: string, value: FieldValue, label?: string): Partial<Snapshot> => ({
  fields: { [field]: value },
  labels: label === undefined ? {} : { [field]: label },
});

/** A document that Redmine has no form for. */
const decided = (text: string): RichText => ({
  format: 'adf',
  doc: {
    ...adf(),
    content: [
      ...adf(text).content,
      {
        type: 'decisionList',
        attrs: {},
        content: [{ type: 'decisionItem', attrs: {}, content: [{ type: 'text', text: 'go' }] }],
      },
    ],
  },
});

describe('the row of a pair', () => {
  it('tells of nothing where both sides agree', () => {
    expect(pair({ jira: held('summary', 'one'), remote: held('summary', 'one') })).toEqual({
      ...CONTEXT,
      kind: 'pair',
      details: [],
      ...ABOUT,
    });
  });

  it.each<[Seed, object]>([
    ['jira', { kind: 'change', side: 'remote', field: 'summary', from: 'R', to: 'J' }],
    ['remote', { kind: 'change', side: 'jira', field: 'summary', from: 'J', to: 'R' }],
    ['ask', { kind: 'conflict', field: 'summary', jira: 'J', remote: 'R' }],
  ])('says what becomes of a difference where the seed is %s', (seed, detail) => {
    expect(
      pair({ seed, jira: held('summary', 'J'), remote: held('summary', 'R') }).details,
    ).toEqual([detail]);
  });

  it('calls choices, people and members of lists by their names, on whichever side they are known', () => {
    const rows = [PRIORITY, ASSIGNEE, VERSIONS];
    expect(
      pair({
        rows,
        jira: {
          fields: { priority: '4', assignee: 'ada', fixVersions: '["31","32"]' },
          labels: { priority: 'Low' },
          names: { fixVersions: { 31: '1.0', 32: '2.0' } },
        },
        remote: {
          fields: { priority: '2', assignee: '9', fixVersions: null },
          labels: { priority: 'Normal', assignee: 'Grace' },
        },
      }).details,
    ).toEqual([
      { kind: 'change', side: 'remote', field: 'priority', from: 'Normal', to: 'Low' },
      { kind: 'change', side: 'remote', field: 'assignee', from: 'Grace', to: 'A. L.' },
      { kind: 'change', side: 'remote', field: 'fixVersions', from: null, to: '1.0, 2.0' },
    ]);
  });

  it('shows of a long text its beginning, and what the other side has no word for', () => {
    const value = decided('x'.repeat(130));
    expect(pair({ rows: [DESCRIPTION], jira: held('description', value) }).details).toEqual([
      {
        kind: 'change',
        side: 'remote',
        field: 'description',
        from: null,
        to: `${'x'.repeat(120)}…`,
      },
      { kind: 'lossy', field: 'description', what: ['decisions'] },
    ]);
  });

  it('names what has no counterpart, and whether it is a person', () => {
    expect(
      pair({
        rows: [PRIORITY, ASSIGNEE],
        jira: { fields: { priority: '9', assignee: 'eve' }, labels: { priority: 'Top' } },
      }).details,
    ).toEqual([
      { kind: 'value-not-mapped', side: 'jira', field: 'priority', value: 'Top' },
      { kind: 'person-not-mapped', side: 'jira', field: 'assignee', value: 'eve' },
    ]);
  });

  it('counts the files that cross: no copies, nothing private, and apart what is too large', () => {
    const rules = aMapping().attachments;
    const of = (id: string, sizeBytes: number, more = {}) =>
      anAttachment('jira', { id, sizeBytes, ...more });
    const given: Given = {
      jira: {
        attachments: [
          of('1', 60),
          of('2', 100),
          of('3', 101),
          of('4', 5, { isCopy: true }),
          of('5', 5, { restricted: true }),
        ],
      },
      remote: { attachments: [anAttachment('remote', { sizeBytes: 7 })] },
    };
    const details = (direction: 'both' | 'toRemote') =>
      pair({
        ...given,
        mapping: { attachments: rules && { ...rules, direction, maxBytes: 100 } },
      }).details;
    const toRemote = { kind: 'attachments', side: 'remote', count: 3, bytes: 160, tooLarge: 1 };
    expect(details('both')).toEqual([
      toRemote,
      { kind: 'attachments', side: 'jira', count: 1, bytes: 7, tooLarge: 0 },
    ]);
    expect(details('toRemote')).toEqual([toRemote]);
    expect(pair({ ...given, mapping: { attachments: null } }).details).toEqual([]);
  });

  it.each<[string, Given, boolean]>([
    ['relations that cross', { mapping: { relations: { direction: 'both', types: [] } } }, true],
    ['relations that stay', {}, false],
  ])('is looked at again at the end where it has %s', (_what, given, isSo) => {
    const relations = [{ id: '1', type: 'blocks', isSource: true, otherIssueId: '13' }];
    expect('hasRelations' in pair({ ...given, remote: { relations } })).toBe(isSo);
  });

  it.each<[Side, string]>([
    ['jira', 'WEB-1 is private and its twin is not'],
    ['remote', '#12 is private and its twin is not'],
  ])('is left alone where the issue of %s alone is private', (side, reason) => {
    const row = pair({ [side]: { restricted: true, ...held('summary', 'secret') } });
    expect(row).toEqual({ ...CONTEXT, kind: 'skip', reason, details: [], ...ABOUT });
  });

  it.each<[string, Given, string]>([
    ['in another project', { remote: { projectId: '9' } }, '#12 is not in the project "web-shop"'],
    [
      'out of the scope',
      { jira: { outOfScope: true } },
      'WEB-1 is not in the scope of mapping "web"',
    ],
  ])('is left alone where one of the two is %s', (_what, given, reason) => {
    const row = pair({ ...given, seed: 'remote' });
    expect(row).toEqual({ ...CONTEXT, kind: 'skip', reason, details: [], ...ABOUT });
  });

  it('is kept in step where both are private, or a row says who may see an issue', () => {
    const both = pair({ jira: { restricted: true }, remote: { restricted: true } });
    const mapped = pair({
      rows: [PRIVACY],
      jira: { restricted: true, ...held('security', '10') },
      remote: held('security', '0'),
    });
    expect([both.kind, mapped.kind]).toEqual(['pair', 'pair']);
  });
});

describe('the row of an issue that gets a twin', () => {
  it.each<[Side, string]>([
    ['jira', 'create-in-remote'],
    ['remote', 'create-in-jira'],
  ])('in %s says where it is created', (side, kind) => {
    expect(twin(side, { [side]: held('summary', 'one') })).toEqual({
      ...CONTEXT,
      kind,
      details: [],
      [side]: ABOUT[side],
    });
  });

  it('tells what stays behind, and only of fields that cross', () => {
    const rows = [
      PRIORITY,
      { ...PRIORITY, field: 'impact', unmapped: 'keep' as const },
      { ...PRIORITY, field: 'urgency', unmapped: 'clear' as const },
      { ...PRIORITY, field: 'class', direction: 'toJira' as const },
      ASSIGNEE,
      VERSIONS,
      DESCRIPTION,
      { ...DESCRIPTION, field: 'notes', direction: 'toJira' as const },
    ];
    expect(
      twin('jira', {
        rows,
        jira: {
          fields: {
            priority: '9',
            impact: '9',
            urgency: '9',
            class: '9',
            assignee: 'eve',
            fixVersions: '["31","33","34"]',
            description: decided('go'),
            notes: decided('go'),
          },
          labels: { priority: 'Top', assignee: 'Eve' },
          names: { fixVersions: { 31: '1.0', 33: '3.0' } },
          attachments: [anAttachment('jira')],
        },
      }).details,
    ).toEqual([
      { kind: 'value-not-mapped', side: 'jira', field: 'priority', value: 'Top' },
      { kind: 'person-not-mapped', side: 'jira', field: 'assignee', value: 'Eve' },
      { kind: 'value-not-mapped', side: 'jira', field: 'fixVersions', value: '3.0' },
      { kind: 'value-not-mapped', side: 'jira', field: 'fixVersions', value: '34' },
      { kind: 'lossy', field: 'description', what: ['decisions'] },
      { kind: 'attachments', side: 'remote', count: 1, bytes: 3, tooLarge: 0 },
    ]);
  });

  it.each<[string, Given, string]>([
    [
      'its type has no row',
      {
        rows: [aRow(), aRow({ field: 'issuetype', kind: 'option' })],
        jira: held('issuetype', '7', 'Epic'),
      },
      'Jira issue WEB-1 has the type "Epic", which has no row towards Redmine in mapping "web": no twin was created. Add a row under issueTypes.',
    ],
    [
      'it is in another project by now',
      { jira: { projectId: '9' } },
      'WEB-1 is not in the project "WEB"',
    ],
    [
      'it is not in the scope any more',
      { jira: { outOfScope: true } },
      'WEB-1 is not in the scope of mapping "web"',
    ],
    ['it is private', { jira: { restricted: true } }, 'the issue is private'],
    [
      'it is private in a way that has no counterpart',
      { rows: [aRow(), PRIVACY], jira: { restricted: true, ...held('security', '11') } },
      'the issue is private',
    ],
  ])('is none where %s', (_what, given, reason) => {
    expect(twin('jira', given)).toEqual({
      ...CONTEXT,
      kind: 'skip',
      reason,
      details: [],
      jira: ABOUT.jira,
    });
  });

  it('is one where the twin of a private issue is born private; that alone is no news', () => {
    const given = { rows: [aRow(), PRIVACY], remote: { restricted: true, fields: {} } };
    const row = twin('remote', { ...given, remote: { ...given.remote, ...held('security', '1') } });
    expect(row).toMatchObject({ kind: 'create-in-jira', details: [] });
  });
});

it('shows an issue that is left alone with its reason', () => {
  const source = aSnapshot('remote', { title: 'x'.repeat(121) });
  expect(skipIssue(contextOf({}), source, 'as the admin wishes')).toEqual({
    ...CONTEXT,
    kind: 'skip',
    reason: 'as the admin wishes',
    details: [],
    remote: { ...ABOUT.remote, title: `${'x'.repeat(120)}…` },
  });
});

describe('what a row goes by', () => {
  const seen = (snapshot: Partial<Snapshot>) => seenOf(aSnapshot('remote', snapshot));
  const files = (...ids: readonly string[]) => ({
    attachments: ids.map((id) => anAttachment('remote', { id })),
  });
  const base = { fields: { summary: 'one', due: null }, ...files('1', '2') };

  it.each<[string, Partial<Snapshot>]>([
    ['fields in another order', { ...base, fields: { due: null, summary: 'one' } }],
    ['files in another order', { ...base, ...files('2', '1') }],
    ['watchers', { ...base, fields: { ...base.fields, watchers: '["5"]' } }],
    ['times', { ...base, updatedAtMs: 1, readAtMs: 2 }],
  ])('is the same with %s', (_what, snapshot) => {
    expect(seen(snapshot)).toBe(seen(base));
  });

  it.each<[string, Partial<Snapshot>]>([
    ['another value', { ...base, fields: { ...base.fields, summary: 'two' } }],
    ['the value in another field', { ...base, fields: { title: 'one', due: null } }],
    ['one file more', { ...base, ...files('1', '2', '3') }],
    ['rules that leave it out', { ...base, outOfScope: true }],
    ['other rights', { ...base, restricted: true }],
    ['another project', { ...base, projectId: '2' }],
  ])('is another with %s', (_what, snapshot) => {
    expect(seen(snapshot)).not.toBe(seen(base));
  });

  it('is short, since each row keeps it', () => {
    expect(seen({ fields: { description: textile('x'.repeat(5000)) } })).toHaveLength(11);
    expect(seen({ fields: { description: adfText('a') } })).toMatch(/^[\w-]{11}$/);
  });
});
