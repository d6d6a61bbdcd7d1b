/** What earlier runs of a pair wrote and no trail tells of: looked up before the pair is parted. */
import type { AuditEntry } from '../../core/audit/audit';
import { auditPlan } from '../../core/audit/audit-plan';
import type { SidesRead } from '../../core/model';
import { PermanentError, RetryLaterError } from '../../ports';
import type { SyncPorts } from '../sync-ports';
import { type LinkRun, readOptionsOf } from './link-run';
import { LinkSession } from './link-session';
import { readSides } from './read-sides';

/**
 * Nothing where a side cannot be read: a pair may be parted because its tracker is gone.
 * @param known the two sides, where they were read just now
 */
export async function listUntold(
  ports: SyncPorts,
  run: LinkRun,
  known?: SidesRead,
): Promise<readonly AuditEntry[]> {
  try {
    const read = known ?? (await readSides(run.trackers, run.stored.link, readOptionsOf(run)));
    if (read.kind !== 'both') return [];
    const twins = { jira: {}, remote: {} };
    const plan = await new LinkSession(ports, { ...run, twins }, read.snapshots).plan();
    const told = { ...plan, foundConflicts: [], foundProblems: [], leftAlone: [] };
    return auditPlan(told, run.cause, ports.clock.nowMs());
  } catch (error) {
    if (error instanceof RetryLaterError || error instanceof PermanentError) return [];
    throw error;
  }
}
