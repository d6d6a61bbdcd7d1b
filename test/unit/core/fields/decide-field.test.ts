import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import { decideField } from '../../../../src/core/fields/decide-field';
import type { FieldSituation } from '../../../../src/core/fields/field-decision';
import type { Conflict } from '../../../../src/core/link';
import type { FieldRow, Mapping, Policy } from '../../../../src/core/mapping';
import type { FieldValue, HistoryEntry } from '../../../../src/core/model';
import {
  aBase,
  adf,
  adfText,
  aMapping,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

interface Case {
  /** Both sides' base; `undefined` leaves it out. */
  readonly base?: { readonly jira?: FieldValue; readonly remote?: FieldValue };
  readonly jira: FieldValue;
  readonly remote: FieldValue;
  readonly row?: Partial<FieldRow>;
  readonly jiraHistory?: readonly HistoryEntry[];
  readonly remoteHistory?: readonly HistoryEntry[];
  readonly jiraClockOffsetMs?: number;
  readonly conflict?: Conflict;
  readonly twins?: FieldSituation['twins'];
  readonly baseText?: FieldSituation['baseText'];
  readonly mapping?: Partial<Mapping>;
}

const APP = 'app';

function decide(given: Case) {
  const row = aRow(given.row);
  const base = (value: FieldValue | undefined) =>
    value === undefined ? {} : { [row.field]: toBaseValue(value) };
  const situation: FieldSituation = {
    mapping: aMapping({ fields: [row], ...given.mapping }),
    row,
    bases: {
      jira: aBase('jira', { fields: base(given.base?.jira) }),
      remote: aBase('remote', { fields: base(given.base?.remote) }),
    },
    snapshots: {
      jira: aSnapshot('jira', {
        fields: { [row.field]: given.jira },
        history: given.jiraHistory ?? [],
        clockOffsetMs: given.jiraClockOffsetMs ?? 0,
      }),
      remote: aSnapshot('remote', {
        fields: { [row.field]: given.remote },
        history: given.remoteHistory ?? [],
      }),
    },
    authorship: {
      jira: (id) => (id === APP ? 'ours' : 'not-ours'),
      remote: (id) => (id === APP ? 'maybe-ours' : 'not-ours'),
    },
    baseText: given.baseText,
    conflict: given.conflict,
    twins: given.twins,
  };
  return decideField(situation);
}

const AGREED = { jira: 'old', remote: 'old' };

function conflictOf(conflict: Partial<Conflict> = {}) {
  return {
    field: 'summary',
    kind: 'both-changed',
    jira: 'from Jira',
    remote: 'from Redmine',
    labels: { jira: null, remote: null },
    jiraAuthor: null,
    remoteAuthor: null,
    changedAtMs: expect.any(Object) as never,
    ...conflict,
  } as const;
}

describe('a field that names an issue', () => {
  const row = { field: 'parent', kinds: { jira: 'issue', remote: 'issue' } } as const;
  const base = { jira: '10001', remote: '1' };
  const lost = { base, jira: null, remote: '1', row };

  it('is cleared across where somebody cleared it', () => {
    expect(decide({ ...lost, twins: { remote: { 1: '10001' } } })).toEqual({
      kind: 'write',
      values: { remote: null },
    });
  });

  it('stays across where the issue is gone', () => {
    expect(decide({ ...lost, twins: { remote: {} } })).toEqual({
      kind: 'unmapped',
      side: 'remote',
      value: '1',
      rule: 'review',
    });
  });

  it('names the new twin where the former one is gone', () => {
    expect(decide({ ...lost, twins: { remote: { 1: '10009' } } })).toEqual({
      kind: 'write',
      values: { jira: '10009' },
    });
  });
});

describe('a field that no longer names an issue', () => {
  const row = { field: 'parent', kinds: { jira: 'issue', remote: 'issue' } } as const;
  const cleared = { kind: 'write', values: { remote: null } };

  it.each<[string, Case, object]>([
    [
      'names another issue: it is written',
      {
        base: { jira: '10001', remote: '1' },
        jira: '10002',
        remote: '1',
        twins: { jira: { 10002: '2' } },
      },
      { kind: 'write', values: { remote: '2' } },
    ],
    [
      'was agreed to name none',
      {
        base: { jira: null, remote: null },
        jira: null,
        remote: '1',
        twins: { remote: { 1: '7' } },
      },
      { kind: 'write', values: { jira: '7' } },
    ],
    [
      'named none across either: nothing is brought back',
      { base: { jira: '10001', remote: null }, jira: null, remote: null },
      { kind: 'settle' },
    ],
    [
      'is not told of any twin',
      { base: { jira: '10001', remote: '1' }, jira: null, remote: '1' },
      { kind: 'unmapped', side: 'remote', value: '1', rule: 'review' },
    ],
    [
      'does not follow the other side',
      {
        base: { jira: '10001', remote: '1' },
        jira: null,
        remote: '1',
        row: { ...row, direction: 'toRemote' },
        twins: { remote: {} },
      },
      cleared,
    ],
    [
      'holds no issue at all',
      {
        base: { jira: 'a', remote: '1' },
        jira: null,
        remote: '1',
        row: { kinds: { jira: 'line', remote: 'line' } },
      },
      cleared,
    ],
  ])('%s', (_what, given, decision) => {
    expect(decide({ row, ...given })).toEqual(decision);
  });
});

describe('a field that changed on one side', () => {
  it('is written to Redmine when Jira changed', () => {
    expect(decide({ base: AGREED, jira: 'new', remote: 'old' })).toEqual({
      kind: 'write',
      values: { remote: 'new' },
    });
  });

  it('is written to Jira when Redmine changed', () => {
    expect(decide({ base: AGREED, jira: 'old', remote: 'new' })).toEqual({
      kind: 'write',
      values: { jira: 'new' },
    });
  });

  it('is left alone where the row does not flow that way', () => {
    expect(
      decide({ base: AGREED, jira: 'new', remote: 'old', row: { direction: 'toJira' } }),
    ).toEqual({ kind: 'leave', side: 'jira' });
  });

  it('is cleared across when it was cleared', () => {
    expect(decide({ base: AGREED, jira: null, remote: 'old' })).toEqual({
      kind: 'write',
      values: { remote: null },
    });
  });

  it('is named where no row says what its value is across', () => {
    const row = {
      kind: 'option',
      values: [{ jira: '1', remote: '7', direction: 'both' }],
    } as const;
    expect(decide({ base: { jira: '1', remote: '7' }, jira: '2', remote: '7', row })).toEqual({
      kind: 'unmapped',
      side: 'jira',
      value: '2',
      rule: 'review',
    });
  });

  it('settles where a many-to-one table makes it the same across', () => {
    const values = [
      { jira: '1', remote: '7', direction: 'both' },
      { jira: '2', remote: '7', direction: 'toRemote' },
    ] as const;
    expect(
      decide({
        base: { jira: '1', remote: '7' },
        jira: '2',
        remote: '7',
        row: aRow({ kind: 'option', values }),
      }),
    ).toEqual({ kind: 'settle' });
  });
});

describe('a list that changed on both sides', () => {
  const row = aRow({
    kind: 'options',
    values: ['a', 'b', 'c'].map((name) => ({ jira: name, remote: `${name}2`, direction: 'both' })),
  });

  it('takes in and out on each side what the other took', () => {
    expect(
      decide({
        base: { jira: '["a","b"]', remote: '["a2","b2"]' },
        jira: '["a","b","c"]',
        remote: '["b2","x"]',
        row,
      }),
    ).toEqual({
      kind: 'write',
      values: { jira: '["b","c"]', remote: '["b2","c2","x"]' },
      missing: { side: 'remote', values: ['x'] },
    });
  });

  it('is agreed on where neither change can cross', () => {
    expect(
      decide({
        base: { jira: '["a"]', remote: '["a2"]' },
        jira: '["a","only here"]',
        remote: '["a2","only there"]',
        row,
      }),
    ).toEqual({ kind: 'settle', missing: { side: 'jira', values: ['only here'] } });
  });
});

describe('a list that changed on one side', () => {
  const row = aRow({
    kind: 'options',
    direction: 'toJira',
    values: ['a', 'b'].map((name) => ({ jira: name, remote: `${name}2`, direction: 'both' })),
  });

  it('takes nothing out across where what came has no counterpart there', () => {
    expect(
      decide({ base: { jira: '["a"]', remote: null }, jira: '["a"]', remote: '["x"]', row }),
    ).toEqual({ kind: 'settle', missing: { side: 'remote', values: ['x'] } });
  });

  it('is written whole where it says something else than before', () => {
    expect(
      decide({ base: { jira: '["a"]', remote: null }, jira: '["a"]', remote: '["b2","x"]', row }),
    ).toEqual({
      kind: 'write',
      values: { jira: '["b"]' },
      missing: { side: 'remote', values: ['x'] },
    });
  });
});

describe('a field that changed on neither side', () => {
  it('needs nothing, even where both sides never said the same', () => {
    expect(decide({ base: { jira: 'a', remote: 'b' }, jira: 'a', remote: 'b' })).toEqual({
      kind: 'same',
    });
  });
});

describe('a field that changed on both sides', () => {
  const both = { base: AGREED, jira: 'from Jira', remote: 'from Redmine' };
  const entries = (jiraAtMs: number, remoteAtMs: number) => ({
    jiraHistory: [anEntry(1, 'summary', 'old', 'from Jira', 'ada', jiraAtMs)],
    remoteHistory: [anEntry(2, 'summary', 'old', 'from Redmine', 'grace', remoteAtMs)],
  });

  it('only moves the base where both say the same now', () => {
    expect(decide({ base: AGREED, jira: 'new', remote: 'new' })).toEqual({ kind: 'settle' });
  });

  it.each([
    ['jira', { remote: 'from Jira' }],
    ['remote', { jira: 'from Redmine' }],
  ] as const)('takes the side that the policy %s names', (onConflict, values) => {
    expect(decide({ ...both, row: { onConflict } })).toEqual({ kind: 'write', values });
  });

  it.each(['manual', 'halt'] satisfies Policy[])('is a conflict under %s', (onConflict) => {
    expect(decide({ ...both, row: { onConflict } })).toEqual({
      kind: 'conflict',
      conflict: conflictOf(),
    });
  });

  it('takes the newer edit under newest', () => {
    const row = { onConflict: 'newest' } as const;
    expect(decide({ ...both, row, ...entries(NOW_MS, NOW_MS - 5_000) })).toEqual({
      kind: 'write',
      values: { remote: 'from Jira' },
    });
    expect(decide({ ...both, row, ...entries(NOW_MS - 5_000, NOW_MS) })).toEqual({
      kind: 'write',
      values: { jira: 'from Redmine' },
    });
  });

  it("corrects each server's clock before it compares", () => {
    const row = { onConflict: 'newest' } as const;
    // Jira's clock runs a minute ahead, so its edit is really the older one.
    expect(
      decide({ ...both, row, ...entries(NOW_MS + 50_000, NOW_MS), jiraClockOffsetMs: 60_000 }),
    ).toEqual({ kind: 'write', values: { jira: 'from Redmine' } });
  });

  it('is a conflict under newest within two seconds', () => {
    expect(
      decide({ ...both, row: { onConflict: 'newest' }, ...entries(NOW_MS, NOW_MS - 2_000) }),
    ).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        jiraAuthor: { id: 'ada', name: 'ada' },
        remoteAuthor: { id: 'grace', name: 'grace' },
      }),
    });
  });

  it('follows the row where it flows one way only', () => {
    expect(decide({ ...both, row: { direction: 'toRemote' } })).toEqual({
      kind: 'write',
      values: { remote: 'from Jira' },
    });
  });

  it('is a conflict where the two never agreed, whatever the row says', () => {
    expect(
      decide({
        jira: 'from Jira',
        remote: 'from Redmine',
        row: { direction: 'toRemote', onConflict: 'jira' },
      }),
    ).toEqual({ kind: 'conflict', conflict: conflictOf({ kind: 'no-base' }) });
  });

  it('finds the value that our write replaced unseen, after a run that was cut off', () => {
    const remoteHistory = [
      anEntry(5, 'summary', 'old', 'typed by Grace', 'grace'),
      anEntry(6, 'summary', 'typed by Grace', 'new', APP),
    ];
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', remoteHistory })).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        kind: 'overwritten',
        jira: 'new',
        remote: 'typed by Grace',
        remoteAuthor: { id: 'grace', name: 'grace' },
      }),
    });
  });

  it('knows its own write of a run that was cut off', () => {
    const remoteHistory = [anEntry(6, 'summary', 'old', 'new', APP)];
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', remoteHistory })).toEqual({
      kind: 'settle',
    });
  });
});

