import { describe, expect, it } from 'vitest';
import { toBaseValue } from '../../../../src/core/digest';
import {
  accountOwnWrites,
  type FieldHistories,
  listOwnChanges,
} from '../../../../src/core/history/account-own-writes';
import { REQUEST_TIMEOUT_MS } from '../../../../src/core/intents';
import type { SentWrite } from '../../../../src/core/link';
import type { FieldRow } from '../../../../src/core/mapping';
import type { FieldValue, Snapshot } from '../../../../src/core/model';
import {
  aBase,
  adfText,
  aMapping,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

/** `app` is ours for sure; `key` may be a person who has the app's key; the others are people. */
const authorship = (id: string) =>
  id === 'app' ? 'ours' : id === 'key' ? 'maybe-ours' : 'not-ours';

/** By whom, when (in milliseconds from a moment on), and what came in place of what. */
type Told = readonly [author: string, afterMs: number, from: string | null, to: string | null];

interface Sides {
  readonly value: FieldValue;
  readonly told?: readonly Told[];
  readonly clockOffsetMs?: number;
}

interface World {
  readonly jira: Sides;
  readonly remote: Sides;
  readonly row?: Partial<FieldRow>;
  readonly base?: FieldValue;
  readonly sent?: readonly Partial<SentWrite>[];
  readonly decided?: FieldHistories['decided'];
}

function historiesOf({ jira, remote, row, base = 'old', sent, decided }: World): FieldHistories {
  const kind = row?.kinds?.jira ?? 'line';
  const full = aRow({ kind, ...row });
  const snapshot = (side: 'jira' | 'remote', { value, told = [], clockOffsetMs = 0 }: Sides) =>
    aSnapshot(side, {
      fields: { [full.field]: value },
      clockOffsetMs,
      history: told.map(([author, afterMs, from, to], index) => {
        const entry = anEntry(index + 1, full.field, from, to, author, NOW_MS + afterMs);
        const other = { field: 'another', from: null, to: 'x' };
        return { ...entry, changes: [other, ...entry.changes] };
      }),
    }) satisfies Snapshot;
  const bases = { fields: { [full.field]: toBaseValue(base) } };
  return {
    mapping: aMapping({ fields: [full] }),
    row: full,
    bases: { jira: aBase('jira', bases), remote: aBase('remote', bases) },
    snapshots: { jira: snapshot('jira', jira), remote: snapshot('remote', remote) },
    authorship: { jira: authorship, remote: authorship },
    baseText: undefined,
    ...(decided ? { decided } : {}),
    sent: sent?.map((write) => ({
      side: 'remote',
      field: 'summary',
      value: 'new',
      source: 'source',
      atMs: NOW_MS,
      ...write,
    })),
  };
}

const account = (world: World) => accountOwnWrites(historiesOf(world));

const STORED = { kind: 'agreed', agreed: { jira: 'old', remote: 'old' }, isUnsaved: false };
const agreedOn = (jira: FieldValue, remote: FieldValue = jira) => ({
  kind: 'agreed',
  agreed: { jira: toBaseValue(jira), remote: toBaseValue(remote) },
  isUnsaved: true,
});
const lost = (side: 'jira' | 'remote', value: string, atMs: number, who = 'grace') => ({
  kind: 'overwritten',
  side,
  lost: { value, author: { id: who, name: who }, atMs: NOW_MS + atMs },
});

/** Jira was edited to `new`, and our entry across says the same. */
const EDITED = { value: 'new', told: [['ada', 0, 'old', 'new']] } as const;
const CARRIED = { value: 'new', told: [['app', 1_000, 'old', 'new']] } as const;
/** The same with a key that a person may have, too. */
const KEYED = { value: 'new', told: [['key', 1_000, 'old', 'new']] } as const;

describe('what both sides agreed on', () => {
  it.each<[string, World, object]>([
    ['the base, where nobody wrote', { jira: { value: 'old' }, remote: { value: 'old' } }, STORED],
    [
      'the base, where people wrote',
      {
        jira: { value: 'new', told: [['ada', 0, 'old', 'new']] },
        remote: { value: 'other', told: [['grace', 0, 'old', 'other']] },
      },
      STORED,
    ],
    ['what we carried', { jira: EDITED, remote: CARRIED }, agreedOn('new')],
    ['what we carried the other way', { jira: CARRIED, remote: EDITED }, agreedOn('new')],
    [
      'what we carried before Jira was edited again',
      {
        jira: { value: 'newer', told: [...EDITED.told, ['ada', 10_000, 'new', 'newer']] },
        remote: CARRIED,
      },
      agreedOn('new'),
    ],
    [
      'what we carried before Redmine was edited',
      {
        jira: EDITED,
        remote: { value: 'later', told: [...CARRIED.told, ['grace', 2_000, 'new', 'later']] },
      },
      agreedOn('new'),
    ],
    [
      'an empty value that we carried',
      {
        jira: { value: null, told: [['ada', 0, 'old', null]] },
        remote: { value: null, told: [['key', 1_000, 'old', '']] },
      },
      agreedOn(null),
    ],
    [
      'an empty value that we carried before Redmine was edited',
      {
        jira: { value: null, told: [['ada', 0, 'old', null]] },
        remote: {
          value: 'x',
          told: [
            ['key', 1_000, 'old', ''],
            ['grace', 2_000, '', 'x'],
          ],
        },
      },
      agreedOn(null),
    ],
    [
      'what we carried before Redmine took the value away untold, as it does with a parent’s date',
      { jira: EDITED, remote: { ...CARRIED, value: null } },
      agreedOn('new'),
    ],
    [
      'a step of ours that was made of no value across, for that side alone',
      {
        jira: { value: 'old' },
        remote: { value: 'step', told: [['app', 0, 'old', 'step']] },
      },
      { kind: 'agreed', agreed: { remote: 'step' }, isUnsaved: true },
    ],
  ])('is %s', (_what, world, accounted) => {
    expect(account(world)).toEqual(accounted);
  });

  it('is nothing where nothing was agreed before', () => {
    const histories = historiesOf({ jira: { value: 'a' }, remote: { value: 'b' } });
    const bases = { jira: aBase('jira'), remote: aBase('remote') };
    expect(accountOwnWrites({ ...histories, bases })).toEqual({
      kind: 'agreed',
      agreed: {},
      isUnsaved: false,
    });
  });
});

describe('what a person typed and we replaced unseen', () => {
  const TYPED = [
    ['grace', 500, 'old', 'typed'],
    ['app', 1_000, 'typed', 'new'],
  ] as const;
  const remote = { value: 'new', told: TYPED };

  it.each<[string, World, object]>([
    ['is told', { jira: EDITED, remote }, lost('remote', 'typed', 500)],
    ['is told in Jira, too', { jira: remote, remote: EDITED }, lost('jira', 'typed', 500)],
    [
      'is told where their own side wins',
      {
        jira: EDITED,
        remote,
        row: { onConflict: 'remote' },
      },
      lost('remote', 'typed', 500),
    ],
    [
      'gives way where the other side wins',
      {
        jira: EDITED,
        remote,
        row: { onConflict: 'jira' },
      },
      agreedOn('new'),
    ],
    [
      'is none where it is what was agreed',
      {
        jira: EDITED,
        remote: {
          value: 'new',
          told: [
            ['grace', 500, 'x', 'old'],
            ['app', 1_000, 'old', 'new'],
          ],
        },
      },
      agreedOn('new'),
    ],
    [
      'is none where we had carried it across',
      {
        jira: {
          value: 'new',
          told: [
            ['app', 600, 'old', 'typed'],
            ['ada', 700, 'typed', 'new'],
          ],
        },
        remote,
      },
      agreedOn('new'),
    ],
  ])('%s', (_what, world, accounted) => {
    expect(account(world)).toEqual(accounted);
  });

  it('is nothing of a pair whose issue had another twin then', () => {
    const histories = historiesOf({ jira: remote, remote: { value: 'old' } });
    const jira = aBase('jira', { lastEntryId: TYPED.length });
    const bases = { jira, remote: histories.bases.remote };
    expect(accountOwnWrites({ ...histories, bases })).toEqual({
      kind: 'agreed',
      agreed: { remote: 'old' },
      isUnsaved: false,
    });
  });
});

describe('of several runs that were cut off', () => {
  const first: Sides = {
    value: 'b',
    told: [
      ['app', 1_000, 'old', 'a'],
      ['ada', 2_000, 'a', 'b'],
    ],
  };
  const last: Sides = {
    value: 'b',
    told: [
      ['grace', 0, 'old', 'a'],
      ['app', 3_000, 'a', 'b'],
    ],
  };
  const HOUR_MS = 3_600_000;
  /** The same as a tracker tells it whose clock is an hour ahead. */
  const ahead = ({ value, told = [] }: Sides): Sides => ({
    value,
    told: told.map(([author, atMs, from, to]) => [author, atMs + HOUR_MS, from, to] as const),
    clockOffsetMs: HOUR_MS,
  });

  it.each<[string, World]>([
    ['in Redmine', { jira: first, remote: last }],
    ['in Jira', { jira: last, remote: first }],
    ['in Redmine, whatever Jira’s clock says', { jira: ahead(first), remote: last }],
    ['in Jira, whatever Redmine’s clock says', { jira: last, remote: ahead(first) }],
  ])('the last one counts, which wrote %s', (_where, world) => {
    expect(account(world)).toEqual(agreedOn('b'));
  });
});

describe('an entry by the key, which a person may have', () => {
  /** The other side held `new` from one moment to another; our entry is of 100 seconds after. */
  const held = (sinceMs: number, untilMs: number): World => ({
    jira: {
      value: 'other',
      told: [
        ['ada', sinceMs, 'old', 'new'],
        ['ada', untilMs, 'new', 'other'],
      ],
    },
    remote: { value: 'new', told: [['key', 100_000, 'old', 'new']] },
  });
  const EARLIEST_MS = 100_000 - REQUEST_TIMEOUT_MS - 5_000;

  it.each<[string, World, boolean]>([
    ['where the other side holds its value', { jira: EDITED, remote: KEYED }, true],
    ['where the other side never held it', { jira: { value: 'old' }, remote: KEYED }, false],
    [
      'as soon as the other side held it, by clocks that tell seconds',
      held(105_000, 200_000),
      true,
    ],
    ['before the other side held it', held(105_001, 200_000), false],
    ['as long as a request may take after the other side held it', held(0, EARLIEST_MS), true],
    ['later than that', held(0, EARLIEST_MS - 1), false],
    [
      'where the mapping does not write there',
      {
        jira: EDITED,
        remote: KEYED,
        row: { direction: 'toJira' },
      },
      false,
    ],
    [
      'where it was told that this was sent',
      {
        jira: { value: 'old' },
        remote: KEYED,
        sent: [{ source: 'new' }],
      },
      true,
    ],
    [
      'where it was told that this was sent, and somebody edited it since',
      {
        jira: { value: 'old' },
        remote: { value: 'later', told: [...KEYED.told, ['grace', 2_000, 'new', 'later']] },
        sent: [{ source: 'new' }],
      },
      true,
    ],
    [
      'where the other side held the same words in another line',
      {
        jira: {
          value: 'other',
          told: [
            ['ada', 0, 'old', 'n.e.w'],
            ['ada', 90_000, 'n.e.w', 'other'],
          ],
        },
        remote: { value: 'n e w', told: [['key', 100_000, 'old', 'n e w']] },
      },
      false,
    ],
    [
      'where that was sent to the other side',
      {
        jira: { value: 'old' },
        remote: KEYED,
        sent: [{ source: 'new', side: 'jira' }],
      },
      false,
    ],
    [
      'where that was sent to another field',
      {
        jira: { value: 'old' },
        remote: KEYED,
        sent: [{ source: 'new', field: 'description' }],
      },
      false,
    ],
    [
      'where something else was sent',
      {
        jira: { value: 'old' },
        remote: KEYED,
        sent: [{ source: 'new', value: 'other' }],
      },
      false,
    ],
    [
      'where something else was sent later',
      { jira: EDITED, remote: KEYED, sent: [{ field: 'another', atMs: NOW_MS + 30_000 }] },
      true,
    ],
    [
      'where a person decided so',
      {
        jira: { value: 'old' },
        remote: KEYED,
        decided: { jira: 'new', remote: 'new' },
      },
      true,
    ],
    [
      'where a person decided so, of a row that does not flow there',
      {
        jira: { value: 'old' },
        remote: KEYED,
        row: { direction: 'toJira' },
        decided: { jira: 'new', remote: 'new' },
      },
      true,
    ],
  ])('is ours or not: %s', (_when, world, isOurs) => {
    expect(account(world)).toEqual(isOurs ? agreedOn('new') : STORED);
  });

  it('is ours where a person decided so, though neither value would become the other', () => {
    const decided = { jira: 'New.', remote: 'new' };
    expect(account({ jira: { value: 'old' }, remote: KEYED, decided })).toEqual(
      agreedOn('New.', 'new'),
    );
  });

  it('is a person’s where we had replaced its value across: they take back what we carried', () => {
    const world: World = {
      base: 'new',
      jira: { value: 'old', told: [['app', 1_000, 'new', 'old']] },
      remote: {
        value: 'new',
        told: [
          ['key', -30_000, 'new', 'old'],
          ['key', 2_000, 'old', 'new'],
        ],
      },
    };
    expect(account(world)).toEqual(agreedOn('old'));
  });

  it.each([
    ['then', 50_000],
    ['after it, with what was read before it', 70_000],
  ])('is a person’s while what we had sent was waited for: %s', (_when, afterMs) => {
    const world: World = {
      base: 'new',
      jira: { value: 'old', told: [['app', 40_000, 'new', 'old']] },
      remote: {
        value: 'new',
        told: [
          ['grace', -1_000, 'new', 'old'],
          ['key', afterMs, 'old', 'new'],
        ],
      },
      sent: [{ side: 'jira', source: 'old', value: 'old' }],
    };
    expect(account(world)).toEqual(agreedOn('old'));
  });

  it('is a person’s where it emptied what we sent something to after it', () => {
    const world: World = {
      jira: EDITED,
      remote: {
        value: 'new',
        told: [
          ['key', 500, 'old', ''],
          ['key', 1_000, '', 'new'],
        ],
      },
      sent: [{ source: 'new' }],
    };
    expect(account(world)).toEqual(lost('remote', '', 500, 'key'));
  });

  it('is a person’s where it puts back what we had read before', () => {
    const world: World = {
      jira: { value: 'b', told: [['ada', 5_000, 'a', 'b']] },
      remote: {
        value: 'a',
        told: [
          ['key', 10_000, 'a', 'b'],
          ['key', 20_000, 'b', 'a'],
        ],
      },
    };
    expect(account(world)).toEqual(agreedOn('b'));
    const changes = listOwnChanges(historiesOf(world), 'remote');
    expect(changes.map(({ entry, change }) => [entry.id, change.to])).toEqual([[1, 'b']]);
  });
});

describe('a text that we carried', () => {
  const row: Partial<FieldRow> = {
    field: 'description',
    jira: 'description',
    remote: 'description',
    kinds: { jira: 'text', remote: 'text' },
  };
  const base = textile('old');
  const OLD = toBaseValue(base);

  it.each<[string, World, object]>([
    [
      'is what Jira’s document says',
      {
        jira: { value: adfText('new'), told: [['ada', 0, 'old', 'new']] },
        remote: { value: textile('new'), told: [['key', 1_000, 'old', 'new']] },
      },
      agreedOn(adfText('new'), textile('new')),
    ],
    [
      'is known by its words where Jira was edited since',
      {
        jira: {
          value: adfText('newer'),
          told: [
            ['ada', 0, 'old', 'a new, long one'],
            ['ada', 9_000, 'a new, long one', 'newer'],
          ],
        },
        remote: {
          value: textile('a *new*, long one'),
          told: [['key', 1_000, 'old', 'a *new*, long one']],
        },
      },
      agreedOn(adfText('a new, long one'), textile('a *new*, long one')),
    ],
    [
      'is known by the words that Jira shows of links',
      {
        jira: {
          value: adfText('newer'),
          told: [
            ['ada', 0, 'old', 'docs'],
            ['ada', 9_000, 'docs', 'newer'],
          ],
        },
        remote: {
          value: textile('"docs":https://a.example'),
          told: [['key', 1_000, 'old', '"docs":https://a.example']],
        },
      },
      agreedOn(adfText('docs'), textile('"docs":https://a.example')),
    ],
    [
      'is not known by other words',
      {
        jira: {
          value: adfText('newer'),
          told: [
            ['ada', 0, 'old', 'a b'],
            ['ada', 9_000, 'a b', 'newer'],
          ],
        },
        remote: { value: textile('ab'), told: [['key', 1_000, 'old', 'ab']] },
      },
      { kind: 'agreed', agreed: { jira: OLD, remote: OLD }, isUnsaved: false },
    ],
    [
      'is what Redmine’s source says, in Jira',
      {
        jira: { value: adfText('new'), told: [['key', 1_000, 'old', 'new']] },
        remote: { value: textile('new'), told: [['grace', 0, 'old', 'new']] },
      },
      agreedOn(adfText('new'), textile('new')),
    ],
    [
      'cannot be told where Jira was edited since we wrote there',
      {
        jira: {
          value: adfText('newer'),
          told: [
            ['app', 1_000, 'old', 'new'],
            ['ada', 2_000, 'new', 'newer'],
          ],
        },
        remote: { value: textile('new'), told: [['grace', 0, 'old', 'new']] },
      },
      { kind: 'agreed', agreed: { jira: OLD, remote: OLD }, isUnsaved: false },
    ],
    [
      'is empty',
      {
        jira: { value: null, told: [['ada', 0, 'old', null]] },
        remote: { value: null, told: [['key', 1_000, 'old', null]] },
      },
      agreedOn(null),
    ],
  ])('%s', (_what, world, accounted) => {
    expect(account({ ...world, row, base })).toEqual(accounted);
  });

  it('is not what the key’s owner typed just before it, whatever stands there now', () => {
    const world: World = {
      jira: { value: adfText('new'), told: [['ada', 0, 'old', 'new']] },
      remote: {
        value: textile('new'),
        told: [
          ['key', 500, 'old', 'typed'],
          ['key', 1_000, 'typed', 'new'],
        ],
      },
    };
    expect(account({ ...world, row, base })).toEqual(lost('remote', 'typed', 500, 'key'));
  });
});
