/** Looks for the twins of related issues, and carries out the writes of a relation plan. */
import type { AuditEntry } from '../../core/audit/audit';
import { linkIdOf, type Problem, type RelationPair } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import {
  type FindTwin,
  listIssuesToFind,
  nameOfPair,
  type RelationWrite,
} from '../../core/relations/plan-relations';
import { sidesInQuestion } from '../../core/scope';
import type { Store, Trackers } from '../../ports';

/**
 * The twins of all issues that are related in a way nobody looked at yet, or on one side only by now.
 * @param looksAgain of all that are related
 */
export async function findTwins(
  store: Store,
  mapping: Mapping,
  known: readonly RelationPair[],
  snapshots: Readonly<Record<Side, Snapshot>>,
  looksAgain: boolean,
): Promise<FindTwin> {
  const rules = mapping.relations;
  if (!rules) return () => undefined;
  const twins = new Map<string, string | null>();
  for (const { side, issueId } of listIssuesToFind(rules, known, snapshots, looksAgain)) {
    twins.set(`${side} ${issueId}`, await findTwin(store, mapping, side, issueId));
  }
  return (side, issueId) => twins.get(`${side} ${issueId}`);
}

async function findTwin(
  store: Store,
  { connectionId }: Mapping,
  side: Side,
  issueId: string,
): Promise<string | null> {
  if (side === 'jira') {
    const linkId = await store.findLinkId(connectionId, issueId);
    return linkId === null ? null : linkId.slice(linkIdOf(connectionId, '').length);
  }
  const stored = await store.findLink(linkIdOf(connectionId, issueId));
  return stored?.link.sides.jira.issueId ?? null;
}

export interface CarriedRelations {
  readonly pairs: readonly RelationPair[];
  readonly problems: readonly Problem[];
  readonly audit: readonly AuditEntry[];
}

export interface RelationJob {
  readonly trackers: Trackers;
  readonly mapping: Mapping;
  readonly linkId: string;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly nowMs: number;
  readonly cause: string;
}

/**
 * Names of the pairs that are to be added and whose other issue is out of reach, or in step with
 * nothing by now: a relation shows at both of its ends.
 * @throws PermanentError, RetryLaterError as the trackers do
 */
export async function findAway(
  store: Store,
  job: RelationJob,
  writes: readonly RelationWrite[],
): Promise<ReadonlySet<string>> {
  const away = new Set<string>();
  for (const { kind, side, pair } of writes) {
    if (kind !== 'add') continue;
    const isNear =
      (await findHow(job, side, pair)) === 'covered' && (await isKeptInStep(store, job, pair));
    if (!isNear) away.add(nameOfPair(pair));
  }
  return away;
}

/** Whether the other two issues are a pair still, which a person may have parted, and in the scope. */
async function isKeptInStep(
  store: Store,
  { trackers, mapping }: RelationJob,
  pair: RelationPair,
): Promise<boolean> {
  const link = (await store.findLink(linkIdOf(mapping.connectionId, pair.remote)))?.link;
  if (link?.sides.jira.issueId !== pair.jira) return false;
  const mayLeave = mapping.scope && mapping.scope.leaving !== 'keep';
  if (!mayLeave || link.mappingId !== mapping.id) return true;
  for (const side of sidesInQuestion(link)) {
    const other = await trackers[side].readIssue(pair[side], { ...NO_NEWS, checksScope: true });
    if (other.kind === 'found' && other.snapshot.outOfScope) return false;
  }
  return true;
}

/** Whether the other issue of a pair is where the app may write. */
async function findHow(
  { trackers, mapping }: RelationJob,
  side: Side,
  pair: RelationPair,
): Promise<'covered' | 'moved' | 'hidden' | 'gone'> {
  const other = await trackers[side].readIssue(pair[side], NO_NEWS);
  if (other.kind !== 'found') return other.kind;
  return other.snapshot.projectId === mapping[side].projectId ? 'covered' : 'moved';
}

/** Of an issue that is read for what it is alone. */
const NO_NEWS = { sinceEntryId: Number.MAX_SAFE_INTEGER, newestCommentsOnly: true } as const;

/** @throws PermanentError, RetryLaterError as the trackers do */
export async function carryRelations(
  job: RelationJob,
  planned: readonly RelationPair[],
  writes: readonly RelationWrite[],
): Promise<CarriedRelations> {
  let pairs = planned;
  const problems: Problem[] = [];
  const audit: AuditEntry[] = [];
  for (const write of writes) {
    const refusal = await carryOne(job, write);
    if (refusal === null && write.kind === 'remove') {
      pairs = pairs.filter((pair) => pair !== write.pair);
    }
    const { sent: _, ...told } = write.pair;
    const after = refusal === null ? told : ({ ...told, is: 'refused' } as const);
    pairs = pairs.map((pair) => (pair === write.pair ? after : pair));
    if (refusal !== null) problems.push(toProblem(job, write, refusal));
    audit.push(toAudit(job, write, refusal !== null));
  }
  return { pairs, problems, audit };
}

/** @returns why it was refused, `null` where it was not */
async function carryOne(job: RelationJob, write: RelationWrite): Promise<string | null> {
  const { trackers, snapshots } = job;
  const { side } = write;
  if (write.kind === 'add') {
    const added = await trackers[side].addRelation(snapshots[side].issueId, write.relation);
    return added === 'done' ? null : added.message;
  }
  const across = otherSide(side);
  // Who may not see an issue does not see its relations either: that is no removal.
  const how = await findHow(job, across, write.pair);
  if (how === 'hidden' || how === 'gone') {
    return `its issue in ${job.mapping.siteName[across]} is ${how}, so nobody may have removed it`;
  }
  if ((await findHow(job, side, write.pair)) === 'moved') {
    return 'the other issue was moved out of the mapped project';
  }
  const removed = await trackers[side].removeRelation(write.relationId);
  return removed === 'done' ? null : removed.message;
}

function toProblem(job: RelationJob, write: RelationWrite, message: string): Problem {
  const what = write.kind === 'add' ? 'did not take' : 'keeps';
  return {
    kind: 'relation-refused',
    side: write.side,
    field: 'relation',
    value: nameOfPair({ ...write.pair, is: 'refused' }),
    message: `${job.mapping.siteName[write.side]} ${what} the relation "${write.pair.type}" of ${job.snapshots[write.side].key}: ${message}. It is tried again when somebody asks for a sync of the pair or changes the mapping.`,
    foundAtMs: job.nowMs,
  };
}

/** What a run before did and had no time to tell. */
export function tellDone(job: RelationJob, done: readonly RelationPair[]): readonly AuditEntry[] {
  return done.flatMap((pair) => (pair.sent ? toAudit(job, { ...pair.sent, pair }, false) : []));
}

function toAudit(
  job: RelationJob,
  write: Pick<RelationWrite, 'kind' | 'side' | 'pair'>,
  isRefused: boolean,
): AuditEntry {
  return {
    atMs: job.nowMs,
    kind: isRefused
      ? 'problem-found'
      : write.kind === 'add'
        ? 'relation-added'
        : 'relation-removed',
    linkId: job.linkId,
    mappingId: job.mapping.id,
    side: write.side,
    field: 'relation',
    from: write.kind === 'remove' ? write.pair[write.side] : null,
    to: isRefused ? 'relation-refused' : write.kind === 'add' ? write.pair[write.side] : null,
    cause: job.cause,
  };
}
