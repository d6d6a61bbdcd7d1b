import { describe, expect, it } from 'vitest';
import { type Backfill, NO_PROGRESS } from '../../../../src/core/backfill/backfill';
import type { Job } from '../../../../src/ports';
import {
  discard,
  leaveUndo,
  pause,
  planUndo,
  resume,
  run,
  undo,
} from '../../../../src/sync/backfill/control-run';
import { BackfillRefused } from '../../../../src/sync/backfill/set-going';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aFirstSync, MemoryBackfillStore } from '../../../support/a-first-sync';
import { aScannedIssue } from '../../../support/a-scanned-issue';
import { aMapping, NOW_MS } from '../../../support/builders';

const MAPPING = aMapping();
const LATER_MS = NOW_MS + 5_000;

type Act = (ports: UpkeepPorts) => Promise<void>;

const ACTS = {
  run: (ports) => run(ports, MAPPING, 'eve'),
  pause: (ports) => pause(ports, 'web', 'eve'),
  resume: (ports) => resume(ports, MAPPING, 'eve'),
  planUndo: (ports) => planUndo(ports, 'web', [4], 'eve'),
  undo: (ports) => undo(ports, 'web', 'eve'),
  leaveUndo: (ports) => leaveUndo(ports, 'web'),
  discard: (ports) => discard(ports, MAPPING, 'eve'),
} satisfies Record<string, Act>;

async function act(
  name: keyof typeof ACTS,
  held: Backfill | null,
  queue: 'kept' | 'refused' = 'kept',
) {
  const store = new MemoryBackfillStore(held);
  const pushed: (readonly [Job, string])[] = [];
  const ports = {
    backfill: store,
    store: { findLinksOfIssues: async () => new Map() },
    clock: { nowMs: () => LATER_MS },
    queue: {
      async push(jobs: readonly Job[], where: string) {
        if (queue === 'kept') pushed.push(...jobs.map((job) => [job, where] as const));
        return queue;
      },
    },
  } as unknown as UpkeepPorts;
  await store.savePage('web', 'scan-jira', 0, [aScannedIssue('10100')]);
  await ACTS[name](ports);
  return { held: store.held, marks: store.marks, pushed };
}

/** That it goes on: marked, saved, and a job for its turn in the queue. */
function going(backfill: Backfill, what: string, upTo = { jira: 0, remote: 0 }) {
  const { turn } = backfill;
  const audit = {
    atMs: LATER_MS,
    kind: 'admin',
    linkId: null,
    mappingId: 'web',
    side: null,
    field: what,
    from: null,
    to: 'first',
    cause: 'eve',
  };
  return {
    held: { ...backfill, aliveAtMs: LATER_MS },
    marks: [['web', { id: 'first', upTo }, audit]],
    pushed: [[{ v: 1, kind: 'backfill', mappingId: 'web', turn }, 'background']],
  };
}

const PAUSED = { kind: 'paused', by: 'ada', atMs: NOW_MS } as const;
const PROGRESS = {
  ...NO_PROGRESS,
  done: 9,
  total: 9,
  created: { jira: 3, remote: 4 },
  failed: 1,
  replanned: 2,
  points: 70,
};
const CAME_TO = { ...NO_PROGRESS, created: { jira: 3, remote: 4 }, failed: 1, replanned: 2 };
const UP_TO = { jira: 50, remote: 7 };

