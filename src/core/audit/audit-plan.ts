/** What a plan found, as audit entries; what it wrote is told by `settle.ts`. */

import { toBaseValue } from '../digest';
import type { Conflict } from '../link';
import type { Plan } from '../plan';
import { type AuditEntry, RECOVERED } from './audit';

/** One entry per conflict found, problem found, change left alone and write that was recovered. */
export function auditPlan(plan: Plan, cause: string, nowMs: number): readonly AuditEntry[] {
  const common = { atMs: nowMs, linkId: plan.link.id, mappingId: plan.link.mappingId, cause };
  return [
    ...plan.foundConflicts.map((conflict) => auditConflict(conflict, common)),
    ...plan.foundProblems.map(
      (problem): AuditEntry => ({
        ...common,
        kind: 'problem-found',
        side: problem.side,
        field: problem.field,
        from: null,
        to: problem.value,
      }),
    ),
    ...plan.leftAlone.map(
      ({ field, side }): AuditEntry => ({
        ...common,
        kind: 'left-alone',
        side,
        field,
        from: null,
        to: null,
      }),
    ),
    ...auditRecovered(plan, plan.recovered, nowMs),
  ];
}

/** A conflict that was found, whether before a write or by it. */
export function auditConflict(
  { field, jira, remote }: Conflict,
  common: Pick<AuditEntry, 'atMs' | 'linkId' | 'mappingId' | 'cause'>,
): AuditEntry {
  return {
    ...common,
    kind: 'conflict-found',
    side: null,
    field,
    from: toBaseValue(jira),
    to: toBaseValue(remote),
  };
}

/** Writes of runs that were cut off before they could tell. */
export function auditRecovered(
  { link }: Plan,
  recovered: Plan['recovered'],
  atMs: number,
): readonly AuditEntry[] {
  const { id: linkId, mappingId } = link;
  return recovered.map((write) => ({ atMs, linkId, mappingId, ...write, cause: RECOVERED }));
}
