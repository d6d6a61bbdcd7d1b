import { describe, expect, it } from 'vitest';
import type { Link, Problem, TimePair } from '../../../../src/core/link';
import type { TimeEntry } from '../../../../src/core/model';
import { stateOf } from '../../../../src/core/time/plan-time';
import { RetryLaterError } from '../../../../src/ports';
import { aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import { aLink, aRow, NOW_MS } from '../../../support/builders';

const ORIGINAL: TimeEntry = {
  id: '1',
  url: 'https://acme.atlassian.net/worklog/1',
  author: { id: 'ada', name: 'Ada' },
  spentOn: '2026-11-20',
  seconds: 3600,
  text: 'work',
  activity: null,
  restricted: false,
  copyOf: null,
};
const COPY: TimeEntry = { ...ORIGINAL, id: '80', copyOf: '1' };
const PAIR: TimePair = {
  origin: 'jira',
  jira: '1',
  remote: '80',
  digest: stateOf(ORIGINAL),
  is: 'copy',
};
const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
const A = { fields: { summary: 'a' } };
function pairWithTime(
  jira: readonly TimeEntry[] | null,
  remote: readonly TimeEntry[] | null,
  given: GivenPair = {},
) {
  return aPairAtWork({
    ...given,
    mapping: {
      timeEntries: { direction: 'both', activityId: '9', activities: [] },
      ...given.mapping,
    },
    jira: { ...A, timeEntries: jira, ...given.jira },
    remote: { ...A, timeEntries: remote, ...given.remote },
    answers:
      given.answers ??
      (() => ({
        remote: {
          addTime: () => ({ kind: 'added', entryId: '80' }),
          editTime: () => 'done',
          removeTime: () => 'done',
        },
      })),
  });
}

const shown = (pair: ReturnType<typeof aPairAtWork>) =>
  pair.saves.map(({ link, time, audit }) => ({
    intents: link.timeIntents,
    time,
    told: audit.map(({ kind }) => kind),
  }));

describe('spent time', () => {
  it('is announced, copied, and told', async () => {
    const pair = pairWithTime([ORIGINAL], []);
    const outcome = await pair.sync();
    expect([outcome, pair.writes().map(([side, method]) => `${side} ${method}`)]).toEqual([
      { kind: 'synced' },
      ['remote addTime'],
    ]);
    expect(shown(pair)).toEqual([
      {
        intents: [{ origin: 'jira', entryId: '1', atMs: NOW_MS }],
        time: undefined,
        told: [],
      },
      { intents: undefined, time: [PAIR], told: ['time-copied'] },
    ]);
  });

  it('that is across costs nothing', async () => {
    const pair = pairWithTime([ORIGINAL], [COPY], { stored: { time: [PAIR] } });
    expect([await pair.sync(), pair.writes(), pair.saves]).toEqual([{ kind: 'unchanged' }, [], []]);
  });

  it('does not cross where the mapping carries none', async () => {
    const pair = pairWithTime([ORIGINAL], [], { mapping: { timeEntries: null } });
    expect([await pair.sync(), pair.writes(), pair.saves]).toEqual([{ kind: 'unchanged' }, [], []]);
  });

  it('is saved before the values that are written after it', async () => {
    const pair = pairWithTime([ORIGINAL], [], { jira: { fields: { summary: 'b' } } });
    await pair.sync();
    expect([pair.writes().map(([, method]) => method), shown(pair).at(-1)]).toEqual([
      ['addTime', 'writeIssue'],
      { intents: undefined, time: [PAIR], told: ['time-copied', 'field-written'] },
    ]);
  });

  it('that a lost run copied is taken for what it is, and told', async () => {
    const pair = pairWithTime([ORIGINAL], [COPY]);
    await pair.sync();
    expect(pair.saves.map(({ time }) => time)).toEqual([[PAIR]]);
  });

  it('that turned private is taken back, and that it may return is kept with it', async () => {
    const pair = pairWithTime([{ ...ORIGINAL, restricted: true }], [COPY], {
      stored: { time: [PAIR] },
    });
    const intents = [{ origin: 'jira', entryId: '1', atMs: NOW_MS, takesBack: '80' }];
    expect([await pair.sync(), shown(pair)]).toEqual([
      { kind: 'synced' },
      [
        { intents, time: undefined, told: [] },
        { intents, time: [], told: ['time-deleted'] },
      ],
    ]);
  });

  it.each<[string, () => Promise<never>, readonly unknown[]]>([
    [
      'no answer came: that is noted',
      () => Promise.reject(new RetryLaterError('no answer', null, 'unknown')),
      [[{ side: 'remote', field: 'time', value: '80', source: null, atMs: NOW_MS }]],
    ],
    [
      'it surely was not done: that is not',
      () => Promise.reject(new RetryLaterError('503', null, 'not-done')),
      [],
    ],
  ])('is taken back with its original; where %s', async (_what, removeTime, expected) => {
    const pair = pairWithTime([], [COPY], {
      stored: { time: [PAIR] },
      answers: () => ({ remote: { removeTime } }),
    });
    await pair.sync();
    expect(pair.saves.map(({ link }) => link.sent)).toEqual(expected);
  });
});

describe('a side that shows no spent time', () => {
  const found = async (link: Link) => {
    const pair = pairWithTime(null, [], { stored: { link } });
    await pair.sync();
    return pair.saves.map((save) => [save.link.problems, save.audit.map(({ kind }) => kind)]);
  };

  it('is a problem, once, and over when it is shown', async () => {
    const [first] = await found(AGREED);
    const [problems] = first ?? [];
    const link = { ...AGREED, problems: problems as readonly Problem[] };
    const pair = pairWithTime([], [], { stored: { link } });
    await pair.sync();
    expect([
      link.problems.map(({ kind, side }) => [kind, side]),
      await found(link),
      pair.saves.map((save) => save.link.problems),
    ]).toEqual([[['time-refused', 'jira']], [], [[]]]);
  });
});

describe('a mapping that carries no spent time any more', () => {
  const problem = (value: string | null): Problem => ({
    kind: 'time-refused',
    side: 'remote',
    field: 'time',
    value,
    message: '',
    foundAtMs: NOW_MS,
  });
  const refused: TimePair = { ...PAIR, remote: '', is: 'refused' };

  it.each<[string, string | null, readonly TimePair[]]>([
    ['that a side does not show it', null, []],
    ['that a side did not take some', 'jira 1', [refused]],
  ])('is not told %s', async (_what, value, time) => {
    const link = { ...AGREED, problems: [problem(value)] };
    const mapping = { version: 2, timeEntries: null };
    const pair = pairWithTime(null, null, { mapping, stored: { link, time } });
    await pair.sync();
    expect([pair.writes(), pair.saves.map((save) => save.link.problems)]).toEqual([[], [[]]]);
  });
});

describe('spent time while the whole pair waits for a person', () => {
  const halted: GivenPair = {
    mapping: { fields: [aRow({ onConflict: 'halt' })] },
    jira: { fields: { summary: 'b' } },
    remote: { fields: { summary: 'c' } },
  };

  it('waits as well, but for what turned private', async () => {
    const other = { ...ORIGINAL, id: '2' };
    const pair = pairWithTime([{ ...ORIGINAL, restricted: true }, other], [COPY], {
      ...halted,
      stored: { link: AGREED, time: [PAIR] },
    });
    expect([await pair.sync(), pair.writes()]).toEqual([
      { kind: 'conflict' },
      [['remote', 'removeTime', '12', '80']],
    ]);
  });
});
