/** What one run for one link is given, and what follows from what rang for it. */
import type { AuditEntry } from '../../core/audit/audit';
import type { Mapping } from '../../core/mapping';
import type { Side, Snapshot } from '../../core/model';
import type { ReadOptions, StoredLink, Trackers } from '../../ports';
import { isAsked } from '../is-asked';

export interface LinkRun {
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  readonly stored: StoredLink;
  readonly cause: string;
  /** The tracker itself told that its issue was deleted. */
  readonly deletedSide?: Side | null;
  /** The bell names a field's change, so the comments need not be read to the first. */
  readonly newestCommentsOnly?: boolean;
  /** Whose values count where rules that came later show the two sides to differ. */
  readonly seed?: Side;
  /** Read already, by whoever made the link. */
  readonly snapshots?: Readonly<Record<Side, Snapshot>>;
  /** What was done before this run and is not saved yet. */
  readonly audit?: readonly AuditEntry[];
  /** What is told, though the link may not know of it: this job lost a race, or linked the two again. */
  readonly told?: readonly AuditEntry[];
}

/** A copy that may be on its way is looked for among all comments. */
export function readOptionsOf({
  newestCommentsOnly,
  stored,
}: LinkRun): Pick<ReadOptions, 'newestCommentsOnly'> {
  const mayStop = newestCommentsOnly && stored.link.commentIntents.length === 0;
  return mayStop ? { newestCommentsOnly: true } : {};
}

/** What a tracker refused is tried again when a person asks, or under other rules. */
export function triesRefused({ mapping, stored, cause }: LinkRun): boolean {
  return isAsked(cause) || mapping.version !== stored.link.mappingVersion;
}

/** A related issue may have got a twin meanwhile, or another one, or has just got one and rings. */
export function looksAgain(run: LinkRun): boolean {
  return run.cause === 'verify' || run.cause === 'relation' || triesRefused(run);
}
