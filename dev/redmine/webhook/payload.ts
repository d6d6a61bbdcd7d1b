import { type Context, formatInstant, formatInstantOrNull, type IssueEvent } from '../context';
import type { Issue, Journal } from '../data/model';
import { customFieldsOf, reference, statusReference, userReference } from '../render/named';
import { issueCustomFields } from '../rules/custom-fields';
import { totalEstimate } from '../rules/derived-parent';

/** An issue as Redmine 7's own webhooks show it: all custom fields, no parent, category or version. */
export function renderHookIssue(context: Context, issue: Issue) {
  const { db } = context;
  const project = db.get('project', issue.projectId);
  return {
    id: issue.id,
    project: { id: project.id, name: project.name },
    tracker: reference(db, 'tracker', issue.trackerId),
    status: statusReference(db, issue.statusId),
    priority: reference(db, 'enumeration', issue.priorityId),
    author: userReference(db, issue.authorId),
    ...(issue.assignedToId === null ? {} : { assigned_to: userReference(db, issue.assignedToId) }),
    subject: issue.subject,
    description: issue.description,
    start_date: issue.startDate,
    due_date: issue.dueDate,
    done_ratio: issue.doneRatio,
    is_private: issue.isPrivate,
    estimated_hours: issue.estimatedHours,
    total_estimated_hours: totalEstimate(db, issue),
    ...customFieldsOf(issueCustomFields(db, project, issue.trackerId), issue.customValues),
    created_on: formatInstant(issue.createdOnMs),
    updated_on: formatInstant(issue.updatedOnMs),
    closed_on: formatInstantOrNull(issue.closedOnMs),
  };
}

/** A journal as the webhook shows it: other names than REST for the details, and no private flag. */
function renderHookJournal(context: Context, journal: Journal) {
  return {
    id: journal.id,
    created_on: formatInstant(journal.createdOnMs),
    notes: journal.notes,
    user: userReference(context.db, journal.userId),
    details: journal.details.map((detail) => ({
      property: detail.property,
      prop_key: detail.name,
      old_value: detail.oldValue,
      value: detail.newValue,
    })),
  };
}

/** The body of one delivery; none for an edit of an issue that the same request deleted. */
export function renderHookBody(context: Context, event: IssueEvent): unknown {
  const timestamp = formatInstant(context.nowMs);
  if (event.kind === 'deleted') return { type: 'issue.deleted', timestamp, data: event.data };
  const issue = context.db.find('issue', event.issueId);
  if (issue === undefined) return undefined;
  return {
    type: `issue.${event.kind}`,
    timestamp,
    data: {
      issue: renderHookIssue(context, issue),
      ...(event.journal === undefined
        ? {}
        : { journal: renderHookJournal(context, event.journal) }),
    },
  };
}
