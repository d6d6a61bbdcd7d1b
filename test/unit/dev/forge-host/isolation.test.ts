import '../../../../dev/forge-host/globals';
import { getAppContext } from '@forge/api';
import { kvs } from '@forge/kvs';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../dev/virtual-clock';
import { buildHost, START_MS } from './fixtures/build-host';

const call = { moduleKey: 'admin', functionKey: 'any', accountId: 'ada' } as const;

describe('hosts in one process', () => {
  it('keep their storage and time apart while they run at the same time', async () => {
    const seen: unknown[] = [];
    const resolver = async () => {
      const mine = Date.now();
      for (let step = 0; step < 20; step += 1) {
        await kvs.set(`step${step}`, mine);
        await new Promise((done) => setTimeout(done, 10));
      }
      seen.push([await kvs.get('step19'), Date.parse(new Date().toISOString()) - mine]);
    };
    const worlds = [0, 1, 2].map((day) =>
      buildHost({ resolver }, { clock: createVirtualClock(START_MS + day * 86_400_000) }),
    );
    const runs = worlds.map(({ host }) => host.invokeResolver(call));
    await Promise.all(worlds.map(({ host }) => host.idle({ timeoutMs: 2000, advance: true })));
    await Promise.all(runs);
    expect(seen).toEqual([
      [START_MS, 200],
      [START_MS + 86_400_000, 200],
      [START_MS + 2 * 86_400_000, 200],
    ]);
  });

  it('leave code outside of functions as it was', async () => {
    const { host } = buildHost();
    await host.invokeResolver(call);
    expect(Math.abs(Date.now() - START_MS)).toBeGreaterThan(1000);
    expect(() => getAppContext()).toThrow('Forge runtime not found');
    await expect(kvs.get('key')).rejects.toThrow(/outside of a Forge function/);
  });

  it('make the same identifiers of the same random numbers', async () => {
    const ids: unknown[] = [];
    const resolver = () => void ids.push(getAppContext().invocationId);
    for (let world = 0; world < 2; world += 1)
      await buildHost({ resolver }).host.invokeResolver(call);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids[1]).toBe(ids[0]);
  });
});
