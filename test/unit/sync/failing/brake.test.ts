import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../src/core/mapping';
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

  const HOUR_MS = 60 * 60 * 1000;

  /** One more deletion, beside these, in a mapping of so many links in pages of 100. */
  async function brakeAfter(
    deletions: readonly number[],
    links = 0,
    mapping: Partial<Mapping> = {},
  ) {
    const paused: unknown[] = [];
    const said: string[] = [];
    let pages = 0;
    const ports = {
      clock: { nowMs: () => NOW_MS },
      log: { info: () => {}, warn: (line: string) => said.push(line) },
      sleep: async () => {},
      store: {
        noteDeletion: async () => {},
        listDeletions: async () => deletions.map((atMs, at) => ({ linkId: `main:${at}`, atMs })),
        listLinks: async (_mappingId: string, cursor: string | null) => {
          pages += 1;
          const next = Number(cursor ?? 0) + 100;
          return { links: Array(100).fill({}), cursor: next < links ? `${next}` : null };
        },
        pauseMapping: async (...pause: readonly unknown[]) => paused.push(pause),
      },
    } as unknown as SyncPorts;
    const isBraked = await brake(ports, aMapping(mapping), 'main:new');
    return { isBraked, paused, said, pages };
  }

  it('says why, in the mapping, the log and the trail', async () => {
    const reason = '11 issues were deleted within an hour. Look at them, then resume.';
    expect(await brakeAfter(Array<number>(10).fill(NOW_MS))).toEqual({
      isBraked: true,
      said: [`mapping web is paused: ${reason}`],
      paused: [
        [
          'web',
          reason,
          {
            atMs: NOW_MS,
            kind: 'problem-found',
            linkId: null,
            mappingId: 'web',
            side: null,
            field: null,
            from: null,
            to: 'brake',
            cause: 'brake',
          },
        ],
      ],
      pages: 0,
    });
  });

  it.each<[string, readonly number[], Partial<Mapping>, boolean]>([
    ['within the hour', Array<number>(10).fill(NOW_MS - HOUR_MS + 1), {}, true],
    ['before', Array<number>(10).fill(NOW_MS - HOUR_MS), {}, false],
    [
      'before somebody looked and resumed',
      Array<number>(10).fill(NOW_MS - 5),
      { resumedAtMs: NOW_MS - 5 },
      false,
    ],
  ])('counts what was deleted %s: %#', async (_what, deletions, mapping, isBraked) => {
    expect((await brakeAfter(deletions, 0, mapping)).isBraked).toBe(isBraked);
  });

  it.each([
    [400, true, 4],
    [500, false, 5],
    [5000, false, 5],
  ])(
    'looks at no more of %i links than tell whether five are many',
    async (links, isBraked, pages) => {
      const braked = await brakeAfter(Array<number>(4).fill(NOW_MS), links);
      expect([braked.isBraked, braked.pages]).toEqual([isBraked, pages]);
    },
  );
});
