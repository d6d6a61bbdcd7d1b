import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePair, renameInJira, renameInRedmine } from '../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

let world: InProcessWorld;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure();
});
afterEach(() => world.host.stop());

/** Long enough for the audit to be settled, and the sweep that counts it. */
async function sweepLater(): Promise<void> {
  await world.host.advance(120_000);
  await world.runTimer('sweep');
}

describe('how the sync goes, on the overview', () => {
  it('is not known before the first sweep', async () => {
    const { rhythm, failures } = await world.callAdmin('getOverview');
    expect([rhythm, failures]).toEqual([
      { sweptAtMs: null, verifiedAtMs: null, bellAtMs: null, days: [], lag: null },
      [],
    ]);
  });

  it('tells what crossed, how long it took, and when the sweep and the check came last', async () => {
    const pair = await makePair(world, 'Basket');
    await renameInJira(world, pair.key, 'Basket, again');
    await renameInRedmine(world, pair.redmineId, 'Basket, from Redmine');
    await sweepLater();
    const { rhythm } = await world.callAdmin('getOverview');
    expect(rhythm).toEqual({
      sweptAtMs: expect.any(Number),
      verifiedAtMs: null,
      bellAtMs: null,
      days: [{ day: '2026-11-21', toJira: 1, toRemote: 2, conflicts: 0, failures: 0 }],
      lag: { p50Ms: expect.any(Number), p95Ms: expect.any(Number), changes: 2 },
    });
    await sweepLater();
    await world.runTimer('verify');
    const later = await world.callAdmin('getOverview');
    expect(later.rhythm.days).toEqual(rhythm.days);
    expect(later.rhythm.verifiedAtMs).toBeGreaterThan(0);
  });

  it('costs one storage write a sweep, and none for a sync', async () => {
    await makePair(world, 'Basket');
    await sweepLater();
    await world.host.advance(120_000);
    world.host.ledger.reset();
    await world.runTimer('sweep');
    expect(world.host.ledger.read().kvs.writes).toEqual({ count: 1, bytes: expect.any(Number) });
    expect(world.host.ledger.read().kvs.writes.bytes).toBeLessThan(1_000);
  });
});
