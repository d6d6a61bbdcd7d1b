import { describe, expect, it } from 'vitest';
import { type Backfill, NO_PROGRESS } from '../../../../src/core/backfill/backfill';
import type { Proposal } from '../../../../src/core/backfill/proposal';
import type { Job } from '../../../../src/ports';
import { decide, importPairs, plan, start, tick } from '../../../../src/sync/backfill/control-plan';
import { BackfillRefused } from '../../../../src/sync/backfill/set-going';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aFirstSync, MemoryBackfillStore } from '../../../support/a-first-sync';
import { aScannedIssue } from '../../../support/a-scanned-issue';
import { aMapping, NOW_MS } from '../../../support/builders';

const LATER_MS = NOW_MS + 5_000;
const OPTIONS = {
  seed: 'jira',
  create: { jira: true, remote: true },
  numberField: {},
} as const;

/** A storage with one first sync, a queue, and the order in which both were used. */
function aStage(held: Backfill | null) {
  const store = new MemoryBackfillStore(held);
  const done: string[] = [];
  const pushed: (readonly [Job, string])[] = [];
  const noting = new Proxy(store, {
    get: (target, name: string) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: readonly unknown[]) => {
        if (!name.startsWith('load')) done.push(name);
        return Reflect.apply(member, target, given);
      };
    },
  });
  const ports = {
    backfill: noting,
    queue: {
      push: async (jobs: readonly Job[], where: string) => {
        done.push('push');
        pushed.push(...jobs.map((job) => [job, where] as const));
        return 'kept';
      },
    },
    clock: { nowMs: () => LATER_MS },
    newNonce: () => 'nonce',
  } as unknown as UpkeepPorts;
  return { ports, store, done, pushed };
}

/** What is kept of it in the trail. */
const audit = (field: string, to: string) => ({
  atMs: LATER_MS,
  kind: 'admin',
  linkId: null,
  mappingId: 'web',
  side: null,
  field,
  from: null,
  to,
  cause: 'eve',
});
const NOBODY = { jira: 0, remote: 0 };
const job = (turn: number) => [{ v: 1, kind: 'backfill', mappingId: 'web', turn }, 'background'];

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BackfillRefused);
  return (error as Error).message;
}

describe('a first sync is started', () => {
  it('with the scan of Jira; it is known to the timer before it is under way', async () => {
    const { ports, store, done, pushed } = aStage(null);
    await start(ports, aMapping({ version: 4 }), OPTIONS, 'eve');
    expect([done, store.marks, pushed]).toEqual([
      ['markMapping', 'saveBackfill', 'push'],
      [['web', { id: 'nonce', upTo: NOBODY }, audit('start-first-sync', 'nonce')]],
      [job(1)],
    ]);
    expect(store.held).toEqual(
      aFirstSync({
        id: 'nonce',
        mappingVersion: 4,
        by: 'eve',
        startedAtMs: LATER_MS,
        phase: 'scanning',
        cursor: { kind: 'scan', side: 'jira', page: null },
        upTo: NOBODY,
        turn: 1,
        aliveAtMs: LATER_MS,
      }),
    );
  });

  it('anew, once nothing is under way: what the last one left is thrown away', async () => {
    const { ports, store, done } = aStage(aFirstSync({ phase: 'done', turn: 7 }));
    await start(ports, aMapping(), OPTIONS, 'eve');
    expect([done[0], store.held?.turn, store.held?.id]).toEqual(['deleteBackfill', 8, 'nonce']);
    const working = aStage(aFirstSync({ phase: 'scanning' }));
    expect(await refusalOf(start(working.ports, aMapping(), OPTIONS, 'eve'))).toBe(
      'It is under way: pause it first.',
    );
  });
});

