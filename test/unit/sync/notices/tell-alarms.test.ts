import { describe, expect, it } from 'vitest';
import type { Circuits } from '../../../../src/core/failing/circuit';
import type { Link, Problem } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { AlarmKind, ToldAlarm } from '../../../../src/core/notices/alarm';
import { wordAlarm } from '../../../../src/core/notices/words';
import { type ListedDeadLetter, PermanentError, RetryLaterError } from '../../../../src/ports';
import type { NoticeBoard, NoticePlace } from '../../../../src/ports/notices';
import type { CollectState } from '../../../../src/ports/upkeep';
import { Attempt } from '../../../../src/sync/notices/attempt';
import { tellAlarms } from '../../../../src/sync/notices/tell-alarms';
import type { NoticePorts } from '../../../../src/sync/sync-ports';
import { aLink, aMapping, NOW_MS } from '../../../support/builders';

const HOUR_MS = 3_600_000;
const PLACE: NoticePlace = { projectId: '10000', projectKey: 'WEB', issueTypeId: '7' };

const DOWN: Circuits = {
  'remote:main': {
    kind: 'open',
    cause: 'failures',
    openedAtMs: NOW_MS - HOUR_MS,
    retryAtMs: NOW_MS,
    message: '[redmine] GET /x: 502',
  },
};
const TOLD: ToldAlarm = {
  id: 'tracker-down:remote:main',
  kind: 'tracker-down',
  what: 'Main',
  sinceMs: NOW_MS - HOUR_MS,
  issueId: '500',
  issueKey: 'WEB-5',
  toldAtMs: NOW_MS - HOUR_MS,
  times: 1,
  goneAtMs: null,
};

async function tell(given: {
  readonly circuits?: Circuits;
  readonly told?: readonly ToldAlarm[];
  readonly board?: Partial<NoticeBoard>;
  readonly isCut?: boolean;
  readonly mappings?: readonly Mapping[];
  readonly letters?: readonly ListedDeadLetter[];
  readonly links?: readonly Link[];
  readonly collectorFailure?: CollectState['failure'];
}) {
  const texts: unknown[] = [];
  const calls: (readonly unknown[])[] = [];
  const board = new Proxy(given.board ?? {}, {
    get:
      (target, name: string) =>
      async (...args: readonly unknown[]) => {
        calls.push([name, ...args.filter((arg) => typeof arg === 'string')]);
        if (name === 'openIssue') texts.push(args[2]);
        const answer: unknown = Reflect.get(target, name);
        if (typeof answer === 'function') return answer(...args);
        return name === 'openIssue' ? { issueId: '500', issueKey: 'WEB-5' } : 'done';
      },
  }) as NoticeBoard;
  const said: string[] = [];
  const ports = {
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: (line: string) => said.push(line) },
    board,
    nameConnections: async () => new Map([['main', 'Main']]),
    listLinksWithProblems: async () => ({
      links: given.links ?? [],
      cursor: given.isCut ? 'more' : null,
    }),
    loadCollectState: async () => {
      const { collectorFailure: failure } = given;
      return failure === undefined ? null : { atMs: 0, toldKeys: [], failure };
    },
    store: {
      listDeadLetters: async () => ({
        letters: given.letters ?? [],
        cursor: given.isCut ? 'more' : null,
      }),
    },
  } as unknown as NoticePorts;
  const attempt = new Attempt(ports);
  const standing = await tellAlarms(ports, attempt, {
    place: PLACE,
    settings: { language: 'en', place: PLACE, remindAfterMs: HOUR_MS, tellsPeople: false },
    told: given.told ?? [],
    circuits: given.circuits ?? {},
    mappings: given.mappings ?? [aMapping()],
  });
  const told = attempt.audit.map(({ field, to }) => [field, to]);
  return { standing, told, calls, texts, said, attempt };
}

