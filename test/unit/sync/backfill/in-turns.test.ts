import { describe, expect, it } from 'vitest';
import { inTurns } from '../../../../src/sync/backfill/in-turns';

describe('links of a chunk are worked on four at a time', () => {
  it('in their order', async () => {
    let [open, most] = [0, 0];
    const results = await inTurns(['a', 'b', 'c', 'd', 'e', 'f'], async (item, at) => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return `${item}${at}`;
    });
    expect([results, most]).toEqual([['a0', 'b1', 'c2', 'd3', 'e4', 'f5'], 4]);
  });

  it('and one that fails ends it once those beside it are done', async () => {
    const done: number[] = [];
    const failure = new Error('1');
    const work = async (_item: number, at: number) => {
      if (at === 1) throw failure;
      await Promise.resolve();
      done.push(at);
    };
    await expect(inTurns([0, 1, 2, 3, 4], work)).rejects.toBe(failure);
    expect(done).toEqual([0, 2, 3]);
  });
});
