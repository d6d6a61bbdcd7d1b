/** How a run begins: what failed before or was planned again waits once more, and all that waits is counted. */
import type { Backfill } from '../../core/backfill/backfill';
import type { RowOutcome } from '../../core/backfill/plan-row';
import { countDue } from './run-rows';
import type { Step } from './step';

/** Pages of rows in one step. */
const PAGES_AT_ONCE = 20;

const AGAIN: ReadonlySet<RowOutcome['kind']> = new Set(['replanned', 'failed', 'off', 'waiting']);

export async function takeAgain({ ports }: Step, backfill: Backfill): Promise<Backfill> {
  const { cursor, mappingId, pages, progress } = backfill;
  if (cursor.kind !== 'again') throw new Error('a run begins with all pages once');
  const next = Math.min(cursor.page + PAGES_AT_ONCE, pages.rows);
  let { total } = progress;
  for (let page = cursor.page; page < next; page += 1) {
    const rows = await ports.backfill.loadPage(mappingId, 'rows', page);
    const outcomes = await ports.backfill.loadPage(mappingId, 'outcomes', page);
    const kept = outcomes.filter(({ outcome }) => !AGAIN.has(outcome.kind));
    if (kept.length < outcomes.length) {
      await ports.backfill.savePage(mappingId, 'outcomes', page, kept);
    }
    total += countDue(backfill, rows, kept);
  }
  const isLast = next >= pages.rows;
  return {
    ...backfill,
    cursor: isLast ? { kind: 'rows', level: 0, page: 0 } : { kind: 'again', page: next },
    progress: { ...progress, total },
  };
}