describe('what an admin does with a first sync', () => {
  it.each(['planned', 'done'] as const)(
    'runs it once it is %s, from the first row',
    async (phase) => {
      const held = aFirstSync({
        phase,
        hold: PAUSED,
        progress: PROGRESS,
        failures: 2,
        undo: { delete: 1, part: 0, left: 0 },
      });
      expect(await act('run', held)).toEqual(
        going(
          aFirstSync({ by: 'eve', cursor: { kind: 'again', page: 0 } }),
          'run-first-sync',
          UP_TO,
        ),
      );
    },
  );

  it('pauses it', async () => {
    expect(await act('pause', aFirstSync())).toEqual({
      held: aFirstSync({ hold: { kind: 'paused', by: 'eve', atMs: LATER_MS } }),
      marks: [],
      pushed: [],
    });
  });

  it.each([
    ['running', UP_TO],
    ['scanning', { jira: 0, remote: 0 }],
  ] as const)('resumes it while it is %s, with a turn of its own', async (phase, upTo) => {
    expect(await act('resume', aFirstSync({ phase, hold: PAUSED, failures: 5 }))).toEqual(
      going(aFirstSync({ phase, turn: 4 }), 'resume-first-sync', upTo),
    );
  });

  it('resumes what was planned under other rules as long as it does not run', async () => {
    const held = aFirstSync({ phase: 'undoing', hold: PAUSED, mappingVersion: 9 });
    expect((await act('resume', held)).held).toMatchObject({ hold: null, turn: 4 });
  });

  it.each(['done', 'undo-planned'] as const)('has an undo planned once it is %s', async (phase) => {
    const totals = { rows: 12 } as Backfill['totals'];
    expect(await act('planUndo', aFirstSync({ phase, progress: PROGRESS, totals }))).toEqual(
      going(
        aFirstSync({
          phase: 'undo-planning',
          totals,
          undoRows: [4],
          undo: { delete: 0, part: 0, left: 0 },
          cursor: { kind: 'rows', level: 0, page: 0 },
          progress: { ...CAME_TO, total: 12 },
        }),
        'plan-undo',
      ),
    );
  });

  it('has it undone, the deepest rows first', async () => {
    const planned = { levels: 2, undo: { delete: 3, part: 4, left: 5 } };
    const held = aFirstSync({ ...planned, phase: 'undo-planned', progress: PROGRESS });
    expect(await act('undo', held)).toEqual(
      going(
        aFirstSync({
          ...planned,
          by: 'eve',
          phase: 'undoing',
          cursor: { kind: 'rows', level: 2, page: 0 },
          progress: { ...CAME_TO, total: 7 },
        }),
        'undo-first-sync',
        UP_TO,
      ),
    );
  });

  it('leaves an undo', async () => {
    const held = aFirstSync({
      phase: 'undo-planned',
      undoRows: [4],
      undo: { delete: 1, part: 0, left: 0 },
    });
    expect(await act('leaveUndo', held)).toEqual({
      held: aFirstSync({ phase: 'done' }),
      marks: [],
      pushed: [],
    });
  });

  it.each([
    ['planned', []],
    ['running', ['10100']],
  ] as const)(
    'throws it away while it is %s; who waited for the run is rung',
    async (phase, rung) => {
      const pages = { ...aFirstSync().pages, 'scan-jira': 1 };
      const { held, marks, pushed } = await act(
        'discard',
        aFirstSync({ phase, pages, hold: PAUSED }),
      );
      expect([held, marks, pushed.map(([job]) => 'issueId' in job && job.issueId)]).toEqual([
        null,
        [['web', null, expect.objectContaining({ field: 'discard-first-sync', cause: 'eve' })]],
        rung,
      ]);
    },
  );
});

describe('an admin is refused', () => {
  const other = 'The mapping was changed since it was planned: plan again.';
  const pages = { ...aFirstSync().pages, 'scan-jira': 1 };

  it.each<[keyof typeof ACTS, Backfill | null, string]>([
    ['run', null, 'No first sync of this mapping was started.'],
    ['run', aFirstSync(), 'That can be done while it is planned or done; it is running.'],
    ['run', aFirstSync({ phase: 'planned', mappingVersion: 9 }), other],
    ['pause', aFirstSync({ phase: 'done' }), 'It is not under way.'],
    ['pause', aFirstSync({ hold: PAUSED }), 'It is not under way.'],
    ['resume', aFirstSync(), 'It is not held.'],
    ['resume', aFirstSync({ hold: PAUSED, mappingVersion: 9 }), other],
    ['planUndo', aFirstSync(), 'That can be done while it is done or undo-planned; it is running.'],
    ['undo', aFirstSync(), 'That can be done while it is undo-planned; it is running.'],
    ['leaveUndo', aFirstSync(), 'That can be done while it is undo-planned; it is running.'],
    ['discard', aFirstSync(), 'It is under way: pause it first.'],
    ['discard', aFirstSync({ hold: PAUSED, pages }), 'The queue is full: try again in a minute.'],
  ])('%s: %#', async (name, held, reason) => {
    const refused = await act(name, held, 'refused').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BackfillRefused);
    expect(refused).toMatchObject({ message: reason });
  });
});
