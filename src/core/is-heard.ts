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

/** A bell from before our last read tells nothing new; so does one that names our own write. */
export function isHeard(link: Link, bell: HeardBell): boolean {
  if (bell.deleted) return false;
  const base = link.sides[bell.side];
  if (bell.entryId !== null) return bell.entryId <= base.lastEntryId;
  return bell.atMs !== null && bell.atMs < base.readAtMs;
}
