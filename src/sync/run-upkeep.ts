/** Background work besides syncing, by the kind of its job. */
import type { UpkeepJob } from '../ports/upkeep';
import { collectAudit } from './audit/collect-audit';
import { erasePerson, reportPeople } from './audit/erase-people';
import { pruneAudit } from './audit/prune-audit';
import { runBackfillJob } from './backfill/run-backfill-job';
import type { Outcome } from './outcome';
import type { UpkeepPorts } from './sync-ports';
import { rebuildLinks } from './twins/rebuild-links';

/** @throws whatever the storage throws: the queue then delivers the job again */
export function runUpkeepJob(ports: UpkeepPorts, job: UpkeepJob): Promise<Outcome> {
  switch (job.kind) {
    case 'prune':
      return pruneAudit(ports);
    case 'collect':
      return collectAudit(ports);
    case 'backfill':
      return runBackfillJob(ports, job);
    case 'rebuild':
      return rebuildLinks(ports, job);
    case 'report-people':
      return reportPeople(ports);
    case 'erase-person':
      return erasePerson(ports, job);
    default:
      return job satisfies never;
  }
}
