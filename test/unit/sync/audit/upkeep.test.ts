import { describe, expect, it } from 'vitest';
import { startPulse } from '../../../../src/core/pulse';
import { RetryLaterError } from '../../../../src/ports';
import type { AuditRecord } from '../../../../src/ports/trail';
import type { CollectState } from '../../../../src/ports/upkeep';
import { collectAudit, startCollecting } from '../../../../src/sync/audit/collect-audit';
import { pruneAudit } from '../../../../src/sync/audit/prune-audit';
import { takePulse } from '../../../../src/sync/audit/take-pulse';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { NOW_MS } from '../../../support/builders';

const DAY_MS = 24 * 60 * 60 * 1000;
/** NOW_MS is at noon. */
const TODAY_MS = NOW_MS - DAY_MS / 2;
const MINUTE_MS = 60_000;

const aRecord = (key: string, atMs: number): AuditRecord => ({
  key,
  atMs,
  lagMs: null,
  entries: [
    {
      entry: {
        atMs,
        kind: 'field-written',
        linkId: 'main:12',
        mappingId: 'web',
        side: 'jira',
        field: key,
        from: null,
        to: null,
        cause: 'remote',
      },
    } as unknown as AuditRecord['entries'][number],
  ],
});

/** A trail that shows a page of two at a time, and what was asked of it. */
function trailOf(records: readonly AuditRecord[]) {
  const asked: (readonly unknown[])[] = [];
  const trail = {
    findFirstAuditMs: async () => records[0]?.atMs ?? null,
    readAuditOfDay: async (
      span: { readonly fromMs: number; readonly toMs: number },
      order: string,
      cursor: string | null,
      limit: number,
    ) => {
      asked.push([span.fromMs, span.toMs, order, cursor, limit]);
      const ofSpan = records.filter(({ atMs }) => atMs >= span.fromMs && atMs <= span.toMs);
      const from = Number(cursor ?? 0);
      const next = from + 2 < ofSpan.length ? String(from + 2) : null;
      return { records: ofSpan.slice(from, from + 2), cursor: next };
    },
  };
  return { trail, asked };
}

