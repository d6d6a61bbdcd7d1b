/** Sums a plan up, a row at a time, and says what carrying it out will take. */
import type { Side } from '../model';
import type { Estimate, PlanTotals } from './backfill';
import { DETAIL_KINDS, type DetailKind, type PlanRow, ROW_KINDS, type RowKind } from './plan-row';

/** So many different values are named; all are counted in their rows. */
const MAX_NAMED = 200;

/** Issues that one call makes or reads in Jira. */
const CREATED_AT_ONCE = 50;
const READ_AT_ONCE = 100;

/** As long as a call to a Redmine in another town takes; some are made side by side. */
const SECONDS_PER_CALL = 0.15;

export const NO_TOTALS: PlanTotals = {
  rows: 0,
  byKind: Object.fromEntries([...ROW_KINDS, ...DETAIL_KINDS].map((kind) => [kind, 0])) as Readonly<
    Record<RowKind | DetailKind, number>
  >,
  attachments: { count: 0, bytes: 0 },
  comments: 0,
  notMapped: [],
  estimate: { jiraCalls: 0, remoteCalls: 0, points: 0, seconds: 0 },
};

/** @param comments of the row's Jira issue: lists of Redmine do not tell of notes */
export function addTotals(
  totals: PlanTotals,
  rows: readonly { readonly row: PlanRow; readonly comments: number }[],
): PlanTotals {
  const byKind = { ...totals.byKind };
  const attachments = { ...totals.attachments };
  const notMapped = new Map(totals.notMapped.map((one) => [nameOf(one), { ...one }]));
  let { comments } = totals;
  for (const { row, comments: own } of rows) {
    comments += own;
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
    notMapped: [...notMapped.values()].sort((a, b) => b.rows - a.rows),
  };
  return { ...next, estimate: estimate(next) };
}

/**
 * A bare issue takes one call of its own and its share of the calls for many; each file one call and
 * each comment one on either side, and whatever is written is read back.
 */
function estimate({ byKind, attachments, comments }: Omit<PlanTotals, 'estimate'>): Estimate {
  const { 'create-in-jira': inJira, 'create-in-remote': inRemote, pair, change } = byKind;
  const files = attachments.count;
  const jiraCalls = Math.ceil(
    (inJira + inRemote + pair) / READ_AT_ONCE +
      inJira / CREATED_AT_ONCE +
      inJira / READ_AT_ONCE +
      change +
      files,
  );
  const remoteCalls = Math.ceil(inJira + inRemote + pair + change + files + comments);
  const points = Math.ceil(jiraCalls + inJira * 2 + inRemote + pair + change * 2 + files);
  return {
    jiraCalls,
    remoteCalls,
    points,
    seconds: Math.ceil((jiraCalls + remoteCalls) * SECONDS_PER_CALL),
  };
}

function nameOf({ side, field, value }: { side: Side; field: string; value: string }): string {
  return JSON.stringify([side, field, value]);
}
