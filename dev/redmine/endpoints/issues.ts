import type { Context } from '../context';
import type { Issue } from '../data/model';
import { type Answer, created, DONE, invalid, notModelled, ok } from '../http/answer';
import { isParamObject, type ParamObject, textOf } from '../http/params';
import { renderIssue } from '../render/issue';
import { attachUploads, claimUploads, uploadErrors } from '../rules/attachments';
import {
  authorize,
  authorizeAnywhere,
  denyAccess,
  getProject,
  getVisibleIssue,
} from '../rules/authorize';
import { assignIssue } from '../rules/issue-assign';
import { deleteIssue } from '../rules/issue-delete';
import { draftOf, draftOfNew, type IssueDraft } from '../rules/issue-draft';
import { issueErrors } from '../rules/issue-errors';
import { moveToProject } from '../rules/issue-placement';
import { saveIssue } from '../rules/issue-save';
import { isAllowed, isAllowedAnywhere } from '../rules/permissions';

export function showIssue(context: Context): Answer {
  const issue = getVisibleIssue(context, context.path.id ?? '');
  authorize(context, 'issues/show', context.db.get('project', issue.projectId));
  return ok({ issue: renderIssue(context, issue, { withSpentHours: true }) });
}

/** `POST /issues` and `POST /projects/:project/issues` */
export function createIssue(context: Context): Answer {
  const { db, actor, params } = context;
  if (params.copy_from !== undefined) return notModelled('POST /issues.json?copy_from=');
  const draft = draftOfNew(context);
  const named = context.path.project ?? textOf(params.project_id);
  if (named === '') {
    authorizeAnywhere(context, 'issues/create');
  } else {
    const project = getProject(context, named);
    authorize(context, 'issues/create', project);
    moveToProject(context, draft, project);
  }
  const sent = sentIssue(params);
  assignIssue(context, draft, sent);
  const project = db.find('project', draft.projectId);
  if (
    project === undefined
      ? !isAllowedAnywhere(db, actor, 'add_issues')
      : !isAllowed(db, actor, 'add_issues', project)
  ) {
    throw denyAccess(context);
  }
  assignDefaultAssignee(context, draft);
  const uploads = claimUploads(context, params.attachments ?? sent.uploads);
  const errors = [...uploadErrors(uploads), ...issueErrors(context, draft)];
  if (errors.length > 0) return invalid(errors);
  const issue = saveIssue(context, clearDisabledFields(context, draft));
  attachUploads(context, issue.id, uploads);
  // This once, a single value sent for several is shown as it was sent.
  const shown = { ...issue, customValues: draft.customValues };
  return created(
    { issue: renderIssue(context, shown, { withSpentHours: false }) },
    `${context.baseUrl}/issues/${issue.id}`,
  );
}

/** 204, whether all, some or nothing of what was sent has been taken over. */
export function updateIssue(context: Context): Answer {
  const { db, params } = context;
  const before = getVisibleIssue(context, context.path.id ?? '');
  authorize(context, 'issues/update', db.get('project', before.projectId));
  if (isParamObject(params.time_entry)) return notModelled('PUT /issues/:id with time_entry');
  const draft = draftOf(before);
  const sent = sentIssue(params);
  assignIssue(context, draft, sent);
  const uploads = claimUploads(context, params.attachments ?? sent.uploads);
  const errors = [...uploadErrors(uploads), ...issueErrors(context, draft)];
  if (errors.length > 0) return invalid(errors);
  const attached = attachUploads(context, before.id, uploads);
  saveIssue(context, clearDisabledFields(context, draft), attached);
  return DONE;
}

export function destroyIssue(context: Context): Answer {
  const { db } = context;
  const issue: Issue = getVisibleIssue(context, context.path.id ?? '');
  authorize(context, 'issues/destroy', db.get('project', issue.projectId));
  deleteIssue(context, issue);
  return DONE;
}

const sentIssue = (params: ParamObject): ParamObject =>
  isParamObject(params.issue) ? params.issue : {};

/** A new issue without assignee goes to its category's person, else to its project's. */
function assignDefaultAssignee(context: Context, draft: IssueDraft): void {
  if (draft.assignedToId !== null) return;
  const { db } = context;
  draft.assignedToId =
    db.find('category', draft.categoryId)?.assignedToId ??
    db.find('project', draft.projectId)?.defaultAssignedToId ??
    null;
}

/** Standard fields that a tracker does not use are emptied with every save. */
function clearDisabledFields(context: Context, draft: IssueDraft): IssueDraft {
  const disabled = new Set(context.db.find('tracker', draft.trackerId)?.disabledFields ?? []);
  if (disabled.has('assigned_to_id')) draft.assignedToId = null;
  if (disabled.has('category_id')) draft.categoryId = null;
  if (disabled.has('fixed_version_id')) draft.fixedVersionId = null;
  if (disabled.has('parent_issue_id')) draft.parentId = null;
  if (disabled.has('start_date')) draft.startDate = null;
  if (disabled.has('due_date')) draft.dueDate = null;
  if (disabled.has('estimated_hours')) draft.estimatedHours = null;
  if (disabled.has('done_ratio')) draft.doneRatio = 0;
  if (disabled.has('description')) draft.description = null;
  return draft;
}
