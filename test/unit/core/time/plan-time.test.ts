import { describe, expect, it } from 'vitest';
import type { Link, Problem, TimeIntent, TimePair } from '../../../../src/core/link';
import type { Direction } from '../../../../src/core/mapping';
import type { TimeEntry } from '../../../../src/core/model';
import { composeTime } from '../../../../src/core/time/compose-time';
import {
  forgetRefusals,
  planTime,
  settleTime,
  stateOf,
  type TimeWrite,
  timeIntentsOf,
} from '../../../../src/core/time/plan-time';
import { aLink, aMapping, aSnapshot, NOW_MS } from '../../../support/builders';

const ACTIVITIES = [
  { id: '9', name: 'Development' },
  { id: '8', name: 'Design' },
];

const aTime = (time: Partial<TimeEntry> = {}): TimeEntry => ({
  id: '1',
  url: 'https://acme.atlassian.net/browse/WEB-1?focusedWorklogId=1',
  author: { id: 'ada', name: 'Ada' },
  spentOn: '2026-11-20',
  seconds: 3_600,
  text: 'Searched',
  activity: null,
  restricted: false,
  copyOf: null,
  ...time,
});

const aCopy = (time: Partial<TimeEntry> = {}) => aTime({ id: '2', copyOf: '1', ...time });

const aTimePair = (pair: Partial<TimePair> = {}): TimePair => ({
  origin: 'jira',
  jira: '1',
  remote: '2',
  digest: stateOf(aTime()),
  is: 'copy',
  ...pair,
});

const mappingOf = (direction: Direction) =>
  aMapping({ timeEntries: { direction, activityId: '9', activities: ACTIVITIES } });

function plan({
  jira = [],
  remote = [],
  pairs = [],
  direction = 'both',
}: {
  jira?: readonly TimeEntry[] | null;
  remote?: readonly TimeEntry[] | null;
  pairs?: readonly TimePair[];
  direction?: Direction;
}) {
  return planTime(mappingOf(direction), pairs, {
    jira: aSnapshot('jira', { timeEntries: jira }),
    remote: aSnapshot('remote', { timeEntries: remote }),
  });
}

const kindsOf = (planned: ReturnType<typeof plan>) => planned.writes.map(({ kind }) => kind);

describe('spent time', () => {
  it('is copied, once', () => {
    const pair = aTimePair({ remote: '', digest: '' });
    expect(plan({ jira: [aTime()] })).toEqual({
      pairs: [],
      adopted: [],
      takenBack: [],
      hidden: [],
      writes: [{ kind: 'copy', pair, original: aTime() }],
    });
    expect(kindsOf(plan({ jira: [aTime()], remote: [aCopy()], pairs: [aTimePair()] }))).toEqual([]);
  });

  it.each([
    ['its length', { seconds: 60 }],
    ['its day', { spentOn: '2026-11-21' }],
    ['its text', { text: 'Found' }],
    ['its activity', { activity: { id: '8', name: 'Design' } }],
  ] as const)('is written again where somebody changed %s', (_what, change) => {
    const original = aTime(change);
    const planned = plan({ jira: [original], remote: [aCopy()], pairs: [aTimePair()] });
    expect(planned.writes).toEqual([{ kind: 'edit', pair: aTimePair(), original }]);
  });

  it('is taken back once its original is deleted or restricted', () => {
    const [pairs, remote] = [[aTimePair()], [aCopy()]];
    const restricted = [aTime({ restricted: true })];
    expect(kindsOf(plan({ remote, pairs }))).toEqual(['take-back']);
    expect(kindsOf(plan({ jira: restricted, remote, pairs }))).toEqual(['take-back']);
    expect(kindsOf(plan({ jira: restricted }))).toEqual([]);
  });

  it('that few may see is taken back whichever way time flows now; what is deleted stays', () => {
    const [pairs, remote, direction] = [[aTimePair()], [aCopy()], 'toJira'] as const;
    const restricted = [aTime({ restricted: true })];
    expect(kindsOf(plan({ jira: restricted, remote, pairs, direction }))).toEqual(['take-back']);
    expect(kindsOf(plan({ remote, pairs, direction }))).toEqual([]);
    expect(kindsOf(plan({ jira: [aTime()], direction }))).toEqual([]);
  });

  it('gets no new copy where somebody deleted it, and is forgotten with its original', () => {
    const ended = aTimePair({ remote: '', is: 'ended' });
    expect(plan({ jira: [aTime({ text: 'Found' })], pairs: [aTimePair()] })).toMatchObject({
      pairs: [ended],
      writes: [],
    });
    expect(plan({ pairs: [ended] }).pairs).toEqual([]);
  });

  it('gets a new copy where a run took it back and was cut off, once it may be shown again', () => {
    const { pairs } = plan({ jira: [aTime({ restricted: true })], pairs: [aTimePair()] });
    expect(pairs).toEqual([]);
    expect(kindsOf(plan({ jira: [aTime()], pairs }))).toEqual(['copy']);
  });

  it('that a run left behind is found by what it says, and written again', () => {
    const pair = aTimePair({ digest: '' });
    expect(plan({ jira: [aTime()], remote: [aCopy()] })).toEqual({
      pairs: [pair],
      adopted: [pair],
      takenBack: [],
      hidden: [],
      writes: [{ kind: 'edit', pair, original: aTime() }],
    });
  });

  it('that a run left behind is taken back where its original was deleted meanwhile', () => {
    const planned = planTime(
      mappingOf('both'),
      [],
      {
        jira: aSnapshot('jira', { timeEntries: [] }),
        remote: aSnapshot('remote', { timeEntries: [aCopy()] }),
      },
      [{ origin: 'jira', entryId: '1', atMs: 0 }],
    );
    expect(planned.writes).toEqual([{ kind: 'take-back', pair: aTimePair({ digest: '' }) }]);
  });

  it('that says it is a copy of what has one is nobody’s original', () => {
    const twice = [aCopy(), aCopy({ id: '3' })];
    expect(kindsOf(plan({ jira: [aTime()], remote: twice, pairs: [aTimePair()] }))).toEqual([]);
  });

  it('that was refused is tried again once it changes, or as somebody asks', () => {
    const refused = aTimePair({ remote: '', is: 'refused' });
    expect(kindsOf(plan({ jira: [aTime()], pairs: [refused] }))).toEqual([]);
    expect(kindsOf(plan({ jira: [aTime({ seconds: 60 })], pairs: [refused] }))).toEqual(['copy']);
    const asked = forgetRefusals([refused]);
    expect(kindsOf(plan({ jira: [aTime()], pairs: asked }))).toEqual(['copy']);
  });

  it('that one side does not show says nothing of the other’s', () => {
    expect(plan({ jira: [aTime()], remote: null, pairs: [aTimePair()] })).toEqual({
      pairs: [aTimePair()],
      adopted: [],
      takenBack: [],
      hidden: ['remote'],
      writes: [],
    });
  });
});

