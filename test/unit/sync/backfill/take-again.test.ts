import { describe, expect, it } from 'vitest';
import type { PlanRow, RowOutcome } from '../../../../src/core/backfill/plan-row';
import { takeAgain } from '../../../../src/sync/backfill/take-again';
import { aDone, aRun, SmallWorld } from '../../../support/small-world';

const WAITING = { kind: 'waiting' } as const;
const FIRST = { kind: 'rows', level: 0, page: 0 };
const skipRow = (number: number): PlanRow => {
  return { number, level: 0, details: [], kind: 'skip', reason: 'private' };
};

describe('a run begins', () => {
  const outcomes: readonly (readonly [RowOutcome, boolean])[] = [
    [WAITING, false],
    [{ kind: 'off' }, false],
    [{ kind: 'failed', message: '' }, false],
    [{ kind: 'replanned' }, false],
    [{ kind: 'skipped', reason: '' }, true],
    [{ kind: 'undone' }, true],
    [aDone('1', { side: 'remote', id: '1' }), true],
  ];

  it('with what failed, was left out or planned again, and counts all that waits', async () => {
    const world = new SmallWorld();
    const all = outcomes.map(([outcome], number) => ({ number, outcome }));
    const rows = [...all.map(({ number }) => skipRow(number)), skipRow(7), skipRow(8)];
    await world.keep('rows', rows, [skipRow(9)]);
    await world.keep('outcomes', all, []);
    const pages = { ...aRun().pages, rows: 2 };
    const progress = { ...aRun().progress, total: 3 };
    const backfill = aRun({ pages, progress, offRows: [8], cursor: { kind: 'again', page: 0 } });
    expect(await takeAgain(world.step(), backfill)).toEqual({
      ...backfill,
      cursor: FIRST,
      progress: { ...progress, total: 9 },
    });
    expect(await world.read('outcomes')).toEqual(all.filter((_one, at) => outcomes[at]?.[1]));
  });

  it('with twenty pages in a step, and saves those that changed', async () => {
    const world = new SmallWorld();
    const saved: number[] = [];
    world.pages.savePage = async (_mapping, _part, page) => {
      saved.push(page);
    };
    world.pages.loadPage = (async (_mapping: string, part: string, page: number) =>
      part === 'outcomes' && page === 3
        ? [{ number: 1, outcome: WAITING }]
        : []) as typeof world.pages.loadPage;
    const pages = { ...aRun().pages, rows: 21 };
    const first = aRun({ pages, cursor: { kind: 'again', page: 0 } });
    const next = await takeAgain(world.step(), first);
    const last = await takeAgain(world.step(), next);
    expect([next.cursor, last.cursor, saved]).toEqual([{ kind: 'again', page: 20 }, FIRST, [3]]);
    await expect(takeAgain(world.step(), last)).rejects.toThrow('a run begins with all pages once');
  });
});