describe('after a run that was cut off once it had written to Jira', () => {
  const ours = (from: string, to: string) => anEntry(6, 'summary', from, to, APP);

  it('goes on from what Redmine says, whatever step Jira stands at', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'half way',
        remote: 'new',
        jiraHistory: [ours('old', 'half way')],
      }),
    ).toEqual({ kind: 'write', values: { jira: 'new' } });
  });

  it('takes its write back where Redmine went back meanwhile', () => {
    expect(
      decide({ base: AGREED, jira: 'new', remote: 'old', jiraHistory: [ours('old', 'new')] }),
    ).toEqual({ kind: 'write', values: { jira: 'old' } });
  });

  it("tells a person's value that the write replaced unseen", () => {
    const jiraHistory = [
      anEntry(5, 'summary', 'old', 'typed by Ada', 'ada'),
      ours('typed by Ada', 'half way'),
      anEntry(7, 'summary', 'half way', 'new', APP),
    ];
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', jiraHistory })).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        kind: 'overwritten',
        jira: 'typed by Ada',
        remote: 'new',
        jiraAuthor: { id: 'ada', name: 'ada' },
      }),
    });
  });
});

describe('after a run that was cut off once it had written to Redmine', () => {
  const ours = anEntry(6, 'summary', 'old', 'B', APP);
  const jiraWent = (...values: string[]) =>
    values.map((to, index) => anEntry(index + 1, 'summary', 'old', to, 'ada'));

  it('carries a later edit in Jira on, since what stands in Redmine is ours', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'C',
        remote: 'B',
        jiraHistory: jiraWent('B', 'C'),
        remoteHistory: [ours],
      }),
    ).toEqual({ kind: 'write', values: { remote: 'C' } });
  });

  it('carries a later edit in Redmine back, since Jira had been carried already', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'B',
        remote: 'D',
        jiraHistory: jiraWent('B'),
        remoteHistory: [ours, anEntry(7, 'summary', 'B', 'D', 'grace')],
      }),
    ).toEqual({ kind: 'write', values: { jira: 'D' } });
  });

  it('still sees a Conflict where both were edited since', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'C',
        remote: 'D',
        jiraHistory: jiraWent('B', 'C'),
        remoteHistory: [ours, anEntry(7, 'summary', 'B', 'D', 'grace')],
      }).kind,
    ).toBe('conflict');
  });

  it("takes an edit of the key's owner for a person's, since Jira never held its value", () => {
    expect(
      decide({
        base: AGREED,
        jira: 'C',
        remote: 'B',
        jiraHistory: jiraWent('C'),
        remoteHistory: [ours],
      }).kind,
    ).toBe('conflict');
  });

  it('moves the base where nothing else is to be done', () => {
    expect(
      decide({
        base: AGREED,
        jira: 'B',
        remote: 'B',
        jiraHistory: jiraWent('B'),
        remoteHistory: [ours],
      }),
    ).toEqual({ kind: 'settle' });
  });

  it('knows a text of ours as well', () => {
    const row = { field: 'description', kind: 'text' } as const;
    const base = { jira: adfText('old'), remote: textile('old') };
    const remoteHistory = [
      anEntry(6, 'description', 'old', 'B', APP),
      anEntry(7, 'description', 'B', 'D', 'grace'),
    ];
    const jiraHistory = [anEntry(1, 'description', 'old', 'B', 'ada')];
    expect(
      decide({ base, jira: adfText('B'), remote: textile('D'), row, jiraHistory, remoteHistory }),
    ).toEqual({ kind: 'write', values: { jira: adfText('D') } });
  });
});

