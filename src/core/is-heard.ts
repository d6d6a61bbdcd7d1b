/** Whether a bell tells of anything that its link does not know. */
import type { Link } from './link';
import type { Side } from './model';

export interface HeardBell {
  readonly side: Side;
  /** The newest history entry it knows of. */
  readonly entryId: number | null;
  /** By the tracker's clock. */
  readonly atMs: number | null;
  readonly deleted: boolean;
}

/**
 * Trackers that tell the time of a change so finely that one time is one change. Redmine tells whole
 * seconds, in which there may be several.
 */
const TELLS_CHANGES_APART: Readonly<Record<Side, boolean>> = { jira: true, remote: false };

/** A bell from before our last read tells nothing new; so does one that names our own write. */
export function isHeard(link: Link, bell: HeardBell): boolean {
  if (bell.deleted) return false;
  const base = link.sides[bell.side];
  if (bell.entryId !== null) return bell.entryId <= base.lastEntryId;
  if (bell.atMs === null) return false;
  const isChangeOfLastRead = TELLS_CHANGES_APART[bell.side] && bell.atMs === base.updatedAtMs;
  return isChangeOfLastRead || bell.atMs < base.readAtMs;
}
