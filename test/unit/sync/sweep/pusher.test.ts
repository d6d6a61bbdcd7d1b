import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../src/core/configuration/limits';
import type { Job, SyncJob } from '../../../../src/ports';
import { newJob } from '../../../../src/sync/new-job';
import { Pusher } from '../../../../src/sync/sweep/pusher';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aMapping } from '../../../support/builders';

const jobs = (count: number): readonly SyncJob[] =>
  Array.from({ length: count }, (_, at) =>
    newJob({ mappingId: 'web', side: 'jira', issueId: `${at}`, linkId: null, cause: 'sweep' }),
  );

const mappingOf = (connectionId: string, remoteRequestsPerMinute: number | null = null) =>
  aMapping({ connectionId, limits: { ...DEFAULT_LIMITS, remoteRequestsPerMinute } });

/** @param room pushes that the queue takes */
function pusherWith(room = Number.POSITIVE_INFINITY) {
  const pushes: (readonly number[])[] = [];
  const queue = {
    push: async (pushed: readonly Job[], _queue: string, delays: readonly number[]) => {
      if (pushes.length >= room) return 'refused';
      expect(delays).toHaveLength(pushed.length);
      pushes.push(delays);
      return 'kept';
    },
  };
  return { pusher: new Pusher({ queue } as unknown as SyncPorts), pushes };
}

const spanOf = (delays: readonly number[]) => [delays.length, delays[0], delays.at(-1)];

describe('what a sweep pushes', () => {
  it('goes in fifties, spread over the minute that it has', async () => {
    const { pusher, pushes } = pusherWith();
    expect(await pusher.push(mappingOf('main'), jobs(120))).toBe(true);
    expect(pushes.map(spanOf)).toEqual([
      [50, 0, 11],
      [50, 12, 23],
      [20, 24, 28],
    ]);
  });

  it('is 250 at most, of all mappings', async () => {
    const { pusher, pushes } = pusherWith();
    const [one, other] = [mappingOf('main'), mappingOf('second')];
    expect([
      pusher.hasRoomFor(one, 250),
      pusher.hasRoomFor(one, 251),
      await pusher.push(one, jobs(200)),
      await pusher.push(other, jobs(51)),
      await pusher.push(other, jobs(50)),
      pusher.hasRoomFor(one, 1),
    ]).toEqual([true, false, true, false, true, false]);
    expect(pushes).toHaveLength(5);
  });

  it('is a quarter of what a slow connection takes in a minute, and one page in any case', async () => {
    const { pusher, pushes } = pusherWith();
    const slow = mappingOf('slow', 80);
    expect([
      await pusher.push(slow, jobs(30)),
      await pusher.push(slow, jobs(1)),
      await pusher.push(mappingOf('other', 80), jobs(15)),
      await pusher.push(mappingOf('other', 80), jobs(6)),
      await pusher.push(mappingOf('other', 80), jobs(5)),
    ]).toEqual([true, false, true, false, true]);
    expect(pushes.map(spanOf)).toEqual([
      [30, 0, 58],
      [15, 90, 132],
      [5, 135, 147],
    ]);
  });

  it('takes a rate below one job for one', async () => {
    const { pusher, pushes } = pusherWith();
    expect(await pusher.push(mappingOf('slow', 3), jobs(1))).toBe(true);
    expect(pushes).toEqual([[0]]);
  });

  it('stays where the queue has no room for all', async () => {
    const { pusher, pushes } = pusherWith(1);
    expect([await pusher.push(mappingOf('main'), jobs(60)), pushes.length]).toEqual([false, 1]);
    expect(pusher.hasRoomFor(mappingOf('main'), 200)).toBe(true);
    expect(pusher.hasRoomFor(mappingOf('main'), 201)).toBe(false);
  });

  it('is nothing where nothing is to be pushed', async () => {
    const { pusher, pushes } = pusherWith(0);
    expect([await pusher.push(mappingOf('main'), []), pushes]).toEqual([true, []]);
  });
});
