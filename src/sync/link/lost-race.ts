/** Two runs of one link at once: whoever saves first wins. */
import { type AuditEntry, isWrite } from '../../core/audit/audit';
import { type LinkSave, RetryLaterError } from '../../ports';
import type { SyncPorts } from '../sync-ports';

/** Several runs may save the link at once. */
const MAX_TRIES = 10;

/** Another run saved the link first: what this run knows of it is old, and it starts again. */
export class LostRaceError extends RetryLaterError {
  /** @param done what this run wrote all the same, and has told */
  constructor(
    linkId: string,
    readonly done: readonly AuditEntry[] = [],
  ) {
    super(`link ${linkId} was saved by another run first`, 1, 'not-done');
  }
}

/**
 * Ends a run that lost the race. What it wrote all the same is told at once: whatever runs next may
 * have to wait first, or come to no save.
 * @param audit what the run was to tell; what it found is found again
 * @throws LostRaceError in the end; RetryLaterError where others save the link again and again
 */
export async function loseRace(
  { store }: Pick<SyncPorts, 'store'>,
  linkId: string,
  audit: readonly AuditEntry[] = [],
  lag: Pick<LinkSave, 'lagMs'> = {},
): Promise<never> {
  const done = audit.filter(isWrite);
  if (done.length > 0) await tell(store, linkId, done, lag);
  throw new LostRaceError(linkId, done);
}

async function tell(
  store: SyncPorts['store'],
  linkId: string,
  done: readonly AuditEntry[],
  lag: Pick<LinkSave, 'lagMs'>,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await store.findLink(linkId);
    // Parted while it was written to: no link holds its trail any more.
    if (!stored) return store.tellOfParted(linkId, done);
    if (await store.saveLink({ link: stored.link, audit: done, ...lag })) return;
  }
  throw new RetryLaterError(`link ${linkId} is saved by others again and again`, 1, 'not-done');
}
