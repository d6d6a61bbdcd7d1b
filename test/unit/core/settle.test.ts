import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../src/core/digest';
import type { Link } from '../../../src/core/link';
import type { Mapping } from '../../../src/core/mapping';
import type { FieldValue, HistoryEntry, Side, Snapshot } from '../../../src/core/model';
import { type Plan, planLink } from '../../../src/core/plan';
import { settleWrites } from '../../../src/core/settle';
import {
  aComment,
  adf,
  adfText,
  aLink,
  aMapping,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../support/builders';

const APP = '5';
const authorship = {
  jira: (id: string) => (id === 'app' ? 'ours' : 'not-ours'),
  remote: (id: string) => (id === 'app' ? 'ours' : id === APP ? 'maybe-ours' : 'not-ours'),
} as const;

/** What would be written between two issues whose comments and files are left alone. */
function planFields(mapping: Mapping, link: Link, snapshots: Readonly<Record<Side, Snapshot>>) {
  return planLink({
    mapping,
    link,
    comments: [],
    attachments: [],
    snapshots,
    texts: {},
    authorship,
    nowMs: NOW_MS,
  });
}

interface Given {
  /** The summary unless said otherwise. */
  field?: string;
  after: FieldValue;
  history?: readonly HistoryEntry[];
  refused?: readonly { field: string; message: string }[];
  /** What Redmine said before that it would take. */
  accepts?: readonly string[];
  link?: Link;
}

/** Jira's field went from `old` to `new`; the plan writes it to the other side. */
function carryOut({
  field = 'summary',
  after,
  history = [],
  refused = [],
  accepts = [],
  link = aLink({ jira: { [field]: 'old' }, remote: { [field]: 'old' } }),
}: Given) {
  const mapping = aMapping({ fields: [aRow({ field })] });
  const before = {
    jira: aSnapshot('jira', { fields: { [field]: 'new' } }),
    remote: aSnapshot('remote', { fields: { [field]: 'old' }, accepts: { [field]: accepts } }),
  };
  const plan = planFields(mapping, link, before);
  const remoteAfter: Snapshot = aSnapshot('remote', {
    fields: { [field]: after },
    history,
    lastEntryId: history.at(-1)?.id ?? 0,
  });
  return settleWrites({
    mapping,
    plan,
    before,
    after: { jira: before.jira, remote: remoteAfter },
    refused: { jira: [], remote: refused },
    authorship,
    goneCopies: new Set(),
    refusedCopies: new Map(),
    nowMs: NOW_MS,
    cause: 'jira',
  });
}

function settle(given: Given) {
  const { link: settled } = carryOut(given);
  return {
    bases: { jira: settled.sides.jira.fields, remote: settled.sides.remote.fields },
    conflicts: settled.conflicts.map(({ kind, jira, remote }) => ({ kind, jira, remote })),
    problems: settled.problems.map(({ kind, side, field, value }) => ({
      kind,
      side,
      field,
      value,
    })),
    writtenAtMs: settled.sides.remote.writtenAtMs,
    lastEntryId: settled.sides.remote.lastEntryId,
  };
}

const SETTLED = {
  bases: { jira: { summary: 'new' }, remote: { summary: 'new' } },
  conflicts: [],
  problems: [],
  writtenAtMs: NOW_MS,
  lastEntryId: 8,
};

describe('after a write', () => {
  it('the base is what we sent', () => {
    expect(settle({ after: 'new', history: [anEntry(8, 'summary', 'old', 'new', APP)] })).toEqual(
      SETTLED,
    );
  });

  it('a person who edited right after us is a difference, not the base', () => {
    const history = [
      anEntry(8, 'summary', 'old', 'new', APP),
      anEntry(9, 'summary', 'new', 'typed later', 'grace'),
    ];
    expect(settle({ after: 'typed later', history })).toEqual({ ...SETTLED, lastEntryId: 9 });
  });

  it('what the tracker took away untold is a difference, not the base', () => {
    const history = [anEntry(8, 'summary', 'old', 'new', APP)];
    expect(settle({ after: null, history })).toEqual(SETTLED);
  });

  it('a person whose edit we overwrote unseen gets a conflict with what they typed', () => {
    const history = [
      anEntry(7, 'summary', 'old', 'typed before', 'grace'),
      anEntry(8, 'summary', 'typed before', 'new', APP),
    ];
    expect(settle({ after: 'new', history })).toEqual({
      ...SETTLED,
      conflicts: [{ kind: 'overwritten', jira: 'new', remote: 'typed before' }],
    });
    const told = carryOut({ after: 'new', history }).audit;
    expect(told.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['field-written', 'old', 'new'],
      ['conflict-found', 'new', 'typed before'],
    ]);
  });

  it("the key's owner counts as a person where the value is not the one we sent", () => {
    const history = [
      anEntry(7, 'summary', 'old', 'typed before', APP),
      anEntry(8, 'summary', 'typed before', 'new', APP),
    ];
    expect(settle({ after: 'new', history }).conflicts).toEqual([
      { kind: 'overwritten', jira: 'new', remote: 'typed before' },
    ]);
  });

  it('a value that was not taken is a problem and no loop', () => {
    expect(settle({ after: 'old' })).toEqual({
      bases: { jira: { summary: 'new' }, remote: { summary: 'old' } },
      conflicts: [],
      problems: [{ kind: 'write-not-taken', side: 'remote', field: 'summary', value: 'new' }],
      writtenAtMs: null,
      lastEntryId: 0,
    });
  });

  it.each([
    ['summary', 'write-not-taken'],
    ['status', 'no-transition'],
  ])('a %s that was refused is a problem in the words of the tracker', (field, kind) => {
    const refused = [{ field, message: 'no way' }];
    expect(carryOut({ field, after: 'old', refused }).link.problems).toEqual([
      {
        kind,
        side: 'remote',
        field,
        value: 'new',
        message: `Redmine did not take the new ${field} of #12: no way. It is tried again when somebody asks for a sync of the pair or changes the mapping.`,
        foundAtMs: NOW_MS,
      },
    ]);
  });

  it('a status that was refused although the tracker had said that it takes it is not tried again for that', () => {
    const refused = [{ field: 'status', message: 'Due date cannot be blank' }];
    const { link } = carryOut({ field: 'status', after: 'old', refused, accepts: ['new'] });
    expect(link.problems).toMatchObject([{ kind: 'write-not-taken', value: 'new' }]);
  });

  it('a person who moved the field so that ours was refused leaves both sides changed', () => {
    const history = [anEntry(8, 'summary', 'old', 'typed meanwhile', 'grace')];
    const refused = [{ field: 'summary', message: 'no way leads there any more' }];
    expect(settle({ after: 'typed meanwhile', history, refused })).toEqual({
      ...SETTLED,
      bases: { jira: { summary: 'old' }, remote: { summary: 'old' } },
      writtenAtMs: null,
    });
  });

  it('a step of ours that somebody overtook is told', () => {
    const history = [
      anEntry(8, 'summary', 'old', 'half way', 'app'),
      anEntry(9, 'summary', 'half way', 'typed meanwhile', 'grace'),
    ];
    const refused = [{ field: 'summary', message: 'no way leads there any more' }];
    expect(carryOut({ after: 'typed meanwhile', history, refused }).audit).toMatchObject([
      { kind: 'field-written', side: 'remote', field: 'summary', from: 'old', to: 'half way' },
    ]);
  });

  it('a step of ours that led half way is where the next round goes on from', () => {
    const history = [anEntry(8, 'summary', 'old', 'half way', 'app')];
    const refused = [{ field: 'summary', message: 'no way leads there any more' }];
    const given = { after: 'half way', history, refused };
    expect(settle(given)).toEqual({
      ...SETTLED,
      bases: { jira: { summary: 'old' }, remote: { summary: 'half way' } },
      writtenAtMs: null,
    });
    expect(carryOut(given).audit).toMatchObject([
      { kind: 'field-written', side: 'remote', field: 'summary', from: 'old', to: 'half way' },
    ]);
  });

  it('what a person had typed before such a step is asked about', () => {
    const history = [
      anEntry(7, 'summary', 'old', 'typed meanwhile', 'grace'),
      anEntry(8, 'summary', 'typed meanwhile', 'half way', 'app'),
    ];
    const refused = [{ field: 'summary', message: 'no way leads there any more' }];
    expect(settle({ after: 'half way', history, refused })).toMatchObject({
      conflicts: [{ kind: 'overwritten', jira: 'new', remote: 'typed meanwhile' }],
      problems: [],
    });
  });

  it('what stands there is taken, whoever brought it there while ours was refused', () => {
    const refused = [{ field: 'summary', message: 'no way leads there any more' }];
    const history = [anEntry(8, 'summary', 'old', 'new', APP)];
    expect(settle({ after: 'new', history, refused })).toEqual(SETTLED);
  });

  it('a person who came first with the same value leaves nothing to do', () => {
    const history = [anEntry(8, 'summary', 'old', 'new', 'grace')];
    expect(settle({ after: 'new', history })).toEqual(SETTLED);
  });

  it('a decided conflict is closed', () => {
    const link = aLink(
      { jira: { summary: 'old' }, remote: { summary: 'old' } },
      {
        conflicts: [
          {
            field: 'summary',
            kind: 'both-changed',
            jira: 'new',
            remote: 'old',
            labels: { jira: null, remote: null },
            foundAtMs: NOW_MS,
            jiraAuthor: null,
            remoteAuthor: null,
            decision: 'jira',
          },
        ],
      },
    );
    expect(
      settle({ after: 'new', history: [anEntry(8, 'summary', 'old', 'new', APP)], link }),
    ).toEqual(SETTLED);
  });
});