describe('pairs are decided', () => {
  const proposed = (jira: string, state: Proposal['state'] = 'open'): Proposal => {
    return { jira, remote: `r${jira}`, confidencePercent: 50, evidence: [], state };
  };
  const PAIRED = aFirstSync({
    phase: 'paired',
    pages: { ...aFirstSync().pages, proposals: 3 },
    proposals: { open: 3, accepted: 0, refused: 1 },
  });

  it('all that are meant, on whatever page, and counted', async () => {
    const { ports, store, done } = aStage(PAIRED);
    await store.savePage('web', 'proposals', 0, [proposed('1'), proposed('2')]);
    await store.savePage('web', 'proposals', 1, [proposed('3')]);
    await store.savePage('web', 'proposals', 2, [proposed('4', 'refused')]);
    const decided = await decide(ports, 'web', 'accepted', ({ jira }) => '24'.includes(jira));
    const pages = [0, 1, 2].map((page) => store.loadPage('web', 'proposals', page));
    expect([decided, (await Promise.all(pages)).flat(), store.held, done]).toEqual([
      2,
      [proposed('1'), proposed('2', 'accepted'), proposed('3'), proposed('4', 'accepted')],
      { ...PAIRED, proposals: { open: 2, accepted: 2, refused: 0 } },
      ['savePage', 'savePage', 'saveBackfill'],
    ]);
  });

  it('or listed, which comes before what was found; other decisions stay', async () => {
    const pages = { ...aFirstSync().pages, 'scan-jira': 1, 'scan-remote': 1, proposals: 1 };
    const { ports, store } = aStage({ ...PAIRED, pages });
    const about = (id: string, key: string, title: string, author: string) =>
      aScannedIssue(id, { key, title, author: { id: author, name: author } });
    await store.savePage('web', 'scan-jira', 0, [
      about('1', 'WEB-1', 'first of all words', 'ada'),
      about('2', 'WEB-2', 'second of some others', 'x'),
      about('3', 'WEB-3', 'third thing entirely', 'x'),
    ]);
    await store.savePage('web', 'scan-remote', 0, [
      about('7', '#7', 'first of all words', '5'),
      about('8', '#8', 'second of some others', 'y'),
      about('9', '#9', 'something', 'y'),
    ]);
    await store.savePage('web', 'proposals', 0, [
      { ...proposed('1'), remote: '7', state: 'refused' },
      { ...proposed('3', 'refused'), remote: '9' },
    ]);
    const people = [
      { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'A', remoteLogin: null },
    ];
    const read = await importPairs(ports, aMapping({ people }), 'WEB-3,9\nWEB-5,7');
    const kept = await store.loadPage('web', 'proposals', 0);
    expect([read, store.held?.proposals]).toEqual([
      {
        pairs: [{ jira: '3', remote: '9', line: 1 }],
        mistakes: [{ line: 2, reason: 'there is no issue "WEB-5" in the scope of the mapping' }],
      },
      { open: 1, accepted: 1, refused: 1 },
    ]);
    expect(
      kept
        .map(({ jira, remote, state, evidence, issues }) => [
          jira,
          remote,
          state,
          evidence.map(({ kind }) => kind).filter((kind) => kind !== 'dates'),
          issues?.jira.key,
        ])
        .sort(),
    ).toEqual([
      ['1', '7', 'refused', ['same-title', 'same-reporter'], 'WEB-1'],
      ['2', '8', 'open', ['same-title'], 'WEB-2'],
      ['3', '9', 'accepted', ['listed'], 'WEB-3'],
    ]);
  });

  it('only then', async () => {
    const { ports } = aStage(aFirstSync());
    const other = 'That can be done while it is paired; it is running.';
    expect([
      await refusalOf(decide(ports, 'web', 'accepted', () => true)),
      await refusalOf(importPairs(ports, aMapping(), '')),
    ]).toEqual([other, other]);
  });
});

describe('a first sync is planned', () => {
  it.each(['paired', 'planned'] as const)(
    'once it is %s, in place of an older plan, by the mapping as it is now',
    async (phase) => {
      const pages = { 'scan-jira': 1, 'scan-remote': 2, proposals: 3 };
      const old = { rows: 9, outcomes: 9, before: 9, undo: 9 };
      const { ports, store, pushed } = aStage(
        aFirstSync({
          phase,
          pages: { ...pages, ...old },
          scanned: { jira: 10, remote: 20 },
          proposals: { open: 1, accepted: 4, refused: 2 },
          levels: 5,
          totals: {} as Backfill['totals'],
          offKinds: ['skip'],
          offRows: [1],
          progress: { ...NO_PROGRESS, done: 7 },
        }),
      );
      await plan(ports, aMapping({ version: 4 }), 'eve');
      const next = aFirstSync({
        phase: 'planning',
        mappingVersion: 4,
        cursor: { kind: 'plan', side: 'remote', at: 0 },
        pages: { ...pages, rows: 0, outcomes: 0, before: 0, undo: 0 },
        scanned: { jira: 10, remote: 20 },
        proposals: { open: 1, accepted: 4, refused: 2 },
        progress: { ...NO_PROGRESS, total: 26 },
        aliveAtMs: LATER_MS,
      });
      expect([store.held, store.marks, pushed]).toEqual([
        next,
        [['web', { id: 'first', upTo: NOBODY }, audit('plan-first-sync', 'first')]],
        [job(3)],
      ]);
    },
  );

  it('no sooner', async () => {
    expect(await refusalOf(plan(aStage(aFirstSync()).ports, aMapping(), 'eve'))).toBe(
      'That can be done while it is paired or planned; it is running.',
    );
  });
});

describe('rows are ticked off', () => {
  it.each(['planned', 'done'] as const)('alone or by kind, once it is %s', async (phase) => {
    const { ports, store } = aStage(aFirstSync({ phase, offRows: [1, 2], offKinds: ['lossy'] }));
    await tick(ports, 'web', true, [2, 3], ['skip']);
    const off = store.held;
    await tick(ports, 'web', false, [1, 9], ['lossy', 'pair']);
    expect([off, store.held]).toEqual([
      aFirstSync({ phase, offRows: [1, 2, 3], offKinds: ['lossy', 'skip'] }),
      aFirstSync({ phase, offRows: [2, 3], offKinds: ['skip'] }),
    ]);
  });

  it('no more than five thousand alone', async () => {
    const { ports, store } = aStage(aFirstSync({ phase: 'planned', offRows: [0] }));
    const rows = Array.from({ length: 5_000 }, (_, at) => at);
    await tick(ports, 'web', true, rows, []);
    expect([
      store.held?.offRows.length,
      await refusalOf(tick(ports, 'web', true, [5_000], [])),
      await refusalOf(tick(aStage(aFirstSync()).ports, 'web', true, [], [])),
    ]).toEqual([
      5_000,
      'No more than 5000 single rows can be ticked off: tick their kind off.',
      'That can be done while it is planned or done; it is running.',
    ]);
  });
});