describe('the copy of spent time', () => {
  const composed = (origin: 'jira' | 'remote', time: Partial<TimeEntry> = {}) => {
    const { activityId, credit } = composeTime(mappingOf('both'), origin, aTime(time));
    return [activityId, credit.text];
  };

  it('says whose it is, and for what', () => {
    expect(composed('jira')).toEqual(['9', 'Ada in Jira']);
    expect(composed('remote', { activity: { id: '8', name: 'Design' } })).toEqual([
      null,
      'Ada in Redmine, Design',
    ]);
  });

  it('is spent on what the text of a worklog begins with', () => {
    expect(composed('jira', { text: 'design: drew it' })[0]).toBe('8');
    expect(composed('jira', { text: 'designed it' })[0]).toBe('9');
  });
});

describe('spent time of a run that was cut off', () => {
  const intent = { origin: 'jira', entryId: '1', atMs: NOW_MS } as const;
  const planWith = (
    intents: readonly TimeIntent[],
    entries: Partial<Record<'jira' | 'remote', readonly TimeEntry[]>>,
    known: readonly TimePair[] = [],
  ) =>
    planTime(
      mappingOf('both'),
      known,
      {
        jira: aSnapshot('jira', { timeEntries: entries.jira ?? [] }),
        remote: aSnapshot('remote', { timeEntries: entries.remote ?? [] }),
      },
      intents,
    );

  describe('is announced', () => {
    const takenBack = { ...intent, takesBack: '2' };
    const announce = (
      kind: TimeWrite['kind'],
      jira: readonly TimeEntry[],
      standing: readonly TimeIntent[] = [],
    ) => {
      const snapshots = {
        jira: aSnapshot('jira', { timeEntries: jira }),
        remote: aSnapshot('remote', { timeEntries: [aCopy()] }),
      };
      const write = { kind, pair: aTimePair(), original: aTime() };
      return timeIntentsOf([write], standing, snapshots, NOW_MS);
    };

    it('before it is copied, and before it is taken back where it may return', () => {
      expect([
        announce('copy', [aTime()]),
        announce('take-back', [aTime({ restricted: true })]),
        announce('take-back', []),
        announce('edit', [aTime()]),
      ]).toEqual([[intent], [takenBack], [], []]);
    });

    it('as taken back until its successor is saved', () => {
      expect(announce('copy', [aTime()], [{ ...takenBack, atMs: 0 }])).toEqual([takenBack]);
      const others = [
        { ...takenBack, entryId: '9' },
        { ...takenBack, origin: 'remote' as const },
      ];
      expect(announce('copy', [aTime()], others)).toEqual([intent]);
    });
  });

  describe('that was taken back and is public again', () => {
    const takesBack = [{ ...intent, takesBack: '2' }];

    it('gets another copy: nobody deleted the one before', () => {
      const { pairs, writes, takenBack } = planWith(takesBack, { jira: [aTime()] }, [aTimePair()]);
      const kinds = writes.map(({ kind }) => kind);
      expect([pairs, kinds, takenBack]).toEqual([[], ['copy'], [aTimePair()]]);
    });

    it('is not taken back where its copy stands', () => {
      const entries = { jira: [aTime()], remote: [aCopy()] };
      expect(planWith(takesBack, entries, [aTimePair()]).takenBack).toEqual([]);
    });

    it('has the copy that a lost run made in its place', () => {
      const remote = [aCopy({ id: '3' })];
      const { pairs } = planWith(takesBack, { jira: [aTime()], remote }, [aTimePair()]);
      expect(pairs).toEqual([aTimePair({ remote: '3', digest: '' })]);
    });

    it('gets none where a person deleted another copy', () => {
      const known = [aTimePair({ remote: '4' })];
      const { pairs, writes } = planWith(takesBack, { jira: [aTime()] }, known);
      expect([pairs, writes]).toEqual([[aTimePair({ remote: '', is: 'ended' })], []]);
    });
  });

  it.each<[string, Parameters<typeof planWith>, readonly object[]]>([
    [
      'is ours by the intent alone',
      [[intent], { remote: [aCopy()] }],
      [{ jira: '1', remote: '2' }],
    ],
    ['that is another original’s is not', [[intent], { remote: [aCopy({ copyOf: '7' })] }], []],
    ['is nobody’s where no copy is there', [[intent], {}], []],
    ['is a pair already', [[intent], { remote: [aCopy()] }, [aTimePair()]], []],
    [
      'and whose original is there is found by that',
      [[intent], { jira: [aTime()], remote: [aCopy()] }],
      [{ jira: '1', remote: '2' }],
    ],
  ])('%s', (_what, [intents, entries, known], adopted) => {
    expect(planWith(intents, entries, known).adopted).toMatchObject(adopted);
    expect(planWith(intents, entries, known).adopted).toHaveLength(adopted.length);
  });

  it('from Redmine is a pair of its own origin', () => {
    const entries = { remote: [aTime({ id: '7' })], jira: [aCopy({ id: '8', copyOf: '7' })] };
    expect(planWith([], entries).adopted).toEqual([
      { origin: 'remote', jira: '8', remote: '7', digest: '', is: 'copy' },
    ]);
  });
});