describe('after two runs that were cut off, one on each side', () => {
  const jiraHistory = [
    anEntry(5, 'summary', 'old', 'A', APP, NOW_MS - 9_000),
    anEntry(6, 'summary', 'A', 'B', 'ada', NOW_MS - 6_000),
  ];
  const ours = (from: string) => anEntry(8, 'summary', from, 'B', APP, NOW_MS - 3_000);
  const theirs = anEntry(4, 'summary', 'old', 'A', 'grace', NOW_MS - 10_000);

  it('goes on from what the later one wrote', () => {
    const remoteHistory = [theirs, ours('A')];
    expect(decide({ base: AGREED, jira: 'B', remote: 'B', jiraHistory, remoteHistory })).toEqual({
      kind: 'settle',
    });
  });

  it("tells a person's value that the later one replaced unseen", () => {
    const unseen = anEntry(7, 'summary', 'A', 'lost', 'grace', NOW_MS - 4_000);
    const remoteHistory = [theirs, unseen, ours('lost')];
    expect(
      decide({ base: AGREED, jira: 'B', remote: 'B', jiraHistory, remoteHistory }),
    ).toMatchObject({ kind: 'conflict', conflict: { kind: 'overwritten', remote: 'lost' } });
  });
});

describe("an entry of the app's key, which a person edits with as well", () => {
  const MINUTE_MS = 60_000;
  const jiraHistory = [
    anEntry(1, 'summary', 'old', 'B', 'ada', NOW_MS - 10 * MINUTE_MS),
    anEntry(2, 'summary', 'B', 'C', 'ada', NOW_MS - 9 * MINUTE_MS),
  ];

  it("is the person's where Jira held its value longer ago than any run takes", () => {
    const remoteHistory = [anEntry(5, 'summary', 'old', 'B', APP)];
    expect(
      decide({ base: AGREED, jira: 'C', remote: 'B', jiraHistory, remoteHistory }),
    ).toMatchObject({ kind: 'conflict', conflict: { jira: 'C', remote: 'B' } });
  });

  it("is the person's where its value is older than the one that we wrote before it", () => {
    const remoteHistory = [
      anEntry(5, 'summary', 'B', 'C', APP, NOW_MS - 9 * MINUTE_MS),
      anEntry(6, 'summary', 'C', 'B', APP, NOW_MS - 9 * MINUTE_MS),
    ];
    expect(decide({ base: AGREED, jira: 'C', remote: 'B', jiraHistory, remoteHistory })).toEqual({
      kind: 'write',
      values: { jira: 'B' },
    });
  });

  it("is the person's where nothing flows to their side", () => {
    const remoteHistory = [anEntry(5, 'summary', 'old', 'B', APP, NOW_MS - 9 * MINUTE_MS)];
    const row = { direction: 'toJira' } as const;
    expect(
      decide({ base: AGREED, jira: 'C', remote: 'B', row, jiraHistory, remoteHistory }),
    ).toEqual({ kind: 'write', values: { jira: 'B' } });
  });

  it.each([
    ['its words', '*B*'],
    ['the words that Jira shows of it', '"B":https://example.com'],
  ])('is ours where a text says by %s what Jira said before somebody changed it', (_what, sent) => {
    const row = { field: 'description', kind: 'text' } as const;
    const base = { jira: adfText('old'), remote: textile('old') };
    expect(
      decide({
        base,
        jira: adfText('C'),
        remote: textile(sent),
        row,
        jiraHistory: [
          anEntry(1, 'description', 'old', 'B', 'ada'),
          anEntry(2, 'description', 'B', 'C', 'ada'),
        ],
        remoteHistory: [anEntry(5, 'description', 'old', sent, APP)],
      }),
    ).toEqual({ kind: 'write', values: { remote: textile('C') } });
  });
});