describe('the audit is pushed to a collector', () => {
  const told = (state: Partial<CollectState> = {}): CollectState => ({
    atMs: 0,
    toldKeys: [],
    failure: null,
    ...state,
  });

  async function collect(
    records: readonly AuditRecord[],
    given: {
      readonly state?: CollectState | null;
      readonly fails?: Error;
      readonly hasCollector?: boolean;
      readonly answer?: string;
    } = {},
  ) {
    const { trail, asked } = trailOf(records);
    let { state = null } = given;
    const pushed: (string | null)[][] = [];
    const jobs: unknown[] = [];
    const said: string[] = [];
    const ports = {
      clock: { nowMs: () => NOW_MS },
      log: { info: () => {}, warn: (line: string) => said.push(line) },
      trail,
      upkeep: {
        loadCollector: async () => (given.hasCollector === false ? null : { kind: 'json' }),
        loadCollectState: async () => state,
        saveCollectState: async (saved: CollectState) => {
          state = saved;
        },
      },
      openCollector: () => ({
        push: async (entries: AuditRecord['entries']) => {
          if (given.fails) throw given.fails;
          pushed.push(entries.map(({ entry }) => entry.field));
        },
      }),
      queue: {
        push: async (...push: readonly unknown[]) => {
          jobs.push(push);
          return given.answer ?? 'kept';
        },
      },
    } as unknown as UpkeepPorts;
    return { outcome: await collectAudit(ports), state, pushed, jobs, said, asked, ports };
  }

  it('from the first that is kept on, to a minute ago', async () => {
    const records = [
      aRecord('a', TODAY_MS - 2 * DAY_MS),
      aRecord('b', TODAY_MS + 1),
      aRecord('c', TODAY_MS + 2),
      aRecord('d', NOW_MS - MINUTE_MS),
      aRecord('e', NOW_MS - MINUTE_MS + 1),
    ];
    const { outcome, state, pushed } = await collect(records);
    expect([outcome, state, pushed]).toEqual([
      { kind: 'unchanged' },
      told({ atMs: NOW_MS - MINUTE_MS, toldKeys: ['d'] }),
      [['a'], ['b', 'c'], ['d']],
    ]);
  });

  it('each save once, also of one moment', async () => {
    const moment = TODAY_MS + 1;
    const records = ['a', 'b', 'c'].map((key) => aRecord(key, moment));
    const state = told({ atMs: moment, toldKeys: ['a'] });
    const collected = await collect(records, { state });
    expect([collected.state, collected.pushed]).toEqual([
      told({ atMs: moment, toldKeys: ['a', 'b', 'c'] }),
      [['b'], ['c']],
    ]);
  });

  it('fifty pushes a job, and the next job goes on', async () => {
    const records = Array.from({ length: 110 }, (_, at) => aRecord(`${at}`, TODAY_MS + at));
    const { outcome, pushed, jobs } = await collect(records);
    expect([outcome, pushed.length, jobs]).toEqual([
      { kind: 'synced' },
      50,
      [[[{ v: 1, kind: 'collect' }], 'background', 1]],
    ]);
    expect((await collect(records, { answer: 'refused' })).outcome).toEqual({ kind: 'unchanged' });
  });

  it('with nothing new: nothing is pushed or kept', async () => {
    const { outcome, state, pushed } = await collect([]);
    expect([outcome, state, pushed]).toEqual([{ kind: 'unchanged' }, null, []]);
  });

  it('and stands still while it is away, which is said from when it began', async () => {
    const fails = new RetryLaterError('[collector] 503', null, 'not-done');
    const records = [aRecord('a', TODAY_MS)];
    const first = await collect(records, { fails });
    const failure = { message: '[collector] 503', sinceMs: NOW_MS };
    expect([first.outcome, first.state, first.said]).toEqual([
      { kind: 'skipped', reason: '[collector] 503' },
      told({ atMs: TODAY_MS, failure }),
      ['[collector] 503'],
    ]);
    const since = told({ atMs: TODAY_MS, failure: { ...failure, sinceMs: 7 } });
    expect((await collect(records, { fails, state: since })).state).toEqual(since);
    expect((await collect(records, { state: since })).state?.failure).toBeNull();
  });

  it('not where none is configured', async () => {
    const { outcome, asked, ports, jobs } = await collect([], { hasCollector: false });
    await startCollecting(ports);
    expect([outcome, asked, jobs]).toEqual([{ kind: 'unchanged' }, [], []]);
    const other = await collect([]);
    await startCollecting(other.ports);
    expect(other.jobs).toEqual([[[{ v: 1, kind: 'collect' }], 'background']]);
  });
});

describe('the pulse is taken', () => {
  async function take(records: readonly AuditRecord[], countedToMs: number) {
    const { trail, asked } = trailOf(records);
    const counted: string[] = [];
    const saved: unknown[] = [];
    await takePulse(
      {
        clock: { nowMs: () => NOW_MS },
        trail,
        upkeep: {
          loadPulse: async () => ({ ...startPulse(NOW_MS), sweptAtMs: 1, countedToMs }),
          savePulse: async (pulse: unknown) => saved.push(pulse),
        },
      } as unknown as UpkeepPorts,
      async (fresh) => {
        expect(saved).toEqual([]);
        counted.push(...fresh.map(({ key }) => key));
      },
    );
    return { counted, saved, asked };
  }

  it('of what was saved since, to a minute ago, and told before it is kept', async () => {
    const { counted, saved } = await take(
      [
        aRecord('a', TODAY_MS - DAY_MS),
        aRecord('b', TODAY_MS - DAY_MS + 1),
        aRecord('c', TODAY_MS + 5),
        aRecord('d', NOW_MS - MINUTE_MS + 1),
      ],
      TODAY_MS - DAY_MS,
    );
    const days = ['2026-11-20', '2026-11-21'];
    expect([counted, saved]).toEqual([
      ['b', 'c'],
      [
        {
          sweptAtMs: NOW_MS,
          countedToMs: TODAY_MS + 5,
          days: days.map((day) => ({ day, toJira: 1, toRemote: 0, conflicts: 0, failures: 0 })),
          lagsMs: [],
          bellsAtMs: { web: TODAY_MS + 5 },
        },
      ],
    ]);
  });

  it('five pages at a time; what was saved in one moment is not counted in two', async () => {
    const moments = [1, 2, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => TODAY_MS + at);
    const { counted } = await take(
      moments.map((atMs, at) => aRecord(`${at}`, atMs)),
      TODAY_MS,
    );
    expect(counted).toEqual(['0', '1', '2', '3', '4', '5']);
  });
});

