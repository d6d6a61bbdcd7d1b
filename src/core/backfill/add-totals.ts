/** Sums a plan up, a row at a time. */
import type { Side } from '../model';
import type { PlanTotals } from './backfill';
import { addWork, estimate, NO_WORK, type PlannedRow } from './estimate';
import { DETAIL_KINDS, type DetailKind, ROW_KINDS, type RowKind } from './plan-row';

/** So many different values are named; all are counted in their rows. */
const MAX_NAMED = 200;

export const NO_TOTALS: PlanTotals = {
  rows: 0,
  byKind: Object.fromEntries([...ROW_KINDS, ...DETAIL_KINDS].map((kind) => [kind, 0])) as Readonly<
    Record<RowKind | DetailKind, number>
  >,
  attachments: { count: 0, bytes: 0 },
  comments: 0,
  work: NO_WORK,
  notMapped: [],
  estimate: { jiraCalls: 0, remoteCalls: 0, points: 0, seconds: 0 },
};

/** With these rows; what is skipped takes nothing. */
export function addTotals(totals: PlanTotals, rows: readonly PlannedRow[]): PlanTotals {
  const byKind = { ...totals.byKind };
  const attachments = { ...totals.attachments };
  const notMapped = new Map(totals.notMapped.map((one) => [nameOf(one), { ...one }]));
  let { comments, work } = totals;
  for (const planned of rows) {
    const { row } = planned;
    if (row.kind !== 'skip') {
      comments += planned.comments;
      work = addWork(work, planned);
    }
    byKind[row.kind] += 1;
    for (const kind of new Set(row.details.map((detail) => detail.kind))) byKind[kind] += 1;
    for (const detail of row.details) {
      if (detail.kind === 'attachments') {
        attachments.count += detail.count;
        attachments.bytes += detail.bytes;
      }
      if (detail.kind !== 'person-not-mapped' && detail.kind !== 'value-not-mapped') continue;
      const { side, field, value } = detail;
      const known = notMapped.get(nameOf(detail));
      if (known) known.rows += 1;
      else if (notMapped.size < MAX_NAMED)
        notMapped.set(nameOf(detail), { side, field, value, rows: 1 });
    }
  }
  const next = {
    rows: totals.rows + rows.length,
    byKind,
    attachments,
    comments,
    work,
    notMapped: [...notMapped.values()].sort((a, b) => b.rows - a.rows),
  };
  return { ...next, estimate: estimate(next) };
}

function nameOf({ side, field, value }: { side: Side; field: string; value: string }): string {
  return JSON.stringify([side, field, value]);
}
