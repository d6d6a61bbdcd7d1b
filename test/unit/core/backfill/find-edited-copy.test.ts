import { describe, expect, it } from 'vitest';
import { type EditedCopy, findEditedCopies } from '../../../../src/core/backfill/find-edited-copy';
import { composeCopy } from '../../../../src/core/comments/compose-copy';
import { toBaseValue } from '../../../../src/core/digest';
import type { CommentPair, TimePair } from '../../../../src/core/link';
import {
  type Comment,
  otherSide,
  type RichText,
  type Side,
  type TimeEntry,
} from '../../../../src/core/model';
import { stateOf } from '../../../../src/core/time/plan-time';
import { aComment, adfText, aMapping, aPair, aSnapshot, textile } from '../../../support/builders';

const MAPPING = aMapping();

function judge(
  origin: Side,
  given: {
    readonly comments?: readonly [original: Comment | null, copy: Comment | null, CommentPair];
    readonly time?: readonly [original: TimeEntry | null, copy: TimeEntry | null, TimePair];
  },
) {
  const across = otherSide(origin);
  const [comment, commentCopy, commentPair] = given.comments ?? [];
  const [entry, entryCopy, timePair] = given.time ?? [];
  const snapshot = (side: Side, said?: Comment | null, spent?: TimeEntry | null) =>
    aSnapshot(side, {
      comments: said ? [aComment(side, { id: 'another' }), said] : [],
      timeEntries: spent ? [spent] : [],
    });
  const snapshots = {
    [origin]: snapshot(origin, comment, entry),
    [across]: snapshot(across, commentCopy, entryCopy),
  };
  return findEditedCopies({
    mapping: MAPPING,
    comments: commentPair ? [commentPair] : [],
    attachments: [],
    time: timePair ? [timePair] : [],
    snapshots,
  });
}

describe('the copy of a comment', () => {
  const IDS = { jira: { jira: '1', remote: '2' }, remote: { jira: '2', remote: '1' } };

  function comment(origin: Side, body: RichText, edit: (written: RichText) => RichText) {
    const original = aComment(origin, { id: '1', body });
    const written = composeCopy(MAPPING, origin, original);
    const copy = aComment(otherSide(origin), { id: '2', body: edit(written) });
    const pair = aPair({ origin, ...IDS[origin], digest: toBaseValue(body) ?? '' });
    return [original, copy, pair] as const;
  }

  const asWritten = (text: RichText) => text;
  const reworded = (text: RichText): RichText =>
    text.format === 'adf' ? adfText('something else') : textile(`${text.source} and more`);
  const edited = (side: Side, key: string): EditedCopy => {
    const what = `the copy of a comment by Grace Hopper in ${key}`;
    return { kind: 'comment', side, id: '2', what };
  };

  it.each<[string, Side, RichText, (text: RichText) => RichText, readonly EditedCopy[]]>([
    ['as the app wrote it, in Redmine', 'jira', adfText('hello'), asWritten, []],
    ['as the app wrote it, in Jira', 'remote', textile('hello'), asWritten, []],
    [
      'marked up anew by its tracker',
      'jira',
      adfText('hello'),
      (text) => textile(`\n*${text.format === 'adf' ? '' : text.source}*\r\n`),
      [],
    ],
    [
      'that somebody edited in Redmine',
      'jira',
      adfText('hello'),
      reworded,
      [edited('remote', '#12')],
    ],
    [
      'that somebody edited in Jira',
      'remote',
      textile('hello'),
      reworded,
      [edited('jira', 'WEB-1')],
    ],
  ])('%s', (_what, origin, body, edit, expected) => {
    expect(judge(origin, { comments: comment(origin, body, edit) })).toEqual(expected);
  });

  it('says nothing where there is nothing to compare with', () => {
    const [original, copy, pair] = comment('jira', adfText('hello'), reworded);
    expect([
      judge('jira', { comments: [null, copy, pair] }),
      judge('jira', { comments: [original, null, pair] }),
      judge('jira', { comments: [original, copy, { ...pair, withdrawn: 'copy-gone' }] }),
      judge('jira', { comments: [original, copy, { ...pair, digest: 'of before' }] }),
    ]).toEqual([[], [], [], []]);
    expect(
      findEditedCopies({
        mapping: MAPPING,
        comments: [pair],
        attachments: [],
        time: [],
        snapshots: {},
      }),
    ).toEqual([]);
  });
});

describe('the copy of spent time', () => {
  const entry = (id: string, more: Partial<TimeEntry> = {}): TimeEntry => ({
    id,
    url: '',
    author: { id: '5', name: 'Grace Hopper' },
    spentOn: '2026-11-20',
    seconds: 3600,
    text: 'work',
    activity: null,
    restricted: false,
    copyOf: null,
    ...more,
  });
  const ORIGINAL = entry('1');
  const PAIR: TimePair = {
    origin: 'jira',
    jira: '1',
    remote: '2',
    digest: stateOf(ORIGINAL),
    is: 'copy',
  };
  const EDITED: readonly EditedCopy[] = [
    {
      kind: 'time',
      side: 'remote',
      id: '2',
      what: 'the copy of time spent by Grace Hopper in #12',
    },
  ];

  it.each<[string, TimeEntry | null, TimePair, readonly EditedCopy[]]>([
    ['as the app wrote it, in other words', entry('2', { text: 'Grace: work' }), PAIR, []],
    ['as rounded by its tracker', entry('2', { seconds: 3600 - 59 }), PAIR, []],
    ['a minute longer', entry('2', { seconds: 3660 }), PAIR, EDITED],
    ['on another day', entry('2', { spentOn: '2026-11-21' }), PAIR, EDITED],
    ['that is gone', null, PAIR, []],
    ['that never was one', entry('2', { seconds: 0 }), { ...PAIR, is: 'ended' }, []],
    ['whose original was edited since', entry('2', { seconds: 0 }), { ...PAIR, digest: '' }, []],
  ])('%s', (_what, copy, pair, expected) => {
    expect(judge('jira', { time: [ORIGINAL, copy, pair] })).toEqual(expected);
  });

  it('says nothing where the original is gone, or time is not asked for', () => {
    const given = { mapping: MAPPING, comments: [], attachments: [], time: [PAIR] };
    expect([
      judge('jira', { time: [null, entry('2'), PAIR] }),
      findEditedCopies({ ...given, snapshots: {} }),
      findEditedCopies({
        ...given,
        snapshots: { jira: aSnapshot('jira'), remote: aSnapshot('remote') },
      }),
    ]).toEqual([[], [], []]);
  });
});
