/**
 * Pushes the audit to a log collector: in batches, by the timer and never by a sync, from where the
 * last batch ended. While the collector is away nothing is lost, since nothing but our own storage is
 * read; what it may have taken without our hearing of it comes again.
 */
import { PermanentError, RetryLaterError } from '../../ports';
import type { AuditRecord } from '../../ports/trail';
import type { Collector, CollectState } from '../../ports/upkeep';
import type { Outcome } from '../outcome';
import type { UpkeepPorts } from '../sync-ports';
import { startOfDay } from './read-audit';

const DAY_MS = 24 * 60 * 60 * 1000;
const RECORDS_PER_PUSH = 100;
/** Pushes of one job; the next one goes on. */
const MAX_PUSHES = 50;
/** Younger saves wait: storage lists run behind, and clocks of functions differ a little. */
const SETTLE_MS = 60_000;

/** Rings for a push where a collector is configured. */
export async function startCollecting(ports: UpkeepPorts): Promise<void> {
  if ((await ports.upkeep.loadCollector()) === null) return;
  await ports.queue.push([{ v: 1, kind: 'collect' }], 'background');
}

/** Pushes what is new. A collector that does not answer is tried again by the next timer. */
export async function collectAudit(ports: UpkeepPorts): Promise<Outcome> {
  const settings = await ports.upkeep.loadCollector();
  if (!settings) return { kind: 'unchanged' };
  let state = (await ports.upkeep.loadCollectState()) ?? (await findStart(ports));
  try {
    const collector = ports.openCollector(settings);
    for (let pushes = 0; pushes < MAX_PUSHES; pushes += 1) {
      const untilMs = ports.clock.nowMs() - SETTLE_MS;
      const next = await pushOnce(ports, collector, state, untilMs);
      if (next === null) return await passQuietDays(ports, state, untilMs);
      state = next;
      await ports.upkeep.saveCollectState(state);
    }
    const kept = await ports.queue.push([{ v: 1, kind: 'collect' }], 'background', 1);
    return kept === 'kept' ? { kind: 'synced' } : { kind: 'unchanged' };
  } catch (error) {
    if (!(error instanceof PermanentError || error instanceof RetryLaterError)) throw error;
    ports.log.warn(error.message);
    if (state.failure?.message !== error.message) {
      const failure = { message: error.message, sinceMs: ports.clock.nowMs() };
      await ports.upkeep.saveCollectState({ ...state, failure });
    }
    return { kind: 'skipped', reason: error.message };
  }
}

/** Each day since is a query of the next push; so a quiet one is passed, at one write a day. */
async function passQuietDays(
  { upkeep }: UpkeepPorts,
  state: CollectState,
  untilMs: number,
): Promise<Outcome> {
  const todayMs = startOfDay(untilMs);
  if (state.atMs < todayMs - DAY_MS) {
    await upkeep.saveCollectState({ ...state, atMs: todayMs, toldKeys: [] });
  }
  return { kind: 'unchanged' };
}

async function findStart({ trail, clock }: UpkeepPorts): Promise<CollectState> {
  const atMs = (await trail.findFirstAuditMs()) ?? clock.nowMs();
  return { atMs, toldKeys: [], failure: null };
}

/** @returns how far the collector has been told then, or `null` where there is nothing new */
async function pushOnce(
  ports: UpkeepPorts,
  collector: Collector,
  state: CollectState,
  untilMs: number,
): Promise<CollectState | null> {
  const fresh = await findFresh(ports, state, untilMs);
  const last = fresh.at(-1);
  if (!last) return null;
  await collector.push(fresh.flatMap(({ entries }) => entries));
  const toldKeys = fresh.filter(({ atMs }) => atMs === last.atMs).map(({ key }) => key);
  return {
    atMs: last.atMs,
    toldKeys: last.atMs === state.atMs ? [...state.toldKeys, ...toldKeys] : toldKeys,
    failure: null,
  };
}

/** The next saves that the collector has not been told of, oldest first. */
async function findFresh(
  { trail }: UpkeepPorts,
  state: CollectState,
  untilMs: number,
): Promise<readonly AuditRecord[]> {
  const told = new Set(state.toldKeys);
  for (let dayMs = startOfDay(state.atMs); dayMs <= untilMs; dayMs += DAY_MS) {
    const span = {
      fromMs: Math.max(dayMs, state.atMs),
      toMs: Math.min(dayMs + DAY_MS - 1, untilMs),
    };
    if (span.fromMs > span.toMs) continue;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof trail.readAuditOfDay>> = await trail.readAuditOfDay(
        span,
        'oldest-first',
        cursor,
        RECORDS_PER_PUSH,
      );
      const fresh = page.records.filter(({ key }) => !told.has(key));
      if (fresh.length > 0) return fresh;
      cursor = page.cursor;
    } while (cursor !== null);
  }
  return [];
}
