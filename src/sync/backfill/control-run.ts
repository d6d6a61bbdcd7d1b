/** What the admin does with a plan: run it, hold it, go on, undo it, throw it away. */
import { type Backfill, isUnderWay, NO_PROGRESS } from '../../core/backfill/backfill';
import type { Mapping } from '../../core/mapping';
import type { UpkeepPorts } from '../sync-ports';
import { ringLeft } from './ring-left';
import {
  auditOf,
  BackfillRefused,
  getBackfill,
  loadIn,
  NOBODY_MARKED,
  setGoing,
} from './set-going';

/**
 * Carries out all that waits; after a run, what was planned again or failed.
 * @throws BackfillRefused where nothing is planned, or the mapping was changed since
 */
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

/** It ends with the step that it is at. @throws BackfillRefused where nothing is under way */
export async function pause(ports: UpkeepPorts, mappingId: string, by: string): Promise<void> {
  const backfill = await getBackfill(ports, mappingId);
  if (!isUnderWay(backfill)) throw new BackfillRefused('It is not under way.');
  const hold = { kind: 'paused', by, atMs: ports.clock.nowMs() } as const;
  await ports.backfill.saveBackfill({ ...backfill, hold });
}

/**
 * Goes on where it was held: after a pause, or after what failed too often.
 * @throws BackfillRefused where it is not held, or the mapping was changed since it was planned
 */
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

/** Takes back what the plan of the undo says. @throws BackfillRefused where there is none */
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

/**
 * Throws the plan away; issues that waited for the run are rung first.
 * @throws BackfillRefused where it is under way, or the queue has no room for those that waited
 */
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
