/**
 * An issue that people moved alone, to the project of another mapping: its twin is brought after it,
 * where its tracker can do that, and the pair is that mapping's then.
 */
import { fieldOf } from '../../core/fields/field-of';
import type { Link } from '../../core/link';
import { flowsTo, type Mapping } from '../../core/mapping';
import { type FieldValues, otherSide, SIDES, type Side, type Snapshot } from '../../core/model';
import { findSentSide, forgetMove, listMovedSides, noteMove } from '../../core/moved-by-us';
import { describeWaiting, sidesInQuestion, type Waiting } from '../../core/scope';
import { convertValue } from '../../core/values/convert';
import { crossingOf } from '../../core/values/crossing';
import { RetryLaterError, type Trackers } from '../../ports';
import type { SyncPorts } from '../sync-ports';
import { isSamePair } from './find-home';
import { type LinkRun, triesRefused } from './link-run';
import { loseRace } from './lost-race';
import { underMapping } from './under-mapping';

type Snapshots = Readonly<Record<Side, Snapshot>>;

export type Followed =
  /** The run under the mapping that covers both issues now. */
  | { readonly kind: 'moved'; readonly run: LinkRun }
  /** The pair stays where it is. */
  | { readonly kind: 'waits'; readonly run: LinkRun; readonly waiting: Waiting };

/** What is to be brought where. */
interface Way {
  readonly to: Mapping;
  readonly trackers: Trackers;
  /** The side whose issue is to follow. */
  readonly side: Side;
  /** The issue that it follows, as the mapping reads it. */
  readonly moved: Snapshot;
}

const TYPE = 'issuetype';

/**
 * @param snapshots under the pair's present mapping
 * @returns `null` where no other mapping covers the issue that was moved, where both were moved, and
 * where the mapping keeps what leaves it
 * @throws PermanentError, RetryLaterError as the trackers do; LostRaceError where another run saved
 * the link first
 */
export async function followMove(
  ports: SyncPorts,
  run: LinkRun,
  snapshots: Snapshots,
): Promise<Followed | null> {
  const way = await findWay(ports, run, snapshots);
  if (!way) return null;
  const { to, trackers, side } = way;
  const { issueId } = snapshots[side];
  const refused = findRefusal(run.stored.link, to);
  if (refused && !triesRefused(run)) return { kind: 'waits', run, waiting: refused };
  const waits = (of: LinkRun, why: string, isRefused: boolean): Followed => {
    const message = describeWaiting(to, side, snapshots, why);
    return { kind: 'waits', run: of, waiting: { mappingId: to.id, message, isRefused } };
  };
  const ties = writesTo(to, side)
    ? await trackers[side].findTies(issueId)
    : `mapping "${to.id}" writes nothing there`;
  if (ties !== null) return waits(run, ties, false);

  const announced = await announce(ports, run, way);
  const answer = await trackers[side].moveHere(issueId, typeAcross(way));
  const known = withLink(announced, forgetMove(announced.stored.link));
  if (answer !== 'done') return waits(known, answer.message, true);
  const brought = await readThere(way, announced.stored.link);
  if (brought.projectId !== to[side].projectId) return waits(known, NOT_TAKEN, true);
  const there = { [side]: brought, [otherSide(side)]: way.moved } as Snapshots;
  const home = { ...announced, mapping: to, trackers, snapshots: there };
  return { kind: 'moved', run: underMapping(ports, home, run.mapping) };
}

const NOT_TAKEN =
  'its tracker answered well and left it where it is; usually the key may not add issues to that project';

/** Where one issue is in a mapped project that its twin is not in yet. */
async function findWay(
  ports: SyncPorts,
  { mapping, stored: { link } }: LinkRun,
  snapshots: Snapshots,
): Promise<Way | null> {
  const keeps = mapping.scope?.leaving === 'keep';
  if (keeps || !isSamePair(link, snapshots)) return null;
  const [side, another] = listMovedSides(mapping, link, snapshots);
  if (another) return null;
  const sent = findSentSide(link, snapshots);
  // A lost run had brought the twin after an issue that people took back since.
  const isBack = !side && sent && snapshots[sent].projectId !== mapping[sent].projectId;
  const moved = isBack ? otherSide(sent) : side;
  if (!moved) return null;
  for (const to of isBack ? [mapping] : await ports.store.listMappings()) {
    if (to.connectionId !== mapping.connectionId || to.paused) continue;
    if (to[moved].projectId !== snapshots[moved].projectId) continue;
    const trackers = await ports.openTrackers(to);
    const issue = await findCovered(trackers, link, moved);
    if (issue) return { to, trackers, side: otherSide(moved), moved: issue };
  }
  return null;
}

/** The issue that was moved; `null` where it is not covered, or its twin is not that has to be. */
async function findCovered(trackers: Trackers, link: Link, moved: Side): Promise<Snapshot | null> {
  const sides = SIDES.filter((side) => side === moved || sidesInQuestion(link).includes(side));
  const reads = await Promise.all(
    sides.map((side) => {
      const { issueId, lastEntryId } = link.sides[side];
      return trackers[side].readIssue(issueId, { sinceEntryId: lastEntryId, checksScope: true });
    }),
  );
  const covered = reads.flatMap((read) =>
    read.kind === 'found' && !read.snapshot.outOfScope ? [read.snapshot] : [],
  );
  if (covered.length < sides.length) return null;
  return covered.find(({ side }) => side === moved) ?? null;
}

function writesTo({ fields }: Mapping, side: Side): boolean {
  return fields.some(({ direction }) => flowsTo(direction, side));
}

/** What was tried and refused is tried again when a person asks. */
function findRefusal({ problems }: Link, to: Mapping): Waiting | null {
  const known = problems.find(({ kind, value }) => kind === 'out-of-scope' && value === to.id);
  return known ? { mappingId: to.id, message: known.message, isRefused: true } : null;
}

/** Saved before the issue is moved, so that a run after a kill knows the move for ours. */
async function announce(ports: SyncPorts, run: LinkRun, { to, side }: Way): Promise<LinkRun> {
  const link = noteMove(run.stored.link, side, to, ports.clock.nowMs());
  const saved = await ports.store.saveLink({ link, audit: run.audit ?? [] });
  if (!saved) return loseRace(ports, link, run.audit);
  return withLink({ ...run, audit: [] }, saved);
}

function withLink(run: LinkRun, link: Link): LinkRun {
  return { ...run, stored: { ...run.stored, link } };
}

/** A project may not have the twin's type, and its tracker would then take any. */
function typeAcross({ to, side, moved }: Way): FieldValues {
  const row = to.fields.find(({ field }) => field === TYPE);
  if (!row || !flowsTo(row.direction, side)) return {};
  const crossing = crossingOf({ mapping: to, row, snapshots: { [moved.side]: moved } });
  const across = convertValue(crossing, fieldOf(moved, row), side);
  return across.kind === 'value' && across.value !== null ? { [row.field]: across.value } : {};
}

async function readThere({ trackers, side }: Way, link: Link): Promise<Snapshot> {
  const { issueId, key, lastEntryId } = link.sides[side];
  const read = await trackers[side].readIssue(issueId, {
    sinceEntryId: lastEntryId,
    ...(sidesInQuestion(link).includes(side) ? { checksScope: true } : {}),
  });
  if (read.kind === 'found') return read.snapshot;
  const what = `${key} of link ${link.id} could not be read back: ${read.kind}`;
  throw new RetryLaterError(`[${side}] ${what}`, null, 'not-done');
}
