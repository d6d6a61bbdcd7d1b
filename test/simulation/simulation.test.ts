/** Two hundred worlds with every change of the code; `npm run simulate` runs more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, buildWorker } from './build';
import { runSeeds } from './run-seeds';

const SEEDS = 200;
const PARTS = 4;
const PART = SEEDS / PARTS;
/** The machine may be busy with the other tests. */
const TIMEOUT_MS = 15 * 60_000;

describe('the simulation', () => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await buildWorker();
  }, TIMEOUT_MS);
  afterAll(() => bundle.remove());

  const parts = Array.from({ length: PARTS }, (_, part) => 1 + part * PART);
  it.each(parts)(
    `keeps every invariant in ${PART} worlds from seed %i on`,
    async (from) => {
      const broken: string[] = [];
      const { passed } = await runSeeds({
        bundle: bundle.file,
        from,
        count: PART,
        onWorld: (world) =>
          broken.push(...world.broken.map((line) => `seed ${world.seed}: ${line}`)),
      });
      expect({ passed, broken }).toEqual({ passed: PART, broken: [] });
    },
    TIMEOUT_MS,
  );
});
