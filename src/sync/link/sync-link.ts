/**
 * One run for one link: read both sides, plan, apply, read back, save. Safe to repeat after being
 * cut off anywhere: the base is saved last, and copies say whose copies they are.
 */
import { findObstacle, type Obstacle } from '../../core/find-obstacle';
import type { SidesRead, Snapshot } from '../../core/model';
import type { Plan } from '../../core/plan';
import { agreeOnPrivacy } from '../../core/privacy';
import { reseedLink } from '../../core/reseed';
import { waitForSentMs } from '../../core/sent-writes';
import { takeFirst } from '../../core/take-first';
import { RetryLaterError } from '../../ports';
import { type Outcome, PAUSED } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import { carryPrivacy } from './carry-privacy';
import { findHome } from './find-home';
import { followDeletion } from './follow-deletion';
import { followMove } from './follow-move';
import { knowValues } from './know-values';
import { type LinkRun, readOptionsOf, triesRefused } from './link-run';
import { LinkSession } from './link-session';
import { listUntold } from './list-untold';
import { LostRaceError, loseRace } from './lost-race';
import { readSides } from './read-sides';

/** A person may edit while we write; more rounds than this wait for the next bell. */
const MAX_ROUNDS = 3;

/** Files that look the same go one a round. */
const MAX_ATTACHMENT_ROUNDS = 4;

/** Half of what a read-back of Jira's newest comments shows: people write meanwhile. */
const COMMENTS_AT_ONCE = 50;

/** Two calls each, of the hundred a minute that Forge lets a run make to Redmine. */
const FILES_AT_ONCE = 25;

/**
 * Brings one link in step and saves it.
 * @throws PermanentError, RetryLaterError as the trackers do; RetryLaterError where another run
 * saved the link first, and while what was sent before may still be carried out
 */
export async function syncLink(ports: SyncPorts, given: LinkRun): Promise<Outcome> {
  expectAnswered(ports, given);
  let run = given;
  let read: SidesRead = run.snapshots
    ? ({ kind: 'both', snapshots: run.snapshots } as const)
    : believeDeletion(await readSides(run.trackers, run.stored.link, readOptionsOf(run)), run);
  if (run.mapping.paused && read.kind === 'both') return PAUSED;
  const home = read.kind === 'both' ? await findHome(ports, run, read.snapshots) : null;
  if (home) return syncLink(ports, home);
  const followed = read.kind === 'both' ? await followMove(ports, run, read.snapshots) : null;
  if (followed?.kind === 'moved') return syncLink(ports, followed.run);
  if (followed) run = followed.run;
  const nowMs = ports.clock.nowMs();
  let obstacle = findObstacle(run.mapping, run.stored.link, read, nowMs, followed?.waiting);
  const carried = obstacle && (await carryPrivacy(run, read, obstacle, ports.clock.nowMs()));
  if (carried) {
    const { snapshots } = carried;
    read = { kind: 'both', snapshots };
    const { mapping, stored } = run;
    const link = agreeOnPrivacy({ mapping, link: stored.link, snapshots });
    run = { ...run, stored: { ...stored, link }, audit: [...(run.audit ?? []), carried.audit] };
    obstacle = findObstacle(run.mapping, run.stored.link, read, ports.clock.nowMs());
  }
  if (obstacle?.problem.kind === 'issue-missing') return followDeletion(ports, run, obstacle);
  if (obstacle) return saveObstacle(ports, run, read, obstacle);
  if (read.kind !== 'both') throw new Error('a side that cannot be read is an obstacle');

  const { mapping, twins } = await knowValues({
    mapping: run.mapping,
    trackers: run.trackers,
    store: ports.store,
    snapshots: read.snapshots,
    link: run.stored.link,
    ...(triesRefused(run) && { retriesBeforeMs: ports.clock.nowMs() }),
  });
  const link = run.seed
    ? reseedLink({ mapping, link: run.stored.link, snapshots: read.snapshots, twins }, run.seed)
    : run.stored.link;
  const stored = { ...run.stored, link };
  const session = new LinkSession(ports, { ...run, mapping, twins, stored }, read.snapshots);
  const outcome = await session.finish(await carryAll(session));
  await markTwin(run, read.snapshots.jira);
  return outcome;
}

