import type { Context } from '../context';
import { USER_ACTIVE, type User } from '../data/model';
import { customFieldErrors } from './custom-field-errors';
import { issueCustomFields } from './custom-fields';
import { complain } from './error-texts';
import type { IssueDraft } from './issue-draft';
import { isValidParentProject } from './issue-placement';
import { ancestorsOf, descendantsOf, isClosedStatus } from './issue-tree';
import { isCircularParent } from './relation-circle';
import { requiredFieldErrors } from './required-fields';
import { soonestStart } from './schedule';
import { sharedVersions } from './versions';
import { isCustomFieldVisible } from './visibility';
import { fieldRules } from './workflow';

/** Redmine's complaints about a draft, in its order and words; empty where it can be saved. */
export function issueErrors(context: Context, draft: IssueDraft): readonly string[] {
  return [
    ...customValueErrors(context, draft),
    ...presenceErrors(context, draft),
    ...rangeErrors(draft),
    ...dateErrors(context, draft),
    ...versionErrors(context, draft),
    ...membershipErrors(context, draft),
    ...parentErrors(context, draft),
    ...requiredFieldErrors(context, draft),
  ];
}

function customValueErrors(context: Context, draft: IssueDraft): readonly string[] {
  const { db, actor } = context;
  const project = db.find('project', draft.projectId);
  if (draft.before !== undefined && !draft.customValuesTouched) return [];
  if (project === undefined || draft.trackerId === null) return [];
  const rules = fieldRules(db, actor, {
    projectId: project.id,
    trackerId: draft.trackerId,
    statusId: draft.statusId ?? 0,
  });
  return issueCustomFields(db, project, draft.trackerId)
    .filter((field) => isCustomFieldVisible(db, actor, field, project))
    .filter((field) => rules.get(String(field.id)) !== 'readonly')
    .flatMap((field) =>
      customFieldErrors(field, draft.customValues[field.id], {
        db,
        project,
        before: draft.before?.customValues[field.id],
      }),
    );
}

function presenceErrors(context: Context, draft: IssueDraft): readonly string[] {
  const missing: string[] = [];
  if (draft.subject.trim() === '') missing.push('subject');
  if (draft.projectId === null) missing.push('project_id');
  if (draft.trackerId === null) missing.push('tracker_id');
  const priority = context.db.find('enumeration', draft.priorityId);
  if (priority?.kind !== 'issue_priorities') missing.push('priority_id');
  if (draft.statusId === null) missing.push('status_id');
  return missing.map((field) => complain(field, 'cannot be blank'));
}

function rangeErrors(draft: IssueDraft): readonly string[] {
  const errors: string[] = [];
  if (draft.subject.length > 255) {
    errors.push(complain('subject', 'is too long (maximum is 255 characters)'));
  }
  if (draft.doneRatio < 0 || draft.doneRatio > 100) {
    errors.push(complain('done_ratio', 'is not included in the list'));
  }
  if ((draft.estimatedHours ?? 0) < 0) draft.unreadable.set('estimated_hours', 'is invalid');
  for (const field of ['estimated_hours', 'start_date', 'due_date']) {
    const complaint = draft.unreadable.get(field);
    if (complaint !== undefined) errors.push(complain(field, complaint));
  }
  return errors;
}

function dateErrors(context: Context, draft: IssueDraft): readonly string[] {
  const { startDate, dueDate, before } = draft;
  const errors: string[] = [];
  const startMoved = startDate !== (before?.startDate ?? null);
  if (startDate !== null && dueDate !== null && dueDate < startDate) {
    if (startMoved || dueDate !== (before?.dueDate ?? null)) {
      errors.push(complain('due_date', 'must be greater than start date'));
    }
  }
  const soonest = soonestStart(context.db, before?.id, draft.parentId);
  if (startDate !== null && startMoved && soonest !== null && startDate < soonest) {
    const [year, month, day] = soonest.split('-');
    errors.push(
      complain(
        'start_date',
        `cannot be earlier than ${month}/${day}/${year} because of preceding issues`,
      ),
    );
  }
  return errors;
}

