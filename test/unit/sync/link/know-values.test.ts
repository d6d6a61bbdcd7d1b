import { describe, expect, it } from 'vitest';
import type { FieldRow, Mapping } from '../../../../src/core/mapping';
import type { FieldValue, HistoryEntry, Side, Snapshot } from '../../../../src/core/model';
import type { Store } from '../../../../src/ports';
import { knowValues } from '../../../../src/sync/link/know-values';
import { aBase, aLink, aMapping, anEntry, aRow, aSnapshot } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const KNOWN = { jira: '10', remote: '1', direction: 'both' } as const;
const VERSION = aRow({ field: 'version', kind: 'versions', matchesNames: true, values: [KNOWN] });
const PARENT = aRow({ field: 'parent', kind: 'issue' });

interface Given {
  readonly row: FieldRow;
  readonly mapping?: Partial<Mapping>;
  readonly jira?: FieldValue;
  readonly remote?: FieldValue;
  readonly names?: Snapshot['names'];
  /** What both sides agreed on; absent: there is no link. */
  readonly agreed?: Readonly<Record<Side, string | null>>;
  readonly histories?: Readonly<Partial<Record<Side, readonly HistoryEntry[]>>>;
  /** The side that refused the value, at noon; it is tried again before the given hour. */
  readonly refused?: { readonly by: Side; readonly triedAtHour: number };
}

/** Redmine has a version `2.0` under 22, and #12’s neighbour #20 is WEB-20’s twin. */
async function know(given: Given) {
  const { row, jira = null, remote = null, names, agreed, mapping = {}, histories = {} } = given;
  const { refused } = given;
  const findValue = (_field: string, name: string) => (name === '2.0' ? '22' : null);
  const { trackers, calls } = notingTrackers({ jira: { findValue }, remote: { findValue } });
  const asked: string[] = [];
  const store = {
    findLinkId: async (connectionId: string, issueId: string) => {
      asked.push(`${connectionId} ${issueId}`);
      return issueId === '10020' ? 'main:20' : null;
    },
    findLink: async (linkId: string) => {
      asked.push(linkId);
      const sides = { jira: aBase('jira', { issueId: '10020' }), remote: aBase('remote') };
      return linkId === 'main:20' ? { link: aLink({}, { sides }) } : null;
    },
  } as unknown as Store;
  const known = await knowValues({
    mapping: aMapping({ fields: [row], ...mapping }),
    trackers,
    store,
    snapshots: {
      jira: aSnapshot('jira', {
        fields: { [row.field]: jira },
        history: histories.jira ?? [],
        ...(names ? { names } : {}),
      }),
      remote: aSnapshot('remote', {
        fields: { [row.field]: remote },
        history: histories.remote ?? [],
      }),
    },
    ...(agreed
      ? {
          link: aLink(
            { jira: { [row.field]: agreed.jira }, remote: { [row.field]: agreed.remote } },
            {
              problems: refused
                ? [
                    {
                      kind: 'write-not-taken',
                      side: refused.by,
                      field: row.field,
                      value: null,
                      message: 'no',
                      foundAtMs: 12,
                    },
                  ]
                : [],
            },
          ),
        }
      : {}),
    ...(refused && { retriesBeforeMs: refused.triedAtHour }),
  });
  return { values: known.mapping.fields[0]?.values, twins: known.twins, calls, asked };
}

const NO_TWINS = { jira: {}, remote: {} };
const NAMES = { version: { 30: '2.0', 40: '3.0' } };