describe('after people were added to a list or taken out', () => {
  const WATCHERS = aRow({
    field: 'watchers',
    jira: 'watches',
    remote: 'watchers',
    kind: 'users',
    unmapped: 'keep',
  });
  const people = ['ada', 'grace'].map((jira, at) => ({
    jira,
    remote: String(at + 5),
    jiraName: jira,
    remoteName: jira,
    remoteLogin: jira,
  }));

  /** Jira's list is carried over Redmine's, which then shows another. */
  function settleList(
    jira: { readonly agreed: string | null; readonly now: string | null },
    redmine: { readonly before: string | null; readonly after: string },
    row = WATCHERS,
  ) {
    const { field } = row;
    const mapping = aMapping({ fields: [row], people });
    const before = {
      jira: aSnapshot('jira', { fields: { [field]: jira.now } }),
      remote: aSnapshot('remote', { fields: { [field]: redmine.before } }),
    };
    const bases = { jira: { [field]: jira.agreed }, remote: { [field]: redmine.before } };
    const { link } = settleWrites({
      mapping,
      plan: planFields(mapping, aLink(bases), before),
      before,
      after: { ...before, remote: aSnapshot('remote', { fields: { [field]: redmine.after } }) },
      refused: { jira: [], remote: [] },
      authorship,
      goneCopies: new Set(),
      refusedCopies: new Map(),
      nowMs: NOW_MS,
      cause: 'jira',
    });
    return { problems: link.problems, agreed: link.sides.remote.fields };
  }

  const JOINED = { agreed: null, now: '["ada"]' };

  it('who came meanwhile is a difference, and what was asked for is taken', () => {
    // The key watches what it commented on.
    expect(settleList(JOINED, { before: null, after: '["5","8"]' })).toEqual({
      problems: [],
      agreed: { watchers: '["5"]' },
    });
  });

  it('who was not added was refused', () => {
    expect(settleList(JOINED, { before: null, after: '["8"]' })).toMatchObject({
      problems: [{ kind: 'write-not-taken' }],
    });
  });

  it('who was taken out and watches again came back, by an edit of their own', () => {
    const left = { agreed: '["ada"]', now: null };
    expect(settleList(left, { before: '["5","8"]', after: '["5","8"]' })).toEqual({
      problems: [],
      agreed: { watchers: '["8"]' },
    });
  });

  it('who stays in a field that Redmine keeps read-only was refused', () => {
    const row = aRow({ field: 'reviewers', remote: 'cf_7', kind: 'users', unmapped: 'keep' });
    const left = { agreed: '["ada"]', now: null };
    const stays = { before: '["5"]', after: '["5"]' };
    expect(settleList(left, stays, row)).toMatchObject({
      problems: [{ kind: 'write-not-taken', side: 'remote', field: 'reviewers' }],
    });
  });
});

