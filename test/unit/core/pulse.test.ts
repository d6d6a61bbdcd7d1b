import { describe, expect, it } from 'vitest';
import {
  type CountedRecord,
  countRecords,
  percentileOf,
  startPulse,
} from '../../../src/core/pulse';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const DAY_MS = 86_400_000;

function aRecord(atMs: number, ...entries: Partial<CountedRecord['entries'][number]>[]) {
  return {
    atMs,
    lagMs: 4_000,
    entries: entries.map((entry) => ({
      kind: 'field-written' as const,
      side: 'remote' as const,
      cause: 'jira',
      mappingId: 'web',
      ...entry,
    })),
  };
}

describe('the pulse', () => {
  it('counts what crossed to each side, what conflicts and what fails, by day', () => {
    const pulse = countRecords(startPulse(NOON), [
      aRecord(NOON - DAY_MS, {}, { kind: 'comment-copied', side: 'jira', cause: 'remote' }),
      aRecord(NOON, { kind: 'created' }, { kind: 'conflict-found' }),
      { ...aRecord(NOON + 1, { kind: 'failed' }, { kind: 'left-alone' }), lagMs: null },
    ]);
    expect(pulse).toEqual({
      sweptAtMs: NOON,
      countedToMs: NOON + 1,
      days: [
        { day: '2026-11-20', toJira: 1, toRemote: 1, conflicts: 0, failures: 0 },
        { day: '2026-11-21', toJira: 0, toRemote: 1, conflicts: 1, failures: 1 },
      ],
      lagsMs: [4_000, 4_000],
      bellsAtMs: { web: NOON - DAY_MS },
    });
  });

  it('goes on from what was counted before', () => {
    const first = countRecords(startPulse(NOON), [
      aRecord(NOON - DAY_MS, { cause: 'remote', mappingId: 'web' }),
      aRecord(NOON, {}),
    ]);
    const record = aRecord(
      NOON + 1,
      { kind: 'problem-found', cause: 'remote', mappingId: 'shop' },
      { kind: 'left-alone', cause: 'remote', mappingId: null },
    );
    expect(countRecords(first, [{ ...record, lagMs: 9 }])).toEqual({
      sweptAtMs: NOON,
      countedToMs: NOON + 1,
      days: [
        { day: '2026-11-20', toJira: 0, toRemote: 1, conflicts: 0, failures: 0 },
        { day: '2026-11-21', toJira: 0, toRemote: 1, conflicts: 0, failures: 1 },
      ],
      lagsMs: [4_000, 4_000, 9],
      bellsAtMs: { web: NOON - DAY_MS, shop: NOON + 1 },
    });
    expect(countRecords(first, [])).toEqual(first);
  });

  it('begins with the day that it is', () => {
    expect(startPulse(NOON)).toEqual({
      sweptAtMs: NOON,
      countedToMs: Date.parse('2026-11-21T00:00:00Z'),
      days: [],
      lagsMs: [],
      bellsAtMs: {},
    });
  });

  it('stays small: two weeks of days and the last 200 times', () => {
    const records = Array.from({ length: 300 }, (_, index) => aRecord(NOON + index * DAY_MS, {}));
    const pulse = countRecords(startPulse(NOON), records);
    expect([pulse.days.length, pulse.lagsMs.length]).toEqual([14, 200]);
    expect(JSON.stringify(pulse).length).toBeLessThan(3_000);
  });

  it('takes percentiles of what was measured', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentileOf(values, 0.5), percentileOf(values, 0.95)]).toEqual([50, 95]);
    expect(percentileOf([], 0.5)).toBeNull();
  });
});
