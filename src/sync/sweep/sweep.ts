/**
 * Finds by the trackers' own times what no bell told us, and rings for it.
 *
 * Where bells come faster than the queue takes jobs, the doors leave them to the sweep, which then
 * comes every minute, rings no more than the queue has room for, and spreads it over the minute.
 */
import type { Floods, SweepStart } from '../../ports';
import { Guard } from '../failing/guard';
import type { SyncPorts } from '../sync-ports';
import { Pusher } from './pusher';
import { sweepMapping } from './sweep-mapping';

/** How soon a sweep that left something comes back. */
const MINUTE_SECONDS = 60;

/** A sweep that does not come back as it said is taken for lost then. */
const LATE_MS = 120_000;

/** Sweeps every active mapping, unless a sweep that could not finish comes back by itself. */
export async function sweep(ports: SyncPorts): Promise<void> {
  const start = await ports.store.loadSweep();
  const { nextSweepAtMs } = start.floods;
  const isComing = nextSweepAtMs !== null && ports.clock.nowMs() < nextSweepAtMs + LATE_MS;
  if (isComing) return;
  try {
    await sweepFrom(ports, start);
  } catch (error) {
    // The platform does not run a timer again; a job it does.
    await ports.queue.push([{ v: 1, kind: 'sweep' }], 'background', MINUTE_SECONDS);
    throw error;
  }
}

/**
 * Sweeps every active mapping. One that fails does not keep the others from being swept.
 * @throws whatever the storage throws
 */
export async function sweepAll(ports: SyncPorts): Promise<void> {
  await sweepFrom(ports, await ports.store.loadSweep());
}

async function sweepFrom(ports: SyncPorts, start: SweepStart): Promise<void> {
  const pusher = new Pusher(ports);
  const behind: string[] = [];
  let isToTryAgain = false;
  let { circuits } = start;
  for (const swept of inTurn(start.mappings, ports.clock.nowMs())) {
    const { mapping } = swept;
    if (mapping.paused) continue;
    if (mapping.backfill) await wakeBackfill(ports, mapping.id);
    const guard = new Guard(ports, mapping, circuits);
    // Neither cursor moves while a tracker is not asked, so that both catch up afterwards, however
    // long it takes: the queue would forget after a day.
    const wait = await guard.findWait(true);
    const end = wait ? 'done' : await sweepMapping(ports, swept, guard, pusher);
    if (end === 'behind') behind.push(mapping.id);
    isToTryAgain ||= end === 'failed';
    circuits = guard.known;
  }
  await planNext(ports, start.floods, behind, isToTryAgain);
}

/** A first sync whose job was lost goes on; one that still works finds that out by itself. */
async function wakeBackfill(ports: SyncPorts, mappingId: string): Promise<void> {
  await ports.queue.push([{ v: 1, kind: 'backfill', mappingId, turn: null }], 'background');
}

/** Another mapping is the first every minute, so that one under a flood leaves room for the others. */
function inTurn<T>(mappings: readonly T[], nowMs: number): readonly T[] {
  const first = Math.floor(nowMs / 60_000) % Math.max(mappings.length, 1);
  return [...mappings.slice(first), ...mappings.slice(0, first)];
}

/** Comes back in a minute where something was left; else the doors may push again. */
async function planNext(
  ports: SyncPorts,
  floodsBefore: Floods,
  behind: readonly string[],
  isToTryAgain: boolean,
): Promise<void> {
  const comesBack = behind.length > 0 || isToTryAgain;
  const kept = comesBack
    ? await ports.queue.push([{ v: 1, kind: 'sweep' }], 'background', MINUTE_SECONDS)
    : 'refused';
  if (behind.length === 0) {
    if (isFlooded(floodsBefore) && !isToTryAgain) {
      await ports.store.saveFloods({ mappings: {}, nextSweepAtMs: null });
    }
    return;
  }
  const floods = await ports.store.loadFloods();
  const nowMs = ports.clock.nowMs();
  await ports.store.saveFloods({
    mappings: Object.fromEntries(behind.map((id) => [id, floods.mappings[id] ?? nowMs])),
    nextSweepAtMs: kept === 'kept' ? nowMs + MINUTE_SECONDS * 1000 : null,
  });
}

function isFlooded({ mappings, nextSweepAtMs }: Floods): boolean {
  return Object.keys(mappings).length > 0 || nextSweepAtMs !== null;
}
