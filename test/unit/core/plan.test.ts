import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../src/core/digest';
import type { Conflict, Link } from '../../../src/core/link';
import type { FieldRow } from '../../../src/core/mapping';
import type { FieldValue, Snapshot } from '../../../src/core/model';
import { findChangedTexts, hasWrites, planLink } from '../../../src/core/plan';
import {
  aBase,
  aComment,
  adfText,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../support/builders';

const SUMMARY = aRow();
const WORDS = aRow({ field: 'description', kind: 'text' });
const DUE = aRow({ field: 'duedate', jira: 'duedate', remote: 'due_date', kind: 'date' });

function plan(input: {
  jira: Record<string, string>;
  remote: Record<string, string>;
  rows?: readonly ReturnType<typeof aRow>[];
  comment?: boolean;
  link?: ReturnType<typeof aLink>;
}) {
  return planLink({
    mapping: aMapping({ fields: input.rows ?? [SUMMARY, DUE] }),
    link:
      input.link ??
      aLink({
        jira: { summary: 'old', duedate: '2026-12-01' },
        remote: { summary: 'old', duedate: '2026-12-01' },
      }),
    comments: [],
    attachments: [],
    snapshots: {
      jira: aSnapshot('jira', {
        fields: input.jira,
        comments: input.comment ? [aComment('jira')] : [],
      }),
      remote: aSnapshot('remote', { fields: input.remote }),
    },
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    nowMs: NOW_MS,
  });
}

describe('the plan of a link', () => {
  it('keeps edits of different fields on each side', () => {
    const { fieldWrites } = plan({
      jira: { summary: 'new', duedate: '2026-12-01' },
      remote: { summary: 'old', duedate: '2026-12-24' },
    });
    expect(fieldWrites).toEqual([
      { field: 'summary', side: 'remote', value: 'new' },
      { field: 'duedate', side: 'jira', value: '2026-12-24' },
    ]);
  });

  it('goes on with the other fields while one is in conflict', () => {
    const { fieldWrites, foundConflicts } = plan({
      jira: { summary: 'J', duedate: '2026-12-24' },
      remote: { summary: 'R', duedate: '2026-12-01' },
    });
    expect({ fieldWrites, conflicts: foundConflicts.map(({ field }) => field) }).toEqual({
      fieldWrites: [{ field: 'duedate', side: 'remote', value: '2026-12-24' }],
      conflicts: ['summary'],
    });
  });

  it('waits as a whole where the conflict halts', () => {
    const { fieldWrites, commentWrites, foundConflicts } = plan({
      jira: { summary: 'J', duedate: '2026-12-24' },
      remote: { summary: 'R', duedate: '2026-12-01' },
      rows: [{ ...SUMMARY, onConflict: 'halt' }, DUE],
      comment: true,
    });
    expect({ fieldWrites, commentWrites, conflicts: foundConflicts.length }).toEqual({
      fieldWrites: [],
      commentWrites: [],
      conflicts: 1,
    });
  });

  it.each([
    ['keeps what a lost run had written before', DUE, '2026-12-24', '2026-12-01'],
    ['forgets of a text what was agreed', WORDS, undefined, 'base'],
  ])('that waits as a whole %s', (_what, row, agreed, now) => {
    const { field } = row;
    const typed = field === 'duedate' ? '2026-12-24' : 'new';
    const of = (value: string) => (field === 'duedate' ? value : textile(value));
    const inJira = field === 'duedate' ? typed : adfText(typed);
    const before = field === 'duedate' ? now : toBaseValue(adfText(now));
    const { link, isHalted } = planLink({
      mapping: aMapping({ fields: [{ ...SUMMARY, onConflict: 'halt' }, row] }),
      link: aLink({
        jira: { summary: 'old', [field]: before },
        remote: { summary: 'old', [field]: toBaseValue(of(now)) },
      }),
      comments: [],
      attachments: [],
      snapshots: {
        jira: aSnapshot('jira', {
          fields: { summary: 'J', [field]: inJira },
          history: [anEntry(5, field, now, typed, 'app', NOW_MS - 3000)],
          lastEntryId: 5,
        }),
        remote: aSnapshot('remote', {
          fields: { summary: 'R', [field]: of(now) },
          history: [
            anEntry(3, field, now, typed, 'grace', NOW_MS - 4000),
            anEntry(4, field, typed, now, 'grace', NOW_MS - 2000),
          ],
          lastEntryId: 4,
        }),
      },
      texts: {},
      authorship: { jira: (id) => (id === 'app' ? 'ours' : 'not-ours'), remote: () => 'not-ours' },
      nowMs: NOW_MS,
    });
    const { jira, remote } = link.sides;
    expect([isHalted, jira.fields[field], remote.fields[field]]).toEqual([true, agreed, agreed]);
  });

  it('names a value without a row once, and not again while it stays', () => {
    const status = aRow({ field: 'status', jira: 'status', remote: 'status', kind: 'option' });
    const link = aLink({ jira: { status: '1' }, remote: { status: '7' } });
    const first = plan({ jira: { status: '2' }, remote: { status: '7' }, rows: [status], link });
    const second = plan({
      jira: { status: '2' },
      remote: { status: '7' },
      rows: [status],
      link: first.link,
    });
    expect({
      first: first.foundProblems.map(({ kind, value }) => ({ kind, value })),
      second: second.foundProblems,
      open: second.link.problems.length,
    }).toEqual({ first: [{ kind: 'value-not-mapped', value: '2' }], second: [], open: 1 });
  });

  it('closes the problem once the field crosses again', () => {
    const status = aRow({
      field: 'status',
      jira: 'status',
      remote: 'status',
      kind: 'option',
      values: [{ jira: '1', remote: '7', direction: 'both' }],
    });
    const link = aLink({ jira: { status: '1' }, remote: { status: '7' } });
    const first = plan({ jira: { status: '2' }, remote: { status: '7' }, rows: [status], link });
    const second = plan({
      jira: { status: '1' },
      remote: { status: '7' },
      rows: [status],
      link: first.link,
    });
    expect(second.link.problems).toEqual([]);
  });
});

const STATUS = aRow({
  field: 'status',
  kind: 'option',
  values: [{ jira: '1', remote: '7', direction: 'both' }],
});
const VALUE_SET_SINCE = { jira: '2', remote: '8', direction: 'both' } as const;
const PARENT = aRow({ field: 'parent', kind: 'issue' });
const TEXT = aRow({ field: 'description', kind: 'text' });
const LABELS = aRow({ field: 'labels', kinds: { jira: 'labels', remote: 'options' } });

interface Turn {
  readonly row: FieldRow;
  /** What both sides had agreed on, and what they hold. */
  readonly base: readonly [FieldValue, FieldValue];
  readonly now: readonly [FieldValue, FieldValue];
  readonly link?: Partial<Link>;
  readonly jira?: Partial<Snapshot>;
  readonly remote?: Partial<Snapshot>;
  readonly retriesBeforeMs?: number;
}

/** Plans a link of one row. */
function planRow({ row, base, now, link = {}, jira = {}, remote = {}, retriesBeforeMs }: Turn) {
  const { field } = row;
  return planLink({
    mapping: aMapping({ fields: [row], version: 4 }),
    link: aLink(
      { jira: { [field]: toBaseValue(base[0]) }, remote: { [field]: toBaseValue(base[1]) } },
      link,
    ),
    comments: [],
    attachments: [],
    snapshots: {
      jira: aSnapshot('jira', { fields: { [field]: now[0] }, ...jira }),
      remote: aSnapshot('remote', { fields: { [field]: now[1] }, ...remote }),
    },
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    ...(retriesBeforeMs !== undefined && { retriesBeforeMs }),
    nowMs: NOW_MS,
  });
}

/** What a plan makes of its one field, short enough for a table. */
function sumUp(turn: Turn) {
  const plan = planRow(turn);
  const { jira, remote } = plan.link.sides;
  const { field } = turn.row;
  return {
    writes: plan.fieldWrites.map(({ side, value }) => `${side} ${value}`),
    bases: [jira.fields[field], remote.fields[field]],
    found: [
      ...plan.foundConflicts.map(({ kind }) => kind),
      ...plan.foundProblems.map(({ side, value }) => `${side} ${value}`),
    ],
    leaves: plan.leftAlone,
    settles: plan.settledTexts,
    halts: plan.isHalted,
  };
}

const NOTHING = { writes: [], found: [], leaves: [], settles: [], halts: false };

describe('what a plan makes of a field', () => {
  const AGREED = { base: ['1', '7'], now: ['1', '7'] } as const;
  const UNKNOWN = { base: ['1', '7'], now: ['2', '7'] } as const;

  it.each<[string, Turn, object]>([
    ['nothing moved', { row: STATUS, ...AGREED }, { bases: ['1', '7'] }],
    [
      'one side changed: the base stays until the write is there',
      { row: SUMMARY, base: ['a', 'a'], now: ['b', 'a'] },
      { writes: ['remote b'], bases: ['a', 'a'] },
    ],
    [
      'both sides changed to the same: the bases move',
      { row: SUMMARY, base: ['a', 'a'], now: ['b', 'b'] },
      { bases: ['b', 'b'] },
    ],
    [
      'both texts changed to the same: it is agreed on as well',
      { row: TEXT, base: [adfText('a'), textile('a')], now: [adfText('b'), textile('b')] },
      {
        bases: [toBaseValue(adfText('b')), toBaseValue(textile('b'))],
        settles: ['description'],
      },
    ],
    [
      'a text changed on one side: nothing is agreed on yet',
      { row: TEXT, base: [null, null], now: [null, null] },
      { bases: [null, null] },
    ],
    [
      'it does not flow from there: the base moves there',
      { row: { ...SUMMARY, direction: 'toRemote' }, base: ['a', 'a'], now: ['a', 'b'] },
      { bases: ['a', 'b'], leaves: [{ field: 'summary', side: 'remote' }] },
    ],
    [
      'a value without a counterpart: named, and not again',
      { row: STATUS, ...UNKNOWN },
      { bases: ['2', '7'], found: ['jira 2'] },
    ],
    [
      'one that is to be kept: not even named',
      { row: { ...STATUS, unmapped: 'keep' }, ...UNKNOWN },
      { bases: ['2', '7'] },
    ],
    [
      'one that is to fail: everything waits',
      { row: { ...STATUS, unmapped: 'fail' }, ...UNKNOWN },
      { bases: ['1', '7'], found: ['jira 2'], halts: true },
    ],
    [
      'an issue without a twin: looked for again',
      { row: PARENT, base: [null, null], now: ['10001', null] },
      { bases: [null, null], found: ['jira 10001'] },
    ],
    [
      'both sides changed: both stay',
      { row: SUMMARY, base: ['a', 'a'], now: ['b', 'c'] },
      { bases: ['a', 'a'], found: ['both-changed'] },
    ],
    [
      'a row of its own writes who may see an issue',
      { row: { ...STATUS, isPrivacy: true }, base: ['2', '7'], now: ['1', '8'] },
      { bases: ['2', '7'], found: ['both-changed'] },
    ],
    [
      'what changed alone there is left to that row',
      { row: { ...STATUS, isPrivacy: true }, base: ['2', '8'], now: ['1', '8'] },
      { bases: ['2', '8'] },
    ],
    [
      'a list whose members cross in part',
      {
        row: { ...LABELS, values: [{ jira: 'x', remote: '1', direction: 'both' }] },
        base: [null, null],
        now: ['["x","y"]', null],
      },
      { writes: ['remote ["1"]'], bases: [null, null], found: ['jira y'] },
    ],
  ])('%s', (_what, turn, expected) => {
    expect(sumUp(turn)).toEqual({ ...NOTHING, ...expected });
  });
});

describe('what a plan tells of a value without a counterpart', () => {
  it('is told once while it stays, although it is looked for each time', () => {
    const turn = { row: PARENT, base: [null, null], now: ['10001', null] } as const;
    const { problems } = planRow(turn).link;
    const again = planRow({ ...turn, link: { problems } });
    expect([problems.length, again.foundProblems, again.link.problems]).toEqual([1, [], problems]);
  });

  const told = (turn: Omit<Turn, 'base'>) =>
    planRow({ base: ['1', null], ...turn }).foundProblems.map(({ message }) => message);

  it('names it as people read it, where there is to be a row for it, and what to do', () => {
    expect([
      ...told({ row: STATUS, now: ['2', null], jira: { labels: { status: 'Blocked' } } }),
      ...told({ row: { ...STATUS, unmapped: 'fail' }, now: ['2', null] }),
      ...told({ row: PARENT, now: ['10001', null] }),
    ]).toEqual([
      'Jira\'s status "Blocked" has no row towards Redmine in mapping "web", so it was not carried over. Add a row for it, and have the rules applied to existing pairs.',
      'Jira\'s status "2" has no row towards Redmine in mapping "web", so nothing of the pair crosses. Add a row for it, and have the rules applied to existing pairs.',
      'Jira\'s parent "10001" has no twin in Redmine, so it was not carried over. Link it or let it get one.',
    ]);
  });
});

describe('a value that the tracker across refused', () => {
  const refused = {
    kind: 'no-transition',
    side: 'remote',
    field: 'status',
    value: '7',
    message: '',
    foundAtMs: 1,
  } as const;
  const turn: Turn = {
    row: STATUS,
    base: ['1', '5'],
    now: ['1', '5'],
    link: { problems: [refused] },
    remote: { accepts: { status: ['5', '7'] } },
  };
  const outcome = (changed: Partial<Turn>) => {
    const { fieldWrites, link } = planRow({ ...turn, ...changed });
    return [fieldWrites, link.problems];
  };

  it('is written once the tracker says that it takes it', () => {
    expect(outcome({})).toEqual([[{ field: 'status', side: 'remote', value: '7' }], []]);
  });

  it.each<[string, Partial<Turn>]>([
    [
      'while the tracker says that it takes others only',
      { remote: { accepts: { status: ['5'] } } },
    ],
    ['while the tracker does not tell', { remote: {} }],
    [
      'where the tracker had said before that it takes it',
      { link: { problems: [{ ...refused, kind: 'write-not-taken' }] } },
    ],
  ])('waits %s', (_when, changed) => {
    expect(outcome(changed)).toEqual([[], changed.link?.problems ?? [refused]]);
  });

  it.each(['no-transition', 'write-not-taken'] as const)(
    'is written again where a person asks, if it was refused before that: %s',
    (kind) => {
      const asked = { link: { problems: [{ ...refused, kind }] }, remote: {} };
      expect([
        outcome({ ...asked, retriesBeforeMs: refused.foundAtMs + 1 }),
        outcome({ ...asked, retriesBeforeMs: refused.foundAtMs }),
      ]).toEqual([
        [[{ field: 'status', side: 'remote', value: '7' }], []],
        [[], asked.link.problems],
      ]);
    },
  );

  it.each([{}, { remote: {}, retriesBeforeMs: NOW_MS }])(
    'gives way to what a person set there since: %j',
    (triedAgain) => {
      const row = { ...STATUS, values: [...STATUS.values, VALUE_SET_SINCE] };
      expect(outcome({ ...triedAgain, row, now: ['1', '8'] })).toEqual([
        [{ field: 'status', side: 'jira', value: '2' }],
        [],
      ]);
    },
  );
});

describe('the link that a plan leaves behind', () => {
  const problem = {
    kind: 'write-not-taken',
    side: 'jira',
    field: 'summary',
    value: 'x',
    message: '',
    foundAtMs: 1,
  } as const;
  const same = { row: SUMMARY, base: ['a', 'a'], now: ['a', 'a'] } as const;

  it('has what was read of both issues, and the version of the rules', () => {
    const { link } = planRow({
      ...same,
      link: { sent: [], mappingVersion: 3, comparedAtMs: 0 },
      jira: { key: 'WEB-2', projectId: '10001', lastEntryId: 9, readAtMs: NOW_MS + 5 },
      remote: { updatedAtMs: NOW_MS + 3 },
    });
    expect(link).toEqual({
      ...aLink({}, { mappingVersion: 4 }),
      sides: {
        jira: aBase('jira', {
          key: 'WEB-2',
          projectId: '10001',
          fields: { summary: 'a' },
          lastEntryId: 9,
          readAtMs: NOW_MS + 5,
        }),
        remote: aBase('remote', { fields: { summary: 'a' }, updatedAtMs: NOW_MS + 3 }),
      },
    });
  });

  it('is not read further than to where comments were left out, or than it was', () => {
    const { jira, remote } = planRow({
      ...same,
      jira: { hasOlderComments: true, readAtMs: NOW_MS + 5, updatedAtMs: NOW_MS + 5 },
      remote: { readAtMs: NOW_MS - 5, lastEntryId: -1 },
    }).link.sides;
    expect([jira, remote]).toEqual([
      aBase('jira', { fields: { summary: 'a' } }),
      aBase('remote', { fields: { summary: 'a' } }),
    ]);
  });

  it.each<[string, Partial<Turn>, readonly object[]]>([
    ['stands while its field rests', {}, [problem]],
    ['is over once the field moves', { now: ['b', 'b'] }, []],
    ['stands where another field moves', { row: DUE, now: ['b', 'b'] }, [problem]],
  ])('has a problem that %s', (_what, turn, problems) => {
    const { link, foundProblems } = planRow({ ...same, link: { problems: [problem] }, ...turn });
    expect([link.problems, foundProblems]).toEqual([problems, []]);
  });

  it('has no problem of the whole pair any more', () => {
    const problems = [{ ...problem, kind: 'issue-hidden', field: null, value: null } as const];
    expect(planRow({ ...same, link: { problems } }).link.problems).toEqual([]);
  });

  it('has no problem any more of a file or a comment that is across', () => {
    const refused = (kind: 'attachment-refused' | 'comment-refused', field: string) =>
      ({ ...problem, kind, field, value: '1' }) as const;
    const { link } = planRow({
      ...same,
      link: {
        problems: [
          refused('attachment-refused', 'attachments'),
          refused('comment-refused', 'comments'),
          problem,
        ],
      },
    });
    expect(link.problems).toEqual([problem]);
  });
});

describe('a conflict that is open', () => {
  const open = (more: Partial<Conflict> = {}): Conflict => ({
    field: 'summary',
    kind: 'both-changed',
    jira: 'b',
    remote: 'c',
    labels: { jira: null, remote: null },
    foundAtMs: 1,
    jiraAuthor: null,
    remoteAuthor: null,
    ...more,
  });
  const of = (conflict: Conflict, now: Turn['now'], row = SUMMARY) =>
    planRow({
      row,
      base: ['a', 'a'],
      now,
      link: { conflicts: [conflict] },
      jira: { labels: { summary: 'B' } },
    });

  it.each<[string, Conflict, Turn['now'], readonly Conflict[]]>([
    [
      'shows the values of today',
      open(),
      ['d', 'c'],
      [open({ jira: 'd', labels: { jira: 'B', remote: null } })],
    ],
    [
      'shows what was lost where a value was overwritten',
      open({ kind: 'overwritten' }),
      ['d', 'c'],
      [open({ kind: 'overwritten' })],
    ],
    ['is over once people made both sides the same', open(), ['d', 'd'], []],
    [
      'stays where its field has no row any more',
      open({ field: 'gone' }),
      ['a', 'a'],
      [open({ field: 'gone' })],
    ],
    [
      'is found anew where somebody edits what was decided over',
      open({ decision: 'jira' }),
      ['b', 'd'],
      [
        open({
          remote: 'd',
          labels: { jira: 'B', remote: null },
          foundAtMs: NOW_MS,
          changedAtMs: { jira: null, remote: null },
        }),
      ],
    ],
  ])('%s', (_what, conflict, now, conflicts) => {
    expect(of(conflict, now).link.conflicts).toEqual(conflicts);
  });

  it('holds the whole pair under the policy halt until it is decided', () => {
    const row = { ...SUMMARY, onConflict: 'halt' } as const;
    const other = open({ field: 'duedate', decision: 'jira' });
    const isHalted = (conflicts: readonly Conflict[], now: Turn['now']) =>
      planRow({ row, base: ['a', 'a'], now, link: { conflicts } }).isHalted;
    expect([
      isHalted([open(), other], ['b', 'c']),
      isHalted([open({ decision: 'jira' })], ['b', 'c']),
      isHalted([open({ decision: 'jira' })], ['b', 'd']),
      isHalted([], ['b', 'a']),
    ]).toEqual([true, false, false, false]);
  });
});

describe('what a plan announces of files', () => {
  const intent = { origin: 'jira', attachmentId: '900', atMs: NOW_MS } as const;
  const planFile = (more: {
    readonly attachments?: readonly ReturnType<typeof anAttachmentPair>[];
    readonly nowMs?: number;
    readonly jira?: Partial<Snapshot>;
  }) =>
    planLink({
      mapping: aMapping({ fields: [] }),
      link: aLink({}, { attachmentIntents: [intent] }),
      comments: [],
      attachments: more.attachments ?? [],
      snapshots: { jira: aSnapshot('jira', more.jira), remote: aSnapshot('remote') },
      texts: {},
      authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
      nowMs: more.nowMs ?? NOW_MS,
    }).link.attachmentIntents;
  const jira = { attachments: [anAttachment('jira', { id: '900' })] };
  const pair = anAttachmentPair({ jira: '900', remote: '7' });

  it('stays while the copy may still come, and goes when it has come or never will', () => {
    expect([
      planFile({}),
      planFile({ jira }),
      planFile({ jira, attachments: [pair] }),
      planFile({ nowMs: NOW_MS + 600_000 }),
    ]).toEqual([[intent], [intent], undefined, undefined]);
  });
});

describe('whether a plan has anything to write', () => {
  it.each([
    ['fieldWrites', true],
    ['commentWrites', true],
    ['attachmentWrites', true],
    ['recovered', false],
  ] as const)('%s: %s', (kind, expected) => {
    const nothing = planRow({ row: SUMMARY, base: ['a', 'a'], now: ['a', 'a'] });
    const plan = { ...nothing, [kind]: [{}] } as typeof nothing;
    expect([hasWrites(nothing), hasWrites(plan)]).toEqual([false, expected]);
  });
});

describe('the texts that are worth loading', () => {
  it('are those that differ from their base on any side', () => {
    const texts = ['same', 'inJira', 'inRemote'].map((field) => ({ ...TEXT, field }));
    const base = { same: 'a', inJira: 'a', inRemote: 'a', summary: 'a' };
    const link = aLink({ jira: base, remote: base });
    const snapshots = {
      jira: aSnapshot('jira', { fields: { ...base, inJira: 'b', summary: 'b' } }),
      remote: aSnapshot('remote', { fields: { ...base, inRemote: 'b' } }),
    };
    const mapping = aMapping({ fields: [SUMMARY, ...texts] });
    expect(findChangedTexts(mapping, link, snapshots)).toEqual(['inJira', 'inRemote']);
  });
});
