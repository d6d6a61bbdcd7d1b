import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import type { Problem } from '../../../../src/core/link';
import type { FieldRow, Mapping } from '../../../../src/core/mapping';
import type { FieldValues, Side, Snapshot } from '../../../../src/core/model';
import { planLink } from '../../../../src/core/plan';
import { countComments, describePlan } from '../../../../src/core/trial/describe-plan';
import type { AdfNode } from '../../../../src/text';
import {
  aComment,
  adf,
  aLink,
  aMapping,
  anAttachment,
  aPair,
  aRow,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

const STATUS = aRow({
  field: 'status',
  kind: 'option',
  values: [{ jira: '10', remote: '1', direction: 'both' }],
});
const ASSIGNEE = aRow({ field: 'assignee', kind: 'user' });
const DESCRIPTION = aRow({ field: 'description', kind: 'text' });
const ESTIMATE = aRow({ field: 'points', kinds: { jira: 'number', remote: 'integer' } });

const PEOPLE = [
  { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'A. L.', remoteLogin: null },
];
const NAMES = {
  jira: { status: { 10: 'To Do' }, assignee: { ada: 'Ada' } },
  remote: { status: { 1: 'New', 2: 'Closed' }, assignee: { 5: 'A. L.' } },
};

/** Of another kind than what has no counterpart. */
const REFUSED: Problem = {
  kind: 'no-transition',
  side: 'jira',
  field: 'assignee',
  value: 'ada',
  message: '',
  foundAtMs: 0,
};

interface Given {
  readonly rows: readonly FieldRow[];
  readonly mapping?: Partial<Mapping>;
  /** What both sides agreed on before. */
  readonly agreed?: Readonly<Record<Side, FieldValues>>;
  readonly problems?: readonly Problem[];
  readonly jira?: Partial<Snapshot>;
  readonly remote?: Partial<Snapshot>;
  readonly born?: { readonly side: Side; readonly fields: FieldValues };
}

function planOf({ rows, mapping, agreed, problems = [], jira, remote }: Given) {
  const bases = (side: Side) =>
    Object.fromEntries(
      Object.entries(agreed?.[side] ?? {}).map(([field, value]) => [field, toBaseValue(value)]),
    );
  const given = {
    mapping: aMapping({ fields: rows, people: PEOPLE, ...mapping }),
    snapshots: { jira: aSnapshot('jira', jira), remote: aSnapshot('remote', remote) },
  };
  const plan = planLink({
    ...given,
    link: aLink({ jira: bases('jira'), remote: bases('remote') }, { problems }),
    comments: [aPair({ jira: '1', remote: '2', digest: 'old' })],
    attachments: [],
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    nowMs: NOW_MS,
  });
  return { ...given, plan };
}

function describeOf(given: Given) {
  const { born } = given;
  return describePlan({ ...planOf(given), names: NAMES, ...(born ? { born } : {}) });
}

describe('a trial shows', () => {
  it('what would be written, by the names that people know', () => {
    expect(
      describeOf({
        rows: [aRow(), STATUS, ASSIGNEE],
        agreed: {
          jira: { summary: 'a', status: '9', assignee: null },
          remote: { summary: 'a', status: '2', assignee: null },
        },
        jira: { fields: { summary: 'a', status: '10', assignee: null } },
        remote: { fields: { summary: 'b', status: '2', assignee: '5' } },
      }),
    ).toEqual([
      { kind: 'change', side: 'jira', field: 'summary', from: 'a', to: 'b' },
      { kind: 'change', side: 'remote', field: 'status', from: 'Closed', to: 'New' },
      { kind: 'change', side: 'jira', field: 'assignee', from: null, to: 'Ada' },
    ]);
  });

  it('what both sides changed', () => {
    expect(
      describeOf({
        rows: [aRow(), STATUS],
        agreed: {
          jira: { summary: 'a', status: '9' },
          remote: { summary: 'a', status: '9' },
        },
        jira: { fields: { summary: 'a', status: '10' } },
        remote: { fields: { summary: 'a', status: '2' } },
      }),
    ).toEqual([{ kind: 'conflict', field: 'status', jira: 'To Do', remote: 'Closed' }]);
  });

  it('what is lost on the way, and whom a text mentions that nobody knows', () => {
    const mention = (id: string, text: string): AdfNode => ({
      type: 'mention',
      attrs: { id, text },
    });
    const content: AdfNode[] = [
      { type: 'paragraph', content: [mention('ada', '@Ada'), mention('eve', '@Eve')] },
    ];
    const description = { format: 'adf' as const, doc: { ...adf(), content } };
    expect(
      describeOf({
        rows: [DESCRIPTION, ESTIMATE],
        agreed: {
          jira: { description: null, points: null },
          remote: { description: null, points: null },
        },
        jira: { fields: { description, points: '3.5' } },
        remote: { fields: { description: null, points: null } },
      }).filter(({ kind }) => kind !== 'change'),
    ).toEqual([
      { kind: 'lossy', field: 'description', what: ['mentions'] },
      { kind: 'person-not-mapped', side: 'jira', field: 'description', value: 'Eve' },
      { kind: 'lossy', field: 'points', what: ['the fraction'] },
    ]);
  });

  it('what has no counterpart, by its name where one is known', () => {
    expect(
      describeOf({
        rows: [STATUS, ASSIGNEE],
        problems: [REFUSED],
        agreed: {
          jira: { status: '10', assignee: null },
          remote: { status: '1', assignee: null },
        },
        jira: { fields: { status: '10', assignee: 'eve' } },
        remote: { fields: { status: '2', assignee: null } },
      }),
    ).toEqual([
      { kind: 'value-not-mapped', side: 'remote', field: 'status', value: 'Closed' },
      { kind: 'person-not-mapped', side: 'jira', field: 'assignee', value: 'eve' },
    ]);
  });

  it('what a twin is born with, and that nothing else is written', () => {
    expect(
      describeOf({
        rows: [aRow(), STATUS, DESCRIPTION],
        born: { side: 'remote', fields: { summary: 'a' } },
        agreed: { jira: { summary: 'x', status: '9' }, remote: { summary: 'x', status: '2' } },
        jira: { fields: { summary: 'a', status: '10' } },
        remote: { fields: { summary: 'x', status: '2' } },
      }),
    ).toEqual([
      { kind: 'change', side: 'remote', field: 'summary', from: null, to: 'a' },
      { kind: 'change', side: 'remote', field: 'status', from: 'Closed', to: 'New' },
    ]);
  });

  it('how many files go where, and how many of them are too large', () => {
    const rules = aMapping().attachments;
    expect(
      describeOf({
        rows: [],
        mapping: { attachments: rules && { ...rules, maxBytes: 10 } },
        jira: {
          attachments: [
            anAttachment('jira', { id: '1', sizeBytes: 10 }),
            anAttachment('jira', { id: '2', sizeBytes: 11, name: 'b.txt' }),
          ],
        },
        remote: { attachments: [anAttachment('remote', { id: '3', name: 'c.txt' })] },
      }),
    ).toEqual([
      { kind: 'attachments', side: 'jira', count: 1, bytes: 3, tooLarge: 0 },
      { kind: 'attachments', side: 'remote', count: 2, bytes: 21, tooLarge: 1 },
    ]);
  });

  it('how many comments go where: new ones and edits, not those that are taken back', () => {
    const given = (jira: readonly string[], remote: readonly string[]) =>
      planOf({
        rows: [],
        jira: { comments: jira.map((id) => aComment('jira', { id })) },
        remote: { comments: remote.map((id) => aComment('remote', { id })) },
      });
    expect([
      countComments(given(['1', '5', '6'], ['2', '7']).plan),
      countComments(given([], ['2']).plan),
      given([], ['2']).plan.commentWrites.map(({ kind }) => kind),
    ]).toEqual([{ jira: 1, remote: 3 }, { jira: 0, remote: 0 }, ['take-back']]);
  });
});