describe('a field in conflict', () => {
  const open = { ...conflictOf(), foundAtMs: NOW_MS };

  it('is frozen while the sides differ', () => {
    expect(decide({ base: AGREED, jira: 'from Jira', remote: 'x', conflict: open })).toEqual({
      kind: 'frozen',
    });
  });

  it('is over once people made both sides the same', () => {
    expect(decide({ base: AGREED, jira: 'x', remote: 'x', conflict: open })).toEqual({
      kind: 'settle',
    });
  });

  it("carries a decision out with the chosen side's value of now", () => {
    const conflict = { ...open, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'from Jira', remote: 'R2', conflict })).toEqual({
      kind: 'write',
      values: { jira: 'R2' },
    });
  });

  it('is a conflict anew where the value that was given up has changed since', () => {
    const conflict = { ...open, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'J2', remote: 'from Redmine', conflict })).toMatchObject({
      kind: 'conflict',
      conflict: { kind: 'both-changed', jira: 'J2', remote: 'from Redmine' },
    });
  });

  it('is a conflict anew where a run was cut off that had carried it out, and a person came after', () => {
    const conflict = { ...open, decision: 'jira' } as const;
    const remoteHistory = [
      anEntry(5, 'summary', 'from Redmine', 'from Jira', APP),
      anEntry(6, 'summary', 'from Jira', 'from Redmine', 'grace'),
    ];
    expect(
      decide({ base: AGREED, jira: 'from Jira', remote: 'from Redmine', conflict, remoteHistory }),
    ).toMatchObject({
      kind: 'conflict',
      conflict: { kind: 'both-changed', jira: 'from Jira', remote: 'from Redmine' },
    });
  });

  it('is a conflict anew where a run was cut off that had carried it out over a value it had not seen', () => {
    const carried = (from: string, decision: 'jira' | 'remote') =>
      decide({
        base: AGREED,
        jira: 'from Jira',
        remote: 'from Jira',
        conflict: { ...open, decision },
        remoteHistory: [
          anEntry(5, 'summary', 'x', from, 'grace'),
          anEntry(6, 'summary', from, 'from Jira', APP),
        ],
      });
    expect([
      carried('typed', 'jira'),
      carried('from Redmine', 'jira'),
      carried('typed', 'remote'),
    ]).toEqual([
      {
        kind: 'conflict',
        conflict: conflictOf({
          kind: 'overwritten',
          remote: 'typed',
          remoteAuthor: { id: 'grace', name: 'grace' },
        }),
      },
      { kind: 'settle' },
      { kind: 'settle' },
    ]);
  });

  const composed = { ...open, decision: { jira: 'both', remote: 'both' } };

  it('is written to both sides where somebody composed a value', () => {
    expect(
      decide({ base: AGREED, jira: 'from Jira', remote: 'from Redmine', conflict: composed }),
    ).toEqual({ kind: 'write', values: { jira: 'both', remote: 'both' } });
  });

  it('goes on where a run was cut off that had written one side of a composed value', () => {
    expect(
      decide({ base: AGREED, jira: 'both', remote: 'from Redmine', conflict: composed }),
    ).toEqual({ kind: 'write', values: { remote: 'both' } });
  });

  it('is a conflict anew where a side changed after somebody composed a value', () => {
    const jiraHistory = [anEntry(9, 'summary', 'from Jira', 'newer', 'ada')];
    expect(
      decide({
        base: AGREED,
        jira: 'newer',
        remote: 'from Redmine',
        conflict: composed,
        jiraHistory,
      }),
    ).toEqual({
      kind: 'conflict',
      conflict: conflictOf({
        jira: 'newer',
        jiraAuthor: { id: 'ada', name: 'ada' },
        changedAtMs: { jira: NOW_MS, remote: null },
      }),
    });
  });

  const overwritten = { ...open, kind: 'overwritten', jira: 'new', remote: 'lost' } as const;

  it('puts an overwritten value back on both sides when it is chosen', () => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', conflict })).toEqual({
      kind: 'write',
      values: { jira: 'lost', remote: 'lost' },
    });
  });

  it('goes on where a run was cut off that had put an overwritten value back on one side', () => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    expect(decide({ base: AGREED, jira: 'new', remote: 'lost', conflict })).toEqual({
      kind: 'write',
      values: { jira: 'lost' },
    });
  });

  it('is a conflict anew where a run was cut off that had put it back over a newer value', () => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    const remoteHistory = [
      anEntry(5, 'summary', 'new', 'newer', 'grace'),
      anEntry(6, 'summary', 'newer', 'lost', APP),
    ];
    expect(
      decide({ base: AGREED, jira: 'lost', remote: 'lost', conflict, remoteHistory }),
    ).toMatchObject({ kind: 'conflict', conflict: { kind: 'overwritten', remote: 'newer' } });
  });

  it.each([
    { jira: 'newer', remote: 'new' },
    { jira: 'new', remote: 'newer' },
    { jira: 'newer', remote: 'lost' },
  ])('is a conflict anew where $jira and $remote stand since a value was overwritten', (now) => {
    const conflict = { ...overwritten, decision: 'remote' } as const;
    expect(decide({ base: AGREED, ...now, conflict })).toMatchObject({
      kind: 'conflict',
      conflict: { kind: 'both-changed', ...now },
    });
  });

  it('closes an overwritten value when the value of now is chosen', () => {
    const conflict = { ...overwritten, decision: 'jira' } as const;
    expect(decide({ base: AGREED, jira: 'new', remote: 'new', conflict })).toEqual({
      kind: 'settle',
    });
  });
});

