/**
 * Live events of issues that the plan covers wait for the run. Those that it gave no twin (ticked off,
 * failed, planned again) and that are young enough for live sync ring once it is over.
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
    const young = scanned
      .filter(({ id: issueId, createdAtMs, isLinked }) => {
        return !isLinked && isBornAfter({ issueId, createdAtMs }, enabledAt[side]);
      })
      .map(({ id }) => id);
    for (let at = 0; at < young.length; at += JOBS_A_PUSH) {
      const issueIds = young.slice(at, at + JOBS_A_PUSH);
      const links = await ports.store.findLinksOfIssues(connectionId, side, issueIds);
      const jobs = issueIds
        .filter((issueId) => !links.has(issueId))
        .map((issueId) => newJob({ mappingId, side, issueId, linkId: null, cause: side }));
      const pushed = await ports.queue.push(jobs, 'background', DELAY_SECONDS);
      if (pushed === 'refused') return pushed;
    }
  }
  return 'kept';
}
