/**
 * Deleted issues: the rule is carried out on the twin, once (I1, I3), on nobody else's (I2), and the
 * trail says so (I8).
 */
import { linkIdOf, type Scene } from '../../check/scene';
import { acrossFrom } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import { type DeletionRule, deletionRuleOf } from './rule';

export function findWrongDeletions(scene: Scene): readonly string[] {
  const rule = deletionRuleOf(scene.world.choice);
  if (!rule) return [];
  const { all } = scene.world.book;
  return [
    ...all.flatMap((issue) => findUnfounded(scene, issue)),
    ...scene.linked.flatMap((pair) => findUnfollowed(scene, pair)),
    ...all.flatMap((issue) => findWrongTwin(scene, issue, rule)),
  ];
}

function nameOf({ side, id }: BookIssue): string {
  return `${side} ${id}`;
}

function across(scene: Scene, issue: BookIssue): readonly BookIssue[] {
  const other = acrossFrom(issue.side);
  return scene.world.book.all.filter(({ side, birth }) => side === other && birth === issue.birth);
}

function wasDeletedByPerson({ isDeleted, isDeletedByApp }: BookIssue): boolean {
  return isDeleted && !isDeletedByApp;
}

/** What the app deleted has a twin that a person deleted; the undo of a first sync has its own checks. */
function findUnfounded(scene: Scene, issue: BookIssue): readonly string[] {
  const mayBeUndone = issue.isTwin && scene.world.choice.families.includes('first sync');
  if (!issue.isDeletedByApp || mayBeUndone) return [];
  if (!across(scene, issue).some(wasDeletedByPerson)) {
    return [`I2 nothing lost: ${nameOf(issue)} was deleted, and no person did it`];
  }
  const isTold = scene.audit.some(
    ({ kind, linkId, side }) =>
      kind === 'issue-deleted' &&
      side === (issue.side === 'jira' ? 'jira' : 'remote') &&
      linkIdsOf(scene, issue).includes(linkId),
  );
  return isTold
    ? []
    : [
        `I8 told: the trail does not say that ${nameOf(issue)} was deleted; ${scene.audit
          .filter(({ linkId }) => linkIdsOf(scene, issue).includes(linkId))
          .map(({ kind, side }) => kind + side)
          .join()}`,
      ];
}

/** A link is called by its issue in Redmine. */
function linkIdsOf(scene: Scene, issue: BookIssue): readonly string[] {
  const ofRedmine = issue.side === 'redmine' ? [issue] : across(scene, issue);
  return ofRedmine.map(({ id }) => linkIdOf(id));
}

/** Jira's deletion is told by its event alone, which may be lost; Redmine's is seen. */
function findUnfollowed(
  scene: Scene,
  { jiraId, redmineId }: Scene['linked'][number],
): readonly string[] {
  const { world, told } = scene;
  const jira = world.book.find('jira', jiraId);
  const redmine = world.book.find('redmine', redmineId);
  if (!jira?.isDeleted && !redmine?.isDeleted) return [];
  const messages = told.problems.flatMap(({ linkId, message }) =>
    linkId === linkIdOf(redmineId) ? message : [],
  );
  // Where it was moved to, no mapping hears of it.
  const isHidden = messages.some((message) => message.includes('can no longer be seen'));
  const wasUnseen =
    jira?.access === 'hidden' || (jira?.isDeleted && (jira.isOut || world.choice.trouble > 0));
  if (isHidden && wasUnseen) return [];
  const isRefused = messages.some((message) => message.includes(' could not be '));
  if (isRefused && mayBeRefused(scene)) return [];
  return [
    `I1 converge: jira ${jiraId} = redmine ${redmineId}: one was deleted, and the pair stands: ${messages.join() || 'nobody is told'}`,
  ];
}

/** An issue with children is not deleted; a blocked one, and one that may not go there, not closed. */
function mayBeRefused({ world }: Scene): boolean {
  const { families } = world.choice;
  return (
    deletionRuleOf(world.choice) === 'close' ||
    families.some((name) => name === 'parents' || name === 'relations')
  );
}

function findWrongTwin(scene: Scene, issue: BookIssue, rule: DeletionRule): readonly string[] {
  if (issue.isDeleted || !isDone(look(scene, issue))) return [];
  const notes = countNotes(scene, issue);
  const lines = scene.audit.filter(
    ({ kind, linkId, side }) =>
      kind === 'deletion-noted' &&
      side === (issue.side === 'jira' ? 'jira' : 'remote') &&
      linkIdsOf(scene, issue).includes(linkId),
  ).length;
  const deleted = across(scene, issue).filter(({ isDeleted }) => isDeleted).length;
  const broken: string[] = [];
  if (notes > deleted) {
    broken.push(`I3 once: ${nameOf(issue)} has ${notes} notes over ${deleted} deletions`);
  }
  if (notes > lines) {
    broken.push(`I8 told: ${nameOf(issue)} has ${notes} notes, and the trail has ${lines}`);
  }
  if (rule === 'delete' && notes > 0) broken.push(`I1 converge: ${nameOf(issue)} has a note`);
  return broken;
}

const NOTE = 'was deleted, so this issue is not kept in step any more.';

function look({ world }: Scene, { side, id }: BookIssue) {
  return side === 'jira'
    ? world.askJira('admin', 'GET', `/issue/${id}?fields=comment`)
    : world.askRedmine('admin', 'GET', `/issues/${id}.json?include=journals`);
}

function countNotes(scene: Scene, issue: BookIssue): number {
  const { body } = look(scene, issue);
  const texts: readonly string[] =
    issue.side === 'jira'
      ? body.fields.comment.comments.map((comment: { body: object }) =>
          JSON.stringify(comment.body),
        )
      : body.issue.journals.map(({ notes }: { notes?: string }) => notes ?? '');
  return texts.filter((text) => text.includes(NOTE)).length;
}

/** Whether the issue is what is left of a pair that the rule parted: it waits for a person. */
export function isLeftOver(scene: Scene, issue: BookIssue): boolean {
  if (!deletionRuleOf(scene.world.choice)) return false;
  return across(scene, issue).some(({ isDeleted }) => isDeleted);
}
