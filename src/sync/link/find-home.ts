/** Where a pair belongs that its mapping does not cover any more, or whose mapping is gone. */
import type { AuditEntry } from '../../core/audit/audit';
import { auditConflict } from '../../core/audit/audit-plan';
import { isSameIssue, type Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side, type Snapshot } from '../../core/model';
import { findSentSide, forgetMove, PROJECT, settleMove } from '../../core/moved-by-us';
import { findSideThatLeft, moveLink } from '../../core/scope';
import type { SyncPorts } from '../sync-ports';
import type { LinkRun } from './link-run';
import { readSides } from './read-sides';

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

/**
 * The run with its pair under the run's mapping, which the trail tells of; and of the issue that we
 * brought there ourselves, whether in this run or in one that was cut off.
 */
export function underMapping(ports: SyncPorts, run: LinkRun, former: Mapping | null): LinkRun {
  const { mapping, stored, trackers, cause } = run;
  const { snapshots } = run;
  const nowMs = ports.clock.nowMs();
  const told = { atMs: nowMs, linkId: stored.link.id, mappingId: mapping.id, cause };
  const linked: AuditEntry = {
    ...told,
    kind: 'linked',
    side: null,
    field: 'mapping',
    from: stored.link.mappingId,
    to: mapping.id,
  };
  const audit = stored.link.mappingId === mapping.id ? [] : [linked];
  const link = moveLink(stored.link, former, mapping);
  const side = snapshots ? findSentSide(stored.link, snapshots) : null;
  const settled =
    snapshots && side
      ? settleMove({
          mapping,
          link,
          snapshots,
          side,
          authorship: (personId) => trackers[side].authorship(personId),
          nowMs,
        })
      : null;
  const ours = { ...run, stored: { ...stored, link: forgetMove(settled?.link ?? link) } };
  if (!snapshots || !side || !settled) return { ...ours, audit: [...(run.audit ?? []), ...audit] };
  const moved: AuditEntry = {
    ...told,
    kind: 'field-written',
    side,
    field: PROJECT,
    from: stored.link.sides[side].projectId,
    to: mapping[side].projectId,
  };
  return {
    ...ours,
    snapshots: { ...snapshots, [side]: { ...snapshots[side], history: settled.history } },
    audit: [
      ...(run.audit ?? []),
      moved,
      ...audit,
      ...settled.conflicts.map((conflict) => auditConflict(conflict, told)),
    ],
  };
}
