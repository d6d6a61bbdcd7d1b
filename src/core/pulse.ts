/**
 * How the sync goes, in few numbers: what crossed on each day and how long an edit took. Counted by
 * the sweep from the audit that is saved anyway, and kept in one small document, so that no sync
 * costs a storage write more. Pure.
 */
import { type AuditEntry, isWrite } from './audit/audit';

export interface PulseDay {
  /** In UTC, `2026-11-21`. */
  readonly day: string;
  /** Writes to each side. */
  readonly toJira: number;
  readonly toRemote: number;
  readonly conflicts: number;
  readonly failures: number;
}

export interface Pulse {
  /** When the last sweep ended. */
  readonly sweptAtMs: number;
  /** Everything saved up to then is counted. */
  readonly countedToMs: number;
  /** Oldest first; days on which nothing happened are left out. */
  readonly days: readonly PulseDay[];
  /** From edit to applied, of the last changes that a bell or the sweep found. */
  readonly lagsMs: readonly number[];
  /** When a bell of each mapping's Redmine last brought a change. */
  readonly bellsAtMs: Readonly<Record<string, number>>;
}

/** One save of the audit. */
export interface CountedRecord {
  readonly atMs: number;
  readonly lagMs: number | null;
  readonly entries: readonly Pick<AuditEntry, 'kind' | 'side' | 'cause' | 'mappingId'>[];
}

const DAYS = 14;
const LAGS = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

export function startPulse(nowMs: number): Pulse {
  const countedToMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return { sweptAtMs: nowMs, countedToMs, days: [], lagsMs: [], bellsAtMs: {} };
}

/** The pulse with records that came after `countedToMs`, oldest first. */
export function countRecords(pulse: Pulse, records: readonly CountedRecord[]): Pulse {
  const days = new Map(pulse.days.map((day) => [day.day, day]));
  const lags = [...pulse.lagsMs];
  const bells: Record<string, number> = { ...pulse.bellsAtMs };
  for (const { atMs, lagMs, entries } of records) {
    const day = new Date(atMs).toISOString().slice(0, 10);
    days.set(day, addTo(days.get(day) ?? emptyDay(day), entries));
    if (lagMs !== null) lags.push(lagMs);
    for (const { cause, mappingId } of entries) {
      if (cause === 'remote' && mappingId !== null) bells[mappingId] = atMs;
    }
  }
  return {
    ...pulse,
    countedToMs: records.at(-1)?.atMs ?? pulse.countedToMs,
    days: [...days.values()].slice(-DAYS),
    lagsMs: lags.slice(-LAGS),
    bellsAtMs: bells,
  };
}

/** The value that `share` of all are not above; `null` of none. */
export function percentileOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

function emptyDay(day: string): PulseDay {
  return { day, toJira: 0, toRemote: 0, conflicts: 0, failures: 0 };
}

function addTo(day: PulseDay, entries: CountedRecord['entries']): PulseDay {
  const count = (is: (entry: CountedRecord['entries'][number]) => boolean) =>
    entries.filter(is).length;
  const isDone = (entry: CountedRecord['entries'][number]) =>
    isWrite(entry) || entry.kind === 'created';
  return {
    day: day.day,
    toJira: day.toJira + count((entry) => isDone(entry) && entry.side === 'jira'),
    toRemote: day.toRemote + count((entry) => isDone(entry) && entry.side === 'remote'),
    conflicts: day.conflicts + count(({ kind }) => kind === 'conflict-found'),
    failures: day.failures + count(({ kind }) => kind === 'failed' || kind === 'problem-found'),
  };
}
