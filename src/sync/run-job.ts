/** One doorbell, from the queue to an outcome: every way that a run can end is decided here. */
import type { AuditEntry } from '../core/audit/audit';
import type { Circuits } from '../core/failing/circuit';
import { REQUEST_TIMEOUT_MS } from '../core/intents';
import { isHeard } from '../core/is-heard';
import { linkIdOf } from '../core/link';
import type { Mapping } from '../core/mapping';
import { otherSide } from '../core/model';
import {
  PermanentError,
  RetryLaterError,
  type StoredLink,
  type SyncJob,
  type Trackers,
} from '../ports';
import { Guard } from './failing/guard';
import { isAsked } from './is-asked';
import { LostRaceError } from './link/lost-race';
import { syncLink } from './link/sync-link';
import { type Outcome, PAUSED } from './outcome';
import type { SyncPorts } from './sync-ports';
import { createTwin } from './twins/create-twin';

const MAX_TRIES = 3;

/** The longest that the platform delays a job: a pause may last. */
const PAUSE_SECONDS = 900;

/**
 * Runs one job. Nothing is thrown for what a tracker answers: a failure that will not mend itself
 * is kept as a dead letter before `failed` is returned.
 * @param told what a run that lost the race wrote, and has told
 * @throws whatever the storage throws: the queue then delivers the job again
 */
export async function runSyncJob(
  ports: SyncPorts,
  job: SyncJob,
  told: readonly AuditEntry[] = [],
): Promise<Outcome> {
  let done = told;
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(ports, job, done);
    } catch (error) {
      if (!(error instanceof LostRaceError) || tries === MAX_TRIES) return endOf(ports, job, error);
      // Our own write rings, and the echo's run may be quicker: the second look finds all done.
      done = [...done, ...error.done];
    }
  }
}

async function runOnce(
  ports: SyncPorts,
  job: SyncJob,
  told: readonly AuditEntry[],
): Promise<Outcome> {
  const located = await locate(ports, job);
  if (!located) return { kind: 'skipped', reason: `mapping ${job.mappingId} is gone` };
  const { mapping, stored, circuits, deadLetterId } = await underOwnMapping(ports, located);
  // Only its bell tells a deletion from an issue that we may not see, so it is noted in a pause, too.
  if (mapping.paused && !(stored && job.deleted))
    return stored ? PAUSED : pausedBeforeTwin(job, mapping);
  if (stored?.link.paused && !isAsked(job.cause))
    return { kind: 'skipped', reason: 'the link is paused' };
  if (stored && isHeard(stored.link, job)) {
    return { kind: 'skipped', reason: 'the link was read after this bell rang' };
  }
  const guard = new Guard(ports, mapping, circuits);
  const wait = await guard.findWait(isAsked(job.cause));
  if (wait) return wait;
  try {
    const outcome = await run(ports, job, mapping, stored, await guard.open(), told);
    if (outcome.kind === 'failed') await bury(ports, job, outcome.message);
    // A run that saved the link has closed its letter in the same transaction.
    if (outcome.kind === 'unchanged' && deadLetterId) {
      await ports.store.closeDeadLetter(deadLetterId, []);
    }
    return outcome;
  } finally {
    await guard.report(job.issueId);
    if (!isAsked(job.cause)) await guard.keepLane();
  }
}

/**
 * The sweep's cursor is past what the sweep rang for, and the daily check knows pairs alone: an issue
 * that is to get a twin is waited for.
 */
function pausedBeforeTwin({ side, cause }: SyncJob, { create }: Mapping): Outcome {
  return cause === 'sweep' && create[otherSide(side)]
    ? { kind: 'retry', afterSeconds: PAUSE_SECONDS, message: PAUSED.reason }
    : PAUSED;
}

async function run(
  ports: SyncPorts,
  job: SyncJob,
  mapping: Mapping,
  stored: StoredLink | null,
  trackers: Trackers,
  told: readonly AuditEntry[],
): Promise<Outcome> {
  if (stored) {
    return syncLink(ports, {
      mapping,
      trackers,
      stored,
      cause: job.cause,
      newestCommentsOnly: job.entryId !== null,
      ...(job.seed ? { seed: job.seed } : {}),
      deletedSide: job.deleted ? job.side : null,
      told,
    });
  }
  if (job.deleted) return { kind: 'skipped', reason: 'a deleted issue without a link' };
  return createTwin(ports, {
    mapping,
    trackers,
    side: job.side,
    issueId: job.issueId,
    cause: job.cause,
    asked: isAsked(job.cause),
  });
}

interface Located {
  readonly mapping: Mapping;
  readonly stored: StoredLink | null;
  readonly circuits: Circuits;
  readonly deadLetterId: string | null;
}

async function locate(ports: SyncPorts, job: SyncJob): Promise<Located | null> {
  const first = await ports.store.loadRun(job.mappingId, job.linkId, job);
  const { mapping, stored } = first;
  if (!mapping) return null;
  if (stored || job.linkId !== null) return { ...first, mapping };
  // The door knew of no link; one may have come since.
  const linkId = await findLinkId(ports, mapping, job);
  if (!linkId) return { ...first, mapping };
  const second = await ports.store.loadRun(job.mappingId, linkId);
  return { ...first, mapping, stored: second.stored };
}

/** A project may be in several mappings, and a pair may have come from another project. */
async function underOwnMapping(ports: SyncPorts, located: Located): Promise<Located> {
  const { link } = located.stored ?? {};
  if (!link || link.mappingId === located.mapping.id) return located;
  const { mapping } = await ports.store.loadRun(link.mappingId, null);
  return mapping ? { ...located, mapping } : located;
}

async function findLinkId(
  ports: SyncPorts,
  mapping: Mapping,
  job: SyncJob,
): Promise<string | null> {
  return job.side === 'remote'
    ? linkIdOf(mapping.connectionId, job.issueId)
    : ports.store.findLinkId(mapping.connectionId, job.issueId);
}

async function endOf(ports: SyncPorts, job: SyncJob, error: unknown): Promise<Outcome> {
  if (error instanceof RetryLaterError) {
    return {
      kind: 'retry',
      afterSeconds:
        error.outcome === 'unknown'
          ? Math.max(error.retryAfterSeconds ?? 0, REQUEST_TIMEOUT_MS / 1000)
          : error.retryAfterSeconds,
      message: error.message,
    };
  }
  if (error instanceof PermanentError && error.reason === 'access') {
    // The circuit is open now: one thing to mend for the admins, instead of a letter per issue.
    return { kind: 'retry', afterSeconds: null, message: error.message };
  }
  if (error instanceof PermanentError) {
    await bury(ports, job, error.message);
    return { kind: 'failed', message: error.message };
  }
  throw error;
}

/** Keeps a job that the queue is about to forget. */
export function giveUpJob(ports: SyncPorts, job: SyncJob, message: string): Promise<void> {
  return bury(ports, job, message);
}

async function bury(ports: SyncPorts, job: SyncJob, message: string): Promise<void> {
  const atMs = ports.clock.nowMs();
  ports.log.warn(`${job.side} issue ${job.issueId} of mapping ${job.mappingId}: ${message}`);
  await ports.store.saveDeadLetter(
    {
      mappingId: job.mappingId,
      side: job.side,
      issueId: job.issueId,
      cause: job.cause,
      message,
      failedAtMs: atMs,
    },
    [
      {
        atMs,
        kind: 'failed',
        linkId: job.linkId,
        mappingId: job.mappingId,
        side: job.side,
        field: null,
        from: job.issueId,
        to: message,
        cause: job.cause,
      },
    ],
  );
}
