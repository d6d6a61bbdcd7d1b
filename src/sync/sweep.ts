/** Finds by the trackers' own times what no bell told us, and rings for it. */
import { linkIdOf } from '../core/link';
import type { Mapping } from '../core/mapping';
import { SIDES, type Side } from '../core/model';
import { PermanentError, RetryLaterError, type SyncJob, type Trackers } from '../ports';
import { Guard } from './guard';
import type { SyncPorts } from './sync-ports';

/** Pages of one side that one sweep may read; the cursor keeps the rest for the next. */
const MAX_PAGES = 20;
const PUSH_SIZE = 50;

/**
 * Sweeps every active mapping. One that fails does not keep the others from being swept.
 * @throws whatever the storage throws
 */
export async function sweep(ports: SyncPorts): Promise<void> {
  let circuits = await ports.store.loadCircuits();
  for (const mapping of await ports.store.listMappings()) {
    if (mapping.paused) continue;
    const guard = new Guard(ports, mapping, circuits);
    // Neither cursor moves while a tracker is not asked, so that both catch up afterwards, however
    // long it takes: the queue would forget after a day.
    const wait = await guard.findWait(true);
    if (!wait) await sweepMapping(ports, mapping, guard);
    circuits = guard.known;
  }
}

async function sweepMapping(ports: SyncPorts, mapping: Mapping, guard: Guard): Promise<void> {
  try {
    const trackers = await guard.open();
    for (const side of SIDES) await sweepSide(ports, mapping, side, trackers);
  } catch (error) {
    if (!(error instanceof RetryLaterError || error instanceof PermanentError)) throw error;
    // The cursors stay where they were, so the next sweep tries again.
    ports.log.warn(`sweep of mapping ${mapping.id}: ${error.message}`);
  } finally {
    await guard.report(null);
  }
}

async function sweepSide(
  ports: SyncPorts,
  mapping: Mapping,
  side: Side,
  trackers: Trackers,
): Promise<void> {
  try {
    let cursor = await ports.store.findCursor(mapping.id, side);
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const changed = await trackers[side].listChanged(cursor);
      const jobs = changed.issues.map((issue) =>
        jobFor(mapping, side, issue.id, issue.updatedAtMs),
      );
      if (!(await pushAll(ports, jobs))) return;
      if (changed.cursor !== cursor) await ports.store.saveCursor(mapping.id, side, changed.cursor);
      cursor = changed.cursor;
      if (!changed.more) return;
    }
  } catch (error) {
    if (!(error instanceof RetryLaterError || error instanceof PermanentError)) throw error;
    // The cursor stays where it was, so the next sweep tries again.
    ports.log.warn(`sweep of ${side} for mapping ${mapping.id}: ${error.message}`);
  }
}

async function pushAll(ports: SyncPorts, jobs: readonly SyncJob[]): Promise<boolean> {
  for (let start = 0; start < jobs.length; start += PUSH_SIZE) {
    const kept = await ports.queue.push(jobs.slice(start, start + PUSH_SIZE), 'live');
    if (kept === 'refused') return false;
  }
  return true;
}

function jobFor(mapping: Mapping, side: Side, issueId: string, atMs: number): SyncJob {
  return {
    v: 1,
    kind: 'sync',
    mappingId: mapping.id,
    side,
    issueId,
    linkId: side === 'remote' ? linkIdOf(mapping.connectionId, issueId) : null,
    entryId: null,
    atMs,
    deleted: false,
    cause: 'sweep',
  };
}
