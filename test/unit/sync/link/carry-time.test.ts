import { describe, expect, it } from 'vitest';
import type { TimePair } from '../../../../src/core/link';
import type { TimeEntry } from '../../../../src/core/model';
import { stateOf, type TimePlan, type TimeWrite } from '../../../../src/core/time/plan-time';
import { carryTime } from '../../../../src/sync/link/carry-time';
import { aMapping, aSnapshot, NOW_MS } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

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
const PAIR: TimePair = { origin: 'jira', jira: '1', remote: '8', digest: 'old', is: 'copy' };
const OTHER: TimePair = { ...PAIR, jira: '2', remote: '9' };
const FRESH: TimePair = { ...PAIR, remote: '' };
const STATE = stateOf(ORIGINAL);

const COPY: TimeWrite = { kind: 'copy', pair: FRESH, original: ORIGINAL };
const EDIT: TimeWrite = { kind: 'edit', pair: PAIR, original: ORIGINAL };
const TAKE_BACK: TimeWrite = { kind: 'take-back', pair: PAIR };

const REFUSED = { kind: 'refused', message: 'no' } as const;
const RECORD = {
  spentOn: '2026-11-20',
  seconds: 3600,
  text: 'work',
  activityId: '9',
  credit: { text: 'Ada in Jira', url: ORIGINAL.url },
};
const ENTRY = {
  atMs: NOW_MS,
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'time',
  from: '1',
  cause: 'jira',
};

async function carry(remote: Answers, plan: Partial<TimePlan>) {
  const { trackers, calls } = notingTrackers({ remote });
  const carried = await carryTime(
    {
      trackers,
      mapping: aMapping({
        timeEntries: { direction: 'both', activityId: '9', activities: [] },
      }),
      linkId: 'main:12',
      snapshots: {
        jira: aSnapshot('jira', { timeEntries: [{ ...ORIGINAL, id: '0', seconds: 60 }, ORIGINAL] }),
        remote: aSnapshot('remote'),
      },
      nowMs: NOW_MS,
      cause: 'jira',
    },
    { pairs: [PAIR, OTHER], adopted: [], takenBack: [], writes: [], hidden: [], ...plan },
  );
  return { ...carried, calls };
}

describe('spent time that is carried', () => {
  it.each<[string, TimeWrite, Answers, readonly TimePair[], string, readonly unknown[]]>([
    [
      'is copied: the copy’s id comes with the answer',
      COPY,
      { addTime: () => ({ kind: 'added', entryId: '80' }) },
      [{ ...PAIR, remote: '80', digest: STATE }],
      'time-copied',
      ['remote', 'addTime', '12', RECORD],
    ],
    [
      'is edited after its original',
      EDIT,
      { editTime: () => 'done' },
      [{ ...PAIR, digest: STATE }],
      'time-edited',
      ['remote', 'editTime', '12', '8', RECORD],
    ],
    [
      'has no copy any more where somebody deleted it',
      EDIT,
      { editTime: () => 'gone' },
      [{ ...PAIR, remote: '', digest: STATE, is: 'ended' }],
      'time-edited',
      ['remote', 'editTime', '12', '8', RECORD],
    ],
    [
      'is taken back',
      TAKE_BACK,
      { removeTime: () => 'done' },
      [],
      'time-deleted',
      ['remote', 'removeTime', '12', '8'],
    ],
  ])('%s', async (_what, write, answers, pairs, kind, call) => {
    const carried = await carry(answers, { pairs: [write.pair, OTHER], writes: [write] });
    expect(carried).toEqual({
      pairs: [OTHER, ...pairs],
      problems: [],
      audit: [{ ...ENTRY, kind, to: write.kind === 'take-back' ? null : '2026-11-20' }],
      calls: [call],
    });
  });

  it.each<[TimeWrite, Answers, string]>([
    [COPY, { addTime: () => REFUSED }, 'did not take'],
    [EDIT, { editTime: () => REFUSED }, 'did not take'],
    [TAKE_BACK, { removeTime: () => REFUSED }, 'keeps the copy of'],
  ])('is told to people where it is refused: $kind', async (write, answers, what) => {
    const { pair } = write;
    const { calls: _calls, ...carried } = await carry(answers, { pairs: [pair], writes: [write] });
    expect(carried).toEqual({
      pairs: [{ ...pair, digest: STATE, is: 'refused' }],
      problems: [
        {
          kind: 'time-refused',
          side: 'remote',
          field: 'time',
          value: expect.stringContaining('1'),
          message: `Redmine ${what} time spent on WEB-1 in Jira: no. It is tried again when it changes, and when somebody asks for a sync of the pair or changes the mapping.`,
          foundAtMs: NOW_MS,
        },
      ],
      audit: [{ ...ENTRY, kind: 'problem-found', to: 'time-refused' }],
    });
  });

  it('is told of where a run that was cut off had copied it', async () => {
    expect(await carry({}, { adopted: [PAIR] })).toEqual({
      pairs: [PAIR, OTHER],
      problems: [],
      audit: [{ ...ENTRY, kind: 'time-copied', to: null, cause: 'recovered' }],
      calls: [],
    });
  });

  it('is told of where a run that was cut off had taken it back', async () => {
    const { audit } = await carry({}, { takenBack: [PAIR] });
    expect(audit).toEqual([{ ...ENTRY, kind: 'time-deleted', to: null, cause: 'recovered' }]);
  });

  it('is a problem where a side does not show it', async () => {
    const { problems } = await carry({}, { hidden: ['remote'] });
    expect(problems).toEqual([
      {
        kind: 'time-refused',
        side: 'remote',
        field: 'time',
        value: null,
        message:
          'Redmine does not show spent time to the app, so none crosses. Let its user view spent time in the project, or take "timeEntries" out of mapping "web".',
        foundAtMs: NOW_MS,
      },
    ]);
  });
});
