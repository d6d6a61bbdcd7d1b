/**
 * Gives a chunk of issues their twins: read, compared with the plan, claimed, made in one call where
 * the tracker can, read back in one, linked one by one. A claim that stands is an older create's, and
 * an issue with a marker may be what that made: their rows go the way of live sync, which looks for it.
 */
import type { AuditEntry } from '../../core/audit/audit';
import type { Backfill, NumberedOutcome } from '../../core/backfill/backfill';
import { toRowIssue } from '../../core/backfill/plan-issue';
import type { PlanRow, RowIssue, RowOutcome } from '../../core/backfill/plan-row';
import { type Link, linkIdOf } from '../../core/link';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import { bornPrivate } from '../../core/privacy';
import type { Claim } from '../../core/twins/claim';
import { formatMarker } from '../../core/twins/marker';
import { newTwin } from '../../core/twins/new-twin';
import type { NewIssue } from '../../ports';
import { knowValues } from '../link/know-values';
import { LostRaceError } from '../link/lost-race';
import type { Outcome } from '../outcome';
import { createTwin, linkAndSync, withFilesOf } from '../twins/create-twin';
import { inTurns } from './in-turns';
import { planAgain } from './plan-again';
import { type ChunkResult, syncOnce, toFailure, toRowOutcome } from './row-outcome';
import type { Step } from './step';

interface Ready {
  readonly number: number;
  readonly source: Snapshot;
  readonly issue: NewIssue['fields'];
  readonly claim: Claim;
}

export async function createTwins(
  step: Step,
  backfill: Backfill,
  chunk: readonly PlanRow[],
): Promise<ChunkResult> {
  const side: Side = chunk[0]?.kind === 'create-in-jira' ? 'remote' : 'jira';
  const issues = new Map(chunk.map((row) => [row.number, sourceOf(row)]));
  const ids = [...issues.values()].map(({ id }) => id);
  const snapshots = await step.trackers[side].readIssues(ids, 'whole');
  const links = await step.ports.store.findLinksOfIssues(step.mapping.connectionId, side, ids);
  const outcomes: NumberedOutcome[] = [];
  const rows: PlanRow[] = [];
  const due: { readonly row: PlanRow; readonly source: Snapshot }[] = [];
  for (const row of chunk) {
    const { id, seen } = sourceOf(row);
    const source = snapshots.get(id);
    const link = links.get(id);
    if (!source) {
      outcomes.push(told(row, { kind: 'skipped', reason: 'the issue is gone or hidden' }));
    } else if (link) {
      outcomes.push(told(row, await finish(step, backfill, side, link)));
    } else if (toRowIssue(source).seen !== seen) {
      rows.push(await planAgain(step, backfill, row, source, undefined));
      outcomes.push(told(row, { kind: 'replanned' }));
    } else due.push({ row, source });
  }
  outcomes.push(...(await makeAll(step, backfill, side, due)));
  return { outcomes, rows };
}

/** A run that was cut off linked it, or somebody did meanwhile: what is left is carried. */
async function finish(
  step: Step,
  backfill: Backfill,
  side: Side,
  link: Link,
  told: readonly AuditEntry[] = [],
): Promise<RowOutcome> {
  const { issueId } = link.sides[side];
  const { by } = backfill;
  const outcome = await syncOnce(step, step.mapping.id, link.id, side, issueId, by, told);
  return toRowOutcome(outcome, doneOf(step, link, side));
}

function doneOf({ ports }: Step, link: Link, side: Side) {
  const { issueId: id, key } = link.sides[otherSide(side)];
  return {
    kind: 'done',
    linkId: link.id,
    atMs: ports.clock.nowMs(),
    ...(link.origin === side ? { made: { side: otherSide(side), id, key } } : {}),
  } as const;
}

async function makeAll(
  step: Step,
  backfill: Backfill,
  side: Side,
  due: readonly { readonly row: PlanRow; readonly source: Snapshot }[],
): Promise<readonly NumberedOutcome[]> {
  if (due.length === 0) return [];
  const outcomes: NumberedOutcome[] = [];
  const watermark = await step.trackers[otherSide(side)].newestIssue();
  const ready: Ready[] = [];
  const standing: { readonly number: number; readonly source: Snapshot }[] = [];
  for (const { row, source } of due) {
    if (source.marker !== null) {
      standing.push({ number: row.number, source });
      continue;
    }
    const fields = await composeTwin(step, source);
    if (typeof fields === 'string') {
      outcomes.push(told(row, { kind: 'failed', message: fields }));
      continue;
    }
    const claim = { ...claimOf(step, source), watermark };
    ready.push({ number: row.number, source, issue: fields, claim });
  }
  const held = await Promise.all(ready.map(({ claim }) => step.ports.store.claim(claim)));
  const ours = ready.filter((one, at) => {
    if (held[at]?.kind === 'ours') return true;
    standing.push(one);
    return false;
  });
  outcomes.push(...(await makeOurs(step, backfill, side, ours)));
  for (const { number, source } of standing) {
    outcomes.push({ number, outcome: await makeAlone(step, backfill, side, source.issueId) });
  }
  return outcomes;
}

