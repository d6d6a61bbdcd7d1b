/** The plan: every scanned issue without a twin becomes a row, a hundred at a time. Reads only. */
import { addTotals, NO_TOTALS } from '../../core/backfill/add-totals';
import { type Backfill, ROWS_PER_PAGE } from '../../core/backfill/backfill';
import { isMovedAfterBirth, type PlannedRow } from '../../core/backfill/estimate';
import { findLevels, type Pairs } from '../../core/backfill/find-levels';
import { type IssueContext, planPair, planTwin, skipIssue } from '../../core/backfill/plan-issue';
import type { PlanRow } from '../../core/backfill/plan-row';
import type { ScannedIssue } from '../../core/backfill/proposal';
import { findParentId } from '../../core/backfill/scan-issue';
import { flowsTo } from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import type { Crossing } from '../../core/values/convert';
import { knowValues } from '../link/know-values';
import { withoutMaking } from './know-quietly';
import { loadAll, type Step } from './step';

/** Plans the next issues of one side: those across that are paired with them come along. */
export async function buildPlan(step: Step, backfill: Backfill): Promise<Backfill> {
  const { cursor } = backfill;
  if (cursor.kind !== 'plan') throw new Error('a plan is built from issue to issue');
  const known = await loadKnown(step, backfill);
  const all = known.scanned[cursor.side];
  const chosen: string[] = [];
  let at = cursor.at;
  for (; at < all.length && chosen.length < ROWS_PER_PAGE; at += 1) {
    const issue = all[at];
    if (issue && isDue(known, cursor.side, issue)) chosen.push(issue.id);
  }
  const planned = await planAll(step, backfill, known, cursor.side, chosen);
  const page = backfill.pages.rows;
  const rows = planned.map(({ row }) => row);
  if (rows.length > 0) {
    await step.ports.backfill.savePage(backfill.mappingId, 'rows', page, rows);
  }
  const isLast = at >= all.length;
  const pages = rows.length > 0 ? page + 1 : page;
  const totals = addTotals(backfill.totals ?? NO_TOTALS, planned);
  const next: Backfill = {
    ...backfill,
    cursor: nextCursor(cursor.side, at, isLast),
    pages: { ...backfill.pages, rows: pages, outcomes: pages, before: pages, undo: pages },
    levels: Math.max(backfill.levels, ...rows.map(({ level }) => level)),
    totals,
    progress: {
      ...backfill.progress,
      done: backfill.progress.done + rows.length,
      total: countRows(known, 'jira') + countRows(known, 'remote'),
    },
  };
  return next.cursor.kind === 'none' ? { ...next, phase: 'planned' } : next;
}

/** Whether it becomes a row; a pair is planned with its remote issue. */
function isDue({ pairs }: Known, side: Side, { id, isLinked }: ScannedIssue): boolean {
  return !isLinked && (side === 'remote' || !pairs.jira.has(id));
}

function countRows(known: Known, side: Side): number {
  return known.scanned[side].filter((issue) => isDue(known, side, issue)).length;
}

function nextCursor(side: Side, at: number, isLast: boolean): Backfill['cursor'] {
  if (!isLast) return { kind: 'plan', side, at };
  return side === 'remote' ? { kind: 'plan', side: 'jira', at: 0 } : { kind: 'none' };
}

/** What every row's plan goes by. */
export interface Known {
  readonly scanned: NonNullable<Step['memory']['scanned']>;
  readonly pairs: Pairs;
  readonly levelOf: (side: Side, id: string) => number;
}

export async function loadKnown(step: Step, backfill: Backfill): Promise<Known> {
  const { ports, memory } = step;
  memory.scanned ??= {
    jira: await loadAll(ports, backfill, 'scan-jira'),
    remote: await loadAll(ports, backfill, 'scan-remote'),
  };
  if (!memory.pairs) {
    const proposals = await loadAll(ports, backfill, 'proposals');
    const accepted = proposals.filter(({ state }) => state === 'accepted');
    memory.pairs = {
      jira: new Map(accepted.map(({ jira, remote }) => [jira, remote])),
      remote: new Map(accepted.map(({ jira, remote }) => [remote, jira])),
    };
  }
  memory.levelOf ??= findLevels(memory.scanned, memory.pairs);
  return { scanned: memory.scanned, pairs: memory.pairs, levelOf: memory.levelOf };
}