describe('after a text was written', () => {
  const row = aRow({ field: 'description', kind: 'text' });
  const mapping = aMapping({ fields: [row] });
  const snapshotsOf = (jira: FieldValue, remote: FieldValue) => ({
    jira: aSnapshot('jira', { fields: { description: jira } }),
    remote: aSnapshot('remote', { fields: { description: remote } }),
  });
  const settleText = (
    before: ReturnType<typeof snapshotsOf>,
    after: Partial<ReturnType<typeof snapshotsOf>>,
  ) => {
    const plan = planFields(
      mapping,
      aLink({ jira: { description: null }, remote: { description: null } }),
      before,
    );
    const settled = settleWrites({
      mapping,
      plan,
      before,
      after: { ...before, ...after },
      refused: { jira: [], remote: [] },
      authorship,
      goneCopies: new Set(),
      refusedCopies: new Map(),
      nowMs: NOW_MS,
      cause: 'remote',
    });
    return { problems: settled.link.problems, texts: settled.texts };
  };
  const hello = { description: { adf: adf('hello'), source: 'hello' } };

  it('to Jira, the app user alone tells our entry, since the history shows plain text', () => {
    const jira = aSnapshot('jira', {
      fields: { description: adfText('hello') },
      history: [anEntry(3, 'description', null, 'hello', 'app')],
      lastEntryId: 3,
    });
    expect(settleText(snapshotsOf(null, textile('hello')), { jira })).toEqual({
      problems: [],
      texts: hello,
    });
  });

  it('what was sent is the text for the next edit, and not what a person typed right after', () => {
    const remote = aSnapshot('remote', {
      fields: { description: textile('hello you') },
      history: [
        anEntry(3, 'description', null, 'hello', 'app'),
        anEntry(4, 'description', 'hello', 'hello you'),
      ],
      lastEntryId: 4,
    });
    expect(settleText(snapshotsOf(adfText('hello'), null), { remote })).toEqual({
      problems: [],
      texts: hello,
    });
  });
});

