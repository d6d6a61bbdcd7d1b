/** Removes from the audit what is older than the admin wants it kept; checkpoints stay. */
import type { Outcome } from '../outcome';
import type { UpkeepPorts } from '../sync-ports';
import { startOfDay } from './read-audit';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Pages of one job; the next one goes on. */
const MAX_PAGES = 100;

/** @throws whatever the storage throws */
export async function pruneAudit(ports: UpkeepPorts): Promise<Outcome> {
  const { trail, upkeep, clock } = ports;
  const nowMs = clock.nowMs();
  const toMs = nowMs - (await upkeep.findRetentionDays()) * DAY_MS;
  const firstMs = await trail.findFirstAuditMs();
  if (firstMs === null || firstMs >= toMs) return { kind: 'unchanged' };
  // Where the trail begins is found by its first save, which may be gone when this is cut off.
  await upkeep.savePrunedTo(firstMs, null);
  let prunedToMs = toMs;
  let pages = 0;
  for (let dayMs = startOfDay(firstMs); dayMs < toMs; dayMs += DAY_MS) {
    const span = { fromMs: dayMs, toMs: Math.min(dayMs + DAY_MS, toMs) - 1 };
    let cursor: string | null = null;
    do {
      if (pages === MAX_PAGES) return goOn(ports, Math.min(prunedToMs, dayMs));
      pages += 1;
      const page = await trail.pruneDay(span, cursor);
      if (page.left > 0) prunedToMs = Math.min(prunedToMs, dayMs);
      cursor = page.cursor;
    } while (cursor !== null);
  }
  await upkeep.savePrunedTo(prunedToMs, {
    atMs: nowMs,
    kind: 'admin',
    linkId: null,
    mappingId: null,
    side: null,
    field: 'retention',
    from: null,
    to: `removed what was saved before ${new Date(prunedToMs).toISOString()}`,
    cause: 'retention',
  });
  return { kind: 'synced' };
}

async function goOn(ports: UpkeepPorts, fromMs: number): Promise<Outcome> {
  await ports.upkeep.savePrunedTo(fromMs, null);
  const kept = await ports.queue.push([{ v: 1, kind: 'prune' }], 'background', 10);
  return kept === 'kept'
    ? { kind: 'synced' }
    : { kind: 'retry', afterSeconds: 60, message: 'the queue is full' };
}
