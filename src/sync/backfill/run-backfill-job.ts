/**
 * Brings a first sync on: steps, each saved, for some minutes; then the next job. Whatever ends it,
 * the same job that comes again, or the timer's, goes on from the last save.
 */
import { type Backfill, isUnderWay } from '../../core/backfill/backfill';
import type { Mapping } from '../../core/mapping';
import { PermanentError, RetryLaterError, type Trackers } from '../../ports';
import type { BackfillJob } from '../../ports/backfill';
import { Guard } from '../failing/guard';
import type { Outcome } from '../outcome';
import type { UpkeepPorts } from '../sync-ports';
import { buildPlan } from './build-plan';
import { rememberValues } from './know-quietly';
import { Meter } from './meter';
import { planUndo } from './plan-undo';
import { runRows } from './run-rows';
import { runUndo } from './run-undo';
import { scan } from './scan';
import type { Memory, Step } from './step';
import { takeAgain } from './take-again';

/** A consumer has ten minutes; a step may take some of them. */
const WORK_MS = 4 * 60_000;

/** Whoever has not saved for so long was ended: longer than a consumer may run. */
const DEAD_MS = 15 * 60_000;

const HOUR_MS = 3_600_000;
const MAX_DELAY_SECONDS = 900;

/**
 * Jira gives 65,000 points an hour to all installations of an app together. A first sync takes what
 * these leave of one installation's share and stops there, so that live sync goes on.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export const POINTS_PER_HOUR = 30_000;

/** Kept free of it for live sync. */
export const RESERVED_POINTS = 6_000;

const RETRY_SECONDS = 60;

/** @throws whatever the storage throws: the queue then delivers the job again */
export async function runBackfillJob(given: UpkeepPorts, job: BackfillJob): Promise<Outcome> {
  const { mapping: stored, circuits } = await given.store.loadRun(job.mappingId, null);
  const loaded = await given.backfill.loadBackfill(job.mappingId);
  if (!stored || !loaded) return { kind: 'skipped', reason: 'there is no such first sync' };
  const nowMs = given.clock.nowMs();
  const isStale = job.turn === null ? loaded.aliveAtMs > nowMs - DEAD_MS : job.turn < loaded.turn;
  if (!isUnderWay(loaded) || isStale) return { kind: 'skipped', reason: 'it does not go on here' };
  if (stored.paused) {
    await given.backfill.saveBackfill(fail(loaded, 'The mapping is paused'));
    return { kind: 'skipped', reason: 'the mapping is paused' };
  }
  if (loaded.phase === 'running' && loaded.mappingVersion !== stored.version) {
    const message = 'The mapping was changed since it was planned';
    await given.backfill.saveBackfill(fail(loaded, message));
    return { kind: 'skipped', reason: message };
  }
  const waitMs = holdMs(loaded, nowMs);
  if (waitMs > 0) return passOn(given, { ...loaded, aliveAtMs: nowMs }, waitMs);

  const meter = new Meter();
  const ports = quietPorts(given, loaded.id, meter);
  const { backfill: _own, ...mapping } = stored;
  const guard = new Guard(ports, mapping, circuits);
  const wait = await guard.findWait();
  if (wait?.kind === 'retry') {
    const untilMs = nowMs + (wait.afterSeconds ?? RETRY_SECONDS) * 1000;
    return passOn(given, hold(loaded, wait.message, untilMs), untilMs - nowMs);
  }
  let backfill: Backfill = { ...loaded, hold: null };
  try {
    const trackers = rememberValues(await guard.open());
    backfill = await work({ ports, mapping, trackers }, backfill, meter);
  } catch (error) {
    backfill = await afterError(given, error, job.mappingId, backfill);
  } finally {
    await guard.report(null);
    await guard.keepLane();
  }
  if (!isUnderWay(backfill)) return rest(given, backfill);
  return passOn(given, backfill, holdMs(backfill, given.clock.nowMs()));
}

/** Steps until the time is over, or the phase rests. */
async function work(
  world: { readonly ports: UpkeepPorts; readonly mapping: Mapping; readonly trackers: Trackers },
  given: Backfill,
  meter: Meter,
): Promise<Backfill> {
  const { ports } = world;
  const startedAtMs = ports.clock.nowMs();
  const memory: Memory = {};
  let backfill = given;
  while (isUnderWay(backfill) && backfill.hold === null) {
    const stepAtMs = ports.clock.nowMs();
    const next = await takeStep({ ...world, memory }, backfill);
    const nowMs = ports.clock.nowMs();
    backfill = spend({ ...next, failures: 0, aliveAtMs: nowMs }, meter, nowMs - stepAtMs, nowMs);
    // A person may have paused it meanwhile; nothing of the step is lost for it.
    const standing = await ports.backfill.loadBackfill(backfill.mappingId);
    if (!standing || standing.id !== backfill.id) return { ...backfill, hold: ENDED };
    if (standing.hold?.kind === 'paused') backfill = { ...backfill, hold: standing.hold };
    await ports.backfill.saveBackfill(backfill);
    if (nowMs - startedAtMs > WORK_MS) break;
  }
  return backfill;
}

