import type { Database } from '../data/database';
import type { Issue } from '../data/model';
import { childrenOf, descendantsOf, isClosedStatus, isLeaf } from './issue-tree';

/** What a parent has from its children. */
export type DerivedFields = Pick<Issue, 'priorityId' | 'startDate' | 'dueDate' | 'doneRatio'>;

/** Derives a parent's priority, dates and done ratio from its children (Redmine's default settings). */
export function deriveFields(db: Database, parent: Issue): DerivedFields {
  const children = childrenOf(db, parent.id);
  const dates = datesOf(children);
  return {
    priorityId: priorityOf(db, children) ?? parent.priorityId,
    startDate: dates.start,
    dueDate: dates.due,
    doneRatio: children.length === 0 ? parent.doneRatio : doneRatioOf(db, children),
  };
}

/** The highest priority among the open children, else the default. */
function priorityOf(db: Database, children: readonly Issue[]): number | undefined {
  const open = children
    .filter((child) => !isClosedStatus(db, child.statusId))
    .map((child) => db.get('enumeration', child.priorityId))
    .sort((a, b) => b.position - a.position);
  const fallback = db
    .all('enumeration')
    .find((entry) => entry.kind === 'issue_priorities' && entry.isDefault);
  return (open[0] ?? fallback)?.id;
}

function datesOf(children: readonly Issue[]): { start: string | null; due: string | null } {
  const starts = children.map(({ startDate }) => startDate).filter((day) => day !== null);
  const dues = children.map(({ dueDate }) => dueDate).filter((day) => day !== null);
  const start = starts.sort().at(0) ?? null;
  const due = dues.sort().at(-1) ?? null;
  return start !== null && due !== null && due < start
    ? { start: due, due: start }
    : { start, due };
}

/** The children's done ratios, weighted with their estimates (the average one where there is none). */
function doneRatioOf(db: Database, children: readonly Issue[]): number {
  const estimates = children.map((child) => totalEstimate(db, child) ?? 0);
  const known = estimates.filter((hours) => hours > 0);
  const average = known.length === 0 ? 1 : known.reduce((a, b) => a + b, 0) / known.length;
  const done = children.reduce((sum, child, index) => {
    const estimate = estimates[index] ?? 0;
    const ratio = isClosedStatus(db, child.statusId) ? 100 : child.doneRatio;
    return sum + (estimate > 0 ? estimate : average) * ratio;
  }, 0);
  return Math.floor(done / (average * children.length) + 1e-9);
}

/** Estimated hours of an issue and all below it; `null` where a leaf has none. */
export function totalEstimate(
  db: Database,
  issue: Issue,
  isSeen: (issue: Issue) => boolean = () => true,
): number | null {
  if (isLeaf(db, issue.id)) return issue.estimatedHours;
  return [issue, ...descendantsOf(db, issue.id)]
    .filter(isSeen)
    .reduce((sum, { estimatedHours }) => sum + (estimatedHours ?? 0), 0);
}