async function makeOurs(
  step: Step,
  backfill: Backfill,
  side: Side,
  ready: readonly Ready[],
): Promise<readonly NumberedOutcome[]> {
  const { ports, mapping, trackers } = step;
  const to = otherSide(side);
  const ids = ready.map(({ source }) => source.issueId);
  // Somebody may have linked one, which ended an older claim, before ours was set.
  const linked = await ports.store.findLinksOfIssues(mapping.connectionId, side, ids);
  const free = ready.filter(({ source }) => !linked.has(source.issueId));
  const outcomes: NumberedOutcome[] = [];
  for (const { number, source, claim } of ready) {
    const link = linked.get(source.issueId);
    if (!link) continue;
    await ports.store.releaseClaim(claim);
    outcomes.push({ number, outcome: await finish(step, backfill, side, link) });
  }
  if (free.length === 0) return outcomes;
  const created = await trackers[to].createIssues(
    free.map(({ source, issue, claim }) => ({
      fields: issue,
      marker: formatMarker(claim),
      twin: { issueId: source.issueId, key: source.key, url: source.url },
    })),
  );
  const made = created.flatMap((one) => (one.kind === 'created' ? [one.issueId] : []));
  const twins = await trackers[to].readIssues(made, 'born');
  const linkOne = async (one: Ready, at: number): Promise<NumberedOutcome> => {
    const result = created[at];
    const { number, source, claim } = one;
    if (result?.kind !== 'created') {
      await ports.store.releaseClaim(claim);
      return { number, outcome: { kind: 'failed', message: result?.message ?? 'not created' } };
    }
    const twin = twins.get(result.issueId);
    return { number, outcome: await linkTwin(step, backfill, source, twin) };
  };
  return [...outcomes, ...(await inTurns(free, linkOne))];
}

async function linkTwin(
  step: Step,
  backfill: Backfill,
  source: Snapshot,
  twin: Snapshot | undefined,
): Promise<RowOutcome> {
  const { ports, mapping, trackers } = step;
  const { side } = source;
  // It cannot be seen yet: the way of live sync finds it by its marker.
  if (!twin) return makeAlone(step, backfill, side, source.issueId);
  const request = { mapping: lateRelations(step), trackers, side, cause: backfill.by };
  try {
    const outcome = await linkAndSync(ports, request, source, twin);
    const remote = side === 'remote' ? source : twin;
    return toRowOutcome(outcome, {
      kind: 'done',
      linkId: linkIdOf(mapping.connectionId, remote.issueId),
      atMs: ports.clock.nowMs(),
      made: { side: twin.side, id: twin.issueId, key: twin.key },
    });
  } catch (error) {
    if (!(error instanceof LostRaceError)) return toFailure(error, backfill);
    return finishById(step, backfill, side, source.issueId, error.done);
  }
}

/** Relations wait until both ends exist. */
export function lateRelations({ mapping }: Step): Step['mapping'] {
  return { ...mapping, relations: null };
}

/** The bell of our own create was quicker than we were. */
async function finishById(
  step: Step,
  backfill: Backfill,
  side: Side,
  issueId: string,
  told: readonly AuditEntry[] = [],
): Promise<RowOutcome> {
  const { store } = step.ports;
  const links = await store.findLinksOfIssues(step.mapping.connectionId, side, [issueId]);
  const link = links.get(issueId);
  if (!link) return { kind: 'failed', message: 'the link that was made meanwhile is gone' };
  return finish(step, backfill, side, link, told);
}

/** As live sync does it: with a look for the twin that an older claim stands for. */
async function makeAlone(
  step: Step,
  backfill: Backfill,
  side: Side,
  issueId: string,
): Promise<RowOutcome> {
  const { ports, mapping, trackers } = step;
  try {
    const request = { mapping, trackers, side, issueId, cause: backfill.by, asked: true };
    const outcome: Outcome = await createTwin(ports, request);
    if (outcome.kind === 'skipped' || outcome.kind === 'failed' || outcome.kind === 'retry') {
      return toRowOutcome(outcome, { kind: 'done', linkId: '', atMs: 0 });
    }
    return await finishById(step, backfill, side, issueId);
  } catch (error) {
    if (error instanceof LostRaceError) {
      return finishById(step, backfill, side, issueId, error.done);
    }
    return toFailure(error, backfill);
  }
}

/** The twin's fields, or why there will be none. */
async function composeTwin(step: Step, source: Snapshot): Promise<NewIssue['fields'] | string> {
  const { ports, mapping, trackers } = step;
  const { side } = source;
  const known = await knowValues({
    mapping: await withFilesOf({ mapping, trackers, side }, source),
    trackers,
    store: ports.store,
    snapshots: { [side]: source },
  });
  const twin = newTwin(known.mapping, source, known.twins);
  if (twin.kind === 'not-mapped') return twin.message;
  if (!source.restricted) return twin.fields;
  return bornPrivate(known.mapping, source, twin.fields) ?? 'the issue is private';
}

function claimOf({ ports, mapping }: Step, { side, issueId }: Snapshot): Omit<Claim, 'watermark'> {
  return {
    connectionId: mapping.connectionId,
    mappingId: mapping.id,
    side,
    issueId,
    nonce: ports.newNonce(),
    atMs: ports.clock.nowMs(),
  };
}

function sourceOf(row: PlanRow): RowIssue {
  if (row.kind === 'create-in-jira') return row.remote;
  if (row.kind === 'create-in-remote') return row.jira;
  throw new Error(`a row of kind ${row.kind} creates nothing`);
}

function told({ number }: PlanRow, outcome: RowOutcome): NumberedOutcome {
  return { number, outcome };
}
