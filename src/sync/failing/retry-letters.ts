/** Tries all dead letters of one kind again; each is closed by its own success. */
import { kindOfDeadLetter } from '../../core/failing/dead-letter-kind';
import { linkIdOf } from '../../core/link';
import type { DeadLetter, RetryLettersJob, SyncJob } from '../../ports';
import { newJob } from '../new-job';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';

/** Letters of one page, and how long its jobs are spread: a fifth of what the queue takes. */
const PAGE = 50;
const SPREAD_SECONDS = 30;

/** Rings for one page of letters and pushes the job for the next. */
export async function runRetryLettersJob(ports: SyncPorts, job: RetryLettersJob): Promise<Outcome> {
  const page = await ports.store.listDeadLetters(job.cursor, PAGE);
  const alike = page.letters.filter(
    ({ mappingId, message }) =>
      mappingId === job.mappingId && kindOfDeadLetter(message) === job.letterKind,
  );
  const jobs = await Promise.all(alike.map((letter) => jobOf(ports, letter)));
  const delays = jobs.map((_job, index) => Math.floor((index * SPREAD_SECONDS) / PAGE));
  if ((await ports.queue.push(jobs, 'live', delays)) === 'refused') return queueIsFull();
  if (page.cursor === null) return { kind: 'synced' };
  const next = { ...job, cursor: page.cursor };
  const kept = await ports.queue.push([next], 'background', SPREAD_SECONDS);
  return kept === 'kept' ? { kind: 'synced' } : queueIsFull();
}

/** What failed, once more: without a time, so that no read since makes it look old. */
export async function jobOf(ports: SyncPorts, letter: DeadLetter): Promise<SyncJob> {
  const { mappingId, side, issueId, cause } = letter;
  const { mapping } = await ports.store.loadRun(mappingId, null);
  const linkId =
    mapping === null
      ? null
      : side === 'remote'
        ? linkIdOf(mapping.connectionId, issueId)
        : await ports.store.findLinkId(mapping.connectionId, issueId);
  return newJob({ mappingId, side, issueId, linkId, cause });
}

function queueIsFull(): Outcome {
  return { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
}
