/** Worlds of the simulation as tests: what judges the mutants of `sync/` that no smaller test kills. */
import { expect, it } from 'vitest';
import { live } from '../simulation/live';
import { writeScript } from '../simulation/script/write-script';

const SEEDS = [1, 2, 3, 4, 5];

it.each(SEEDS)('every invariant holds in the world of seed %i', async (seed) => {
  const { broken } = await live({ script: writeScript(seed) });
  expect(broken).toEqual([]);
});
