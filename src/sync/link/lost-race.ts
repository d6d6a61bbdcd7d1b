import type { AuditEntry } from '../../core/audit/audit';
import { RetryLaterError } from '../../ports';

/** Another run saved the link first: what this run knows of it is old, and it starts again. */
export class LostRaceError extends RetryLaterError {
  /** @param done what this run wrote all the same: the next one has to tell of it */
  constructor(
    linkId: string,
    readonly done: readonly AuditEntry[] = [],
  ) {
    super(`link ${linkId} was saved by another run first`, 1, 'not-done');
  }
}