/** @returns the plan of what is left */
async function carryAll(session: LinkSession): Promise<Plan> {
  try {
    let plan = await carryFiles(session, await session.plan());
    if (await session.carryTime(plan)) plan = await session.plan();
    for (let round = 0; round < MAX_ROUNDS; ) {
      const { fieldWrites, commentWrites } = plan;
      if (fieldWrites.length === 0 && commentWrites.length === 0) break;
      const first = takeFirst(commentWrites, COMMENTS_AT_ONCE);
      await session.carryOut({ ...plan, commentWrites: first });
      const isPart = first.length < commentWrites.length;
      if (isPart) await session.keepDone();
      plan = await carryFiles(session, await session.plan());
      // A part is no sign of somebody who edits meanwhile, as long as less is left after it.
      if (!isPart || plan.commentWrites.length >= commentWrites.length) round += 1;
    }
    await session.carryRelations(plan);
    return plan;
  } catch (error) {
    // Whoever was quicker has saved: what is known here is old.
    if (!(error instanceof LostRaceError)) await session.keepDone();
    throw error;
  }
}

/** Files go first, so that texts and comments find what they show. */
async function carryFiles(session: LinkSession, planned: Plan): Promise<Plan> {
  let plan = planned;
  for (let round = 0; round < MAX_ATTACHMENT_ROUNDS; ) {
    const { attachmentWrites } = plan;
    if (attachmentWrites.length === 0) break;
    const first = takeFirst(attachmentWrites, FILES_AT_ONCE);
    const isPart = first.length < attachmentWrites.length;
    plan = await session.carryAttachments({ ...plan, attachmentWrites: first });
    if (isPart) {
      await session.keepDone();
      plan = await session.plan();
    }
    if (!isPart || plan.attachmentWrites.length >= attachmentWrites.length) round += 1;
  }
  return plan;
}

/** What was sent to either side and never answered comes to stand there, or not at all. */
function expectAnswered({ clock }: SyncPorts, { stored: { link } }: LinkRun): void {
  const waitMs = waitForSentMs(link, clock.nowMs());
  if (waitMs === 0) return;
  throw new RetryLaterError(
    `what was written for link ${link.id} may still be on its way`,
    Math.ceil(waitMs / 1000),
    'not-done',
  );
}

/** Once for a pair, and where it was lost; for pairs of before there were marks, with their next run. */
async function markTwin({ trackers, stored }: LinkRun, jira: Snapshot): Promise<void> {
  const { jira: own, remote: twin } = stored.link.sides;
  if (jira.twinMark === undefined || jira.twinMark === twin.issueId) return;
  await trackers.jira.markTwin(own.issueId, twin.issueId);
}

/**
 * Jira hides what it deleted as it hides what we may not see: only its event tells the two apart, and
 * what a run before made of it.
 */
function believeDeletion(read: SidesRead, { deletedSide, stored }: LinkRun): SidesRead {
  if (read.kind !== 'missing') return read;
  const isKnown = stored.link.problems.some(
    ({ kind, side }) => kind === 'issue-missing' && side === read.side,
  );
  return isKnown || read.side === deletedSide ? { ...read, how: 'gone' } : read;
}

async function saveObstacle(
  ports: SyncPorts,
  run: LinkRun,
  read: SidesRead,
  obstacle: Obstacle,
): Promise<Outcome> {
  const audit = [...(run.audit ?? []), obstacle.audit];
  if (obstacle.unlinks) {
    const parted = { ...obstacle.audit, kind: 'unlinked', to: null } as const;
    await run.trackers.jira.markTwin(run.stored.link.sides.jira.issueId, null);
    // A run that was cut off tells of its writes with the next one, and there is none any more.
    const untold = await listUntold(ports, run, read);
    const isDone = await ports.store.unlink(run.stored.link, [...audit, ...untold, parted]);
    if (!isDone) return loseRace(ports, run.stored.link, run.audit);
  } else if (obstacle.isNews) {
    const saved = await ports.store.saveLink({ link: obstacle.link, audit });
    if (!saved) return loseRace(ports, run.stored.link, run.audit);
  }
  return { kind: 'skipped', reason: obstacle.problem.message };
}
