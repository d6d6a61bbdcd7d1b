/** Counts what was saved since the last sweep: a page or a few of the audit, and one write. */
import { countRecords, type Pulse, startPulse } from '../../core/pulse';
import type { AuditRecord } from '../../ports/trail';
import type { UpkeepPorts } from '../sync-ports';
import { startOfDay } from './read-audit';

const DAY_MS = 24 * 60 * 60 * 1000;
const RECORDS_PER_PAGE = 100;
/** What a flood leaves over is counted by the next sweeps. */
const MAX_PAGES = 5;
/** Younger saves wait: storage lists run behind a little. */
const SETTLE_MS = 60_000;

/**
 * Called once a sweep is over.
 * @param onCounted given what was saved since the last time before that is kept as counted, so that
 * none of it is missed
 */
export async function takePulse(
  ports: UpkeepPorts,
  onCounted: (records: readonly AuditRecord[]) => Promise<void>,
): Promise<void> {
  const nowMs = ports.clock.nowMs();
  const untilMs = nowMs - SETTLE_MS;
  const counted: AuditRecord[] = [];
  let pulse: Pulse = (await ports.upkeep.loadPulse()) ?? startPulse(nowMs);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { records, isAll } = await readNext(ports, pulse.countedToMs, untilMs);
    pulse = countRecords(pulse, records.map(toCounted));
    counted.push(...records);
    if (!isAll) continue;
    // Each day since is a query of the next sweep: a quiet month would cost thirty.
    const countedToMs = Math.max(pulse.countedToMs, startOfDay(untilMs) - 1);
    pulse = { ...pulse, countedToMs };
    break;
  }
  await onCounted(counted);
  await ports.upkeep.savePulse({ ...pulse, sweptAtMs: nowMs });
}

/** The next saves of the first day that has any. */
async function readNext(ports: UpkeepPorts, countedToMs: number, untilMs: number) {
  for (let fromMs = countedToMs + 1; fromMs <= untilMs; fromMs = dayAfter(fromMs)) {
    const span = { fromMs, toMs: Math.min(dayAfter(fromMs) - 1, untilMs) };
    const { records, cursor } = await ports.trail.readAuditOfDay(
      span,
      'oldest-first',
      null,
      RECORDS_PER_PAGE,
    );
    if (records.length === 0) continue;
    return { records: cursor === null ? records : withoutCutMoment(records), isAll: false };
  }
  return { records: [], isAll: true };
}

/** What was saved in the same moment as the last of a page may go on beyond it. */
function withoutCutMoment(records: readonly AuditRecord[]): readonly AuditRecord[] {
  const whole = records.filter(({ atMs }) => atMs !== records.at(-1)?.atMs);
  return whole.length > 0 ? whole : records;
}

function toCounted({ atMs, lagMs, entries }: AuditRecord) {
  return { atMs, lagMs, entries: entries.map(({ entry }) => entry) };
}

function dayAfter(atMs: number): number {
  return (Math.floor(atMs / DAY_MS) + 1) * DAY_MS;
}