describe('a text that changed on both sides', () => {
  const row = { kinds: { jira: 'text', remote: 'text' }, onConflict: 'merge' } as const;
  const both = {
    base: { jira: adfText('one', 'two'), remote: textile('one\n\ntwo') },
    jira: adfText('ONE', 'two'),
    remote: textile('one\n\nTWO'),
    row,
  };
  const baseText = { adf: adf('one', 'two'), source: 'one\n\ntwo' };

  it('is joined under the policy merge', () => {
    expect(decide({ ...both, baseText })).toEqual({
      kind: 'write',
      values: { jira: adfText('ONE', 'TWO'), remote: textile('ONE\n\nTWO') },
    });
  });

  it.each([
    ['jira', { kind: 'write', values: { remote: textile('ONE\n\ntwo') } }],
    ['merge', { kind: 'conflict' }],
    ['manual', { kind: 'conflict' }],
  ] as const)(
    "falls to the mapping's own policy %s where that does not come out clean",
    (onConflict, decision) => {
      expect(decide({ ...both, mapping: { onConflict } })).toMatchObject(decision);
    },
  );
});

describe('a field whose sides never agreed in part', () => {
  it('is decided by its policy all the same', () => {
    const given = { base: { jira: 'old' }, jira: 'a', remote: 'b' };
    expect(decide({ ...given, row: { onConflict: 'jira' } })).toEqual({
      kind: 'write',
      values: { remote: 'a' },
    });
  });

  it('is a list to be merged: what the one side began with is what the other would have had', () => {
    const row = { kinds: { jira: 'labels', remote: 'labels' } } as const;
    const base = { jira: '["a","x"]' };
    expect(decide({ base, jira: '["b","x"]', remote: '["x","c"]', row })).toEqual({
      kind: 'write',
      values: { jira: '["b","c","x"]', remote: '["b","c","x"]' },
    });
  });

  it('is a list that a new twin did not have at its birth, and in which people began to watch', () => {
    const row = { kinds: { jira: 'labels', remote: 'labels' } } as const;
    expect(
      decide({ base: { remote: null }, jira: '["ada"]', remote: '["grace"]', row }),
    ).toMatchObject({ kind: 'write', values: { jira: '["ada","grace"]' } });
  });

  it('is no list to be merged where one side holds a single value', () => {
    const row = { kinds: { jira: 'labels', remote: 'line' } } as const;
    const base = { jira: '["a"]', remote: 'a' };
    expect(decide({ base, jira: '["b"]', remote: 'c', row })).toMatchObject({ kind: 'conflict' });
  });
});

