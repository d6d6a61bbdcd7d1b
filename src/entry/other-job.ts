/** Jobs besides the sync of an issue, apart from it so that their code is loaded where one comes. */
import { syncPorts } from '../app/sync';
import { upkeepPorts } from '../app/upkeep';
import type { Job, SyncJob } from '../ports';
import { runRetryLettersJob } from '../sync/failing/retry-letters';
import { runApplyRules } from '../sync/link/preview-pairs';
import type { Outcome } from '../sync/outcome';
import { runUpkeepJob } from '../sync/run-upkeep';
import { sweepAll } from '../sync/sweep/sweep';
import { runVerifyJob } from '../sync/verify';

/** @throws whatever the storage throws: the queue then delivers the job again */
export async function runOtherJob(job: Exclude<Job, SyncJob>): Promise<Outcome> {
  switch (job.kind) {
    case 'verify':
      return runVerifyJob(syncPorts, job);
    case 'apply-rules':
      return runApplyRules(syncPorts, job);
    case 'sweep':
      await sweepAll(syncPorts);
      return { kind: 'synced' };
    case 'retry-letters':
      return runRetryLettersJob(syncPorts, job);
    default:
      return runUpkeepJob(upkeepPorts, job);
  }
}