describe('what is broken is told to admins', () => {
  it('in an issue of its own, found again by its label', async () => {
    const { standing, told, calls } = await tell({ circuits: DOWN });
    expect([standing, told, calls]).toEqual([
      [{ ...TOLD, toldAtMs: NOW_MS }],
      [['tracker-down', 'WEB-5']],
      [['openIssue', 'redmine-sync.tracker-down.remote.main']],
    ]);
  });

  it('again where it stays, under a mark of its own', async () => {
    const { standing, told, calls } = await tell({ circuits: DOWN, told: [TOLD] });
    expect([standing, told, calls]).toEqual([
      [{ ...TOLD, toldAtMs: NOW_MS, times: 2 }],
      [['tracker-down', 'WEB-5']],
      [['addComment', '500', `${TOLD.sinceMs}.2`]],
    ]);
  });

  it('anew where somebody deleted its issue', async () => {
    const { standing, told } = await tell({
      circuits: DOWN,
      told: [TOLD],
      board: { addComment: async () => 'gone' },
    });
    expect([standing, told]).toEqual([[], []]);
  });

  it('no more while it may only be away for a moment, and it is noted when it comes back', async () => {
    const gone = { ...TOLD, goneAtMs: NOW_MS };
    expect((await tell({ told: [TOLD] })).standing).toEqual([gone]);
    const back = await tell({ circuits: DOWN, told: [gone] });
    expect([back.standing, back.calls]).toEqual([[TOLD], []]);
  });

  it.each([
    ['done', ['addComment', 'closeIssue']],
    ['gone', ['addComment']],
  ] as const)(
    'as well again, and its issue is closed: the comment is %s',
    async (said, expected) => {
      const told = [{ ...TOLD, goneAtMs: NOW_MS - HOUR_MS }];
      const well = await tell({ told, board: { addComment: async () => said } });
      expect([well.standing, well.told, well.calls.map(([name]) => name)]).toEqual([
        [],
        [['tracker-down', 'WEB-5']],
        expected,
      ]);
      expect(well.calls[0]).toEqual(['addComment', '500', `${TOLD.sinceMs}.well`]);
    },
  );

  it('as it stood, where not all of its kind could be read', async () => {
    const told = (['changes-failed', 'pairs-with-problems'] as const).map((kind) => {
      return { ...TOLD, id: kind, kind };
    });
    expect((await tell({ told, isCut: true })).standing).toEqual(told);
    expect((await tell({ told })).standing).toEqual(
      told.map((one) => ({ ...one, goneAtMs: NOW_MS })),
    );
  });
});

describe('what stands in what is told', () => {
  it('is how many there are, unless there are more than are counted', async () => {
    const problem = { kind: 'issue-hidden', side: 'jira', foundAtMs: 7 } as Problem;
    const given = {
      letters: [{ mappingId: 'web', message: '422', failedAtMs: 5 } as ListedDeadLetter],
      links: [aLink({}, { problems: [problem] })],
    };
    const alarm = (kind: AlarmKind, sinceMs: number, count: number | null, words: string | null) =>
      wordAlarm({ id: `${kind}:web`, kind, what: 'WEB ↔ web-shop', sinceMs, count, words }, 'en');
    expect([(await tell(given)).texts, (await tell({ ...given, isCut: true })).texts]).toEqual(
      [1, null].map((count) => [
        alarm('changes-failed', 5, count, '422'),
        alarm('pairs-with-problems', 7, count, null),
      ]),
    );
  });

  it('is since when, and since now where that is not known', async () => {
    const collectorFailure = { message: '[collector] 503', sinceMs: 7 };
    const mappings = [aMapping({ paused: true, pausedFor: '9 issues were deleted' })];
    const { standing } = await tell({ mappings, collectorFailure });
    expect(standing.map(({ id, sinceMs }) => [id, sinceMs])).toEqual([
      ['mapping-paused:web', NOW_MS],
      ['collector-stands', 7],
    ]);
    expect((await tell({ collectorFailure: null })).standing).toEqual([]);
  });
});

describe('what cannot be told', () => {
  const down = new RetryLaterError('[jira] 503', null, 'not-done');
  const refused = new PermanentError('[jira] 400', 'refused');

  it.each([down, refused])('stands as it stood, and the log says why: %s', async (error) => {
    const board: Partial<NoticeBoard> = {
      addComment: async () => {
        throw error;
      },
    };
    const { standing, told, said, attempt } = await tell({ circuits: DOWN, told: [TOLD], board });
    expect([standing, told, said]).toEqual([
      [TOLD],
      [],
      [`a notice could not be given: ${error.message}`],
    ]);
    const failure = { message: error.message, sinceMs: NOW_MS };
    const before = { ...failure, sinceMs: 1 };
    expect([
      attempt.failureAfter(null),
      attempt.failureAfter(before),
      attempt.failureAfter({ message: 'other', sinceMs: 1 }),
    ]).toEqual([failure, before, failure]);
  });

  it('is worth another try where a tracker did not answer, and not where it refused', async () => {
    const { attempt } = await tell({});
    const make = (error: Error) =>
      attempt.make(() => {
        throw error;
      });
    expect([await make(down), await make(refused), await attempt.make(async () => 7)]).toEqual([
      { kind: 'later' },
      { kind: 'refused' },
      { kind: 'done', value: 7 },
    ]);
    const broken = new Error('?');
    await expect(make(broken)).rejects.toBe(broken);
  });

  it('is no failure where all was told', async () => {
    const { attempt } = await tell({ circuits: DOWN });
    expect(attempt.failureAfter({ message: '[jira] 503', sinceMs: 1 })).toBeNull();
    expect(attempt.audit).toEqual([
      {
        atMs: NOW_MS,
        kind: 'notice-given',
        linkId: null,
        mappingId: null,
        side: null,
        field: 'tracker-down',
        from: null,
        to: 'WEB-5',
        cause: 'sweep',
      },
    ]);
  });
});
