/** Whether a job may be forgotten in silence, because the sweep will find what it is about. */
import type { SyncJob } from '../../ports';

/**
 * While a circuit is open the cursors of its mappings stand still, so what rang since then is found
 * once it closes. A deletion is not: no sweep finds what is gone.
 * @param circuitOpenedAtMs absent: no circuit held the job up
 */
export function isLeftToCursors(
  job: SyncJob,
  circuitOpenedAtMs: number | undefined,
  pushedAtMs: number,
): boolean {
  if (circuitOpenedAtMs === undefined || job.deleted) return false;
  return (job.cause === 'jira' || job.cause === 'remote') && pushedAtMs > circuitOpenedAtMs;
}
