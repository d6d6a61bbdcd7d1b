/** Carries an undo out, children before parents: each row is judged once more before it is touched. */
import type { AuditEntry } from '../../core/audit/audit';
import type { Backfill, NumberedOutcome } from '../../core/backfill/backfill';
import type { RowDone, RowOutcome } from '../../core/backfill/plan-row';
import { SIDES } from '../../core/model';
import { isSentDeletion } from '../../core/sent-writes';
import type { StoredLink } from '../../ports';
import { loseRace } from '../link/lost-race';
import { deleteMade } from './delete-made';
import { giveBack } from './give-back';
import { isKnownGone, type Judged, judgeAll } from './plan-undo';
import { toFailure } from './row-outcome';
import type { Step } from './step';

/** Rows that are read and undone together. */
const CHUNK = 20;

export async function runUndo(step: Step, backfill: Backfill): Promise<Backfill> {
  const { cursor, mappingId } = backfill;
  if (cursor.kind !== 'rows' || cursor.level === 'relations') {
    throw new Error('an undo goes from row to row');
  }
  const { level, page } = cursor;
  if (page >= backfill.pages.rows) {
    if (level === 0) return { ...backfill, phase: 'done', cursor: { kind: 'none' } };
    return { ...backfill, cursor: { kind: 'rows', level: level - 1, page: 0 } };
  }
  const { ports } = step;
  const planned = await ports.backfill.loadPage(mappingId, 'undo', page);
  const rows = await ports.backfill.loadPage(mappingId, 'rows', page);
  const outcomes = await ports.backfill.loadPage(mappingId, 'outcomes', page);
  const atLevel = new Set(rows.filter((row) => row.level === level).map(({ number }) => number));
  const plannedRows = new Map(planned.map((row) => [row.number, row]));
  const due = outcomes
    .filter(({ number, outcome }) => {
      return outcome.kind === 'done' && atLevel.has(number) && plannedRows.has(number);
    })
    .slice(0, CHUNK);
  if (due.length === 0) return { ...backfill, cursor: { ...cursor, page: page + 1 } };
  const isToUndo = ({ number }: NumberedOutcome) => plannedRows.get(number)?.kind !== 'left';
  const toUndo = due.filter(isToUndo);
  const before = await ports.backfill.loadPage(mappingId, 'before', page);
  const all = await judgeAll(step, toUndo, before);
  const judged = new Map(all.map((one) => [one.row.number, one]));
  await announce(step, backfill, page, outcomes, toUndo);
  const results: NumberedOutcome[] = [];
  // One after the other: deleting a Redmine issue locks the tree that its parent stands in.
  for (const { number, outcome } of due) {
    if (outcome.kind !== 'done') continue;
    const row = plannedRows.get(number);
    const one = judged.get(number);
    if (row?.kind === 'left') {
      results.push({ number, outcome: { kind: 'left', was: outcome, reason: row.reason } });
    } else if (one) {
      results.push({ number, outcome: await undoOne(step, backfill, one, outcome) });
    }
  }
  const news = new Set(results.map(({ number }) => number));
  const kept = outcomes.filter(({ number }) => !news.has(number));
  await ports.backfill.savePage(mappingId, 'outcomes', page, [...kept, ...results]);
  const progress = { ...backfill.progress, done: backfill.progress.done + toUndo.length };
  return { ...backfill, progress };
}

/** A pair that was parted tells of nobody: a run after a kill knows. */
async function announce(
  { ports }: Step,
  { mappingId }: Backfill,
  page: number,
  outcomes: readonly NumberedOutcome[],
  toUndo: readonly NumberedOutcome[],
): Promise<void> {
  const isNew = (one: NumberedOutcome) =>
    toUndo.includes(one) && one.outcome.kind === 'done' && !one.outcome.isBeingUndone;
  if (!outcomes.some(isNew)) return;
  const announced = outcomes.map((one): NumberedOutcome => {
    const { number, outcome } = one;
    if (!isNew(one) || outcome.kind !== 'done') return one;
    return { number, outcome: { ...outcome, isBeingUndone: true } };
  });
  await ports.backfill.savePage(mappingId, 'outcomes', page, announced);
}

async function undoOne(
  step: Step,
  backfill: Backfill,
  judged: Judged,
  done: RowDone,
): Promise<RowOutcome> {
  const { row, stored } = judged;
  const { isBeingUndone = false, ...was } = done;
  const left = (reason: string) => ({ kind: 'left', was, reason }) as const;
  if (!stored && isBeingUndone && !(await isStanding(step, was))) return { kind: 'undone' };
  if (row.kind === 'left' || !stored) {
    return left(row.kind === 'left' ? row.reason : 'the pair was parted since');
  }
  try {
    const {
      link,
      message,
      kept: refused = [],
    } = row.kind === 'delete'
      ? await deleteMade(step, stored.link, row.issue, judged.snapshots)
      : await giveBack(step, backfill, judged, stored);
    if (message !== null) return left(message);
    const audit = auditOf(step, backfill, stored, isDeletedByUs(judged));
    if (!(await step.ports.store.unlink(link, audit))) await loseRace(step.ports, link);
    const kept = [...(row.kind === 'part' ? (row.kept ?? []) : []), ...refused];
    return kept.length > 0 ? { kind: 'undone', kept } : { kind: 'undone' };
  } catch (error) {
    const failure = toFailure(error, backfill);
    return failure.kind === 'failed' ? left(failure.message) : failure;
  }
}

/** Whether what the run made is there: somebody else parted the pair then. */
async function isStanding({ trackers }: Step, { made }: RowDone): Promise<boolean> {
  if (!made) return false;
  const read = await trackers[made.side].readIssue(made.id, { sinceEntryId: 0 });
  return read.kind === 'found';
}

/** Unless people had deleted it before; what nobody told of, a run that was cut off did. */
function isDeletedByUs({ row, stored, snapshots }: Judged): boolean {
  if (row.kind !== 'delete' || !stored) return false;
  const { side } = row.issue;
  const { link } = stored;
  return snapshots[side] !== undefined || isSentDeletion(link, side) || !isKnownGone(link, side);
}

function auditOf(
  { ports, mapping }: Step,
  { by }: Backfill,
  { link }: StoredLink,
  isDeleted: boolean,
): readonly AuditEntry[] {
  const common = {
    atMs: ports.clock.nowMs(),
    linkId: link.id,
    mappingId: mapping.id,
    field: null,
    cause: by,
  };
  const { jira, remote } = link.sides;
  const [twin] = SIDES.filter((side) => side !== link.origin);
  return [
    ...(isDeleted && twin
      ? [
          {
            ...common,
            kind: 'issue-deleted',
            side: twin,
            from: link.sides[twin].key,
            to: null,
          } as const,
        ]
      : []),
    { ...common, kind: 'unlinked', side: null, from: jira.key, to: remote.key },
  ];
}
