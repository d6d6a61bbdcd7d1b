/**
 * Who rings once a run is over. Live events of issues that the plan covers wait for it: those that it
 * gave no twin (ticked off, failed, planned again) and that are young enough for live sync. And pairs
 * that were there before, below an issue that had no twin: it may have one now.
 */
import type { Backfill } from '../../core/backfill/backfill';
import { isBornAfter, type Mapping } from '../../core/mapping';
import { SIDES } from '../../core/model';
import { newJob } from '../new-job';
import type { UpkeepPorts } from '../sync-ports';
import { loadAll } from './step';

/** What one push takes. */
const JOBS_A_PUSH = 50;

/** The mapping's mark is gone by then. */
const DELAY_SECONDS = 30;

/** @returns `refused` where the queue is full: not all rang */
export async function ringLeft(
  ports: UpkeepPorts,
  { id: mappingId, connectionId, enabledAt }: Mapping,
  backfill: Backfill,
): Promise<'kept' | 'refused'> {
  for (const side of SIDES) {
    const scanned = await loadAll(ports, backfill, `scan-${side}`);
    const unlinked = new Set(scanned.flatMap(({ id, isLinked }) => (isLinked ? [] : [id])));
    const left = scanned.filter(({ id: issueId, createdAtMs, isLinked, parentId }) =>
      isLinked
        ? parentId !== null && unlinked.has(parentId)
        : isBornAfter({ issueId, createdAtMs }, enabledAt[side]),
    );
    for (let at = 0; at < left.length; at += JOBS_A_PUSH) {
      const some = left.slice(at, at + JOBS_A_PUSH);
      const issueIds = some.map(({ id }) => id);
      const links = await ports.store.findLinksOfIssues(connectionId, side, issueIds);
      const jobs = some
        .filter(({ id, isLinked }) => isLinked === links.has(id))
        .map(({ id: issueId }) => {
          const linkId = links.get(issueId)?.id ?? null;
          return newJob({ mappingId, side, issueId, linkId, cause: side });
        });
      const pushed = await ports.queue.push(jobs, 'background', DELAY_SECONDS);
      if (pushed === 'refused') return pushed;
    }
  }
  return 'kept';
}
