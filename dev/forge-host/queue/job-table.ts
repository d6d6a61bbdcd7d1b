import type { KeyedStore } from '../../store/store';
import type { JobRecord } from './event-record';

const ROOT = 'queue/job/';
/** Finished jobs beyond this many are forgotten, oldest first. */
const KEPT = 2000;

/** The progress of every push. */
export interface JobTable {
  find(jobId: string): JobRecord | undefined;
  open(jobId: string, queueName: string, events: number): void;
  /** One event of the job ended. */
  finish(jobId: string, how: 'success' | 'failed'): void;
}

export function createJobTable(store: KeyedStore): JobTable {
  const known = new Map<string, JobRecord>();
  for (const [key, job] of store.range(ROOT)) known.set(key.slice(ROOT.length), job as JobRecord);

  function save(jobId: string, job: JobRecord): void {
    known.set(jobId, job);
    store.put(ROOT + jobId, job);
  }

  function forgetOldest(): void {
    for (const [jobId, job] of known) {
      if (known.size <= KEPT) return;
      if (job.inProgress > 0) continue;
      known.delete(jobId);
      store.remove(ROOT + jobId);
    }
  }

  return {
    find: (jobId) => known.get(jobId),
    open(jobId, queueName, events) {
      forgetOldest();
      save(jobId, { queueName, success: 0, inProgress: events, failed: 0 });
    },
    finish(jobId, how) {
      const job = known.get(jobId);
      if (!job) return;
      save(jobId, { ...job, inProgress: Math.max(0, job.inProgress - 1), [how]: job[how] + 1 });
    },
  };
}
