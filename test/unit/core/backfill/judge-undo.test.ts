import { describe, expect, it } from 'vitest';
import { judgeUndo, listCopies, type UndoInput } from '../../../../src/core/backfill/judge-undo';
import { toBaseValue } from '../../../../src/core/digest';
import type { Snapshot } from '../../../../src/core/model';
import {
  aComment,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  anEntry,
  aPair,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

const MADE = { side: 'remote', id: '12', key: '#12' } as const;
const LEFT = { number: 3, linkId: 'main:12', title: 'WEB-1 ↔ #12', kind: 'left' };
const TIME = { origin: 'jira', jira: '1', remote: '8', digest: '', is: 'copy' } as const;

const ORIGINAL = aComment('jira', { id: '1' });
const DIGEST = toBaseValue(ORIGINAL.body) ?? '';

interface Given {
  readonly jira?: Partial<Snapshot> | null;
  readonly remote?: Partial<Snapshot> | null;
  /** The pair was there before, and the run wrote fields. */
  readonly changed?: readonly object[];
  readonly more?: Partial<UndoInput>;
}

function judge({ jira = {}, remote = {}, changed, more = {} }: Given) {
  const outcome = {
    kind: 'done',
    linkId: 'main:12',
    atMs: NOW_MS,
    ...(changed ? { changed } : { made: MADE }),
  };
  return judgeUndo({
    mapping: aMapping(),
    number: 3,
    outcome: outcome as UndoInput['outcome'],
    link: aLink({ jira: { summary: 'J' }, remote: { summary: 'R' } }),
    comments: [],
    attachments: [],
    time: [],
    snapshots: {
      ...(jira ? { jira: aSnapshot('jira', jira) } : {}),
      ...(remote ? { remote: aSnapshot('remote', remote) } : {}),
    },
    authorship: {
      jira: (id) => (id === 'app' ? 'ours' : 'not-ours'),
      remote: (id) => (id === 'key' ? 'maybe-ours' : 'not-ours'),
    },
    before: [],
    isMadeGone: false,
    ...more,
  });
}

const time = (id: string) =>
  ({ timeEntries: [{ id, author: { id: '5', name: 'Grace' } }] }) as unknown as Partial<Snapshot>;
const later = (ms: number, by: string) => ({
  history: [anEntry(1, 'summary', 'a', 'b', by, NOW_MS + ms)],
});

describe('an issue that a first sync made', () => {
  const TAKEN = { ...LEFT, kind: 'delete', issue: MADE };
  const left = (reason: string) => ({ ...LEFT, reason });

  it.each<[string, Given, object]>([
    ['where nobody touched it', {}, TAKEN],
    ['where it is proven to be gone', { remote: null, more: { isMadeGone: true } }, TAKEN],
    ['where only the key wrote to it', { remote: later(0, 'key') }, TAKEN],
    [
      'with the comments, files and time that it was given',
      {
        remote: {
          comments: [aComment('remote', { id: '2' }), aComment('remote', { id: '4' })],
          attachments: [anAttachment('remote', { id: '6' })],
          ...time('8'),
        },
        more: {
          comments: [aPair({ jira: '1', remote: '2' })],
          attachments: [
            anAttachmentPair({ jira: '3', remote: '4', is: 'link' }),
            anAttachmentPair({ jira: '5', remote: '6' }),
          ],
          time: [TIME],
        },
      },
      TAKEN,
    ],
    [
      'where the app wrote across no later than the run, by clocks of whole seconds',
      { jira: later(2_000, 'app') },
      TAKEN,
    ],
    ['where somebody edited the original', { jira: later(9_000, 'ada') }, TAKEN],
    [
      'where the clock across runs ahead',
      { jira: { ...later(9_000, 'app'), clockOffsetMs: 7_000 } },
      TAKEN,
    ],
    ['where its original is gone', { jira: null }, TAKEN],
  ])('is taken back %s', (_what, given, row) => {
    expect(judge(given)).toEqual(row);
  });

  it.each<[string, Given, string]>([
    ['it is hidden', { remote: null }, '#12 is gone or hidden'],
    ['somebody edited it', { remote: later(0, 'grace') }, '#12 was edited by grace'],
    [
      'somebody commented on it',
      { remote: { comments: [aComment('remote', { id: '9' })] } },
      '#12 has a comment by Grace Hopper',
    ],
    [
      'somebody attached a file',
      { remote: { attachments: [anAttachment('remote')] } },
      '#12 has a file by Grace Hopper',
    ],
    ['somebody logged time', { remote: time('9') }, '#12 has spent time of Grace'],
    [
      'an edit of it has crossed',
      { jira: later(2_001, 'app') },
      'an edit of the twin has crossed to WEB-1 since',
    ],
    [
      'its copies are of other kinds than what is there',
      {
        remote: { comments: [aComment('remote', { id: '8' })] },
        more: { time: [TIME], attachments: [anAttachmentPair({ remote: '8' })] },
      },
      '#12 has a comment by Grace Hopper',
    ],
    [
      'somebody edited the copy of a comment',
      {
        jira: { comments: [ORIGINAL] },
        remote: { comments: [aComment('remote', { id: '2', body: textile('reworded') })] },
        more: { comments: [aPair({ jira: '1', remote: '2', digest: DIGEST })] },
      },
      'the copy of a comment by Grace Hopper in #12 was edited since',
    ],
    [
      'a comment has the number of a copy in Jira',
      {
        remote: { comments: [aComment('remote', { id: '2' })] },
        more: { comments: [aPair({ origin: 'remote', jira: '2', remote: '9' })] },
      },
      '#12 has a comment by Grace Hopper',
    ],
  ])('is left where %s', (_what, given, reason) => {
    expect(judge(given)).toEqual(left(reason));
  });
});

describe('a pair that a first sync linked', () => {
  const changed = [{ side: 'remote', field: 'summary', from: 'before', to: 'R' }];
  const held = { jira: { fields: { summary: 'J' } }, remote: { fields: { summary: 'R' } } };

  it('is parted, with what it held before and the copies that go', () => {
    const more = { attachments: [anAttachmentPair()], time: [TIME] };
    expect(judge({ ...held, changed, more })).toEqual({
      ...LEFT,
      kind: 'part',
      restores: changed,
      copies: 2,
    });
  });

  it.each<[string, Given, string]>([
    ['both are hidden', { jira: null, remote: null, changed }, 'WEB-1 and #12 is gone or hidden'],
    ['one is hidden', { ...held, remote: null, changed }, '#12 is gone or hidden'],
    [
      'a value was changed since',
      { ...held, remote: { fields: { summary: 'typed' } }, changed },
      'summary of #12 was changed since',
    ],
    [
      'a value was taken out since',
      { ...held, remote: {}, changed },
      'summary of #12 was changed since',
    ],
    [
      'a value was changed and changed back',
      { ...held, jira: { ...held.jira, ...later(2_001, 'ada') }, changed },
      'summary of #12 was changed since',
    ],
    [
      'a value was changed among others, where the clock runs behind',
      {
        ...held,
        jira: {
          ...held.jira,
          clockOffsetMs: -7_000,
          history: [
            {
              ...anEntry(1, 'status', 'a', 'b', 'ada', NOW_MS - 4_000),
              changes: [
                { field: 'status', from: 'a', to: 'b' },
                { field: 'summary', from: 'a', to: 'b' },
              ],
            },
          ],
        },
        changed,
      },
      'summary of #12 was changed since',
    ],
    [
      'somebody edited the copy of a comment',
      {
        jira: { ...held.jira, comments: [ORIGINAL] },
        remote: {
          ...held.remote,
          comments: [aComment('remote', { id: '2', body: textile('reworded') })],
        },
        changed,
        more: { comments: [aPair({ jira: '1', remote: '2', digest: DIGEST })] },
      },
      'the copy of a comment by Grace Hopper in #12 was edited since',
    ],
  ])('is left where %s', (_what, given, reason) => {
    expect(judge(given)).toEqual({ ...LEFT, reason });
  });

  describe('and an undo gave its value back before it was cut off', () => {
    const before = [{ number: 3, side: 'remote', fields: { summary: 'before' } }] as const;
    const given = (author: string, to: string, stands = 'before') => ({
      ...held,
      remote: {
        fields: { summary: stands },
        history: [anEntry(1, 'summary', 'R', to, author, NOW_MS + 9_000)],
      },
      changed,
      more: { before },
    });

    it('is parted', () => {
      expect(judge(given('key', 'before')).kind).toBe('part');
    });

    it.each<[string, Given]>([
      ['somebody else brought it back', given('ada', 'before')],
      ['a person with the key typed another one', given('key', 'typed', 'typed')],
      ['a person with the key typed another one in between', given('key', 'typed')],
      [
        'somebody changed it across',
        { ...given('key', 'before'), jira: { ...held.jira, ...later(9_000, 'ada') } },
      ],
    ])('is left where %s', (_what, one) => {
      expect(judge(one)).toEqual({ ...LEFT, reason: 'summary of #12 was changed since' });
    });
  });

  describe('and an undo was cut off, after which somebody typed another value', () => {
    const STATUS = { side: 'remote', field: 'status' };
    const before = [{ number: 3, side: 'remote', fields: { summary: 'before', status: '1' } }];
    const link = aLink({
      jira: { summary: 'J', status: '3' },
      remote: { summary: 'R', status: '2' },
    });
    const cutOff = (remote: Partial<Snapshot>, more: Partial<UndoInput> = {}) =>
      judge({
        jira: { fields: { summary: 'J', status: '3' } },
        remote: { fields: { summary: 'typed', status: '2' }, ...remote },
        more: {
          link,
          before: before as UndoInput['before'],
          outcome: {
            kind: 'done',
            linkId: 'main:12',
            atMs: NOW_MS,
            changed: [...changed, STATUS],
            isBeingUndone: true,
          } as UndoInput['outcome'],
          ...more,
        },
      });
    const copied = { comments: [aPair({ jira: '1', remote: '2', digest: DIGEST })], time: [TIME] };

    it('goes on where another value was given back', () => {
      expect(cutOff({ fields: { summary: 'typed', status: '1' } })).toEqual({
        ...LEFT,
        kind: 'part',
        restores: [STATUS],
        copies: 0,
        kept: ['summary of #12 was changed since'],
      });
    });

    it('goes on where a copy was taken away, and leaves what somebody edited', () => {
      const comments = [aComment('remote', { id: '2', body: textile('reworded') })];
      const row = judge({
        jira: { comments: [ORIGINAL] },
        remote: { comments, timeEntries: [] },
        changed: [],
        more: {
          ...copied,
          outcome: { kind: 'done', linkId: 'main:12', atMs: NOW_MS, isBeingUndone: true },
        },
      });
      expect(row).toEqual({
        ...LEFT,
        kind: 'part',
        restores: [],
        copies: 1,
        kept: ['the copy of a comment by Grace Hopper in #12 was edited since'],
      });
    });

    it.each<[string, object]>([
      ['nothing of it was done', cutOff({})],
      [
        'nothing is known of spent time',
        cutOff(
          { comments: [aComment('remote', { id: '2' })], timeEntries: null },
          { comments: copied.comments, time: [TIME] },
        ),
      ],
    ])('is left where %s', (_what, row) => {
      expect(row).toEqual({ ...LEFT, reason: 'summary of #12 was changed since' });
    });
  });

  it('is parted where another field was changed, or this one before', () => {
    const other = { history: [anEntry(1, 'status', 'a', 'b', 'ada', NOW_MS + 9_000)] };
    const kinds = [other, later(2_000, 'ada')].map(
      (history) => judge({ ...held, jira: { ...held.jira, ...history }, changed }).kind,
    );
    expect(kinds).toEqual(['part', 'part']);
  });
});

it('lists the copies that stand, each on the side that it was made on', () => {
  expect(
    listCopies({
      comments: [
        aPair({ jira: '1', remote: '2' }),
        aPair({ jira: '3', remote: '4', withdrawn: 'copy-gone' }),
        aPair({ origin: 'remote', jira: '5', remote: '6' }),
      ],
      attachments: [
        anAttachmentPair({ remote: '7' }),
        anAttachmentPair({ remote: '9', is: 'link' }),
        anAttachmentPair({ remote: '' }),
      ],
      time: [TIME, { ...TIME, is: 'ended' }],
    }),
  ).toEqual([
    { kind: 'comment', side: 'remote', id: '2' },
    { kind: 'comment', side: 'jira', id: '5' },
    { kind: 'attachment', side: 'remote', id: '7' },
    { kind: 'time', side: 'remote', id: '8' },
  ]);
});
