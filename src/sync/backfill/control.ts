/** What the admin does with a first sync: each call changes where it stands and sets it going. */
import {
  type Backfill,
  type BackfillOptions,
  type BackfillPhase,
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
import { ringLeft } from './ring-left';
import { keepProposals } from './scan';
import { loadAll } from './step';

/** A reason that can be shown to the admin. */
export class BackfillRefused extends Error {
  override readonly name = 'BackfillRefused';
}

/** More rows than these are ticked off by their kind. */
const MAX_OFF_ROWS = 5_000;

const NOBODY_MARKED = { jira: 0, remote: 0 };

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

/** All that waits; after a run, what was planned again or failed. */
export async function run(ports: UpkeepPorts, mapping: Mapping, by: string): Promise<void> {
  const backfill = await loadIn(ports, mapping.id, ['planned', 'done']);
  if (backfill.mappingVersion !== mapping.version) {
    throw new BackfillRefused('The mapping was changed since it was planned: plan again.');
  }
  const next: Backfill = {
    ...backfill,
    by,
    phase: 'running',
    hold: null,
    undo: null,
    cursor: { kind: 'again', page: 0 },
    progress: NO_PROGRESS,
    failures: 0,
  };
  await setGoing(ports, next, backfill.upTo, 'run-first-sync', by);
}

/** It ends with the step that it is at. */
export async function pause(ports: UpkeepPorts, mappingId: string, by: string): Promise<void> {
  const backfill = await getBackfill(ports, mappingId);
  if (!isUnderWay(backfill)) throw new BackfillRefused('It is not under way.');
  const hold = { kind: 'paused', by, atMs: ports.clock.nowMs() } as const;
  await ports.backfill.saveBackfill({ ...backfill, hold });
}

export async function resume(ports: UpkeepPorts, mapping: Mapping, by: string): Promise<void> {
  const backfill = await getBackfill(ports, mapping.id);
  const { hold, phase } = backfill;
  if (hold === null) throw new BackfillRefused('It is not held.');
  if (phase === 'running' && backfill.mappingVersion !== mapping.version) {
    throw new BackfillRefused('The mapping was changed since it was planned: plan again.');
  }
  const upTo = phase === 'running' ? backfill.upTo : NOBODY_MARKED;
  const next = { ...backfill, hold: null, failures: 0, turn: backfill.turn + 1 };
  await setGoing(ports, next, upTo, 'resume-first-sync', by);
}

/** What the run came to is told after an undo, too. */
function resultOf({ progress: { created, failed, replanned } }: Backfill): Backfill['progress'] {
  return { ...NO_PROGRESS, created, failed, replanned };
}

/** Looks at what was done. */
export async function planUndo(
  ports: UpkeepPorts,
  mappingId: string,
  rows: readonly number[],
  by: string,
): Promise<void> {
  const backfill = await loadIn(ports, mappingId, ['done', 'undo-planned']);
  const next: Backfill = {
    ...backfill,
    phase: 'undo-planning',
    undoRows: rows,
    undo: { delete: 0, part: 0, left: 0 },
    cursor: { kind: 'rows', level: 0, page: 0 },
    progress: { ...resultOf(backfill), total: backfill.totals?.rows ?? 0 },
  };
  await setGoing(ports, next, NOBODY_MARKED, 'plan-undo', by);
}

export async function undo(ports: UpkeepPorts, mappingId: string, by: string): Promise<void> {
  const backfill = await loadIn(ports, mappingId, ['undo-planned']);
  const { delete: deleted = 0, part = 0 } = backfill.undo ?? {};
  const next: Backfill = {
    ...backfill,
    by,
    phase: 'undoing',
    cursor: { kind: 'rows', level: backfill.levels, page: 0 },
    progress: { ...resultOf(backfill), total: deleted + part },
  };
  await setGoing(ports, next, backfill.upTo, 'undo-first-sync', by);
}

/** Forgets what an undo would do, and does none of it. */
export async function leaveUndo(ports: UpkeepPorts, mappingId: string): Promise<void> {
  const backfill = await loadIn(ports, mappingId, ['undo-planned']);
  await ports.backfill.saveBackfill({ ...backfill, phase: 'done', undoRows: [], undo: null });
}

export async function discard(ports: UpkeepPorts, mapping: Mapping, by: string): Promise<void> {
  const backfill = await getBackfill(ports, mapping.id);
  if (isUnderWay(backfill)) throw new BackfillRefused('It is under way: pause it first.');
  if (backfill.phase === 'running' && (await ringLeft(ports, mapping, backfill)) === 'refused') {
    throw new BackfillRefused('The queue is full: try again in a minute.');
  }
  await ports.backfill.markMapping(
    mapping.id,
    null,
    auditOf(ports, backfill, 'discard-first-sync', by),
  );
  await ports.backfill.deleteBackfill(backfill);
}

/** @throws BackfillRefused where there is none */
export async function getBackfill(ports: UpkeepPorts, mappingId: string): Promise<Backfill> {
  const backfill = await ports.backfill.loadBackfill(mappingId);
  if (!backfill) throw new BackfillRefused('No first sync of this mapping was started.');
  return backfill;
}

async function loadIn(
  ports: UpkeepPorts,
  mappingId: string,
  phases: readonly BackfillPhase[],
): Promise<Backfill> {
  const backfill = await getBackfill(ports, mappingId);
  if (phases.includes(backfill.phase)) return backfill;
  throw new BackfillRefused(
    `That can be done while it is ${phases.join(' or ')}; it is ${backfill.phase}.`,
  );
}

/**
 * The mark first, by which the timer finds it, then the document, then the job: whatever is cut off
 * between, nothing is under way that nobody brings on.
 */
async function setGoing(
  ports: UpkeepPorts,
  given: Backfill,
  upTo: Backfill['upTo'],
  what: string,
  by: string,
): Promise<void> {
  const backfill = { ...given, aliveAtMs: ports.clock.nowMs() };
  const { id, mappingId, turn } = backfill;
  await ports.backfill.markMapping(mappingId, { id, upTo }, auditOf(ports, backfill, what, by));
  await ports.backfill.saveBackfill(backfill);
  await ports.queue.push([{ v: 1, kind: 'backfill', mappingId, turn }], 'background');
}

function auditOf(ports: UpkeepPorts, { id, mappingId }: Backfill, what: string, by: string) {
  return {
    atMs: ports.clock.nowMs(),
    kind: 'admin',
    linkId: null,
    mappingId,
    side: null,
    field: what,
    from: null,
    to: id,
    cause: by,
  } as const;
}