describe('after both sides were written to', () => {
  const DUE = aRow({ field: 'duedate', jira: 'duedate', remote: 'due_date', kind: 'date' });
  const TEXT = aRow({ field: 'description', kind: 'text' });
  const mapping = aMapping({ fields: [aRow(), DUE, TEXT] });
  const AGREED = { summary: 'old', duedate: '2026-12-01', description: null, gone: 'x' };
  const problem = {
    kind: 'write-not-taken',
    side: 'jira',
    field: 'gone',
    value: 'x',
    message: '',
    foundAtMs: 1,
  } as const;
  const conflict = {
    field: 'gone',
    kind: 'no-base',
    jira: 'x',
    remote: 'y',
    labels: { jira: null, remote: null },
    foundAtMs: 1,
    jiraAuthor: null,
    remoteAuthor: null,
  } as const;
  const link = aLink(
    { jira: AGREED, remote: AGREED },
    { problems: [problem], conflicts: [conflict] },
  );
  const before = {
    jira: aSnapshot('jira', { fields: { ...AGREED, summary: 'new' }, labels: { summary: 'New' } }),
    remote: aSnapshot('remote', { fields: { ...AGREED, duedate: '2026-12-24' } }),
  };
  const grace = { id: 'grace', name: 'grace' };

  function settleBoth(after: {
    readonly jira?: Partial<Snapshot>;
    readonly remote?: Partial<Snapshot>;
    readonly refused?: readonly { field: string; message: string }[];
    readonly writes?: Plan['fieldWrites'];
  }) {
    const plan = planFields(mapping, link, before);
    const taken = { ...AGREED, summary: 'new', duedate: '2026-12-24' };
    return settleWrites({
      mapping,
      plan: { ...plan, fieldWrites: after.writes ?? plan.fieldWrites },
      before,
      after: {
        jira: aSnapshot('jira', { fields: taken, ...after.jira }),
        remote: aSnapshot('remote', { fields: taken, ...after.remote }),
      },
      refused: { jira: [], remote: after.refused ?? [] },
      authorship,
      goneCopies: new Set(),
      refusedCopies: new Map(),
      nowMs: NOW_MS + 1,
      cause: 'sweep',
    });
  }

  const TOLD = {
    atMs: NOW_MS + 1,
    linkId: 'main:12',
    mappingId: 'web',
    cause: 'sweep',
    kind: 'field-written',
  };
  const TOLD_SUMMARY = { ...TOLD, side: 'remote', field: 'summary', from: 'old', to: 'new' };
  const TOLD_DUE = {
    ...TOLD,
    side: 'jira',
    field: 'duedate',
    from: '2026-12-01',
    to: '2026-12-24',
  };

  it('each is told, the bases move, and what is open of other fields stays open', () => {
    const { link: settled, ...rest } = settleBoth({});
    const { jira, remote } = settled.sides;
    const taken = { ...AGREED, summary: 'new', duedate: '2026-12-24' };
    expect({ ...rest, ...settled, sides: { jira: jira.fields, remote: remote.fields } }).toEqual({
      ...link,
      sides: { jira: taken, remote: taken },
      comments: [],
      texts: {},
      audit: [TOLD_SUMMARY, TOLD_DUE],
    });
    expect([jira.writtenAtMs, remote.writtenAtMs]).toEqual([NOW_MS + 1, NOW_MS + 1]);
  });

  it('only the side that took its value counts as written', () => {
    const { link: settled, audit } = settleBoth({
      remote: { key: '#77', fields: { ...AGREED, duedate: '2026-12-24' } },
    });
    const { jira, remote } = settled.sides;
    expect({
      written: [jira.writtenAtMs, remote.writtenAtMs],
      problems: settled.problems,
      audit,
    }).toEqual({
      written: [NOW_MS + 1, null],
      problems: [
        problem,
        {
          kind: 'write-not-taken',
          side: 'remote',
          field: 'summary',
          value: 'new',
          message:
            'Redmine answered well but did not take the new summary of #77. Usually the key lacks a permission there, or the workflow does not allow it. It is tried again when somebody asks for a sync of the pair or changes the mapping.',
          foundAtMs: NOW_MS + 1,
        },
      ],
      audit: [{ ...TOLD_SUMMARY, kind: 'problem-found' }, TOLD_DUE],
    });
  });

  it('what one field is refused for is no word on another', () => {
    const refused = [{ field: 'duedate', message: 'closed for good' }];
    const { problems } = settleBoth({ remote: { fields: AGREED }, refused }).link;
    expect(problems.map(({ kind }) => kind)).toEqual(['write-not-taken', 'write-not-taken']);
    const again = [{ field: 'summary', message: 'in the words of the tracker' }];
    expect(
      settleBoth({ remote: { fields: AGREED }, refused: again }).link.problems[1],
    ).toMatchObject({
      field: 'summary',
      message: expect.stringContaining('in the words of the tracker'),
    });
  });

  it.each([
    [
      'Redmine',
      { remote: { history: lostTo('summary', 'new', APP), lastEntryId: 2 } },
      {
        field: 'summary',
        jira: 'new',
        remote: 'lost',
        labels: { jira: 'New', remote: null },
        jiraAuthor: null,
        remoteAuthor: grace,
      },
    ],
    [
      'Jira',
      { jira: { history: lostTo('duedate', '2026-12-24', 'app') } },
      {
        field: 'duedate',
        jira: 'lost',
        remote: '2026-12-24',
        labels: { jira: null, remote: null },
        jiraAuthor: grace,
        remoteAuthor: null,
      },
    ],
  ])(
    'a value that somebody had typed unseen in %s is in conflict, with their name',
    (_where, after, found) => {
      const { link: settled, audit } = settleBoth(after);
      const { conflicts } = settled;
      const { field } = found;
      expect(audit.at(-1)).toMatchObject({ ...TOLD, kind: 'conflict-found', field });
      expect(conflicts).toEqual([
        conflict,
        { ...found, kind: 'overwritten', foundAtMs: NOW_MS + 1 },
      ]);
    },
  );

  it('both sides of one field hold what was merged', () => {
    const merged = [
      { field: 'description', side: 'jira', value: adfText('both') },
      { field: 'description', side: 'remote', value: textile('both') },
    ] as const;
    const { link: settled, texts } = settleBoth({
      writes: merged,
      jira: { fields: { ...before.jira.fields, description: adfText('both') } },
      remote: { fields: { ...before.remote.fields, description: textile('both') } },
    });
    const { jira, remote } = settled.sides;
    expect([jira.fields.description, remote.fields.description, texts]).toEqual([
      toBaseValue(adfText('both')),
      toBaseValue(textile('both')),
      { description: { adf: adf('both'), source: 'both' } },
    ]);
  });

  it('a text that was not taken is agreed on by nobody', () => {
    const write = { field: 'description', side: 'remote', value: textile('new') } as const;
    expect(settleBoth({ writes: [write] }).texts).toEqual({});
  });

  it('a field without a row is nothing that could have been written', () => {
    const write = { field: 'gone', side: 'remote', value: 'x' } as const;
    expect(() => settleBoth({ writes: [write] })).toThrow('mapping web has no row for field gone');
  });
});