describe('values that came after the mapping was made', () => {
  it('are looked up by name across; what is not there stays unknown', async () => {
    expect(await know({ row: VERSION, jira: '["10","30","40"]', names: NAMES })).toEqual({
      values: [KNOWN, { jira: '30', remote: '22', direction: 'both' }],
      twins: NO_TWINS,
      calls: [
        ['remote', 'findValue', 'version', '2.0', false],
        ['remote', 'findValue', 'version', '3.0', false],
      ],
      asked: [],
    });
  });

  it('are looked up in Jira as well, by what stands there where no name is told', async () => {
    const { values, calls } = await know({ row: VERSION, remote: '["2.0"]' });
    expect([values, calls]).toEqual([
      [KNOWN, { jira: '22', remote: '2.0', direction: 'both' }],
      [['jira', 'findValue', 'version', '2.0', false]],
    ]);
  });

  it('are made where the mapping says so', async () => {
    const row = { ...VERSION, unmapped: 'create' as const };
    const { calls } = await know({ row, jira: '["30"]', names: NAMES });
    expect(calls).toEqual([['remote', 'findValue', 'version', '2.0', true]]);
  });

  it.each<[string, Given]>([
    ['that the mapping knows', { row: VERSION, jira: '["10"]' }],
    ['that are none', { row: VERSION }],
    [
      'of rows that go by their table alone',
      { row: { ...VERSION, matchesNames: false }, jira: '["30"]' },
    ],
    [
      'of rows that do not flow there',
      { row: { ...VERSION, direction: 'toJira' }, jira: '["30"]' },
    ],
    [
      'that did not change since both sides agreed',
      { row: VERSION, jira: '["30"]', agreed: { jira: '["30"]', remote: null } },
    ],
    [
      'that stand where the one across was emptied: somebody took it out there',
      { row: VERSION, jira: '["30"]', agreed: { jira: '["30"]', remote: '["22"]' } },
    ],
    ['that cross by rule', { row: aRow({ matchesNames: true }), jira: 'a' }],
    [
      'of a field that is chosen from on one side only',
      {
        row: { ...VERSION, kinds: { jira: 'versions', remote: 'line' } },
        jira: '["30"]',
      },
    ],
  ])('cost no call: those %s', async (_what, given) => {
    const { values, calls, asked } = await know(given);
    expect([values, calls, asked]).toEqual([given.row.values, [], []]);
  });
});

describe('the twins of issues that fields name', () => {
  it.each<[string, Given, object, readonly string[]]>([
    [
      'of Jira',
      { row: PARENT, jira: '10020' },
      { jira: { 10020: '20' }, remote: {} },
      ['main 10020'],
    ],
    [
      'of Redmine',
      { row: PARENT, remote: '20' },
      { jira: {}, remote: { 20: '10020' } },
      ['main:20'],
    ],
    [
      'of one that was refused and is tried again',
      {
        row: PARENT,
        jira: '10020',
        agreed: { jira: '10020', remote: null },
        refused: { by: 'remote', triedAtHour: 13 },
      },
      { jira: { 10020: '20' }, remote: {} },
      ['main 10020'],
    ],
    [
      'but none of what was refused since',
      {
        row: PARENT,
        jira: '10020',
        agreed: { jira: '10020', remote: null },
        refused: { by: 'remote', triedAtHour: 12 },
      },
      NO_TWINS,
      [],
    ],
    [
      'without one',
      { row: PARENT, jira: '10099', remote: '99' },
      NO_TWINS,
      ['main 10099', 'main:99'],
    ],
    [
      'that stand where the one across is gone',
      { row: PARENT, jira: '10020', agreed: { jira: '10020', remote: '20' } },
      { jira: { 10020: '20' }, remote: {} },
      ['main 10020'],
    ],
    [
      'that somebody put in place of another',
      { row: PARENT, jira: '10020', remote: '99', agreed: { jira: '10020', remote: '20' } },
      NO_TWINS,
      ['main:99'],
    ],
    [
      'that was left for another across and set again, maybe by a lost run',
      {
        row: PARENT,
        jira: '10020',
        remote: '20',
        agreed: { jira: '10020', remote: '20' },
        histories: {
          remote: [
            anEntry(1, 'parent', '20', null, 'ada'),
            anEntry(2, 'parent', null, '20', 'key'),
          ],
        },
      },
      { jira: { 10020: '20' }, remote: {} },
      ['main 10020'],
    ],
    [
      'that both sides agree on',
      { row: PARENT, jira: '10020', remote: '20', agreed: { jira: '10020', remote: '20' } },
      NO_TWINS,
      [],
    ],
  ])('are read from the links: %s', async (_what, given, twins, asked) => {
    const known = await know(given);
    expect([known.twins, known.asked]).toEqual([twins, asked]);
  });

  const REPLACED = anEntry(1, 'parent', '10020', '10030', 'app');

  it.each<[string, NonNullable<Given['histories']>, object, readonly string[]]>([
    [
      'where a lost run may have written one of them across',
      { jira: [REPLACED], remote: [anEntry(1, 'parent', null, '20', 'app')] },
      { jira: { 10020: '20' }, remote: { 20: '10020' } },
      ['main 10030', 'main 10020', 'main:20'],
    ],
    ['but not where nothing was written across', { jira: [REPLACED] }, NO_TWINS, ['main 10030']],
    [
      'but not for what was written of another field',
      { jira: [REPLACED], remote: [anEntry(1, 'summary', null, 'new', 'app')] },
      NO_TWINS,
      ['main 10030'],
    ],
  ])('that were named before are read as well %s', async (_what, histories, twins, asked) => {
    const agreed = { jira: null, remote: null };
    const known = await know({ row: PARENT, jira: '10030', agreed, histories });
    expect([known.twins, known.asked]).toEqual([twins, asked]);
  });
});
