/**
 * Carries the plan out: one chunk of rows of one level and page at a time, then what is related.
 * Each chunk ends with a save of what became of its rows; one that was cut off is begun again, and
 * what it did is found by links and claims.
 */
import { type Backfill, type NumberedOutcome, ROWS_AT_ONCE } from '../../core/backfill/backfill';
import { isOfKind, issuesOf, type PlanRow } from '../../core/backfill/plan-row';
import { SIDES } from '../../core/model';
import { RetryLaterError } from '../../ports';
import { collectMarks } from './collect-marks';
import { createTwins } from './create-twins';
import { linkPairs } from './link-pairs';
import { ringLeft } from './ring-left';
import { type ChunkResult, syncOnce } from './row-outcome';
import type { Step } from './step';

/** One chunk, or the move to the next page or level. */
export async function runRows(step: Step, backfill: Backfill): Promise<Backfill> {
  const { cursor } = backfill;
  if (cursor.kind !== 'rows') throw new Error('a run goes from row to row');
  if (cursor.page >= backfill.pages.rows) return nextLevel(step, backfill);
  const { ports } = step;
  const rows = await ports.backfill.loadPage(backfill.mappingId, 'rows', cursor.page);
  const outcomes = await ports.backfill.loadPage(backfill.mappingId, 'outcomes', cursor.page);
  if (cursor.level === 'relations') {
    await relate(step, backfill, rows, outcomes);
    return { ...backfill, cursor: { ...cursor, page: cursor.page + 1 } };
  }
  const isOff = offRowsOf(backfill);
  const over = new Set(outcomes.filter(isOver).map(({ number }) => number));
  const due = rows.filter(
    (row) => row.level === cursor.level && !over.has(row.number) && !isOff(row),
  );
  const chunk = firstChunk(due);
  if (chunk.length === 0) return { ...backfill, cursor: { ...cursor, page: cursor.page + 1 } };
  const marks = collectMarks(step.trackers);
  const result = await runChunk({ ...step, trackers: marks.trackers }, backfill, chunk);
  await marks.write();
  await saveResult(step, backfill, cursor.page, rows, outcomes, result);
  return count(backfill, result);
}

/** Of one kind, so that the calls for many are shared. */
function firstChunk(due: readonly PlanRow[]): readonly PlanRow[] {
  const [first] = due;
  return first ? due.filter(({ kind }) => kind === first.kind).slice(0, ROWS_AT_ONCE) : [];
}

function runChunk(step: Step, backfill: Backfill, chunk: readonly PlanRow[]): Promise<ChunkResult> {
  const kind = chunk[0]?.kind;
  switch (kind) {
    case 'create-in-jira':
    case 'create-in-remote':
      return createTwins(step, backfill, chunk);
    case 'pair':
      return linkPairs(step, backfill, chunk);
    case 'skip':
    case undefined:
      return Promise.resolve({ outcomes: chunk.map(skipped), rows: [] });
    default:
      return kind satisfies never;
  }
}

function skipped(row: PlanRow): NumberedOutcome {
  const reason = row.kind === 'skip' ? row.reason : '';
  return { number: row.number, outcome: { kind: 'skipped', reason } };
}

async function saveResult(
  { ports }: Step,
  { mappingId }: Backfill,
  page: number,
  rows: readonly PlanRow[],
  outcomes: readonly NumberedOutcome[],
  result: ChunkResult,
): Promise<void> {
  if (result.rows.length > 0) {
    const again = new Map(result.rows.map((row) => [row.number, row]));
    const next = rows.map((row) => again.get(row.number) ?? row);
    await ports.backfill.savePage(mappingId, 'rows', page, next);
  }
  const news = new Set(result.outcomes.map(({ number }) => number));
  const kept = outcomes.filter(({ number }) => !news.has(number));
  await ports.backfill.savePage(mappingId, 'outcomes', page, [...kept, ...result.outcomes]);
}

function count(backfill: Backfill, { outcomes }: ChunkResult): Backfill {
  const progress = { ...backfill.progress, created: { ...backfill.progress.created } };
  for (const { number, outcome } of outcomes) {
    progress.done += 1;
    progress.current = number;
    if (outcome.kind === 'done' && outcome.made) progress.created[outcome.made.side] += 1;
    if (outcome.kind === 'failed') progress.failed += 1;
    if (outcome.kind === 'replanned') progress.replanned += 1;
  }
  return { ...backfill, progress };
}

/** Rows that were undone, planned again or that failed are taken by the next run. */
function isOver({ outcome }: NumberedOutcome): boolean {
  return outcome.kind !== 'waiting';
}

/** Which rows are left out, alone or with a kind. */
export function offRowsOf({
  offKinds,
  offRows,
}: Pick<Backfill, 'offKinds' | 'offRows'>): (row: PlanRow) => boolean {
  const numbers = new Set(offRows);
  return (row) => numbers.has(row.number) || offKinds.some((kind) => isOfKind(row, kind));
}

async function nextLevel({ ports, mapping }: Step, backfill: Backfill): Promise<Backfill> {
  const { cursor } = backfill;
  const level = cursor.kind === 'rows' ? cursor.level : 0;
  if (level === 'relations') {
    if ((await ringLeft(ports, mapping, backfill)) === 'refused') {
      throw new RetryLaterError('the queue is full', null, 'not-done');
    }
    return { ...backfill, phase: 'done', cursor: { kind: 'none' } };
  }
  const next = level < backfill.levels ? level + 1 : ('relations' as const);
  return { ...backfill, cursor: { kind: 'rows', level: next, page: 0 } };
}

/** Both ends exist now: the links of related issues are synced once more. */
async function relate(
  step: Step,
  backfill: Backfill,
  rows: readonly PlanRow[],
  outcomes: readonly NumberedOutcome[],
): Promise<void> {
  const { mapping } = step;
  const linkIds = new Map(
    outcomes.flatMap(({ number, outcome }) =>
      outcome.kind === 'done' && outcome.atMs >= backfill.startedAtMs
        ? [[number, outcome.linkId] as const]
        : [],
    ),
  );
  for (const row of rows) {
    const linkId = linkIds.get(row.number);
    if (!row.hasRelations || linkId === undefined) continue;
    const [side] = SIDES.filter((one) => issuesOf(row)[one] !== undefined);
    const issueId = side && issuesOf(row)[side]?.id;
    if (!side || issueId === undefined) continue;
    const outcome = await syncOnce(step, mapping.id, linkId, side, issueId, 'verify');
    if (outcome.kind === 'retry') {
      throw new RetryLaterError(outcome.message, outcome.afterSeconds, 'not-done');
    }
  }
}

/** How many rows a run has to come to. */
export function countDue(
  backfill: Pick<Backfill, 'offKinds' | 'offRows'>,
  rows: readonly PlanRow[],
  outcomes: readonly NumberedOutcome[],
): number {
  const isOff = offRowsOf(backfill);
  const over = new Set(outcomes.filter(isOver).map(({ number }) => number));
  return rows.filter((row) => !over.has(row.number) && !isOff(row)).length;
}
