import { describe, expect, it } from 'vitest';
import { startPulse } from '../../../../src/core/pulse';
import type { AuditRecord } from '../../../../src/ports/trail';
import { takePulse } from '../../../../src/sync/audit/take-pulse';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aRecord, aTrail, DAY_MS, MINUTE_MS, TODAY_MS } from '../../../support/a-trail';
import { NOW_MS } from '../../../support/builders';

describe('the pulse is taken', () => {
  async function take(records: readonly AuditRecord[], countedToMs: number) {
    const { trail, asked } = aTrail(records);
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

  it('without asking for quiet days again', async () => {
    const saves = [aRecord('a', TODAY_MS - 9 * DAY_MS)];
    const { saved, asked } = await take(saves, TODAY_MS - 9 * DAY_MS);
    expect(asked).toHaveLength(10);
    expect(saved).toEqual([expect.objectContaining({ countedToMs: TODAY_MS - 1 })]);
    expect((await take(saves, TODAY_MS - 1)).asked).toHaveLength(1);
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
