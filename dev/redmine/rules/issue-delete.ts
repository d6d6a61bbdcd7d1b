import type { Context } from '../context';
import type { Issue } from '../data/model';
import { renderHookIssue } from '../webhook/payload';
import { writeChildJournal } from './child-journal';
import { childrenOf } from './issue-tree';
import { recalculateParent } from './ripples';

/**
 * Deletes an issue with its children and all that belongs to them. Related issues are told nothing.
 *
 * Redmine deletes the children first and derives the dying issue from none of them: so what is above it
 * loses dates and priority that came from below.
 */
export function deleteIssue(context: Context, issue: Issue): void {
  deleteTree(context, issue);
  recalculateParent(context, issue.parentId);
  writeChildJournal(context, issue.parentId, { childId: issue.id, isNew: false });
}

function deleteTree(context: Context, issue: Issue): void {
  const { db } = context;
  for (const child of childrenOf(db, issue.id)) {
    deleteTree(context, child);
    recalculateParent(context, issue.id, { isStillParent: true });
  }
  context.events.push({
    kind: 'deleted',
    issueId: issue.id,
    data: { issue: renderHookIssue(context, issue) },
  });
  for (const { id } of db.where('journal', 'issueId', issue.id)) db.remove('journal', id);
  for (const { id } of db.where('timeEntry', 'issueId', issue.id)) db.remove('timeEntry', id);
  for (const { id } of db.where('attachment', 'issueId', issue.id)) db.remove('attachment', id);
  for (const { id } of db.where('relation', 'fromId', issue.id)) db.remove('relation', id);
  for (const { id } of db.where('relation', 'toId', issue.id)) db.remove('relation', id);
  db.remove('issue', issue.id);
}
