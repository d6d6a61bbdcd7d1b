import { describe, expect, it } from 'vitest';
import type { Link } from '../../../src/core/link';
import type { FieldValue, HistoryEntry, Snapshot } from '../../../src/core/model';
import { type Plan, planLink } from '../../../src/core/plan';
import { settleWrites } from '../../../src/core/settle';
import {
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

interface Given {
  after: FieldValue;
  history?: readonly HistoryEntry[];
  refused?: readonly { field: string; message: string }[];
  link?: Link;
}

/** Jira's summary went from `old` to `new`; the plan writes it to the other side. */
function carryOut({
  after,
  history = [],
  refused = [],
  link = aLink({ jira: { summary: 'old' }, remote: { summary: 'old' } }),
}: Given) {
  const mapping = aMapping({ fields: [aRow()] });
  const before = {
    jira: aSnapshot('jira', { fields: { summary: 'new' } }),
    remote: aSnapshot('remote', { fields: { summary: 'old' } }),
  };
  const plan: Plan = planLink({
    mapping,
    link,
    comments: [],
    attachments: [],
    snapshots: before,
    texts: {},
    authorship,
    nowMs: NOW_MS,
  });
  const remoteAfter: Snapshot = aSnapshot('remote', {
    fields: { summary: after },
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

  it('what could not even be asked for is a problem in the words of the tracker', () => {
    expect(
      settle({ after: 'old', refused: [{ field: 'summary', message: 'no way' }] }).problems,
    ).toEqual([{ kind: 'no-transition', side: 'remote', field: 'summary', value: 'new' }]);
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

describe('after people were added to a list', () => {
  it('who came meanwhile is a difference, and what was asked for is taken', () => {
    const mapping = aMapping({
      fields: [
        aRow({
          field: 'watchers',
          jira: 'watches',
          remote: 'watchers',
          kind: 'users',
          unmapped: 'keep',
        }),
      ],
      people: ['ada', 'grace'].map((jira, at) => ({
        jira,
        remote: String(at + 5),
        jiraName: jira,
        remoteName: jira,
        remoteLogin: jira,
      })),
    });
    const before = {
      jira: aSnapshot('jira', { fields: { watchers: '["ada"]' } }),
      remote: aSnapshot('remote', { fields: { watchers: null } }),
    };
    const link = aLink({ jira: { watchers: null }, remote: { watchers: null } });
    const plan = planLink({
      mapping,
      link,
      comments: [],
      attachments: [],
      snapshots: before,
      texts: {},
      authorship,
      nowMs: NOW_MS,
    });
    const settledWith = (watchers: string) =>
      settleWrites({
        mapping,
        plan,
        before,
        after: { jira: before.jira, remote: aSnapshot('remote', { fields: { watchers } }) },
        refused: { jira: [], remote: [] },
        authorship,
        goneCopies: new Set(),
        refusedCopies: new Map(),
        nowMs: NOW_MS,
        cause: 'jira',
      }).link;
    // The key watches what it commented on.
    const grown = settledWith('["5","8"]');
    expect([grown.problems, grown.sides.remote.fields]).toEqual([[], { watchers: '["5"]' }]);
    expect(settledWith('["8"]').problems).toMatchObject([{ kind: 'write-not-taken' }]);
  });
});

describe('after a text was written to Jira', () => {
  it('the app user alone tells our entry, since the history shows plain text', () => {
    const row = aRow({
      field: 'description',
      jira: 'description',
      remote: 'description',
      kind: 'text',
    });
    const mapping = aMapping({ fields: [row] });
    const before = {
      jira: aSnapshot('jira', { fields: { description: null } }),
      remote: aSnapshot('remote', { fields: { description: textile('hello') } }),
    };
    const plan = planLink({
      mapping,
      link: aLink({ jira: { description: null }, remote: { description: null } }),
      comments: [],
      attachments: [],
      snapshots: before,
      texts: {},
      authorship,
      nowMs: NOW_MS,
    });
    const settled = settleWrites({
      mapping,
      plan,
      before,
      after: {
        jira: aSnapshot('jira', {
          fields: { description: adfText('hello') },
          history: [anEntry(3, 'description', null, 'hello', 'app')],
          lastEntryId: 3,
        }),
        remote: before.remote,
      },
      refused: { jira: [], remote: [] },
      authorship,
      goneCopies: new Set(),
      refusedCopies: new Map(),
      nowMs: NOW_MS,
      cause: 'remote',
    });
    expect({ problems: settled.link.problems, texts: settled.settledTexts }).toEqual({
      problems: [],
      texts: ['description'],
    });
  });
});