describe('a list whose members all fail', () => {
  it('tells of the first that has no counterpart', () => {
    const row = { kinds: { jira: 'options', remote: 'options' }, unmapped: 'fail' } as const;
    expect(
      decide({ base: { jira: '["a"]', remote: '["x"]' }, jira: '["a","b"]', remote: '["y"]', row }),
    ).toEqual({ kind: 'settle', missing: { side: 'jira', values: ['b'] } });
  });
});

describe('the newest of two edits', () => {
  const both = { base: AGREED, jira: 'J', remote: 'R', row: { onConflict: 'newest' } } as const;
  const at = (atMs: number, field = 'summary') => anEntry(1, field, 'old', 'x', 'ada', atMs);

  it.each<[string, Partial<Case>]>([
    ['Jira tells none', { remoteHistory: [at(NOW_MS)] }],
    ['Redmine tells none', { jiraHistory: [at(NOW_MS)] }],
    [
      'a tracker tells only of another field',
      { jiraHistory: [at(NOW_MS)], remoteHistory: [at(1, 'x')] },
    ],
  ])('is not known where %s', (_what, histories) => {
    expect(decide({ ...both, ...histories })).toMatchObject({ kind: 'conflict' });
  });

  it('is that of the field, in an entry that changed others as well', () => {
    const entry = at(NOW_MS);
    const several = { ...entry, changes: [...anEntry(1, 'x', 'a', 'b').changes, ...entry.changes] };
    expect(decide({ ...both, jiraHistory: [several], remoteHistory: [at(1)] })).toEqual({
      kind: 'write',
      values: { remote: 'J' },
    });
  });
});

