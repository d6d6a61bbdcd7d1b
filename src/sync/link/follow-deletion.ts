/**
 * One issue of a pair was deleted: the deletion is counted and told, and then the mapping's rule is
 * carried out on the twin. Safe to repeat after being cut off anywhere: the problem is saved first,
 * and the pair parted last.
 */
import { RECOVERED } from '../../core/audit/audit';
import type { Obstacle } from '../../core/find-obstacle';
import { findRecoveredAlone } from '../../core/history/find-recovered-alone';
import type { DeletionRule } from '../../core/mapping';
import { otherSide, type Side, type Snapshot } from '../../core/model';
import {
  type DeletionPlan,
  type DeletionStep,
  type DoneStep,
  isTwin,
  planDeletion,
  tellClosed,
  tellDeleted,
  tellNoted,
} from '../../core/plan-deletion';
import { sidesInQuestion } from '../../core/scope';
import { isSentDeletion } from '../../core/sent-writes';
import { brake } from '../failing/brake';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import { DeletionStory } from './deletion-story';
import type { LinkRun } from './link-run';

/**
 * @throws PermanentError, RetryLaterError as the trackers do; LostRaceError where another run saved
 * the link first
 */
export async function followDeletion(
  ports: SyncPorts,
  run: LinkRun,
  { problem, link, isNews, audit }: Obstacle,
): Promise<Outcome> {
  const { mapping } = run;
  const story = new DeletionStory(ports, run, link);
  // Counted first: a run that is cut off in between counts the same deletion once more, as one. Who
  // paused the mapping by hand has not been asked yet: resuming must not carry out a mass deletion.
  const asks = mapping.paused && mapping.pausedFor !== undefined;
  const isOurs = isSentDeletion(link, problem.side);
  const isBraked = isNews && !asks && !isOurs && (await brake(ports, mapping, link.id));
  if (isNews) await story.save(link, [audit]);
  const rule = isOurs ? undefined : mapping.deleting?.[otherSide(problem.side)];
  // Whoever resumes a mapping has looked: the next run of the pair goes on from here.
  if (!rule || mapping.paused || isBraked) return { kind: 'skipped', reason: problem.message };
  return carryOut(run, story, problem.side, rule);
}

async function carryOut(
  run: LinkRun,
  story: DeletionStory,
  deleted: Side,
  rule: DeletionRule,
): Promise<Outcome> {
  const { mapping, trackers } = run;
  const side = otherSide(deleted);
  story.expectAnswered();
  const twin = await readTwin(run, side);
  const plan = planDeletion(mapping, story.link, deleted, twin, rule);
  for (const write of listUntold(run, story, twin)) story.tell(write, RECOVERED);
  for (const step of plan.recovered) story.tell(step);
  if (twin) await story.announce(deleted, listSteps(plan), twin);
  const refusal = twin && (await write(run, story, plan, twin));
  if (refusal) {
    await story.refuse(deleted, side, refusal);
    return { kind: 'skipped', reason: refusal };
  }
  if (plan.note && twin) {
    await trackers[side].addComment(twin.issueId, plan.note);
    story.tell(tellNoted(story.link, deleted, plan.note));
  }
  await story.part();
  return { kind: 'synced' };
}

/** What runs before the deletion wrote to the twin; a run that announced its steps has told it. */
function listUntold(
  { mapping, trackers }: LinkRun,
  { link, hasAnnounced }: DeletionStory,
  twin: Snapshot | null,
): readonly DoneStep[] {
  if (!twin || hasAnnounced || !isTwin(link, twin)) return [];
  return findRecoveredAlone(mapping, link, twin, (personId) =>
    trackers[twin.side].authorship(personId),
  );
}

function listSteps({ deletes, write, note }: DeletionPlan): readonly DeletionStep[] {
  return [
    ...(deletes ? (['issue'] as const) : []),
    ...(write ? (['status'] as const) : []),
    ...(note ? (['note'] as const) : []),
  ];
}

async function readTwin({ trackers, stored }: LinkRun, side: Side): Promise<Snapshot | null> {
  const { issueId, lastEntryId } = stored.link.sides[side];
  const read = await trackers[side].readIssue(issueId, {
    sinceEntryId: lastEntryId,
    ...(sidesInQuestion(stored.link).includes(side) ? { checksScope: true } : {}),
  });
  return read.kind === 'found' ? read.snapshot : null;
}

/** @returns why the twin could not be deleted or closed */
async function write(
  run: LinkRun,
  story: DeletionStory,
  plan: DeletionPlan,
  { side, issueId }: Snapshot,
): Promise<string | null> {
  const { trackers } = run;
  if (plan.deletes) {
    const answer = await trackers[side].deleteIssue(issueId);
    if (answer !== 'done') return answer.message;
    story.tell(tellDeleted(story.link, side));
  }
  if (plan.write) {
    const { field, to } = plan.write;
    const { refused } = await trackers[side].writeIssue({ issueId, fields: { [field]: to } });
    const [refusal] = refused;
    if (refusal) return refusal.message;
    // Redmine answers 204 to what it ignores.
    const after = await readTwin(run, side);
    if (after && after.fields[field] !== to) return 'the status was not taken';
    story.tell(tellClosed(side, plan.write));
  }
  return null;
}
