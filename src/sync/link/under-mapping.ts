/** A pair that another mapping covers from now on. */
import type { AuditEntry } from '../../core/audit/audit';
import { auditConflict } from '../../core/audit/audit-plan';
import type { Mapping } from '../../core/mapping';
import { findSentSide, forgetMove, PROJECT, settleMove } from '../../core/moved-by-us';
import { moveLink } from '../../core/scope';
import type { SyncPorts } from '../sync-ports';
import type { LinkRun } from './link-run';

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
