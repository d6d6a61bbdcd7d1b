/** Makes pairs of issues that exist, and brings them in step as the plan says. */
import type { Backfill, BeforeValues, NumberedOutcome } from '../../core/backfill/backfill';
import { toRowIssue } from '../../core/backfill/plan-issue';
import type { PlanRow, RowOutcome } from '../../core/backfill/plan-row';
import { type Link, linkIdOf } from '../../core/link';
import { SIDES, type Side, type Snapshot } from '../../core/model';
import { linkIssues } from '../twins/link-issues';
import { lateRelations } from './create-twins';
import { inTurns } from './in-turns';
import { planAgain } from './plan-again';
import { type ChunkResult, syncOnce, toFailure, toRowOutcome } from './row-outcome';
import type { Step } from './step';

type PairRow = Extract<PlanRow, { kind: 'pair' }>;
type Both = Readonly<Record<Side, Snapshot>>;

export async function linkPairs(
  step: Step,
  backfill: Backfill,
  chunk: readonly PlanRow[],
): Promise<ChunkResult> {
  const pairs = chunk.filter((row) => row.kind === 'pair');
  const read = await readBoth(step, pairs);
  const links = await findLinks(step, pairs);
  const outcomes: NumberedOutcome[] = [];
  const rows: PlanRow[] = [];
  const due: { readonly row: PairRow; readonly both: Both }[] = [];
  for (const row of pairs) {
    const [jira, remote] = [read.jira.get(row.jira.id), read.remote.get(row.remote.id)];
    const link = links.remote.get(row.remote.id) ?? links.jira.get(row.jira.id);
    if (!jira || !remote) {
      const { key } = jira ? row.remote : row.jira;
      outcomes.push(told(row, { kind: 'skipped', reason: `${key} is gone or hidden` }));
    } else if (link) {
      outcomes.push(told(row, await finish(step, backfill, row, link)));
    } else if (
      toRowIssue(jira).seen !== row.jira.seen ||
      toRowIssue(remote).seen !== row.remote.seen
    ) {
      rows.push(await planAgain(step, backfill, row, remote, jira));
      outcomes.push(told(row, { kind: 'replanned' }));
    } else due.push({ row, both: { jira, remote } });
  }
  await keepBefore(step, backfill, due);
  const linked = await inTurns(due, async ({ row, both }) =>
    told(row, await linkPair(step, backfill, row, both)),
  );
  return { outcomes: [...outcomes, ...linked], rows };
}

async function readBoth({ trackers }: Step, pairs: readonly PairRow[]) {
  const [jira, remote] = await Promise.all(
    SIDES.map((side) =>
      trackers[side].readIssues(
        pairs.map((row) => row[side].id),
        'whole',
      ),
    ),
  );
  if (!jira || !remote) throw new Error('a pair has two sides');
  return { jira, remote };
}

/** What is linked already, by either of the two: no issue is in two pairs. */
async function findLinks({ ports, mapping }: Step, pairs: readonly PairRow[]) {
  const of = (side: Side) =>
    ports.store.findLinksOfIssues(
      mapping.connectionId,
      side,
      pairs.map((row) => row[side].id),
    );
  const [jira, remote] = await Promise.all([of('jira'), of('remote')]);
  return { jira, remote };
}

/** Undo gives back what stood where the run writes; kept before the first write. */
async function keepBefore(
  { ports }: Step,
  { mappingId, cursor }: Backfill,
  due: readonly { readonly row: PairRow; readonly both: Both }[],
): Promise<void> {
  const fresh = due.flatMap(({ row, both }) =>
    SIDES.flatMap((side): BeforeValues[] => {
      const changes = changesOf(row).filter((change) => change.side === side);
      if (changes.length === 0) return [];
      const fields = changes.map(({ field }) => [field, both[side].fields[field] ?? null] as const);
      return [{ number: row.number, side, fields: Object.fromEntries(fields) }];
    }),
  );
  if (fresh.length === 0 || cursor.kind !== 'rows') return;
  const at = cursor.page;
  const numbers = new Set(fresh.map(({ number }) => number));
  const kept = (await ports.backfill.loadPage(mappingId, 'before', at)).filter(
    ({ number }) => !numbers.has(number),
  );
  await ports.backfill.savePage(mappingId, 'before', at, [...kept, ...fresh]);
}

function changesOf({
  details,
}: PlanRow): readonly { readonly side: Side; readonly field: string }[] {
  return details.flatMap((detail) =>
    detail.kind === 'change' ? [{ side: detail.side, field: detail.field }] : [],
  );
}

async function linkPair(
  step: Step,
  backfill: Backfill,
  row: PairRow,
  snapshots: Both,
): Promise<RowOutcome> {
  const { ports, mapping, trackers } = step;
  const linkId = linkIdOf(mapping.connectionId, row.remote.id);
  try {
    const outcome = await linkIssues(ports, {
      mapping: lateRelations(step),
      trackers,
      jiraIssueId: row.jira.id,
      remoteIssueId: row.remote.id,
      seed: backfill.options.seed,
      cause: backfill.by,
      snapshots,
    });
    return toRowOutcome(outcome, doneOf(step, row, linkId));
  } catch (error) {
    return toFailure(error, backfill);
  }
}

function doneOf({ ports }: Step, row: PairRow, linkId: string) {
  const changed = changesOf(row);
  return {
    kind: 'done',
    linkId,
    atMs: ports.clock.nowMs(),
    ...(changed.length > 0 ? { changed } : {}),
  } as const;
}

/** A run that was cut off linked the two; or somebody linked one of them otherwise. */
async function finish(
  step: Step,
  backfill: Backfill,
  row: PairRow,
  link: Link,
): Promise<RowOutcome> {
  const { jira, remote } = link.sides;
  if (jira.issueId !== row.jira.id) {
    return { kind: 'skipped', reason: `${row.remote.key} is linked with ${jira.key} meanwhile` };
  }
  if (remote.issueId !== row.remote.id) {
    return { kind: 'skipped', reason: `${row.jira.key} is linked with ${remote.key} meanwhile` };
  }
  const { by } = backfill;
  const outcome = await syncOnce(step, step.mapping.id, link.id, 'jira', jira.issueId, by);
  return toRowOutcome(outcome, doneOf(step, row, link.id));
}

function told({ number }: PlanRow, outcome: RowOutcome): NumberedOutcome {
  return { number, outcome };
}