async function planAll(
  step: Step,
  backfill: Backfill,
  known: Known,
  side: Side,
  ids: readonly string[],
): Promise<readonly PlannedRow[]> {
  const own = await step.trackers[side].readIssues(ids, 'listed');
  const twins = ids.flatMap((id) => known.pairs[side].get(id) ?? []);
  const across =
    twins.length === 0
      ? new Map<string, Snapshot>()
      : await step.trackers[otherSide(side)].readIssues(twins, 'listed');
  const planned: PlannedRow[] = [];
  for (const id of ids) {
    const snapshot = own.get(id);
    // Deleted since the scan.
    if (!snapshot) continue;
    const twinId = known.pairs[side].get(id);
    const twin = twinId === undefined ? undefined : across.get(twinId);
    const number = (backfill.totals?.rows ?? 0) + planned.length;
    const row = await planOne(step, backfill, known, { number, snapshot, twin });
    const ofJira = snapshot.side === 'jira' ? snapshot : twin;
    planned.push({
      row,
      comments: ofJira?.comments.length ?? 0,
      isMoved: !twin && isMovedAfterBirth(step.mapping, snapshot),
    });
  }
  return planned;
}

/** The row of one issue, or of a pair. */
export async function planOne(
  step: Step,
  { options }: Backfill,
  known: Pick<Known, 'pairs' | 'levelOf'>,
  {
    number,
    snapshot,
    twin,
  }: { readonly number: number; readonly snapshot: Snapshot; readonly twin: Snapshot | undefined },
): Promise<PlanRow> {
  const { ports, mapping, trackers } = step;
  const { side, issueId } = snapshot;
  const level = known.levelOf(side, issueId);
  const snapshots = { [side]: snapshot, ...(twin ? { [twin.side]: twin } : {}) };
  const quiet = withoutMaking(mapping);
  const found = await knowValues({ mapping: quiet, trackers, store: ports.store, snapshots });
  const context: IssueContext = {
    mapping: found.mapping,
    number,
    level,
    twins: expectTwins(
      step,
      known,
      options.create,
      [snapshot, ...(twin ? [twin] : [])],
      found.twins,
    ),
  };
  if (twin) {
    const both =
      side === 'jira' ? { jira: snapshot, remote: twin } : { jira: twin, remote: snapshot };
    return planPair(context, both, options.seed, ports.clock.nowMs());
  }
  if (!options.create[otherSide(side)]) {
    const name = mapping.siteName[otherSide(side)];
    return skipIssue(context, snapshot, `no issues are created in ${name}`);
  }
  return planTwin(context, snapshot);
}

/** Parents are linked before their children: of what is in the plan a twin can be expected. */
function expectTwins(
  { mapping }: Step,
  { pairs }: Pick<Known, 'pairs'>,
  create: Backfill['options']['create'],
  snapshots: readonly Snapshot[],
  found: NonNullable<Crossing['twins']>,
): Crossing['twins'] {
  const twins = { jira: { ...found.jira }, remote: { ...found.remote } };
  for (const snapshot of snapshots) {
    const { side } = snapshot;
    const parentId = findParentId(mapping, snapshot);
    if (parentId === null || twins[side][parentId] !== undefined) continue;
    const paired = pairs[side].get(parentId);
    const isMade =
      create[otherSide(side)] &&
      mapping.fields.some(({ direction }) => flowsTo(direction, otherSide(side)));
    if (paired !== undefined) twins[side][parentId] = paired;
    else if (isMade) twins[side][parentId] = `the twin of ${parentId}`;
  }
  return twins;
}