describe('the audit is pruned', () => {
  async function prune(given: {
    readonly firstMs: number | null;
    readonly pages?: readonly { removed: number; left: number; cursor: string | null }[];
    readonly answer?: string;
  }) {
    const pages = [...(given.pages ?? [])];
    const spans: unknown[] = [];
    const saved: unknown[] = [];
    const jobs: unknown[] = [];
    const outcome = await pruneAudit({
      clock: { nowMs: () => NOW_MS },
      trail: {
        findFirstAuditMs: async () => given.firstMs,
        pruneDay: async (span: { fromMs: number; toMs: number }, cursor: string | null) => {
          spans.push([span.fromMs, span.toMs, cursor]);
          return pages.shift() ?? { removed: 1, left: 0, cursor: null };
        },
      },
      upkeep: {
        findRetentionDays: async () => 10,
        savePrunedTo: async (...save: readonly unknown[]) => saved.push(save),
      },
      queue: {
        push: async (...push: readonly unknown[]) => {
          jobs.push(push);
          return given.answer ?? 'kept';
        },
      },
    } as unknown as UpkeepPorts);
    return { outcome, spans, saved, jobs };
  }

  const toMs = NOW_MS - 10 * DAY_MS;
  const dayMs = TODAY_MS - 10 * DAY_MS;
  const audit = (removed: number) => ({
    atMs: NOW_MS,
    kind: 'admin',
    linkId: null,
    mappingId: null,
    side: null,
    field: 'retention',
    from: null,
    to: `removed ${removed} saves from before 2026-11-11T12:00:00.000Z`,
    cause: 'retention',
  });

  it.each([
    ['holds nothing', null],
    ['holds nothing that is old', toMs],
  ])('not where it %s', async (_what, firstMs) => {
    const { outcome, spans } = await prune({ firstMs });
    expect([outcome, spans]).toEqual([{ kind: 'unchanged' }, []]);
  });

  it('day by day, to the moment that the admin wants it kept from', async () => {
    const pages = [
      { removed: 5, left: 0, cursor: 'more' },
      { removed: 2, left: 0, cursor: null },
      { removed: 3, left: 0, cursor: null },
    ];
    expect(await prune({ firstMs: dayMs - DAY_MS / 2, pages })).toEqual({
      outcome: { kind: 'synced' },
      spans: [
        [dayMs - DAY_MS, dayMs - 1, null],
        [dayMs - DAY_MS, dayMs - 1, 'more'],
        [dayMs, toMs - 1, null],
      ],
      saved: [[toMs, audit(10)]],
      jobs: [],
    });
  });

  it('to the first day of which something had to be left', async () => {
    const pages = [
      { removed: 5, left: 0, cursor: null },
      { removed: 5, left: 1, cursor: null },
      { removed: 5, left: 2, cursor: null },
    ];
    const { saved } = await prune({ firstMs: dayMs - 2 * DAY_MS, pages });
    expect(saved).toEqual([[dayMs - DAY_MS, audit(15)]]);
  });

  it.each([
    ['kept', { kind: 'synced' }],
    ['refused', { kind: 'retry', afterSeconds: 60, message: 'the queue is full' }],
  ])('a hundred pages a job: the next is %s', async (answer, outcome) => {
    const pages = Array.from({ length: 101 }, () => ({ removed: 1, left: 0, cursor: 'more' }));
    const pruned = await prune({ firstMs: dayMs, pages, answer });
    expect([pruned.outcome, pruned.spans.length, pruned.saved, pruned.jobs]).toEqual([
      outcome,
      100,
      [],
      [[[{ v: 1, kind: 'prune' }], 'background', 10]],
    ]);
  });
});
