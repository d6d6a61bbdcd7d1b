import { describe, expect, it } from 'vitest';
import {
  type Alarm,
  type AlarmKind,
  planAlarms,
  type ToldAlarm,
} from '../../../../src/core/notices/alarm';
import { NOW_MS } from '../../../support/builders';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const DOWN: Alarm = {
  id: 'tracker-down:remote:main',
  kind: 'tracker-down',
  what: 'Acme',
  sinceMs: NOW_MS,
  count: null,
  words: '503',
};
const TOLD: ToldAlarm = {
  id: DOWN.id,
  kind: 'tracker-down',
  what: 'Acme',
  sinceMs: NOW_MS,
  issueId: '1',
  issueKey: 'OPS-1',
  toldAtMs: NOW_MS,
  times: 1,
  goneAtMs: null,
};

function plan(
  alarms: readonly Alarm[],
  told: readonly ToldAlarm[],
  afterMs: number,
  unsure: readonly AlarmKind[] = [],
) {
  return planAlarms(alarms, told, {
    nowMs: NOW_MS + afterMs,
    remindAfterMs: 24 * HOUR_MS,
    unsure: new Set(unsure),
  });
}

describe('an alarm', () => {
  it.each<readonly [AlarmKind, number]>([
    ['tracker-down', 15 * MINUTE_MS],
    ['collector-stands', 15 * MINUTE_MS],
    ['access-refused', 0],
    ['mapping-paused', 0],
    ['changes-failed', 0],
    ['pairs-with-problems', 0],
  ])('%s is told once it has lasted for %i ms', (kind, patienceMs) => {
    const alarm = { ...DOWN, kind };
    expect([plan([alarm], [], patienceMs - 1), plan([alarm], [], patienceMs)]).toEqual([
      [],
      [{ kind: 'tell', alarm }],
    ]);
  });

  it.each([
    [1, 24],
    [2, 48],
    [3, 96],
    [4, 192],
  ])('that was told %i times is told again after %i hours', (times, hours) => {
    const told = { ...TOLD, times };
    expect([
      plan([DOWN], [told], hours * HOUR_MS - 1),
      plan([DOWN], [told], hours * HOUR_MS),
    ]).toEqual([[], [{ kind: 'remind', alarm: DOWN, told }]]);
  });

  it('is over once it was gone for a quarter of an hour, and the same where it comes back before', () => {
    const gone = { ...TOLD, goneAtMs: NOW_MS };
    expect([
      plan([], [TOLD], 0),
      plan([], [gone], 15 * MINUTE_MS - 1),
      plan([DOWN], [gone], 10 * MINUTE_MS),
      plan([], [gone], 15 * MINUTE_MS),
    ]).toEqual([
      [{ kind: 'note-gone', told: TOLD }],
      [],
      [{ kind: 'note-back', told: gone }],
      [{ kind: 'close', told: gone }],
    ]);
  });

  it('stands where not all of its kind could be read', () => {
    expect(plan([], [TOLD], 0, ['tracker-down'])).toEqual([]);
    expect(plan([], [TOLD], 0, ['changes-failed'])).toEqual([{ kind: 'note-gone', told: TOLD }]);
  });

  it('is known by its trouble: others are told beside it', () => {
    const other = { ...DOWN, id: 'tracker-down:jira' };
    const old = { ...TOLD, id: 'tracker-down:remote:old' };
    expect(plan([DOWN, other], [old, TOLD], HOUR_MS)).toEqual([
      { kind: 'note-gone', told: old },
      { kind: 'tell', alarm: other },
    ]);
  });
});
