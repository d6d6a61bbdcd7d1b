/** What the admin does before the run: each call changes where it stands and sets it going. */
import {
  type Backfill,
  type BackfillOptions,
  isUnderWay,
  NO_PROGRESS,
} from '../../core/backfill/backfill';
import type { DetailKind, RowKind } from '../../core/backfill/plan-row';
import type { Proposal, ProposalState } from '../../core/backfill/proposal';
import { type ListedPair, proposePairs } from '../../core/backfill/propose-pairs';
import { readPairs } from '../../core/backfill/read-pairs';
import { showProposals } from '../../core/backfill/show-proposals';
import type { Mapping } from '../../core/mapping';
import type { UpkeepPorts } from '../sync-ports';
import { keepProposals } from './scan';
import { BackfillRefused, loadIn, NOBODY_MARKED, setGoing } from './set-going';
import { loadAll } from './step';

/** More rows than these are ticked off by their kind. */
const MAX_OFF_ROWS = 5_000;

/** Begins with a scan; what an earlier one left is thrown away. */
export async function start(
  ports: UpkeepPorts,
  mapping: Mapping,
  options: BackfillOptions,
  by: string,
): Promise<void> {
  const former = await ports.backfill.loadBackfill(mapping.id);
  if (former && isUnderWay(former)) throw new BackfillRefused('It is under way: pause it first.');
  if (former) await ports.backfill.deleteBackfill(former);
  const nowMs = ports.clock.nowMs();
  const fresh: Backfill = {
    id: ports.newNonce(),
    mappingId: mapping.id,
    mappingVersion: mapping.version,
    by,
    startedAtMs: nowMs,
    phase: 'scanning',
    hold: null,
    options,
    cursor: { kind: 'scan', side: 'jira', page: null },
    scanned: { jira: 0, remote: 0 },
    upTo: NOBODY_MARKED,
    pages: {
      'scan-jira': 0,
      'scan-remote': 0,
      proposals: 0,
      rows: 0,
      outcomes: 0,
      before: 0,
      undo: 0,
    },
    levels: 0,
    proposals: { open: 0, accepted: 0, refused: 0 },
    totals: null,
    offKinds: [],
    offRows: [],
    progress: NO_PROGRESS,
    undoRows: [],
    undo: null,
    budget: { hourMs: 0, points: 0 },
    failures: 0,
    // Jobs of an earlier one are older than this one's.
    turn: (former?.turn ?? 0) + 1,
    aliveAtMs: nowMs,
  };
  await setGoing(ports, fresh, NOBODY_MARKED, 'start-first-sync', by);
}

/** Pages in which nothing is meant stay as they are. @returns how many were decided */
export async function decide(
  ports: UpkeepPorts,
  mappingId: string,
  decision: ProposalState,
  isMeant: (proposal: Proposal) => boolean,
): Promise<number> {
  const backfill = await loadIn(ports, mappingId, ['paired']);
  const counts = { ...backfill.proposals };
  let decided = 0;
  for (let page = 0; page < backfill.pages.proposals; page += 1) {
    const standing = await ports.backfill.loadPage(mappingId, 'proposals', page);
    const meant = new Set(standing.filter(isMeant));
    if (meant.size === 0) continue;
    const next = standing.map((one) => (meant.has(one) ? { ...one, state: decision } : one));
    await ports.backfill.savePage(mappingId, 'proposals', page, next);
    for (const { state } of meant) counts[state] -= 1;
    counts[decision] += meant.size;
    decided += meant.size;
  }
  await ports.backfill.saveBackfill({ ...backfill, proposals: counts });
  return decided;
}

/** The admin's own list comes first; what was decided of other issues stays decided. */
export async function importPairs(
  ports: UpkeepPorts,
  mapping: Mapping,
  csv: string,
): Promise<{
  readonly pairs: readonly ListedPair[];
  readonly mistakes: readonly { readonly line: number; readonly reason: string }[];
}> {
  const backfill = await loadIn(ports, mapping.id, ['paired']);
  const jira = await loadAll(ports, backfill, 'scan-jira');
  const remote = await loadAll(ports, backfill, 'scan-remote');
  const read = readPairs(csv, { jira, remote });
  const standing = await loadAll(ports, backfill, 'proposals');
  const decided = new Map(standing.map((one) => [`${one.jira} ${one.remote}`, one.state]));
  const { people } = mapping;
  const found = proposePairs({ jira, remote, listed: read.pairs, people });
  const proposals = showProposals(found, { jira, remote }).map((one) => {
    const state = one.state === 'accepted' ? one.state : decided.get(`${one.jira} ${one.remote}`);
    return { ...one, state: state ?? one.state };
  });
  await ports.backfill.saveBackfill(await keepProposals(ports, backfill, proposals));
  return read;
}

/** From what was accepted to the plan; an older plan of the same scan is replaced. */
export async function plan(ports: UpkeepPorts, mapping: Mapping, by: string): Promise<void> {
  const backfill = await loadIn(ports, mapping.id, ['paired', 'planned']);
  const total = backfill.scanned.jira + backfill.scanned.remote - backfill.proposals.accepted;
  const next: Backfill = {
    ...backfill,
    phase: 'planning',
    mappingVersion: mapping.version,
    cursor: { kind: 'plan', side: 'remote', at: 0 },
    pages: { ...backfill.pages, rows: 0, outcomes: 0, before: 0, undo: 0 },
    levels: 0,
    totals: null,
    offKinds: [],
    offRows: [],
    progress: { ...NO_PROGRESS, total },
  };
  await setGoing(ports, next, NOBODY_MARKED, 'plan-first-sync', by);
}

/**
 * Leaves rows, or all rows of a kind, out of the run, or takes them in again.
 * @param off whether they are left out
 * @throws BackfillRefused where nothing is planned, or too many single rows would be left out
 */
export async function tick(
  ports: UpkeepPorts,
  mappingId: string,
  off: boolean,
  rows: readonly number[],
  kinds: readonly (RowKind | DetailKind)[],
): Promise<void> {
  const backfill = await loadIn(ports, mappingId, ['planned', 'done']);
  const change = <T>(standing: readonly T[], named: readonly T[]): readonly T[] => {
    const others = standing.filter((one) => !named.includes(one));
    return off ? [...others, ...named] : others;
  };
  const offRows = change(backfill.offRows, rows);
  if (offRows.length > MAX_OFF_ROWS) {
    throw new BackfillRefused(
      `No more than ${MAX_OFF_ROWS} single rows can be ticked off: tick their kind off.`,
    );
  }
  const offKinds = change(backfill.offKinds, kinds);
  await ports.backfill.saveBackfill({ ...backfill, offRows, offKinds });
}
