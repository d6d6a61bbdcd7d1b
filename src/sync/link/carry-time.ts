/** Carries out the writes of a plan of spent time. */
import { type AuditEntry, RECOVERED } from '../../core/audit/audit';
import type { Problem, TimePair } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import { composeTime } from '../../core/time/compose-time';
import { nameOfTime, stateOf, type TimePlan, type TimeWrite } from '../../core/time/plan-time';
import type { Refused, Trackers } from '../../ports';

export interface TimeJob {
  readonly trackers: Trackers;
  readonly mapping: Mapping;
  readonly linkId: string;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly nowMs: number;
  readonly cause: string;
}

export interface CarriedTime {
  readonly pairs: readonly TimePair[];
  readonly problems: readonly Problem[];
  readonly audit: readonly AuditEntry[];
}

/** @throws PermanentError, RetryLaterError as the trackers do */
export async function carryTime(
  job: TimeJob,
  { writes, adopted, takenBack, hidden, ...planned }: TimePlan,
): Promise<CarriedTime> {
  let { pairs } = planned;
  const problems = hidden.map((side) => toHidden(job, side));
  const lost = { ...job, cause: RECOVERED };
  const audit: AuditEntry[] = [
    ...adopted.map((pair) => toEntry(lost, pair)),
    ...takenBack.map((pair) => ({ ...toEntry(lost, pair), kind: TOLD['take-back'] })),
  ];
  for (const write of writes) {
    const result = await carryOne(job, write);
    const rest = pairs.filter((pair) => pair !== write.pair);
    pairs = result.pair ? [...rest, result.pair] : rest;
    if (result.refusal !== null) problems.push(toProblem(job, write, result.refusal));
    audit.push(toAudit(job, write, result.refusal !== null));
  }
  return { pairs, problems, audit };
}

/** What is known of the two then; `null`: nothing is left across. */
interface Carried {
  readonly pair: TimePair | null;
  readonly refusal: string | null;
}

async function carryOne(job: TimeJob, write: TimeWrite): Promise<Carried> {
  const { trackers, mapping, snapshots } = job;
  const { pair } = write;
  const side = otherSide(pair.origin);
  const { issueId } = snapshots[side];
  const refused = ({ message }: Refused): Carried => ({
    pair: { ...pair, digest: stateOfOriginal(job, pair), is: 'refused' },
    refusal: message,
  });
  if (write.kind === 'take-back') {
    const removed = await trackers[side].removeTime(issueId, pair[side]);
    return removed === 'done' ? { pair: null, refusal: null } : refused(removed);
  }
  const time = composeTime(mapping, pair.origin, write.original);
  const carried = { ...pair, digest: stateOf(write.original), is: 'copy' } as const;
  if (write.kind === 'copy') {
    const added = await trackers[side].addTime(issueId, time);
    if (added.kind === 'refused') return refused(added);
    return { pair: { ...carried, [side]: added.entryId }, refusal: null };
  }
  const edited = await trackers[side].editTime(issueId, pair[side], time);
  if (edited === 'done') return { pair: carried, refusal: null };
  if (edited === 'gone') return { pair: { ...carried, [side]: '', is: 'ended' }, refusal: null };
  return refused(edited);
}

function stateOfOriginal({ snapshots }: TimeJob, { origin, ...ids }: TimePair): string {
  return stateOf(snapshots[origin].timeEntries?.find(({ id }) => id === ids[origin]));
}

function toProblem(job: TimeJob, { kind, pair }: TimeWrite, message: string): Problem {
  const side = otherSide(pair.origin);
  const { siteName } = job.mapping;
  const what = kind === 'take-back' ? 'keeps the copy of' : 'did not take';
  return {
    kind: 'time-refused',
    side,
    field: 'time',
    value: nameOfTime(pair),
    message: `${siteName[side]} ${what} time spent on ${job.snapshots[pair.origin].key} in ${siteName[pair.origin]}: ${message}. It is tried again when it changes, and when somebody asks for a sync of the pair or changes the mapping.`,
    foundAtMs: job.nowMs,
  };
}

const TOLD = { copy: 'time-copied', edit: 'time-edited', 'take-back': 'time-deleted' } as const;

function toAudit(job: TimeJob, write: TimeWrite, isRefused: boolean): AuditEntry {
  const entry = toEntry(job, write.pair);
  if (isRefused) return { ...entry, kind: 'problem-found', to: 'time-refused' };
  const to = 'original' in write ? write.original.spentOn : null;
  return { ...entry, kind: TOLD[write.kind], to };
}

/** A copy of the pair's original, made. */
function toEntry(job: TimeJob, pair: TimePair): AuditEntry {
  return {
    atMs: job.nowMs,
    kind: 'time-copied',
    linkId: job.linkId,
    mappingId: job.mapping.id,
    side: otherSide(pair.origin),
    field: 'time',
    from: pair[pair.origin],
    to: null,
    cause: job.cause,
  };
}

function toHidden({ mapping, nowMs }: TimeJob, side: Side): Problem {
  return {
    kind: 'time-refused',
    side,
    field: 'time',
    value: null,
    message: `${mapping.siteName[side]} does not show spent time to the app, so none crosses. Let its user view spent time in the project, or take "timeEntries" out of mapping "${mapping.id}".`,
    foundAtMs: nowMs,
  };
}
