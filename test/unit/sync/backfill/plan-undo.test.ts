import { describe, expect, it } from 'vitest';
import type { Backfill, NumberedOutcome } from '../../../../src/core/backfill/backfill';
import type { PlanRow, RowDone } from '../../../../src/core/backfill/plan-row';
import type { Link, Problem } from '../../../../src/core/link';
import type { Side, Snapshot } from '../../../../src/core/model';
import { addSentDeletion } from '../../../../src/core/sent-writes';
import type { ReadIssue, StoredLink } from '../../../../src/ports';
import { planUndo } from '../../../../src/sync/backfill/plan-undo';
import type { Step } from '../../../../src/sync/backfill/step';
import { aFirstSync, MemoryBackfillStore } from '../../../support/a-first-sync';
import { aScannedIssue } from '../../../support/a-scanned-issue';
import { aBase, aLink, aMapping, aSnapshot, NOW_MS } from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const DONE: RowDone = { kind: 'done', linkId: 'main:12', atMs: NOW_MS };
const MADE: RowDone = { ...DONE, made: { side: 'remote', id: '12', key: '#12' } };
const PARTED = { kind: 'left', reason: 'the pair was parted since' } as const;

const gone: Problem = {
  kind: 'issue-missing',
  side: 'remote',
  field: null,
  value: null,
  message: '',
  foundAtMs: 0,
};

interface Given {
  readonly outcomes: readonly NumberedOutcome[];
  readonly backfill?: Partial<Backfill>;
  readonly links?: readonly Link[];
  readonly hidden?: readonly string[];
  /** What Redmine says of an issue that its list does not show. */
  readonly read?: ReadIssue;
}

/** One page of rows. */
async function plan(given: Given) {
  const { links = [aLink()], hidden = [] } = given;
  const backfill = aFirstSync({
    phase: 'undo-planning',
    cursor: { kind: 'rows', level: 0, page: 0 },
    pages: { ...aFirstSync().pages, rows: 1, outcomes: 1 },
    ...given.backfill,
  });
  const backfillStore = new MemoryBackfillStore(backfill);
  await backfillStore.savePage('web', 'outcomes', 0, given.outcomes);
  const readIssues = (side: Side) => (ids: readonly string[]) =>
    new Map<string, Snapshot>(
      ids
        .filter((id) => !hidden.includes(id))
        .map((issueId) => [issueId, aSnapshot(side, { issueId })]),
    );
  const { trackers, calls } = notingTrackers({
    jira: { readIssues: readIssues('jira') },
    remote: { readIssues: readIssues('remote'), readIssue: () => given.read ?? { kind: 'gone' } },
  });
  const stored = (link: Link): StoredLink => {
    return { link, comments: [], attachments: [], relations: [], time: [] };
  };
  const step = {
    mapping: aMapping(),
    trackers: {
      jira: withAuthorship(trackers.jira),
      remote: withAuthorship(trackers.remote),
    },
    memory: {},
    ports: {
      backfill: backfillStore,
      store: {
        findLink: async (linkId: string) => {
          const link = links.find(({ id }) => id === linkId);
          return link ? stored(link) : null;
        },
      },
    },
  } as unknown as Step;
  const next = await planUndo(step, backfill);
  return {
    next,
    rows: await backfillStore.loadPage('web', 'undo', 0),
    outcomes: await backfillStore.loadPage('web', 'outcomes', 0),
    calls: calls.map(([side, method, ids]) => [side, method, ids]),
  };
}

function withAuthorship(tracker: Step['trackers']['jira']): Step['trackers']['jira'] {
  return new Proxy(tracker, {
    get: (target, name) => (name === 'authorship' ? () => 'not-ours' : Reflect.get(target, name)),
  });
}

const shown = (rows: readonly object[]) =>
  rows
    .map((row) => ({ number: 0, kind: '', reason: '', ...row }))
    .map(({ number, kind, reason }) => [number, kind, reason]);

