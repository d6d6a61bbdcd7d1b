/** A first sync as the admin page shows it: where it stands, proposals, rows, undo, the file. */
import type { z } from 'zod';
import { upkeepPorts } from '../../app/upkeep';
import {
  type Backfill,
  type BackfillItems,
  isUnderWay,
  remainingSeconds,
} from '../../core/backfill/backfill';
import { exportHeading, exportRow } from '../../core/backfill/export-rows';
import {
  isOfKind,
  issuesOf,
  type PlanRow,
  type RowOutcome,
  type ShownRow,
} from '../../core/backfill/plan-row';
import type { Proposal } from '../../core/backfill/proposal';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side } from '../../core/model';
import type {
  AdminAnswers,
  BackfillView,
  backfillRequests,
  ProposalView,
  RowView,
} from '../../shared/api';
import { offRowsOf } from '../../sync/backfill/run-rows';
import { getMapping } from './backfill';

type Request<C extends keyof typeof backfillRequests> = z.output<(typeof backfillRequests)[C]>;

/** An answer stays under 200 KB: a page of rows may have long values. */
const MAX_ANSWER_CHARACTERS = 120_000;

const MIN_ROWS = 50;

/** Pages that one call looks through for rows of a rare kind. */
const MAX_PAGES = 25;

const PROPOSALS_AT_ONCE = 100;

/** Of five hundred proposals each. */
const MAX_PROPOSAL_PAGES = 4;

export async function getBackfill({
  mappingId,
}: Request<'getBackfill'>): Promise<BackfillView | null> {
  const mapping = await getMapping(mappingId);
  const backfill = await upkeepPorts.backfill.loadBackfill(mappingId);
  if (!backfill) return null;
  const { progress } = backfill;
  const { done, workedMs } = progress;
  return {
    mappingId,
    phase: backfill.phase,
    hold: backfill.hold,
    isWorking: isUnderWay(backfill),
    options: backfill.options,
    startedAtMs: backfill.startedAtMs,
    isOutdated: backfill.totals !== null && backfill.mappingVersion !== mapping.version,
    scanned: backfill.scanned,
    proposals: backfill.proposals,
    totals: backfill.totals,
    offKinds: backfill.offKinds,
    offRows: backfill.offRows.length,
    progress,
    rowsPerMinute: workedMs > 0 ? Math.round((done * 60_000) / workedMs) : null,
    remainingSeconds: isUnderWay(backfill) ? remainingSeconds(progress) : null,
    current: await findCurrent(backfill),
    undo: backfill.undo,
  };
}

async function findCurrent({ cursor, mappingId, progress }: Backfill): Promise<PlanRow | null> {
  if (cursor.kind !== 'rows' || progress.current === null) return null;
  const rows = await upkeepPorts.backfill.loadPage(mappingId, 'rows', cursor.page);
  return rows.find(({ number }) => number === progress.current) ?? null;
}

export async function listProposals({
  mappingId,
  state,
  cursor,
}: Request<'listProposals'>): Promise<AdminAnswers['listProposals']> {
  const mapping = await getMapping(mappingId);
  const backfill = await upkeepPorts.backfill.loadBackfill(mappingId);
  const [first, inside] = readCursor(cursor);
  const proposals: ProposalView[] = [];
  for (let page = first; backfill && page < backfill.pages.proposals; page += 1) {
    if (page >= first + MAX_PROPOSAL_PAGES) return { proposals, cursor: `${page}.0` };
    const found = await upkeepPorts.backfill.loadPage(mappingId, 'proposals', page);
    for (const [at, proposal] of found.entries()) {
      if (page === first && at < inside) continue;
      if (proposals.length >= PROPOSALS_AT_ONCE) return { proposals, cursor: `${page}.${at}` };
      if (state !== undefined && proposal.state !== state) continue;
      proposals.push(...viewProposal(mapping, proposal));
    }
  }
  return { proposals, cursor: null };
}

/** One whose issues are not known any more is not shown. */
function viewProposal(mapping: Mapping, proposal: Proposal): readonly ProposalView[] {
  const { issues, jira, remote } = proposal;
  if (!issues) return [];
  const view = (side: Side, id: string) => ({
    ...issues[side],
    url: urlOf(mapping, side, { id, key: issues[side].key }),
  });
  return [{ ...proposal, issues: { jira: view('jira', jira), remote: view('remote', remote) } }];
}

