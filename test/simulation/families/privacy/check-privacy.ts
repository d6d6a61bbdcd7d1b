/**
 * Privacy: of two issues one of which is private the other is as well, or an admin is told, and
 * something says why (I1, I8).
 */
import type { Scene } from '../../check/scene';
import { linkIdOf } from '../../check/scene';
import { acrossFrom, SIDES } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { BookIssue, Moment } from '../../world/book';
import { flowsTo } from '../../world/configurations';
import { isLeft } from '../scope/check-scope';
import { privacyDirectionOf } from './access';

export function findWrongPrivacy(scene: Scene): readonly string[] {
  const { world, audit, linked } = scene;
  return linked.flatMap(({ jiraId, redmineId }) => {
    const jira = world.book.find('jira', jiraId);
    const redmine = world.book.find('redmine', redmineId);
    if (!jira || !redmine || ![jira, redmine].every(isInProject)) return [];
    const linkId = linkIdOf(redmineId);
    const closed = SIDES.map((side) => (side === 'jira' ? jira : redmine)).find(
      ({ access }) => access === 'private',
    );
    if (!closed || jira.access === redmine.access) return [];
    // What is not covered any more waits, or is to be parted.
    if (isLeft(world, audit, [jira, redmine], linkId)) return [];
    const open = closed === jira ? redmine : jira;
    if (mayDiffer(scene, linkId, closed, open)) return [];
    const told = scene.told.problems.find((problem) => problem.linkId === linkId);
    return [
      `I1 converge: jira ${jiraId} = redmine ${redmineId}: ${closed.side} is private, and ${open.side} is not: ${told?.message ?? 'nobody is told'}`,
    ];
  });
}

function isInProject({ isDeleted, isOut, access }: BookIssue): boolean {
  return !isDeleted && !isOut && access !== 'hidden';
}

/** Whoever published one of them is not followed where something happened to the other since. */
function mayDiffer(scene: Scene, linkId: string, closed: BookIssue, open: BookIssue): boolean {
  const { world } = scene;
  if (isOrderUnknown(closed, open) && isTold(scene, linkId)) return true;
  const direction = privacyDirectionOf(world.choice);
  const hidesOpen = flowsTo(direction, open.side);
  const publishesClosed = flowsTo(direction, acrossFrom(open.side));
  // Hidden and published again before the app looked: it was open all along.
  const wasPublished = open.accessSince > closed.accessSince;
  if (!wasPublished) return !hidesOpen || isStillTheSame(scene, linkId, closed);
  // Nobody but the app knows whether it saw both private before the one was hidden from it.
  if (open.accessBefore === 'hidden' && !hidesOpen) return true;
  if (wasTouchedUntold(scene, closed) && isTold(scene, linkId)) return true;
  return (
    !publishesClosed || Math.max(closed.touchedAt, closed.accessChangedAt) > closed.accessSince
  );
}

/**
 * A request of the app that was carried out late and changed nothing moves Redmine's date and writes
 * no journal: from outside, it may have been anybody's.
 */
function wasTouchedUntold({ world }: Scene, { side, id }: BookIssue): boolean {
  if (side === 'jira') return false;
  const reply = world.askRedmine('admin', 'GET', `/issues/${id}.json?include=journals`);
  if (!isDone(reply)) return false;
  const { updated_on: updatedOn, journals } = reply.body.issue;
  return journals.every(({ created_on: createdOn }: { readonly created_on: string }) => {
    return createdOn !== updatedOn;
  });
}

/**
 * The pair waited for this issue before it was opened and hidden again, and no run in between came to
 * its end: one that was killed agreed on nothing. A trouble that was over is told anew.
 */
function isStillTheSame(scene: Scene, linkId: string, closed: BookIssue): boolean {
  const found = scene.audit
    .filter((line) => line.linkId === linkId && line.to === 'issue-restricted')
    .toSorted((left, right) => left.atMs - right.atMs)
    .at(-1);
  return (
    found?.side === (closed.side === 'jira' ? 'jira' : 'remote') &&
    found.atMs < closed.accessChangedAtMs &&
    isTold(scene, linkId)
  );
}

/** Both changed before the app read the one that did first: no run saw the two as they were between. */
function isOrderUnknown(one: BookIssue, other: BookIssue): boolean {
  const [first, second] = one.accessSince < other.accessSince ? [one, other] : [other, one];
  const isBetween = (at: Moment) => at >= first.accessSince && at < second.accessSince;
  return first.accessSince > 0 && !first.reads.some(isBetween);
}

function isTold({ told }: Scene, linkId: string): boolean {
  return told.problems.some((problem) => problem.linkId === linkId && problem.field === null);
}
