/**
 * A twin that the app made may be deleted by the app: where a first sync is undone. So may whatever
 * lost its twin, where the mapping says so.
 */
import { deletionRuleOf } from '../families/deleting/rule';
import type { BookIssue } from './book';
import { askOn, type World } from './world';

/** Notes that it is gone, where it is and no person did it. */
export function noteDeletion(world: World, issue: BookIssue): void {
  const mayBeUndone = issue.isTwin && world.choice.families.includes('first sync');
  const mayBeDeleted = mayBeUndone || deletionRuleOf(world.choice) === 'delete';
  if (issue.isDeleted || !mayBeDeleted) return;
  const path = issue.side === 'jira' ? `/issue/${issue.id}` : `/issues/${issue.id}.json`;
  if (askOn(world, issue.side)('admin', 'GET', path).status !== 404) return;
  issue.isDeleted = true;
  issue.isDeletedByApp = true;
}
