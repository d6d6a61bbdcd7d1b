/**
 * Finds by the trackers' own times what no bell told us, and rings for it.
 *
 * Where bells come faster than the queue takes jobs, the doors leave them to the sweep, which then
 * comes every minute, rings no more than the queue has room for, and spreads it over the minute.
 */
import { laneOf } from '../core/failing/lane';
import { isHeard } from '../core/is-heard';
import { linkIdOf } from '../core/link';
import type { Mapping } from '../core/mapping';
import { SIDES, type Side } from '../core/model';
import {
  type ChangedIssues,
  type Floods,
  PermanentError,
  RetryLaterError,
  type SweepStart,
  type SweptMapping,
  type SyncJob,
  type Trackers,
} from '../ports';
import { Guard } from './failing/guard';
import { newJob } from './new-job';
import type { SyncPorts } from './sync-ports';

/** Pages of one side that one sweep may read; the cursor keeps the rest for the next. */
const MAX_PAGES = 20;

/** The most that a page of either tracker holds. */
const PAGE_SIZE = 100;
const PUSH_SIZE = 50;

/** The platform takes 500 a minute of an installation: as many are left for bells and echoes. */
const PUSHES_PER_SWEEP = 250;
const MINUTE_SECONDS = 60;

/** Both reads, the write and the read-back. */
const CALLS_PER_JOB = 4;

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

/** `behind`: the queue had no room for all. `failed`: a tracker did not answer. */
type SweepEnd = 'done' | 'behind' | 'failed';

async function sweepMapping(
  ports: SyncPorts,
  { mapping, cursors }: SweptMapping,
  guard: Guard,
  pusher: Pusher,
): Promise<SweepEnd> {
  try {
    const trackers = await guard.open();
    // Both sides answer before either cursor moves: jobs for a tracker that is down would only
    // grow old in the queue.
    const pages = await Promise.all(
      SIDES.map(async (side) => {
        const cursor = cursors[side];
        return { side, cursor, page: await trackers[side].listChanged(cursor) };
      }),
    );
    const done: boolean[] = [];
    for (const { side, cursor, page } of pages) {
      done.push(await sweepSide(ports, { mapping, side, trackers, pusher }, cursor, page));
    }
    return done.every(Boolean) ? 'done' : 'behind';
  } catch (error) {
    if (!(error instanceof RetryLaterError || error instanceof PermanentError)) throw error;
    // The cursors stay where they were, so the next sweep tries again.
    ports.log.warn(`sweep of mapping ${mapping.id}: ${error.message}`);
    return error instanceof RetryLaterError ? 'failed' : 'done';
  } finally {
    await guard.report(null);
  }
}

interface SideSweep {
  readonly mapping: Mapping;
  readonly side: Side;
  readonly trackers: Trackers;
  readonly pusher: Pusher;
}

async function sweepSide(
  ports: SyncPorts,
  run: SideSweep,
  startCursor: string | null,
  firstPage: ChangedIssues,
): Promise<boolean> {
  const { mapping, side, trackers, pusher } = run;
  let cursor = startCursor;
  let changed = firstPage;
  for (let page = 1; ; page += 1) {
    const jobs = await listUnheard(ports, mapping, side, changed.issues);
    if (!(await pusher.push(mapping, jobs))) return false;
    if (changed.cursor !== cursor) await ports.store.saveCursor(mapping.id, side, changed.cursor);
    cursor = changed.cursor;
    if (!changed.more) return true;
    if (page === MAX_PAGES || !pusher.hasRoomFor(mapping, PAGE_SIZE)) return false;
    changed = await trackers[side].listChanged(cursor);
  }
}

/** Jobs for those that their links have not been read since; a bell was quicker with the others. */
async function listUnheard(
  ports: SyncPorts,
  mapping: Mapping,
  side: Side,
  issues: ChangedIssues['issues'],
): Promise<readonly SyncJob[]> {
  if (issues.length === 0) return [];
  const links = await ports.store.findLinksOfIssues(
    mapping.connectionId,
    side,
    issues.map(({ id }) => id),
  );
  return issues.flatMap((issue): SyncJob[] => {
    const link = links.get(issue.id);
    const job = jobFor(mapping, side, issue.id, issue.updatedAtMs, link?.id ?? null);
    return link && isHeard(link, job) ? [] : [job];
  });
}

/** Keeps to the queue's rate, and to each connection's, over one sweep. */
class Pusher {
  private pushed = 0;
  private readonly byConnection = new Map<string, number>();

  constructor(private readonly ports: SyncPorts) {}

  hasRoomFor(mapping: Mapping, count: number): boolean {
    const ofConnection = this.byConnection.get(mapping.connectionId) ?? 0;
    return (
      this.pushed + count <= PUSHES_PER_SWEEP &&
      // One page goes through in any case, or a low rate would never come to an end.
      (ofConnection === 0 || ofConnection + count <= roomOf(mapping))
    );
  }

  /** @returns `false` where not all were taken: the cursor has to stay before them */
  async push(mapping: Mapping, jobs: readonly SyncJob[]): Promise<boolean> {
    if (jobs.length === 0) return true;
    if (!this.hasRoomFor(mapping, jobs.length)) return false;
    const room = Math.min(PUSHES_PER_SWEEP, roomOf(mapping));
    for (let start = 0; start < jobs.length; start += PUSH_SIZE) {
      const batch = jobs.slice(start, start + PUSH_SIZE);
      // A few run at once; a flood is spread over the minute that it has.
      const delays = batch.map((_job, index) =>
        Math.floor(((this.pushed + index) * MINUTE_SECONDS) / Math.max(room, jobs.length)),
      );
      if ((await this.ports.queue.push(batch, 'live', delays)) === 'refused') return false;
      this.pushed += batch.length;
    }
    const ofConnection = this.byConnection.get(mapping.connectionId) ?? 0;
    this.byConnection.set(mapping.connectionId, ofConnection + jobs.length);
    return true;
  }
}

function roomOf({ limits }: Mapping): number {
  const { remoteRequestsPerMinute: rate } = limits;
  if (rate === null) return PUSHES_PER_SWEEP;
  return Math.max(1, Math.floor(rate / CALLS_PER_JOB));
}

function jobFor(
  mapping: Mapping,
  side: Side,
  issueId: string,
  atMs: number,
  linkId: string | null,
): SyncJob {
  const link = linkId ?? (side === 'remote' ? linkIdOf(mapping.connectionId, issueId) : null);
  const key = link ?? `${side}:${issueId}`;
  const lane = laneOf(mapping.connectionId, key, mapping.limits.remoteRequestsPerMinute);
  return {
    ...newJob({ mappingId: mapping.id, side, issueId, linkId: link, cause: 'sweep' }),
    atMs,
    ...(lane === null ? {} : { lane }),
  };
}
