import { laneOf } from '../../core/failing/lane';
import { isHeard } from '../../core/is-heard';
import { linkIdOf } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side } from '../../core/model';
import {
  type ChangedIssues,
  PermanentError,
  RetryLaterError,
  type SweptMapping,
  type SyncJob,
  type Trackers,
} from '../../ports';
import type { Guard } from '../failing/guard';
import { newJob } from '../new-job';
import type { SyncPorts } from '../sync-ports';
import type { Pusher } from './pusher';

/** Pages of one side that one sweep may read; the cursor keeps the rest for the next. */
const MAX_PAGES = 20;

/** The most that a page of either tracker holds. */
const PAGE_SIZE = 100;

/** `behind`: the queue had no room for all. `failed`: a tracker did not answer. */
export type SweepEnd = 'done' | 'behind' | 'failed';

/**
 * Sweeps both sides of one mapping, each from its cursor.
 * @throws whatever the storage throws
 */
export async function sweepMapping(
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
