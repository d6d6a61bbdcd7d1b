/** I3: nothing is created twice. And what is to have a twin has one (I1). */

import { oldBirthsOf } from '../families';
import { isLeftOver } from '../families/deleting/check-deleting';
import { isWithoutParent } from '../families/parents/sub-tasks';
import { mayCross } from '../families/privacy/access';
import { wasParted } from '../families/scope/check-scope';
import { leavingOf } from '../families/scope/coverage';
import { acrossFrom } from '../script/steps';
import type { BookIssue } from '../world/book';
import { isInReach, linkIdOf, type Scene } from './scene';

export function findTwice(scene: Scene): readonly string[] {
  return [...findTwins(scene), ...findCrossed(scene)];
}

function findTwins(scene: Scene): readonly string[] {
  const { all } = scene.world.book;
  return all.flatMap((issue) => {
    if (issue.isTwin) return findUnfoundedTwin(scene, issue);
    const twins = all.filter(
      (twin) =>
        twin.twinOf === issue &&
        !twin.isDeletedByApp &&
        // Whoever asks gives another one to what such a rule left over.
        !(twin.isDeleted && isLeftOver(scene, issue)),
    );
    const name = `${issue.side} ${issue.id}`;
    const standing = twins.filter((twin) => !wasGivenUp(scene, issue, twin));
    if (standing.length > 1 && !wereNeverSeen(scene, issue, twins)) {
      const names = twins.map((twin) => `${twin.side} ${twin.id}`).join(', ');
      return [`I3 once: ${name} has ${twins.length} twins: ${names}`];
    }
    return hasNoTwin(scene, issue) ? [`I1 converge: ${name} has no twin`] : [];
  });
}

/** A twin gets one of its own only where its pair was parted, and somebody asked. */
function findUnfoundedTwin({ world, audit }: Scene, issue: BookIssue): readonly string[] {
  const { side, id, birth, twinOf } = issue;
  if (!twinOf) return [`I3 once: the app made ${side} ${id}, which is nobody's twin`];
  const links = world.book.all
    .filter((one) => one.side === 'redmine' && one.birth === birth)
    .map((one) => linkIdOf(one.id));
  const wasParted = audit.some(({ kind, linkId }) => kind === 'unlinked' && links.includes(linkId));
  return twinOf.isTwin && !wasParted
    ? [
        `I3 once: the app made ${side} ${id} for ${twinOf.side} ${twinOf.id}, which is a twin itself`,
      ]
    : [];
}

/**
 * A person deleted it, and then an admin undid the first sync: the next run makes another. Or it left
 * the scope and was parted: whoever asks then gives another to what it was made of, and a first sync
 * whose admin accepts no proposal gives either of the two one of its own.
 */
function wasGivenUp(scene: Scene, issue: BookIssue, twin: BookIssue): boolean {
  const { world, audit, linked } = scene;
  const linkId = linkIdOf(twin.side === 'redmine' ? twin.id : issue.id);
  const partings = audit.filter((line) => line.kind === 'unlinked' && line.linkId === linkId);
  if (partings.length === 0 || isPairNow(linked, issue, twin)) return false;
  if (leavingOf(world.choice) === 'unlink') return true;
  const undone = audit.find(({ field }) => field === 'undo-first-sync');
  return twin.isDeleted && undone !== undefined && partings.some(({ atMs }) => atMs >= undone.atMs);
}

function isPairNow(linked: Scene['linked'], issue: BookIssue, twin: BookIssue): boolean {
  const [jira, redmine] = issue.side === 'jira' ? [issue, twin] : [twin, issue];
  return linked.some(({ jiraId, redmineId }) => jiraId === jira.id && redmineId === redmine.id);
}

/** All but one were deleted, or hidden from the app, before it found them: nothing told of them. */
function wereNeverSeen(scene: Scene, issue: BookIssue, twins: readonly BookIssue[]): boolean {
  const { audit, linked } = scene;
  const countLinked = (linkId: string) =>
    audit.filter((line) => line.kind === 'created' && line.linkId === linkId).length;
  // All that were made in Jira would be of one link.
  const isKnown = (twin: BookIssue) =>
    (!twin.isDeleted && twin.access !== 'hidden') ||
    isLinkedNow(linked, twin) ||
    (twin.side === 'redmine' && countLinked(linkIdOf(twin.id)) > 0);
  const isLinkedOnce = issue.side === 'jira' || countLinked(linkIdOf(issue.id)) <= 1;
  return isLinkedOnce && twins.filter(isKnown).length <= 1;
}

function isLinkedNow(linked: Scene['linked'], { side, id }: BookIssue): boolean {
  return linked.some(({ jiraId, redmineId }) => (side === 'jira' ? jiraId : redmineId) === id);
}

function hasNoTwin(scene: Scene, issue: BookIssue): boolean {
  const { world, configurations, linked } = scene;
  const { book } = world;
  const across = acrossFrom(issue.side);
  // Older ones get theirs by the first sync, which says so.
  const isNew = !oldBirthsOf(world.choice).includes(issue.birth);
  const isToBeMade = (configurations.now.create[across] && isNew) || book.asked.has(issue.birth);
  const isParted = book.parted.has(issue.birth);
  if (isLeftOver(scene, issue) || wasParted(scene, issue)) return false;
  if (issue.isUncovered || isWithoutParent(scene, issue)) return false;
  if (!isInReach(world, issue) || !mayCross(world, issue) || !isToBeMade || isParted) return false;
  return !isLinkedNow(linked, issue);
}

/** Every link is between an issue and its own twin, and no issue is in two. */
function findCrossed({ world, linked }: Scene): readonly string[] {
  return linked.flatMap((pair) => {
    const name = `jira ${pair.jiraId} = redmine ${pair.redmineId}`;
    if (linked.some((other) => other !== pair && other.redmineId === pair.redmineId)) {
      return [`I3 once: ${name}: redmine ${pair.redmineId} is in two links`];
    }
    const jira = world.book.find('jira', pair.jiraId);
    const redmine = world.book.find('redmine', pair.redmineId);
    return jira?.birth === redmine?.birth ? [] : [`I3 once: ${name} are not each other's twins`];
  });
}