describe('a decision for one side', () => {
  it.each([
    ['jira', { remote: 'J' }],
    ['remote', { jira: 'R' }],
  ] as const)('writes the value of %s across', (decision, values) => {
    const conflict = { ...conflictOf({ jira: 'J', remote: 'R' }), foundAtMs: NOW_MS, decision };
    expect(decide({ base: AGREED, jira: 'J', remote: 'R', conflict })).toEqual({
      kind: 'write',
      values,
    });
  });
});

describe('a decision that cannot be carried out', () => {
  const row = { kind: 'option', values: [{ jira: '1', remote: '7', direction: 'both' }] } as const;
  const conflict = (decision: 'jira' | 'remote') => ({
    ...conflictOf({ jira: '2', remote: '8' }),
    foundAtMs: NOW_MS,
    decision,
  });

  it.each([
    ['jira', '2'],
    ['remote', '8'],
  ] as const)(
    'since nothing says what the value of %s is across is told as such',
    (side, value) => {
      expect(
        decide({
          base: { jira: '1', remote: '7' },
          jira: '2',
          remote: '8',
          row,
          conflict: conflict(side),
        }),
      ).toEqual({ kind: 'unmapped', side, value, rule: 'review' });
    },
  );
});

describe('an overwritten value', () => {
  it('is not over because both sides are the same', () => {
    const conflict = { ...conflictOf({ kind: 'overwritten' }), foundAtMs: NOW_MS } as Conflict;
    expect(decide({ base: AGREED, jira: 'a', remote: 'a', conflict })).toEqual({ kind: 'frozen' });
  });
});

describe('rich text', () => {
  const row = { field: 'description', kind: 'text' } as const;

  it('does not change because the two formats differ', () => {
    const jira = adfText('hello');
    const remote = textile('hello');
    expect(decide({ base: { jira, remote }, jira, remote, row })).toEqual({ kind: 'same' });
  });

  it('crosses in the other format', () => {
    const base = { jira: adfText('hello'), remote: textile('hello') };
    expect(decide({ base, jira: adfText('hello', 'again'), remote: base.remote, row })).toEqual({
      kind: 'write',
      values: { remote: textile('hello\n\nagain') },
    });
  });

  it('does not count line endings as an edit', () => {
    const base = { jira: adfText('a'), remote: textile('a\nb') };
    expect(decide({ base, jira: base.jira, remote: textile('a\r\nb\r\n'), row })).toEqual({
      kind: 'same',
    });
  });
});
