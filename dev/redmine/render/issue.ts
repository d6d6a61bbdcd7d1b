import { type Context, formatInstant, formatInstantOrNull } from '../context';
import type { Issue, Relation } from '../data/model';
import { issueCustomFields } from '../rules/custom-fields';
import { totalEstimate } from '../rules/derived-parent';
import { childrenOf, descendantsOf } from '../rules/issue-tree';
import { isAllowed } from '../rules/permissions';
import {
  isCustomFieldVisible,
  isIssueVisible,
  isTimeEntryVisible,
  visibleJournal,
} from '../rules/visibility';
import { allowedStatuses } from '../rules/workflow';
import { renderAttachment } from './attachment';
import {
  customFieldsOf,
  includes,
  reference,
  statusReference,
  userName,
  userReference,
} from './named';
import { relationsOf, renderRelation } from './relation';

/** The fields that an issue has in lists and alone. */
export function renderIssueFields(
  context: Context,
  issue: Issue,
  options: { readonly withSpentHours: boolean },
) {
  const { db, actor } = context;
  const project = db.get('project', issue.projectId);
  const fields = issueCustomFields(db, project, issue.trackerId).filter((field) =>
    isCustomFieldVisible(db, actor, field, project),
  );
  return {
    id: issue.id,
    project: { id: project.id, name: project.name },
    tracker: reference(db, 'tracker', issue.trackerId),
    status: statusReference(db, issue.statusId),
    priority: reference(db, 'enumeration', issue.priorityId),
    author: userReference(db, issue.authorId),
    ...(issue.assignedToId === null ? {} : { assigned_to: userReference(db, issue.assignedToId) }),
    ...(issue.categoryId === null ? {} : { category: reference(db, 'category', issue.categoryId) }),
    ...(issue.fixedVersionId === null
      ? {}
      : { fixed_version: reference(db, 'version', issue.fixedVersionId) }),
    ...(issue.parentId === null ? {} : { parent: { id: issue.parentId } }),
    subject: issue.subject,
    description: issue.description,
    start_date: issue.startDate,
    due_date: issue.dueDate,
    done_ratio: issue.doneRatio,
    is_private: issue.isPrivate,
    estimated_hours: issue.estimatedHours,
    total_estimated_hours: totalEstimate(db, issue, (other) => isIssueVisible(db, actor, other)),
    ...(options.withSpentHours && isAllowed(db, actor, 'view_time_entries', project)
      ? spentHours(context, issue)
      : {}),
    ...customFieldsOf(fields, issue.customValues),
    created_on: formatInstant(issue.createdOnMs),
    updated_on: formatInstant(issue.updatedOnMs),
    closed_on: formatInstantOrNull(issue.closedOnMs),
  };
}

/** One issue, with what `include` asks for, in Redmine's order. */
export function renderIssue(
  context: Context,
  issue: Issue,
  options: { readonly withSpentHours: boolean },
) {
  const { db, actor } = context;
  const project = db.get('project', issue.projectId);
  const relations = relationsOf(context, issue.id);
  return {
    ...renderIssueFields(context, issue, options),
    ...(includes(context, 'children') ? renderChildren(context, issue.id) : {}),
    ...(includes(context, 'attachments')
      ? { attachments: renderAttachments(context, issue.id) }
      : {}),
    ...(includes(context, 'relations') && relations.length > 0
      ? { relations: relations.map((relation: Relation) => renderRelation(relation)) }
      : {}),
    ...(includes(context, 'changesets') ? { changesets: [] } : {}),
    ...(includes(context, 'journals') ? { journals: renderJournals(context, issue.id) } : {}),
    ...(includes(context, 'watchers') && isAllowed(db, actor, 'view_issue_watchers', project)
      ? { watchers: renderWatchers(context, issue) }
      : {}),
    ...(includes(context, 'allowed_statuses')
      ? { allowed_statuses: renderAllowedStatuses(context, issue) }
      : {}),
  };
}

export function renderAttachments(context: Context, issueId: number): readonly unknown[] {
  return context.db
    .where('attachment', 'issueId', issueId)
    .map((attachment) => renderAttachment(context, attachment));
}

function renderWatchers(context: Context, issue: Issue): readonly unknown[] {
  return issue.watcherIds.map((id) => ({ id, name: userName(context.db.get('user', id)) }));
}

function renderAllowedStatuses(context: Context, issue: Issue): readonly unknown[] {
  return allowedStatuses(context.db, context.actor, {
    before: issue,
    projectId: issue.projectId,
    tracker: context.db.get('tracker', issue.trackerId),
    authorId: issue.authorId,
    parentId: issue.parentId,
  }).map((status) => statusReference(context.db, status.id));
}

function renderChildren(context: Context, issueId: number): { children?: readonly unknown[] } {
  const children = childrenOf(context.db, issueId);
  if (children.length === 0) return {};
  return {
    children: children.map((child) => ({
      id: child.id,
      tracker: reference(context.db, 'tracker', child.trackerId),
      subject: child.subject,
      ...renderChildren(context, child.id),
    })),
  };
}

function renderJournals(context: Context, issueId: number): readonly unknown[] {
  const { db, actor } = context;
  return [...db.where('journal', 'issueId', issueId)]
    .sort((a, b) => a.createdOnMs - b.createdOnMs || a.id - b.id)
    .flatMap((journal) => visibleJournal(db, actor, journal) ?? [])
    .map((journal) => ({
      id: journal.id,
      user: userReference(db, journal.userId),
      notes: journal.notes,
      created_on: formatInstant(journal.createdOnMs),
      private_notes: journal.privateNotes,
      details: journal.details.map((detail) => ({
        property: detail.property,
        name: detail.name,
        old_value: detail.oldValue,
        new_value: detail.newValue,
      })),
    }));
}

function spentHours(context: Context, issue: Issue) {
  const { db, actor } = context;
  const hoursOn = (issueId: number): number =>
    db
      .where('timeEntry', 'issueId', issueId)
      .filter((entry) => isTimeEntryVisible(db, actor, entry))
      .reduce((sum, { hours }) => sum + hours, 0);
  const below = descendantsOf(db, issue.id).reduce((sum, { id }) => sum + hoursOn(id), 0);
  const own = hoursOn(issue.id);
  return { spent_hours: own, total_spent_hours: own + below };
}
