import { describe, expect, it } from 'vitest';
import { RetryLaterError } from '../../../../src/ports';
import type { AuditRecord } from '../../../../src/ports/trail';
import type { CollectState } from '../../../../src/ports/upkeep';
import { collectAudit, startCollecting } from '../../../../src/sync/audit/collect-audit';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aRecord, aTrail, DAY_MS, MINUTE_MS, TODAY_MS } from '../../../support/a-trail';
import { NOW_MS } from '../../../support/builders';

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
    const { trail, asked } = aTrail(records);
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

  it('without asking for quiet days again', async () => {
    const state = told({ atMs: TODAY_MS - 9 * DAY_MS, toldKeys: ['a'] });
    const quiet = await collect([aRecord('a', state.atMs)], { state });
    const passed = told({ atMs: TODAY_MS });
    expect([quiet.asked.length, quiet.state]).toEqual([10, passed]);
    const late = [aRecord('a', state.atMs), aRecord('b', TODAY_MS)];
    expect((await collect(late, { state: passed })).pushed).toEqual([['b']]);
    const yesterday = told({ atMs: TODAY_MS - DAY_MS });
    expect((await collect([], { state: yesterday })).state).toEqual(yesterday);
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
