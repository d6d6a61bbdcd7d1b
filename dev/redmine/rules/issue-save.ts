import type { Context } from '../context';
import type { Issue, Journal, JournalDetail } from '../data/model';
import { invalid, Refusal } from '../http/answer';
import { writeChildJournal } from './child-journal';
import { completeValues, issueCustomFields, storedValues } from './custom-fields';
import { complain } from './error-texts';
import type { IssueDraft } from './issue-draft';
import { draftOf } from './issue-draft';
import { issueErrors } from './issue-errors';
import { moveToProject } from './issue-placement';
import { childrenOf, isClosedStatus } from './issue-tree';
import { changeDetails, writeJournal } from './journal';
import { recalculateParent, rescheduleFollowers } from './ripples';
import { sharedVersions } from './versions';

/**
 * Saves a draft that has no errors, with all that Redmine does besides: journal, parent, followers,
 * duplicates, children on a move.
 *
 * @param attached details of the attachments that came with it; they come first in the journal
 * @throws Refusal 422 for a stale `lock_version`, or a child that cannot be moved along
 */
export function saveIssue(
  context: Context,
  draft: IssueDraft,
  attached: readonly JournalDetail[] = [],
): Issue {
  const { db } = context;
  const { before } = draft;
  if (before !== undefined && draft.lockVersion !== before.lockVersion) {
    throw new Refusal(invalid([]));
  }
  const issue = storedIssue(context, draft);
  db.put('issue', issue);
  if (before === undefined) {
    context.events.push({ kind: 'created', issueId: issue.id });
    recalculateParent(context, issue.parentId);
    writeChildJournal(context, issue.parentId, { childId: issue.id, isNew: true });
    return db.get('issue', issue.id);
  }
  closeDuplicates(context, before, issue, draft);
  if (before.projectId !== issue.projectId) followProject(context, before, issue);
  if (before.startDate !== issue.startDate || before.dueDate !== issue.dueDate) {
    rescheduleFollowers(context, issue.id, { withJournal: true });
  }
  if (before.parentId !== issue.parentId) recalculateParent(context, before.parentId);
  recalculateParent(context, issue.parentId);
  const journal = journalOf(context, before, issue, draft, attached);
  context.events.push({
    kind: 'updated',
    issueId: issue.id,
    ...(journal === undefined ? {} : { journal }),
  });
  if (before.parentId !== issue.parentId) {
    writeChildJournal(context, before.parentId, { childId: issue.id, isNew: false });
    writeChildJournal(context, issue.parentId, { childId: issue.id, isNew: true });
  }
  return db.get('issue', issue.id);
}

function journalOf(
  context: Context,
  before: Issue,
  after: Issue,
  draft: IssueDraft,
  attached: readonly JournalDetail[],
): Journal | undefined {
  return writeJournal(context, {
    issueId: after.id,
    notes: draft.notes,
    privateNotes: draft.privateNotes,
    details: [...attached, ...changeDetails(context.db, before, after)],
  });
}

/** The record of a draft. Every save by a person moves `updated_on`, even one that changes nothing (5.x). */
function storedIssue(context: Context, draft: IssueDraft): Issue {
  const { db, nowMs } = context;
  const { before } = draft;
  const required = (field: 'projectId' | 'trackerId' | 'statusId' | 'priorityId'): number => {
    const id = draft[field];
    if (id === null) throw new Error(`[embedded redmine] saving an issue without ${field}`);
    return id;
  };
  const statusId = required('statusId');
  const isClosing =
    isClosedStatus(db, statusId) && (before === undefined || !isClosedStatus(db, before.statusId));
  return {
    id: before?.id ?? db.nextId('issue'),
    trackerId: required('trackerId'),
    projectId: required('projectId'),
    subject: draft.subject,
    description: draft.description,
    dueDate: draft.dueDate,
    categoryId: draft.categoryId,
    statusId,
    assignedToId: draft.assignedToId,
    priorityId: required('priorityId'),
    fixedVersionId: draft.fixedVersionId,
    authorId: draft.authorId,
    // A new issue that is no child is saved twice, once more for its place in the tree.
    lockVersion: before === undefined ? Number(draft.parentId === null) : before.lockVersion + 1,
    createdOnMs: before?.createdOnMs ?? nowMs,
    updatedOnMs: nowMs,
    startDate: draft.startDate,
    doneRatio: draft.doneRatio,
    estimatedHours: draft.estimatedHours,
    parentId: draft.parentId,
    isPrivate: draft.isPrivate,
    closedOnMs: isClosing ? nowMs : (before?.closedOnMs ?? null),
    watcherIds: draft.watcherIds,
    customValues: storedValues(db, draft.customValues),
  };
}

/** Closing an issue closes those that duplicate it, with the same note. */
function closeDuplicates(context: Context, before: Issue, after: Issue, draft: IssueDraft): void {
  const { db } = context;
  if (isClosedStatus(db, before.statusId) || !isClosedStatus(db, after.statusId)) return;
  for (const relation of db.where('relation', 'toId', after.id)) {
    if (relation.type !== 'duplicates') continue;
    const duplicate = db.get('issue', relation.fromId);
    if (isClosedStatus(db, duplicate.statusId)) continue;
    saveIssue(context, {
      ...draftOf(duplicate),
      statusId: after.statusId,
      notes: draft.notes,
      privateNotes: draft.privateNotes,
    });
  }
}

/** What follows an issue into another project: its time entries and children; its relations do not. */
function followProject(context: Context, before: Issue, after: Issue): void {
  const { db } = context;
  for (const entry of db.where('timeEntry', 'issueId', after.id)) {
    db.put('timeEntry', { ...entry, projectId: after.projectId });
  }
  if (!context.settings.crossProjectRelations) {
    const relations = [
      ...db.where('relation', 'fromId', after.id),
      ...db.where('relation', 'toId', after.id),
    ];
    for (const relation of relations) db.remove('relation', relation.id);
  }
  for (const child of childrenOf(db, after.id)) {
    if (child.projectId === before.projectId) moveChild(context, child, after);
  }
}

/** A child moves without a journal of its own and keeps its tracker; if it cannot, nothing is moved. */
function moveChild(context: Context, child: Issue, parent: Issue): void {
  const { db } = context;
  const target = db.get('project', parent.projectId);
  const draft = draftOf(child);
  moveToProject(context, draft, target);
  draft.trackerId = child.trackerId;
  draft.parentId = parent.id;
  // Redmine passes only values through again that it has read, and of a child it has read none.
  const fields = issueCustomFields(db, target, child.trackerId);
  draft.customValues = completeValues(fields, child.customValues, true);
  draft.customValuesTouched = false;
  if (!sharedVersions(db, target).some(({ id }) => id === draft.fixedVersionId)) {
    draft.fixedVersionId = null;
  }
  const errors = target.trackerIds.includes(child.trackerId)
    ? issueErrors(context, draft)
    : [complain('tracker_id', 'is not included in the list')];
  if (errors.length > 0) {
    throw new Refusal(
      invalid([`Subtask #${child.id} could not be moved to the new project: ${errors.join(', ')}`]),
    );
  }
  const moved: Issue = {
    ...child,
    projectId: target.id,
    categoryId: draft.categoryId,
    fixedVersionId: draft.fixedVersionId,
    customValues: storedValues(db, draft.customValues),
    lockVersion: child.lockVersion + 1,
    updatedOnMs: context.nowMs,
  };
  db.put('issue', moved);
  followProject(context, child, moved);
}