describe('the link after time was carried', () => {
  const refused = {
    kind: 'time-refused',
    side: 'remote',
    field: 'time',
    value: 'jira 1',
    message: '',
    foundAtMs: 1,
  } as const;
  const hidden = { ...refused, value: null };
  const foreign = { ...refused, kind: 'write-not-taken', value: null } as const;
  const pair = aTimePair({ is: 'refused' });
  const intent = { origin: 'jira', entryId: '5', atMs: NOW_MS } as const;
  const settle = (
    link: Partial<Link>,
    pairs: readonly TimePair[] = [],
    found: readonly Problem[] = [],
    shown: readonly TimeEntry[] | null = null,
    nowMs = NOW_MS,
  ) =>
    settleTime(
      aLink({}, link),
      pairs,
      found,
      {
        jira: aSnapshot('jira', { timeEntries: null }),
        remote: aSnapshot('remote', { timeEntries: shown }),
      },
      nowMs,
    );

  it.each<[string, () => Link, Partial<Link>]>([
    [
      'is the same where nothing moved',
      () => settle({ problems: [foreign] }),
      { problems: [foreign] },
    ],
    [
      'keeps a refusal while its pair is refused',
      () => settle({ problems: [refused] }, [aTimePair({ jira: '9' }), pair]),
      { problems: [refused] },
    ],
    [
      'has none once its pair is across',
      () =>
        settle({ problems: [foreign, refused] }, [
          aTimePair(),
          aTimePair({ jira: '9', is: 'refused' }),
        ]),
      { problems: [foreign] },
    ],
    [
      'tells once that a side is hidden',
      () => settle({ problems: [hidden] }, [], [hidden]),
      { problems: [hidden] },
    ],
    [
      'has none of it once the side is shown',
      () => settle({ problems: [hidden] }),
      { problems: [] },
    ],
    [
      'tells what is new',
      () => settle({ problems: [foreign] }, [], [refused]),
      { problems: [foreign, refused] },
    ],
    [
      'keeps what is announced and may still come',
      () => settle({ timeIntents: [intent] }),
      { timeIntents: [intent] },
    ],
    [
      'keeps beside news what is announced',
      () => settle({ timeIntents: [intent] }, [], [refused]),
      { timeIntents: [intent], problems: [refused] },
    ],
    [
      'forgets what is announced and is a pair',
      () => settle({ timeIntents: [intent] }, [aTimePair({ jira: '5' })]),
      {},
    ],
    [
      'forgets what is announced and never came',
      () => settle({ timeIntents: [intent] }, [], [], [aCopy({ copyOf: '1' })], NOW_MS + 600_000),
      {},
    ],
    [
      'keeps what is announced and stands across',
      () => settle({ timeIntents: [intent] }, [], [], [aCopy({ copyOf: '5' })], NOW_MS + 600_000),
      { timeIntents: [intent] },
    ],
  ])('%s', (_what, link, expected) => {
    expect(link()).toEqual(aLink({}, expected));
  });

  it('is the very same where nothing moved, so that nothing is saved', () => {
    const link = aLink({}, { problems: [foreign], timeIntents: [intent] });
    const snapshots = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
    expect(settleTime(link, [pair], [], snapshots, NOW_MS)).toBe(link);
  });
});
