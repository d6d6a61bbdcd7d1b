/**
 * Links again what the app once created, from the markers that twins carry from birth: after a
 * reinstallation storage is empty, and nothing else knows which issues are pairs. Goes through both
 * projects a page at a time over the background queue; what is linked already is passed over, so it
 * can be run as often as one likes.
 */
import { linkIdOf } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { type MarkedIssue, pairOf } from '../../core/twins/marked-pair';
import { PermanentError, RetryLaterError, type Trackers } from '../../ports';
import type { RebuildJob } from '../../ports/upkeep';
import { Guard } from '../failing/guard';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import { linkIssues, type PairRequest } from './link-issues';

/** Runs one page and pushes the next. */
export async function rebuildLinks(ports: SyncPorts, job: RebuildJob): Promise<Outcome> {
  const { mapping, circuits } = await ports.store.loadRun(job.mappingId, null);
  if (!mapping) return { kind: 'skipped', reason: `mapping ${job.mappingId} is gone` };
  const guard = new Guard(ports, mapping, circuits);
  const wait = await guard.findWait();
  if (wait) return wait;
  try {
    return await runPage(ports, job, mapping, await guard.open());
  } catch (error) {
    if (error instanceof RetryLaterError) {
      return { kind: 'retry', afterSeconds: error.retryAfterSeconds, message: error.message };
    }
    if (error instanceof PermanentError) {
      ports.log.warn(`links of mapping ${mapping.id} cannot be rebuilt: ${error.message}`);
      return { kind: 'failed', message: error.message };
    }
    throw error;
  } finally {
    await guard.report(null);
  }
}

async function runPage(
  ports: SyncPorts,
  job: RebuildJob,
  mapping: Mapping,
  trackers: Trackers,
): Promise<Outcome> {
  const page = await trackers[job.side].listMarked(job.cursor);
  let { linked } = job;
  for (const issue of page.issues) {
    if (await linkMarked(ports, job, mapping, trackers, issue)) linked += 1;
  }
  const next = nextJob({ ...job, linked }, page.cursor);
  if (!next) {
    ports.log.info(`rebuilt ${linked} links of mapping ${mapping.id}`);
    return { kind: 'synced' };
  }
  const kept = await ports.queue.push([next], 'background');
  return kept === 'kept'
    ? { kind: 'synced' }
    : { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
}

/** Twins stand on either side: first those in Jira, then those across. */
function nextJob(job: RebuildJob, cursor: string | null): RebuildJob | null {
  if (cursor !== null) return { ...job, cursor };
  return job.side === 'jira' ? { ...job, side: 'remote', cursor: null } : null;
}

/**
 * The oldest issue with a marker is the twin; younger ones were copied from it and are passed over,
 * since one of the two is linked by then.
 */
async function linkMarked(
  ports: SyncPorts,
  job: RebuildJob,
  mapping: Mapping,
  trackers: Trackers,
  issue: MarkedIssue,
): Promise<boolean> {
  const pair = pairOf(job.side, issue);
  if (!pair) return false;
  const { store } = ports;
  if (await store.findLinkId(mapping.connectionId, pair.jira)) return false;
  if (await store.findLink(linkIdOf(mapping.connectionId, pair.remote))) return false;
  if (await store.wasUnlinked(mapping.connectionId, job.side, issue.issueId)) return false;
  const outcome = await tryToLink(ports, {
    mapping,
    trackers,
    jiraIssueId: pair.jira,
    remoteIssueId: pair.remote,
    seed: job.seed,
    cause: job.cause,
  });
  switch (outcome.kind) {
    case 'synced':
    case 'unchanged':
    case 'conflict':
      return true;
    case 'retry':
      throw new RetryLaterError(outcome.message, outcome.afterSeconds, 'not-done');
    case 'skipped':
    case 'failed': {
      const why = outcome.kind === 'skipped' ? outcome.reason : outcome.message;
      ports.log.warn(`${job.side} issue ${issue.issueId} was not linked again: ${why}`);
      return false;
    }
    default:
      return outcome satisfies never;
  }
}

/** One pair that a tracker refuses does not keep the others from being linked. */
async function tryToLink(ports: SyncPorts, request: PairRequest): Promise<Outcome> {
  try {
    return await linkIssues(ports, request);
  } catch (error) {
    if (!(error instanceof PermanentError) || error.reason === 'access') throw error;
    return { kind: 'failed', message: error.message };
  }
}
