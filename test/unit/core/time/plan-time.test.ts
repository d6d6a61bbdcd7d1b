import { describe, expect, it } from 'vitest';
import type { TimePair } from '../../../../src/core/link';
import type { Direction } from '../../../../src/core/mapping';
import type { TimeEntry } from '../../../../src/core/model';
import { composeTime } from '../../../../src/core/time/compose-time';
import { forgetRefusals, planTime, stateOf } from '../../../../src/core/time/plan-time';
import { aMapping, aSnapshot } from '../../../support/builders';

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
