import type { Context } from '../context';
import { type IssueDraft, isDerived } from './issue-draft';
import { isAllowed } from './permissions';
import { fieldRules } from './workflow';

const ISSUE_FIELDS = new Set(
  `project_id tracker_id status_id category_id assigned_to_id priority_id fixed_version_id subject
  description start_date due_date done_ratio estimated_hours custom_fields lock_version`.split(
    /\s+/,
  ),
);
const DERIVED_FIELDS = new Set(['start_date', 'due_date', 'priority_id', 'done_ratio']);

/** Whether the actor may set a field of this draft, as it stands at this moment. */
export function isSettable(context: Context, draft: IssueDraft, name: string): boolean {
  const { db, actor } = context;
  const isNew = draft.before === undefined;
  if (isNew && name === 'project_id') return true;
  const project = db.find('project', draft.projectId);
  if (!isPermitted(context, draft, name)) return false;
  const tracker = db.find('tracker', draft.trackerId);
  if (tracker?.disabledFields.includes(name)) return false;
  if (DERIVED_FIELDS.has(name) && isDerived(context, draft)) return false;
  if (project === undefined || tracker === undefined || draft.statusId === null) return true;
  const at = { projectId: project.id, trackerId: tracker.id, statusId: draft.statusId };
  return fieldRules(db, actor, at).get(name) !== 'readonly';
}

function isPermitted(context: Context, draft: IssueDraft, name: string): boolean {
  const { db, actor } = context;
  const isNew = draft.before === undefined;
  const project = db.find('project', draft.projectId);
  const may = (permission: string): boolean =>
    project !== undefined && isAllowed(db, actor, permission, project);
  const mayEdit =
    isNew || may('edit_issues') || (draft.authorId === actor.user.id && may('edit_own_issues'));
  if (ISSUE_FIELDS.has(name)) return mayEdit;
  switch (name) {
    case 'notes':
      return may('add_issue_notes');
    case 'private_notes':
      return !isNew && may('set_notes_private');
    case 'watcher_user_ids':
      return isNew && may('add_issue_watchers');
    case 'is_private':
      return (
        may('set_issues_private') ||
        (draft.authorId === actor.user.id && may('set_own_issues_private'))
      );
    case 'parent_issue_id':
      return mayEdit && may('manage_subtasks');
    default:
      return false;
  }
}