/** Somebody threw it away while it worked: nothing is saved any more. */
const ENDED = { kind: 'failed', message: 'it was thrown away' } as const;

function takeStep(step: Step, backfill: Backfill): Promise<Backfill> {
  const { phase } = backfill;
  switch (phase) {
    case 'scanning':
      return scan(step, backfill);
    case 'planning':
      return buildPlan(step, backfill);
    case 'running':
      return backfill.cursor.kind === 'again' ? takeAgain(step, backfill) : runRows(step, backfill);
    case 'undo-planning':
      return planUndo(step, backfill);
    case 'undoing':
      return runUndo(step, backfill);
    case 'paired':
    case 'planned':
    case 'done':
    case 'undo-planned':
      return Promise.resolve(backfill);
    default:
      return phase satisfies never;
  }
}

/** What the step cost; once the hour's share is used up, it waits for the next hour. */
function spend(backfill: Backfill, meter: Meter, tookMs: number, nowMs: number): Backfill {
  const { calls, points } = meter.take();
  const hourMs = nowMs - (nowMs % HOUR_MS);
  const before = backfill.budget.hourMs === hourMs ? backfill.budget.points : 0;
  const budget = { hourMs, points: before + points };
  const { progress } = backfill;
  const isUsedUp = budget.points > POINTS_PER_HOUR - RESERVED_POINTS;
  return {
    ...backfill,
    budget,
    hold:
      isUsedUp && isUnderWay(backfill)
        ? { kind: 'points', untilMs: hourMs + HOUR_MS }
        : backfill.hold,
    progress: {
      ...progress,
      calls: {
        jira: progress.calls.jira + calls.jira,
        remote: progress.calls.remote + calls.remote,
      },
      points: progress.points + points,
      workedMs: progress.workedMs + tookMs,
    },
  };
}

/** What was saved by the steps before stands; the step that failed is made again. */
async function afterError(
  ports: UpkeepPorts,
  error: unknown,
  mappingId: string,
  before: Backfill,
): Promise<Backfill> {
  const standing = (await ports.backfill.loadBackfill(mappingId)) ?? before;
  if (error instanceof RetryLaterError) {
    const seconds = error.retryAfterSeconds ?? RETRY_SECONDS;
    const untilMs = ports.clock.nowMs() + seconds * 1000;
    return hold({ ...standing, failures: standing.failures + 1 }, error.message, untilMs);
  }
  if (error instanceof PermanentError) return fail(standing, error.message);
  throw error;
}

function hold(backfill: Backfill, message: string, untilMs: number): Backfill {
  if (backfill.hold?.kind === 'paused') return backfill;
  return { ...backfill, hold: { kind: 'tracker', message, untilMs } };
}

function fail(backfill: Backfill, message: string): Backfill {
  return { ...backfill, hold: { kind: 'failed', message } };
}

function holdMs({ hold: held }: Backfill, nowMs: number): number {
  return held?.kind === 'points' || held?.kind === 'tracker' ? held.untilMs - nowMs : 0;
}

/** The next job takes the next turn, so that a doubled delivery of this one ends at once. */
async function passOn(ports: UpkeepPorts, backfill: Backfill, waitMs: number): Promise<Outcome> {
  const next = { ...backfill, turn: backfill.turn + 1, aliveAtMs: ports.clock.nowMs() };
  await ports.backfill.saveBackfill(next);
  const { mappingId, turn } = next;
  const delaySeconds = Math.min(Math.ceil(Math.max(waitMs, 0) / 1000), MAX_DELAY_SECONDS);
  // Where the queue or the chain is full, the timer brings it on.
  await ports.queue.push([{ v: 1, kind: 'backfill', mappingId, turn }], 'background', delaySeconds);
  return { kind: 'synced' };
}

/** It waits for the admin now, or is over. */
async function rest(ports: UpkeepPorts, backfill: Backfill): Promise<Outcome> {
  if (backfill.hold === ENDED) return { kind: 'skipped', reason: ENDED.message };
  await ports.backfill.saveBackfill(backfill);
  if (backfill.hold === null) await ports.backfill.markMapping(backfill.mappingId, null, null);
  return { kind: 'synced' };
}

/** Its writes are as quiet as the trackers let them be, and whoever makes them is counted. */
function quietPorts(ports: UpkeepPorts, id: string, meter: Meter): UpkeepPorts {
  return {
    ...ports,
    openTrackers: (mapping) =>
      ports.openTrackers(mapping, { id, onCall: (side, points) => meter.note(side, points) }),
  };
}
