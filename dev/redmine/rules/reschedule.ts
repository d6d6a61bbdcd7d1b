import type { Context } from '../context';
import type { Relation } from '../data/model';
import { recalculateParent } from './derived-parent';
import { isLeaf, leavesOf } from './issue-tree';
import { changeDetails, writeJournal } from './journal';
import {
  addWorkingDays,
  nextWorkingDay,
  soonestStart,
  successorStart,
  workingDaysBetween,
} from './schedule';

/** Moves the issues that follow this one so that they start after its end. */
export function rescheduleFollowers(context: Context, issueId: number): void {
  for (const relation of context.db.where('relation', 'fromId', issueId)) {
    rescheduleFollower(context, relation, { withJournal: true });
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
  const due = addWorkingDays(start, duration);
  if (issue.startDate === start && issue.dueDate === due) return;
  const moved = {
    ...issue,
    startDate: start,
    dueDate: due,
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
  rescheduleFollowers(context, issue.id);
  recalculateParent(context, issue.parentId);
}
