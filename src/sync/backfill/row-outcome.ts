/** What a row comes to, from what the run of its link came to. */
import type { AuditEntry } from '../../core/audit/audit';
import type { Backfill, NumberedOutcome } from '../../core/backfill/backfill';
import type { PlanRow, RowOutcome } from '../../core/backfill/plan-row';
import { PermanentError, RetryLaterError } from '../../ports';
import { newJob } from '../new-job';
import type { Outcome } from '../outcome';
import { runSyncJob } from '../run-job';
import type { Step } from './step';

/** What was found of a row that is not there to be carried out any more. */
export interface ChunkResult {
  readonly outcomes: readonly NumberedOutcome[];
  /** Rows that were planned again. */
  readonly rows: readonly PlanRow[];
}

/**
 * An ordinary run for one link.
 * @param told what a run that lost the race wrote, and has told
 */
export function syncOnce(
  { ports }: Step,
  mappingId: string,
  linkId: string,
  side: 'jira' | 'remote',
  issueId: string,
  cause: string,
  told: readonly AuditEntry[] = [],
): Promise<Outcome> {
  return runSyncJob(ports, newJob({ mappingId, side, issueId, linkId, cause }), told);
}

/** What the run of one link comes to for its row. @throws RetryLaterError for one to be made again */
export function toRowOutcome(
  outcome: Outcome,
  done: Extract<RowOutcome, { kind: 'done' }>,
): RowOutcome {
  switch (outcome.kind) {
    case 'synced':
    case 'unchanged':
      return done;
    case 'conflict':
      return { ...done, hasConflict: true };
    case 'skipped':
      return { kind: 'skipped', reason: outcome.reason };
    case 'failed':
      return { kind: 'failed', message: outcome.message };
    case 'retry':
      throw new RetryLaterError(outcome.message, outcome.afterSeconds, 'not-done');
    default:
      return outcome satisfies never;
  }
}

/** What went wrong with one row alone; anything else ends the step. */
export function toFailure(error: unknown, backfill: Backfill): RowOutcome {
  if (error instanceof PermanentError && error.reason === 'refused') {
    return { kind: 'failed', message: error.message };
  }
  // It was tried again and again, and keeps the others waiting.
  if (error instanceof RetryLaterError && backfill.failures >= MAX_FAILURES) {
    return { kind: 'failed', message: error.message };
  }
  throw error;
}

/** Steps that may fail one after the other before a row that fails is passed over. */
const MAX_FAILURES = 5;
