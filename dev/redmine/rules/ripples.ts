import type { Context } from '../context';
import type { Relation } from '../data/model';
import { deriveFields } from './derived-parent';
import { isLeaf, leavesOf } from './issue-tree';
import { changeDetails, writeJournal } from './journal';
import {
  addWorkingDays,
  nextWorkingDay,
  soonestStart,
  successorStart,
  workingDaysBetween,
} from './schedule';

/*
 * What a saved issue moves besides itself: its parents, which derive from it, and the issues that follow
 * it; each of which moves others in turn.
 */

/**
 * Derives a parent anew, and so on upwards. Redmine writes no journal for it and moves `updated_on` only
 * where something changed.
 *
 * @param options.isStillParent it counts as one although its last child is gone
 */
export function recalculateParent(
  context: Context,
  parentId: number | null,
  { isStillParent = false } = {},
): void {
  const { db } = context;
  const parent = db.find('issue', parentId);
  if (parent === undefined) return;
  if (isStillParent || !isLeaf(db, parent.id)) {
    const derived = deriveFields(db, parent);
    const movesDates = derived.startDate !== parent.startDate || derived.dueDate !== parent.dueDate;
    const isChanged =
      movesDates ||
      derived.priorityId !== parent.priorityId ||
      derived.doneRatio !== parent.doneRatio;
    if (isChanged) {
      db.put('issue', {
        ...parent,
        ...derived,
        lockVersion: parent.lockVersion + 1,
        updatedOnMs: context.nowMs,
      });
      context.events.push({ kind: 'updated', issueId: parent.id });
      if (movesDates) rescheduleFollowers(context, parent.id, { withJournal: false });
    }
  }
  recalculateParent(context, parent.parentId);
}

/** Moves the issues that follow this one so that they start after its end. */
export function rescheduleFollowers(
  context: Context,
  issueId: number,
  options: { readonly withJournal: boolean },
): void {
  for (const relation of context.db.where('relation', 'fromId', issueId)) {
    rescheduleFollower(context, relation, options);
  }
}

export function rescheduleFollower(
  context: Context,
  relation: Relation,
  options: { readonly withJournal: boolean },
): void {
  const day = successorStart(context.db, relation);
  if (day !== null) rescheduleOn(context, relation.toId, day, options);
}

/** A leaf moves with its duration in working days; of a parent, the leaves that start too early move. */
function rescheduleOn(
  context: Context,
  issueId: number,
  day: string,
  options: { readonly withJournal: boolean },
): void {
  const { db } = context;
  const issue = db.get('issue', issueId);
  if (!isLeaf(db, issueId)) {
    for (const leaf of leavesOf(db, issueId)) {
      if (leaf.startDate === null || leaf.startDate === issue.startDate || day > leaf.startDate) {
        rescheduleOn(context, leaf.id, day, { withJournal: false });
      }
    }
    return;
  }
  if (issue.startDate === day) return;
  const soonest = soonestStart(db, issue.id, issue.parentId);
  const isLater = issue.startDate !== null && issue.startDate > day;
  const wanted = isLater && soonest !== null && soonest > day ? soonest : day;
  const start = nextWorkingDay(wanted);
  const duration =
    issue.startDate !== null && issue.dueDate !== null
      ? workingDaysBetween(issue.startDate, issue.dueDate)
      : 0;
  const unused = db.get('tracker', issue.trackerId).disabledFields;
  const dates = {
    startDate: unused.includes('start_date') ? null : start,
    dueDate: unused.includes('due_date') ? null : addWorkingDays(start, duration),
  };
  if (issue.startDate === dates.startDate && issue.dueDate === dates.dueDate) return;
  const moved = {
    ...issue,
    ...dates,
    lockVersion: issue.lockVersion + 1,
    updatedOnMs: context.nowMs,
  };
  db.put('issue', moved);
  const journal = options.withJournal
    ? writeJournal(context, {
        issueId: issue.id,
        notes: '',
        privateNotes: false,
        details: changeDetails(db, issue, moved),
      })
    : undefined;
  context.events.push({
    kind: 'updated',
    issueId: issue.id,
    ...(journal === undefined ? {} : { journal }),
  });
  rescheduleFollowers(context, issue.id, options);
  recalculateParent(context, issue.parentId);
}