/** `3.20`: a page, and where in it. */
function readCursor(cursor: string | undefined): readonly [number, number] {
  const [page = 0, inside = 0] = (cursor ?? '').split('.').map((part) => Number(part) || 0);
  return [page, inside];
}

function urlOf(
  { siteUrl }: Mapping,
  side: 'jira' | 'remote',
  { id, key }: { readonly id: string; readonly key: string },
): string {
  return side === 'jira' ? `${siteUrl.jira}/browse/${key}` : `${siteUrl.remote}/issues/${id}`;
}

export async function listBackfillRows({
  mappingId,
  kind,
  outcome,
  cursor,
}: Request<'listBackfillRows'>): Promise<AdminAnswers['listBackfillRows']> {
  const mapping = await getMapping(mappingId);
  const found = await collect(mappingId, cursor, (shown) => {
    const isMeant = kind === undefined || isOfKind(shown.row, kind);
    return isMeant && (outcome === undefined || shown.outcome.kind === outcome)
      ? [toView(mapping, shown)]
      : [];
  });
  return { rows: found.items, cursor: found.cursor };
}

function toView(mapping: Mapping, shown: ShownRow): RowView {
  const issues = issuesOf(shown.row);
  const urls = SIDES.flatMap((side) => {
    const issue = issues[side];
    return issue ? [[side, urlOf(mapping, side, issue)] as const] : [];
  });
  return { ...shown, urls: Object.fromEntries(urls) };
}

export async function exportBackfill({
  mappingId,
  cursor,
}: Request<'exportBackfill'>): Promise<AdminAnswers['exportBackfill']> {
  const found = await collect(mappingId, cursor, (shown) => [exportRow(shown)]);
  return {
    fileName: `first-sync-${mappingId}.csv`,
    text: `${cursor === undefined ? exportHeading() : ''}${found.items.join('')}`,
    cursor: found.cursor,
  };
}

/** Rows from a page on, until there are enough for an answer. The cursor is the next page. */
async function collect<T>(
  mappingId: string,
  cursor: string | undefined,
  choose: (shown: ShownRow) => readonly T[],
): Promise<{ readonly items: readonly T[]; readonly cursor: string | null }> {
  const backfill = await upkeepPorts.backfill.loadBackfill(mappingId);
  if (!backfill) return { items: [], cursor: null };
  const { backfill: store } = upkeepPorts;
  // A page that does not fit is gone on with inside of it.
  const [first, inside] = readCursor(cursor);
  const isOff = offRowsOf(backfill);
  const items: T[] = [];
  let size = 0;
  for (let page = first; page < backfill.pages.rows; page += 1) {
    if (page > first && (items.length >= MIN_ROWS || page >= first + MAX_PAGES)) {
      return { items, cursor: `${page}.0` };
    }
    const outcomes = new Map(
      (await store.loadPage(mappingId, 'outcomes', page)).map((one) => [one.number, one.outcome]),
    );
    const rows = await store.loadPage(mappingId, 'rows', page);
    for (const [at, row] of rows.entries()) {
      if (page === first && at < inside) continue;
      const standing: RowOutcome = isOff(row) ? { kind: 'off' } : { kind: 'waiting' };
      const chosen = choose({ row, outcome: outcomes.get(row.number) ?? standing });
      const length = JSON.stringify(chosen).length;
      if (items.length > 0 && size + length > MAX_ANSWER_CHARACTERS) {
        return { items, cursor: `${page}.${at}` };
      }
      items.push(...chosen);
      size += length;
    }
  }
  return { items, cursor: null };
}

export async function listUndoRows({
  mappingId,
  kind,
  cursor,
}: Request<'listUndoRows'>): Promise<AdminAnswers['listUndoRows']> {
  const backfill = await upkeepPorts.backfill.loadBackfill(mappingId);
  const rows: BackfillItems['undo'][] = [];
  const first = Number(cursor ?? 0) || 0;
  for (let page = first; backfill && page < backfill.pages.undo; page += 1) {
    if (page > first && (rows.length >= MIN_ROWS || page >= first + MAX_PAGES)) {
      return { rows, cursor: String(page) };
    }
    const found = await upkeepPorts.backfill.loadPage(mappingId, 'undo', page);
    rows.push(...found.filter((row) => kind === undefined || row.kind === kind));
  }
  return { rows, cursor: null };
}
