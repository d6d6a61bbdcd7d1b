/**
 * The slow full check: every link is compared, since neither tracker tells of everything. It goes a
 * page of links at a time over the background queue, so it never delays the live one.
 */
import type { Link } from '../core/link';
import type { SyncJob, VerifyJob } from '../ports';
import type { Outcome } from './outcome';
import { runSyncJob } from './run-job';
import type { SyncPorts } from './sync-ports';

/** Starts the check of every active mapping. */
export async function startVerify(ports: SyncPorts): Promise<void> {
  for (const mapping of await ports.store.listMappings()) {
    if (mapping.paused) continue;
    await ports.queue.push(
      [{ v: 1, kind: 'verify', mappingId: mapping.id, cursor: null }],
      'background',
    );
  }
}

/** Compares one page of links and pushes the next page. */
export async function runVerifyJob(ports: SyncPorts, job: VerifyJob): Promise<Outcome> {
  const page = await ports.store.listLinks(job.mappingId, job.cursor);
  for (const link of page.links) {
    const outcome = await runSyncJob(ports, jobFor(link));
    if (outcome.kind === 'retry')
      await ports.queue.push([jobFor(link)], 'live', outcome.afterSeconds ?? 60);
  }
  if (page.cursor === null) return { kind: 'synced' };
  const kept = await ports.queue.push([{ ...job, cursor: page.cursor }], 'background');
  return kept === 'kept'
    ? { kind: 'synced' }
    : { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
}

function jobFor(link: Link): SyncJob {
  return {
    v: 1,
    kind: 'sync',
    mappingId: link.mappingId,
    side: 'remote',
    issueId: link.sides.remote.issueId,
    linkId: link.id,
    entryId: null,
    atMs: null,
    deleted: false,
    cause: 'verify',
  };
}