function versionErrors(context: Context, draft: IssueDraft): readonly string[] {
  const { db } = context;
  const project = db.find('project', draft.projectId);
  if (project === undefined || draft.fixedVersionId === null) return [];
  const version = db.find('version', draft.fixedVersionId);
  const isShared = version !== undefined && sharedVersions(db, project).includes(version);
  const isKept =
    version !== undefined &&
    draft.before?.fixedVersionId === version.id &&
    (isShared || draft.before.projectId === project.id);
  if (version === undefined || !(isKept || (isShared && version.status === 'open'))) {
    return [complain('fixed_version_id', 'is not included in the list')];
  }
  const reopens =
    draft.before !== undefined &&
    isClosedStatus(db, draft.before.statusId) &&
    draft.statusId !== null &&
    !isClosedStatus(db, draft.statusId);
  return reopens && version.status === 'closed'
    ? ['An issue assigned to a closed version cannot be reopened']
    : [];
}

function membershipErrors(context: Context, draft: IssueDraft): readonly string[] {
  const { db } = context;
  const project = db.find('project', draft.projectId);
  if (project === undefined) return [];
  const errors: string[] = [];
  if (
    draft.categoryId !== null &&
    db.find('category', draft.categoryId)?.projectId !== project.id
  ) {
    errors.push(complain('category_id', 'is not included in the list'));
  }
  const isMoved =
    draft.trackerId !== draft.before?.trackerId || project.id !== draft.before?.projectId;
  if (isMoved && draft.trackerId !== null && !project.trackerIds.includes(draft.trackerId)) {
    errors.push(complain('tracker_id', 'is not included in the list'));
  }
  const assignee = draft.assignedToId;
  if (assignee !== null && assignee !== (draft.before?.assignedToId ?? null)) {
    const people = assignableUsers(context, project.id, draft.authorId);
    if (!people.some(({ id }) => id === assignee)) {
      errors.push(complain('assigned_to_id', 'is invalid'));
    }
  }
  return errors;
}

/** Active members with an assignable role, and the issue's author. */
function assignableUsers(context: Context, projectId: number, authorId: number): readonly User[] {
  const { db } = context;
  const members = db
    .where('member', 'projectId', projectId)
    .filter((member) => member.roles.some(({ roleId }) => db.get('role', roleId).assignable))
    .map((member) => member.userId);
  return [...members, authorId]
    .map((id) => db.get('user', id))
    .filter((user) => user.status === USER_ACTIVE);
}

function parentErrors(context: Context, draft: IssueDraft): readonly string[] {
  const { db } = context;
  const complaint = draft.unreadable.get('parent_issue_id');
  if (complaint !== undefined) return [complain('parent_issue_id', complaint)];
  const parent = db.find('issue', draft.parentId);
  if (parent === undefined || draft.projectId === null || !draft.parentTouched) return [];
  if (!isValidParentProject(context, draft)) return [complain('parent_issue_id', 'is invalid')];
  const { before } = draft;
  const isNewParent = before !== undefined && parent.id !== before.parentId;
  if (isNewParent && isCircularParent(db, before, parent)) {
    return [complain('parent_issue_id', 'is invalid')];
  }
  if (draft.statusId !== null && !isClosedStatus(db, draft.statusId)) {
    if (isClosedStatus(db, parent.statusId)) {
      return ['An open issue cannot be attached to a closed parent task'];
    }
  }
  if (before === undefined) return [];
  const isCircle =
    parent.id === before.id ||
    descendantsOf(db, before.id).includes(parent) ||
    ancestorsOf(db, parent).some(({ id }) => id === before.id);
  return isCircle ? [complain('parent_issue_id', 'is invalid')] : [];
}