/** Somebody's value, and ours right after it. */
function lostTo(field: string, value: string, by: string): readonly HistoryEntry[] {
  return [anEntry(1, field, 'old', 'lost', 'grace'), anEntry(2, field, 'lost', value, by)];
}

describe('after a comment was copied', () => {
  const original = aComment('jira', { id: '500' });
  const intents = ['500', '501'].map(
    (commentId) => ({ origin: 'jira', commentId, atMs: NOW_MS }) as const,
  );

  it('its intent is over, and the side that it was written to counts as written', () => {
    const mapping = aMapping({ fields: [] });
    const before = {
      jira: aSnapshot('jira', { comments: [original] }),
      remote: aSnapshot('remote'),
    };
    const plan = planFields(mapping, aLink({}, { commentIntents: intents }), before);
    const copy = aComment('remote', { id: '700', copyOf: '500' });
    const { link, comments } = settleWrites({
      mapping,
      plan,
      before,
      after: { jira: before.jira, remote: aSnapshot('remote', { comments: [copy] }) },
      refused: { jira: [], remote: [] },
      authorship,
      goneCopies: new Set(),
      refusedCopies: new Map(),
      nowMs: NOW_MS,
      cause: 'jira',
    });
    const { jira, remote } = link.sides;
    expect({
      left: link.commentIntents,
      pairs: comments.map(({ jira: one, remote: other }) => [one, other]),
      written: [jira.writtenAtMs, remote.writtenAtMs],
    }).toEqual({ left: [intents[1]], pairs: [['500', '700']], written: [null, NOW_MS] });
  });
});
