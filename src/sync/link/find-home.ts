/** Where a pair belongs that its mapping does not cover any more, or whose mapping is gone. */
import { isSameIssue, type Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side, type Snapshot } from '../../core/model';
import { findSideThatLeft } from '../../core/scope';
import type { SyncPorts } from '../sync-ports';
import type { LinkRun } from './link-run';
import { readSides } from './read-sides';
import { underMapping } from './under-mapping';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/**
 * The run under the mapping that covers both issues as they are now; `null` where it is under that
 * one already, or where there is none.
 */
export async function findHome(
  ports: SyncPorts,
  run: LinkRun,
  snapshots: Snapshots,
): Promise<LinkRun | null> {
  const { mapping, stored } = run;
  if (!isSamePair(stored.link, snapshots)) return null;
  if (!findSideThatLeft(mapping, stored.link, snapshots)) {
    const isHere = stored.link.mappingId === mapping.id;
    return isHere ? null : underMapping(ports, { ...run, snapshots }, null);
  }
  for (const other of await ports.store.listMappings()) {
    if (!mayCover(other, mapping, snapshots)) continue;
    const trackers = await ports.openTrackers(other);
    const read = await readSides(trackers, stored.link, {});
    if (read.kind === 'both' && !findSideThatLeft(other, stored.link, read.snapshots)) {
      const there = { ...run, mapping: other, trackers, snapshots: read.snapshots };
      return underMapping(ports, there, mapping);
    }
  }
  return null;
}

/** Another issue under the same id is no pair of ours. */
export function isSamePair(link: Link, snapshots: Snapshots): boolean {
  return SIDES.every((side) => {
    const { createdAtMs, author } = snapshots[side];
    return isSameIssue(link.sides[side], { createdAtMs, authorId: author.id });
  });
}

function mayCover(other: Mapping, mapping: Mapping, snapshots: Snapshots): boolean {
  return (
    other.id !== mapping.id &&
    other.connectionId === mapping.connectionId &&
    !other.paused &&
    SIDES.every((side) => other[side].projectId === snapshots[side].projectId)
  );
}
