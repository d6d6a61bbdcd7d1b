/** Scope: what left it and is to be parted is parted, with a line in the trail (I1, I8). */
import { linkIdOf, type Scene } from '../../check/scene';
import type { AuditLine } from '../../check/stored';
import { acrossFrom } from '../../script/steps';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';
import { issuesInQuestion, leavingOf } from './coverage';

export function findWrongScope(scene: Scene): readonly string[] {
  if (leavingOf(scene.world.choice) !== 'unlink') return [];
  return scene.linked.flatMap(({ jiraId, redmineId }) => {
    const pair = [
      scene.world.book.find('jira', jiraId),
      scene.world.book.find('redmine', redmineId),
    ].flatMap((issue) => issue ?? []);
    const canBeRead = pair.every(({ isDeleted, access }) => !isDeleted && access !== 'hidden');
    return canBeRead && isLeft(scene.world, scene.audit, pair, linkIdOf(redmineId))
      ? [`I1 converge: jira ${jiraId} = redmine ${redmineId} left the scope, and is not parted`]
      : [];
  });
}

/** Whether the pair is not covered any more. */
export function isLeft(
  { choice }: World,
  audit: readonly AuditLine[],
  pair: readonly BookIssue[],
  linkId: string,
): boolean {
  const leaving = leavingOf(choice);
  if (leaving === null || leaving === 'keep') return false;
  const wasLinkedByHand = audit.some((line) => line.kind === 'linked' && line.linkId === linkId);
  return issuesInQuestion(pair, wasLinkedByHand).some(({ isUncovered }) => isUncovered);
}

/** Whether the issue was parted from its twin by the rule: it gets none on its own. */
export function wasParted(scene: Scene, issue: BookIssue): boolean {
  if (leavingOf(scene.world.choice) !== 'unlink') return false;
  const { book } = scene.world;
  const across = book.all.filter(
    ({ side, birth }) => side === acrossFrom(issue.side) && birth === issue.birth,
  );
  const ids = (issue.side === 'redmine' ? [issue] : across).map(({ id }) => linkIdOf(id));
  return scene.audit.some(({ kind, linkId }) => kind === 'unlinked' && ids.includes(linkId));
}
