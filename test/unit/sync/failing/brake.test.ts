import { describe, expect, it } from 'vitest';
import { brake } from '../../../../src/sync/failing/brake';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aMapping, NOW_MS } from '../../../support/builders';

/** A storage whose lists show only what was noted before the last sleep. */
function createLaggingPorts() {
  const noted: { linkId: string; atMs: number }[] = [];
  const paused: string[] = [];
  let wake: (() => void)[] = [];
  let listed: readonly { linkId: string; atMs: number }[] = [];
  const store: Pick<
    SyncPorts['store'],
    'noteDeletion' | 'listDeletions' | 'listLinks' | 'pauseMapping'
  > = {
    noteDeletion: async (_mappingId, linkId, atMs) => void noted.push({ linkId, atMs }),
    listDeletions: async () => listed,
    listLinks: async () => ({ links: [], cursor: null }),
    pauseMapping: async (mappingId) => void paused.push(mappingId),
  };
  const ports = {
    store: store as SyncPorts['store'],
    clock: { nowMs: () => NOW_MS },
    log: { info: () => {}, warn: () => {} },
    sleep: () => new Promise<void>((resolve) => wake.push(resolve)),
  } as unknown as SyncPorts;
  return {
    ports,
    paused,
    passTime() {
      listed = [...noted];
      const sleeping = wake;
      wake = [];
      for (const resolve of sleeping) resolve();
    },
  };
}

describe('the brake', () => {
  it('stops a mapping whose deletions are all found in the same moment', async () => {
    const { ports, paused, passTime } = createLaggingPorts();
    const runs = ['main:1', 'main:2', 'main:3', 'main:4', 'main:5'].map((linkId) =>
      brake(ports, aMapping(), linkId),
    );
    await new Promise(setImmediate);
    passTime();
    await Promise.all(runs);
    expect(new Set(paused)).toEqual(new Set(['web']));
  });

  it('counts a deletion that is found twice as one', async () => {
    const { ports, paused, passTime } = createLaggingPorts();
    const runs = ['main:1', 'main:1', 'main:1', 'main:1', 'main:1'].map((linkId) =>
      brake(ports, aMapping(), linkId),
    );
    await new Promise(setImmediate);
    passTime();
    await Promise.all(runs);
    expect(paused).toEqual([]);
  });
});