describe('the plan of an undo', () => {
  it('looks at a page of rows, all in one read of each side', async () => {
    const other = aLink(
      {},
      {
        id: 'main:13',
        sides: {
          jira: aBase('jira', { issueId: '10200' }),
          remote: aBase('remote', { issueId: '13' }),
        },
      },
    );
    const { next, rows, calls } = await plan({
      links: [aLink(), other],
      outcomes: [
        { number: 0, outcome: MADE },
        { number: 1, outcome: { ...DONE, linkId: 'main:13' } },
        { number: 2, outcome: { kind: 'failed', message: '422' } },
        { number: 3, outcome: { ...DONE, linkId: 'main:99' } },
      ],
    });
    expect(shown(rows)).toEqual([
      [0, 'delete', ''],
      [1, 'part', ''],
      [3, 'left', PARTED.reason],
    ]);
    expect(calls).toEqual([
      ['jira', 'readIssues', ['10100', '10200']],
      ['remote', 'readIssues', ['12', '13']],
    ]);
    expect(next).toMatchObject({
      undo: { delete: 1, part: 1, left: 1 },
      cursor: { kind: 'rows', level: 0, page: 1 },
      progress: { done: 4 },
    });
  });

  it('looks at the chosen rows only, and again at what an undo before left alone', async () => {
    const left = { kind: 'left', was: DONE, reason: 'edited' } as const;
    const { rows, outcomes } = await plan({
      backfill: { undoRows: [1] },
      outcomes: [
        { number: 0, outcome: left },
        { number: 1, outcome: left },
      ],
    });
    expect(shown(rows)).toEqual([[1, 'part', '']]);
    expect(outcomes).toEqual([
      { number: 0, outcome: left },
      { number: 1, outcome: DONE },
    ]);
  });

  it.each<[string, Partial<Given>, string, number]>([
    ['was deleted', {}, 'delete', 1],
    ['is only hidden', { read: { kind: 'hidden' } }, 'left', 1],
    ['a run was told to be deleted', { links: [aLink({}, { problems: [gone] })] }, 'delete', 0],
    [
      'an undo that was cut off deleted',
      { links: [addSentDeletion(aLink(), 'remote', NOW_MS)], read: { kind: 'hidden' } },
      'delete',
      0,
    ],
    [
      'an undo that was cut off came to, and others hid',
      {
        outcomes: [{ number: 0, outcome: { ...MADE, isBeingUndone: true } }],
        read: { kind: 'hidden' },
      },
      'left',
      1,
    ],
  ])(
    'asks after an issue that is not listed any more: one that %s',
    async (_what, given, kind, asked) => {
      const { rows, calls } = await plan({
        outcomes: [{ number: 0, outcome: MADE }],
        hidden: ['12'],
        ...given,
      });
      expect(rows.map((row) => row.kind)).toEqual([kind]);
      expect(calls.filter(([, method]) => method === 'readIssue')).toHaveLength(asked);
    },
  );

  it('ends with what stays above sub-tasks that stay', async () => {
    const store = new MemoryBackfillStore(null);
    const about = (at: number) => ({ id: `1000${at}`, key: `WEB-${at}`, title: '', seen: '' });
    const row = (number: number): PlanRow => {
      return { number, level: number, details: [], kind: 'create-in-remote', jira: about(number) };
    };
    const undo = (number: number) =>
      ({
        number,
        linkId: `main:${number}`,
        title: '',
        kind: 'delete',
        issue: { side: 'remote', id: `${number}`, key: `#${number}` },
      }) as const;
    await store.savePage('web', 'rows', 0, [row(0), row(1), row(2)]);
    await store.savePage(
      'web',
      'outcomes',
      0,
      [0, 1, 2].map((number) => ({ number, outcome: MADE })),
    );
    await store.savePage('web', 'scan-jira', 0, [
      aScannedIssue('10001', { parentId: '10000' }),
      aScannedIssue('10002'),
    ]);
    await store.savePage('web', 'undo', 0, [undo(0), undo(2)]);
    const backfill = aFirstSync({
      phase: 'undo-planning',
      cursor: { kind: 'rows', level: 0, page: 1 },
      pages: { ...aFirstSync().pages, rows: 1, outcomes: 1, undo: 1, 'scan-jira': 1 },
    });
    const next = await planUndo({ ports: { backfill: store } } as unknown as Step, backfill);
    expect(next).toEqual({
      ...backfill,
      phase: 'undo-planned',
      cursor: { kind: 'none' },
      undo: { delete: 1, part: 0, left: 1 },
    });
    expect(shown(await store.loadPage('web', 'undo', 0))).toEqual([
      [0, 'left', 'the twin of WEB-1 below it stays'],
      [2, 'delete', ''],
    ]);
  });
});
