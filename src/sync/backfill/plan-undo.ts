/** What can be undone: every row that was done is looked at, a page at a time. Nothing of the trackers is written. */

import type { Backfill, BeforeValues, NumberedOutcome } from '../../core/backfill/backfill';
import { judgeUndo, type UndoInput } from '../../core/backfill/judge-undo';
import { keepParents } from '../../core/backfill/keep-parents';
import type { RowDone } from '../../core/backfill/plan-row';
import type { UndoRow } from '../../core/backfill/undo';
import { SIDES, type Side, type Snapshot } from '../../core/model';
import { isSentDeletion } from '../../core/sent-writes';
import type { StoredLink } from '../../ports';
import { authorshipOf } from '../authorship-of';
import { loadAll, type Step } from './step';

/** One page of rows. */
export async function planUndo(step: Step, backfill: Backfill): Promise<Backfill> {
  const { cursor, mappingId } = backfill;
  if (cursor.kind !== 'rows') throw new Error('an undo is planned from page to page');
  if (cursor.page >= backfill.pages.rows) {
    const undo = await leaveParents(step, backfill);
    return { ...backfill, undo, phase: 'undo-planned', cursor: { kind: 'none' } };
  }
  const { ports } = step;
  const loaded = await ports.backfill.loadPage(mappingId, 'outcomes', cursor.page);
  const wanted = new Set(backfill.undoRows);
  const isChosen = ({ number }: NumberedOutcome) => wanted.size === 0 || wanted.has(number);
  const outcomes = loaded.map((one) => (isChosen(one) ? reopen(one) : one));
  if (outcomes.some((one, at) => one !== loaded[at])) {
    await ports.backfill.savePage(mappingId, 'outcomes', cursor.page, outcomes);
  }
  const chosen = outcomes.filter(isChosen);
  const before = await ports.backfill.loadPage(mappingId, 'before', cursor.page);
  const rows = (await judgeAll(step, chosen, before)).map(({ row }) => row);
  await ports.backfill.savePage(mappingId, 'undo', cursor.page, rows);
  const undo = { ...(backfill.undo ?? { delete: 0, part: 0, left: 0 }) };
  for (const { kind } of rows) undo[kind] += 1;
  return {
    ...backfill,
    undo,
    cursor: { ...cursor, page: cursor.page + 1 },
    progress: { ...backfill.progress, done: backfill.progress.done + outcomes.length },
  };
}

/** Known only once all rows are judged: an issue does not go before its sub-tasks. */
async function leaveParents(step: Step, backfill: Backfill): Promise<Backfill['undo']> {
  const { ports } = step;
  const undo = await loadAll(ports, backfill, 'undo');
  const outcomes = await loadAll(ports, backfill, 'outcomes');
  const inPair = new Set(outcomes.filter(isInPair).map(({ number }) => number));
  const kept = keepParents({
    undo,
    done: (await loadAll(ports, backfill, 'rows')).filter(({ number }) => inPair.has(number)),
    jira: await loadAll(ports, backfill, 'scan-jira'),
  });
  const left = new Map(kept.map((row) => [row.number, row]));
  for (let page = 0; page < backfill.pages.undo && left.size > 0; page += 1) {
    const planned = await ports.backfill.loadPage(backfill.mappingId, 'undo', page);
    if (!planned.some(({ number }) => left.has(number))) continue;
    const next = planned.map((row) => left.get(row.number) ?? row);
    await ports.backfill.savePage(backfill.mappingId, 'undo', page, next);
  }
  const counts = { delete: 0, part: 0, left: 0 };
  for (const row of undo) counts[left.has(row.number) ? 'left' : row.kind] += 1;
  return counts;
}

function isInPair({ outcome }: NumberedOutcome): boolean {
  return outcome.kind === 'done' || outcome.kind === 'left';
}

/** What an earlier undo left alone is looked at like the others. */
function reopen(one: NumberedOutcome): NumberedOutcome {
  return one.outcome.kind === 'left' ? { number: one.number, outcome: one.outcome.was } : one;
}

export interface Judged {
  readonly row: UndoRow;
  readonly stored: StoredLink | null;
  readonly snapshots: UndoInput['snapshots'];
  /** What the run replaced. */
  readonly before: readonly BeforeValues[];
}

/**
 * Both sides of all these rows as they are now.
 * @param replaced what the run replaced, of these rows and of others
 */
export async function judgeAll(
  { ports, trackers, mapping }: Step,
  outcomes: readonly NumberedOutcome[],
  replaced: readonly BeforeValues[],
): Promise<readonly Judged[]> {
  const found: {
    readonly number: number;
    readonly outcome: RowDone;
    readonly stored: StoredLink | null;
  }[] = [];
  for (const { number, outcome } of outcomes) {
    if (outcome.kind !== 'done') continue;
    found.push({ number, outcome, stored: await ports.store.findLink(outcome.linkId) });
  }
  const read = async (side: Side): Promise<ReadonlyMap<string, Snapshot>> => {
    const ids = found.flatMap(({ stored }) => stored?.link.sides[side].issueId ?? []);
    return ids.length === 0 ? new Map() : trackers[side].readIssues(ids, 'whole');
  };
  const [jira, remote] = await Promise.all(SIDES.map(read));
  const gone = new Set<number>();
  for (const { number, outcome, stored } of found) {
    const { made } = outcome;
    if (!stored || !made || (made.side === 'jira' ? jira : remote)?.has(made.id)) continue;
    if (await isGone(trackers, stored, made)) gone.add(number);
  }
  return found.map(({ number, outcome, stored }): Judged => {
    const before = replaced.filter((values) => values.number === number);
    if (!stored) {
      const title = outcome.made?.key ?? outcome.linkId;
      const reason = 'the pair was parted since';
      const row = { kind: 'left', number, linkId: outcome.linkId, title, reason } as const;
      return { row, stored, snapshots: {}, before };
    }
    const { link, comments, attachments, time } = stored;
    const one = jira?.get(link.sides.jira.issueId);
    const other = remote?.get(link.sides.remote.issueId);
    const snapshots = { ...(one ? { jira: one } : {}), ...(other ? { remote: other } : {}) };
    const authorship = authorshipOf(trackers);
    const copied = { mapping, comments, attachments, time, snapshots };
    const isMadeGone = gone.has(number);
    const input = { ...copied, number, outcome, link, before, authorship, isMadeGone };
    return { row: judgeUndo(input), stored, snapshots, before };
  });
}

async function isGone(
  trackers: Step['trackers'],
  { link }: StoredLink,
  { side, id }: NonNullable<RowDone['made']>,
): Promise<boolean> {
  // Jira hides what an undo before this one deleted.
  if (isKnownGone(link, side) || isSentDeletion(link, side)) return true;
  return (await trackers[side].readIssue(id, { sinceEntryId: 0 })).kind === 'gone';
}

/** A run of live sync was told so: Jira itself answers the same for what it hides. */
export function isKnownGone({ problems }: StoredLink['link'], side: Side): boolean {
  return problems.some((problem) => problem.kind === 'issue-missing' && problem.side === side);
}
