import { describe, expect, it } from 'vitest';
import { pruneAudit } from '../../../../src/sync/audit/prune-audit';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { DAY_MS, TODAY_MS } from '../../../support/a-trail';
import { NOW_MS } from '../../../support/builders';

describe('the audit is pruned', () => {
  async function prune(given: {
    readonly firstMs: number | null;
    readonly pages?: readonly { left: number; cursor: string | null }[];
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
          return pages.shift() ?? { left: 0, cursor: null };
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
  const audit = (before: string) => ({
    atMs: NOW_MS,
    kind: 'admin',
    linkId: null,
    mappingId: null,
    side: null,
    field: 'retention',
    from: null,
    to: `removed what was saved before ${before}`,
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
      { left: 0, cursor: 'more' },
      { left: 0, cursor: null },
      { left: 0, cursor: null },
    ];
    expect(await prune({ firstMs: dayMs - DAY_MS / 2, pages })).toEqual({
      outcome: { kind: 'synced' },
      spans: [
        [dayMs - DAY_MS, dayMs - 1, null],
        [dayMs - DAY_MS, dayMs - 1, 'more'],
        [dayMs, toMs - 1, null],
      ],
      saved: [
        [dayMs - DAY_MS / 2, null],
        [toMs, audit('2026-11-11T12:00:00.000Z')],
      ],
      jobs: [],
    });
  });

  it('to the first day of which something had to be left', async () => {
    const pages = [
      { left: 0, cursor: null },
      { left: 1, cursor: null },
      { left: 2, cursor: null },
    ];
    const { saved } = await prune({ firstMs: dayMs - 2 * DAY_MS, pages });
    expect(saved).toEqual([
      [dayMs - 2 * DAY_MS, null],
      [dayMs - DAY_MS, audit('2026-11-10T00:00:00.000Z')],
    ]);
  });

  it.each([
    ['kept', { kind: 'synced' }],
    ['refused', { kind: 'retry', afterSeconds: 60, message: 'the queue is full' }],
  ])('a hundred pages a job: the next goes on from there and is %s', async (answer, outcome) => {
    const first = { left: 0, cursor: null };
    const pages = Array.from({ length: 100 }, () => ({ left: 0, cursor: 'more' }));
    const pruned = await prune({ firstMs: dayMs - DAY_MS, pages: [first, ...pages], answer });
    expect([pruned.outcome, pruned.spans.length, pruned.saved, pruned.jobs]).toEqual([
      outcome,
      100,
      [
        [dayMs - DAY_MS, null],
        [dayMs, null],
      ],
      [[[{ v: 1, kind: 'prune' }], 'background', 10]],
    ]);
  });
});
