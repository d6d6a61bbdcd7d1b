/** Two runs of one link at once: whoever saves first wins. */
import { type AuditEntry, isWrite, leaveOutTold, RECOVERED } from '../../core/audit/audit';
import type { Link } from '../../core/link';
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

type RacePorts = Pick<SyncPorts, 'store' | 'trail'>;
/** As this run knew it. */
type KnownLink = Pick<Link, 'id' | 'trail'>;

/**
 * Ends a run that lost the race. What it wrote all the same is told at once: whatever runs next may
 * have to wait first, or come to no save.
 * @param audit what the run was to tell; what it found is found again
 * @throws LostRaceError in the end; RetryLaterError where others save the link again and again
 */
export async function loseRace(
  ports: RacePorts,
  link: KnownLink,
  audit: readonly AuditEntry[] = [],
  lag: Pick<LinkSave, 'lagMs'> = {},
): Promise<never> {
  const done = audit.filter(isWrite);
  if (done.length > 0) await tell(ports, link, done, lag);
  throw new LostRaceError(link.id, done);
}

async function tell(
  { store, trail }: RacePorts,
  link: KnownLink,
  done: readonly AuditEntry[],
  lag: Pick<LinkSave, 'lagMs'>,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await store.findLink(link.id);
    // Parted while it was written to: no link holds its trail any more.
    if (!stored) return store.tellOfParted(link.id, done);
    const audit = leaveOutTold(done, await listRecovered(trail, link, stored.link));
    if (audit.length === 0) return;
    if (await store.saveLink({ link: stored.link, audit, ...lag })) return;
  }
  throw new RetryLaterError(`link ${link.id} is saved by others again and again`, 1, 'not-done');
}

/**
 * What quicker runs told since then of writes that were not theirs: one that our own write rang for
 * reads it before we can save.
 */
async function listRecovered(
  trail: RacePorts['trail'],
  known: KnownLink,
  now: Pick<Link, 'trail'>,
): Promise<readonly AuditEntry[]> {
  const recovered: AuditEntry[] = [];
  const end = now.trail?.count ?? 0;
  let seq = known.trail?.count ?? end;
  while (seq < end) {
    const record = await trail.findRecord(known.id, seq);
    if (!record) break;
    recovered.push(...record.entries.map(({ entry }) => entry).filter(isRecovered));
    seq += record.entries.length;
  }
  return recovered;
}

const isRecovered = ({ cause }: AuditEntry) => cause === RECOVERED;
