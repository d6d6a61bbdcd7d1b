import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../src/core/digest';
import type { Conflict } from '../../../src/core/link';
import type { FieldRow } from '../../../src/core/mapping';
import type { FieldValue, Side } from '../../../src/core/model';
import { listReseeds, reseedLink } from '../../../src/core/reseed';
import { adfText, aLink, aMapping, aRow, aSnapshot, textile } from '../../support/builders';

const NEW = aRow({ field: 'impact', jira: 'impact', remote: 'cf_3' });
const STATUS = aRow({
  field: 'status',
  kind: 'option',
  values: [
    { jira: '10', remote: '1', direction: 'both' },
    { jira: '20', remote: '2', direction: 'both' },
  ],
});
const DESCRIPTION = aRow({ field: 'description', kind: 'text' });

const conflictOf = (kind: Conflict['kind'], field = 'impact'): Conflict => ({
  field,
  kind,
  jira: 'J',
  remote: 'R',
  labels: { jira: null, remote: null },
  foundAtMs: 0,
  jiraAuthor: null,
  remoteAuthor: null,
});

type Values = Readonly<Record<Side, FieldValue>>;

interface Given {
  readonly row?: FieldRow;
  readonly values: Values;
  /** What both sides agreed on; absent: nothing. */
  readonly agreed?: Readonly<Partial<Record<Side, string | null>>>;
  readonly conflicts?: readonly Conflict[];
}

function inputOf({ row = NEW, values, agreed, conflicts = [] }: Given) {
  const bases = (side: Side) => {
    const base = agreed?.[side];
    return { summary: 'agreed', ...(base === undefined ? {} : { [row.field]: base }) };
  };
  return {
    mapping: aMapping({ version: 5, fields: [row] }),
    link: aLink({ jira: bases('jira'), remote: bases('remote') }, { conflicts }),
    snapshots: {
      jira: aSnapshot('jira', { key: 'APP-1', fields: { [row.field]: values.jira } }),
      remote: aSnapshot('remote', { fields: { [row.field]: values.remote } }),
    },
  };
}

const LETTERS = { jira: 'J', remote: 'R' };
const write = (side: Side, field = 'impact') => ({
  field,
  side,
  from: LETTERS[side],
  to: LETTERS[side === 'jira' ? 'remote' : 'jira'],
});

describe('rules that came later would change', () => {
  it.each<[string, Given, Side, readonly object[]]>([
    ['a field that is new to the pair', { values: LETTERS }, 'jira', [write('remote')]],
    ['it on the other side', { values: LETTERS }, 'remote', [write('jira')]],
    [
      'a value that a row joins since',
      { row: STATUS, values: { jira: '20', remote: '1' }, agreed: { jira: '20', remote: '1' } },
      'jira',
      [{ field: 'status', side: 'remote', from: '1', to: '2' }],
    ],
    [
      'a field whose row joins others since',
      { row: { ...NEW, since: 5 }, values: LETTERS, agreed: { jira: 'x', remote: 'y' } },
      'jira',
      [write('remote')],
    ],
    [
      'a difference that waits for somebody since it has no base',
      { values: LETTERS, conflicts: [conflictOf('no-base')] },
      'jira',
      [write('remote')],
    ],
    [
      'a text that is new to the pair',
      { row: DESCRIPTION, values: { jira: adfText('J'), remote: null } },
      'jira',
      [{ field: 'description', side: 'remote', from: null, to: textile('J') }],
    ],
  ])('%s', (_what, given, seed, writes) => {
    expect(listReseeds(inputOf(given), seed)).toEqual(writes);
  });

  it.each<[string, Given]>([
    ['what both sides say already', { values: { jira: 'J', remote: 'J' } }],
    ['what does not flow there', { row: { ...NEW, direction: 'toJira' }, values: LETTERS }],
    ['what changed in Jira', { values: LETTERS, agreed: { jira: 'x', remote: 'R' } }],
    ['what changed in Redmine', { values: LETTERS, agreed: { jira: 'J', remote: 'x' } }],
    [
      'what waits for a decision of another kind',
      { values: LETTERS, conflicts: [conflictOf('both-changed')] },
    ],
    ['what one side alone had agreed to', { values: LETTERS, agreed: { remote: 'R' } }],
    [
      'what another conflict is about, at rest as it is',
      { values: LETTERS, agreed: LETTERS, conflicts: [conflictOf('both-changed')] },
    ],
    [
      'a list that says more across than Jira has words for',
      {
        row: {
          ...STATUS,
          field: 'versions',
          kinds: { jira: 'versions', remote: 'versions' },
        },
        values: { jira: '["20"]', remote: '["2","9"]' },
      },
    ],
    ['a value without a counterpart', { row: STATUS, values: { jira: '30', remote: '1' } }],
    [
      'a value that is as good as the one across',
      {
        row: { ...STATUS, values: [{ jira: '20', remote: '1', direction: 'toRemote' }] },
        values: { jira: '20', remote: '1' },
      },
    ],
    [
      'an agreed text that is said in two ways',
      {
        row: DESCRIPTION,
        values: { jira: adfText('J'), remote: textile('other') },
        agreed: {
          jira: toBaseValue(adfText('J')),
          remote: toBaseValue(textile('other')),
        },
      },
    ],
    [
      'an agreed parent that lacks a twin',
      {
        row: aRow({ field: 'parent', kind: 'issue' }),
        values: { jira: null, remote: '7' },
        agreed: { jira: null, remote: '7' },
      },
    ],
  ])('but not %s', (_what, given) => {
    expect(listReseeds(inputOf(given), 'jira')).toEqual([]);
  });

  it('but not a value that says the same across as others do', () => {
    const values = [
      { jira: '10', remote: '1', direction: 'both' as const },
      { jira: '11', remote: '1', direction: 'both' as const },
    ];
    const input = inputOf({ row: { ...STATUS, values }, values: { jira: '11', remote: '1' } });
    expect(listReseeds(input, 'remote')).toEqual([]);
  });

  it('a parent, by the twins that are known', () => {
    const row = aRow({ field: 'parent', kind: 'issue' });
    const input = { ...inputOf({ row, values: { jira: '10099', remote: null } }) };
    const twins = { jira: { 10099: '11' } };
    expect(listReseeds({ ...input, twins }, 'jira')).toEqual([
      { field: 'parent', side: 'remote', from: null, to: '11' },
    ]);
  });
});

it('takes the seed’s values for changed just now, so that the next plan writes them', () => {
  const agreed = { jira: '20', remote: '1' };
  const input = inputOf({
    row: STATUS,
    values: agreed,
    agreed,
    conflicts: [conflictOf('no-base', 'status'), conflictOf('both-changed', 'summary')],
  });
  const link = aLink(
    { jira: { summary: 'agreed' }, remote: { summary: 'agreed', status: '1' } },
    { mappingVersion: 5, conflicts: [conflictOf('both-changed', 'summary')] },
  );
  expect(reseedLink(input, 'jira')).toEqual({
    ...link,
    sides: { ...link.sides, jira: { ...link.sides.jira, key: 'APP-1' } },
  });
});
