/** Scenarios are written once, as sentences, and run on every Redmine that there is. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { World } from './open-world';

export interface Scenario {
  /** What the product does, as a sentence. */
  readonly says: string;
  readonly run: (world: World) => Promise<void>;
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 180_000;

export interface Stage {
  readonly open: () => Promise<World>;
  /** Why it cannot be played here; printed, and the scenarios are skipped. */
  readonly absent?: string | undefined;
}

/** Runs the scenarios one after the other in one world. */
export function describeScenarios(
  name: string,
  stage: Stage,
  scenarios: readonly Scenario[],
): void {
  describe.skipIf(stage.absent !== undefined)(name, () => {
    let world: World;
    beforeAll(async () => {
      world = await stage.open();
    }, 180_000);
    afterAll(() => world?.close());
    for (const { says, run, timeoutMs } of scenarios) {
      it(says, () => run(world), timeoutMs ?? DEFAULT_TIMEOUT_MS);
    }
  });
}
