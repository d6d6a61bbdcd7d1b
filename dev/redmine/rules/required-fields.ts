import type { Context } from '../context';
import { issueCustomFields, presentTexts } from './custom-fields';
import { complain } from './error-texts';
import type { IssueDraft } from './issue-draft';
import { sharedVersions } from './versions';
import { fieldRules } from './workflow';

/** What the workflow demands in this status. */
export function requiredFieldErrors(context: Context, draft: IssueDraft): readonly string[] {
  const { db, actor } = context;
  if (draft.projectId === null || draft.trackerId === null || draft.statusId === null) return [];
  const at = {
    projectId: draft.projectId,
    trackerId: draft.trackerId,
    statusId: draft.statusId,
  };
  const project = db.get('project', draft.projectId);
  const fields = issueCustomFields(db, project, draft.trackerId);
  const errors: string[] = [];
  for (const [name, rule] of fieldRules(db, actor, at)) {
    if (rule !== 'required') continue;
    const field = fields.find(({ id }) => String(id) === name);
    if (field !== undefined) {
      if (presentTexts(draft.customValues[name]).length === 0) {
        errors.push(complain(field.name, 'cannot be blank'));
      }
    } else if (isEmptyField(context, draft, name)) {
      errors.push(complain(name, 'cannot be blank'));
    }
  }
  return errors;
}

function isEmptyField(context: Context, draft: IssueDraft, name: string): boolean {
  const { db } = context;
  const project = db.get('project', draft.projectId ?? 0);
  switch (name) {
    case 'description':
      return (draft.description ?? '').trim() === '';
    case 'start_date':
      return draft.startDate === null;
    case 'due_date':
      return draft.dueDate === null;
    case 'estimated_hours':
      return draft.estimatedHours === null;
    case 'assigned_to_id':
      return draft.assignedToId === null;
    case 'parent_issue_id':
      return draft.parentId === null;
    case 'category_id':
      return draft.categoryId === null && db.where('category', 'projectId', project.id).length > 0;
    case 'fixed_version_id':
      return (
        draft.fixedVersionId === null &&
        sharedVersions(db, project).some((version) => version.status === 'open')
      );
    default:
      return false; // subject, priority, done ratio and the like always hold something
  }
}
