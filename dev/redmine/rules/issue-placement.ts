import type { Context } from '../context';
import type { Project, Tracker } from '../data/model';
import { issueCustomFields, reassignedValues } from './custom-fields';
import type { IssueDraft } from './issue-draft';
import { projectRoot } from './issue-tree';
import { isAllowed } from './permissions';
import { sharedVersions } from './versions';
import { trackerStatusIds } from './workflow';

/** The trackers of a project, in order. */
export function projectTrackers(context: Context, project: Project): readonly Tracker[] {
  return project.trackerIds
    .map((id) => context.db.get('tracker', id))
    .sort((a, b) => a.position - b.position);
}

/** Whether an issue may be put into a project: it has trackers and one may add issues, or it is there already. */
export function isTargetProject(context: Context, draft: IssueDraft, project: Project): boolean {
  if (project.trackerIds.length === 0) return false;
  return (
    draft.before?.projectId === project.id ||
    isAllowed(context.db, context.actor, 'add_issues', project)
  );
}

/** Puts a draft into a project, with all that changes by that: tracker, category, version, parent, fields. */
export function moveToProject(context: Context, draft: IssueDraft, project: Project): void {
  const { db } = context;
  const from = db.find('project', draft.projectId);
  draft.projectId = project.id;
  if (from !== undefined && from.id !== project.id) {
    if (draft.trackerId === null || !project.trackerIds.includes(draft.trackerId)) {
      const first = projectTrackers(context, project)[0];
      if (first !== undefined) changeTracker(context, draft, first);
    }
    const category = db.find('category', draft.categoryId);
    draft.categoryId =
      category === undefined
        ? null
        : (db.where('category', 'projectId', project.id).find(({ name }) => name === category.name)
            ?.id ?? null);
    const version = db.find('version', draft.fixedVersionId);
    if (version !== undefined && !sharedVersions(db, project).includes(version)) {
      draft.fixedVersionId = null;
    }
    if (!isValidParentProject(context, draft)) draft.parentId = null;
    reassignCustomValues(context, draft);
  }
  if (draft.before === undefined && draft.fixedVersionId === null) {
    const fallback = sharedVersions(db, project).find(
      (version) => version.id === project.defaultVersionId && version.status === 'open',
    );
    draft.fixedVersionId = fallback?.id ?? null;
  }
}

/** Gives a draft another tracker; the status falls to the new tracker's default where it has to. */
export function changeTracker(context: Context, draft: IssueDraft, tracker: Tracker): void {
  const previous = context.db.find('tracker', draft.trackerId);
  if (previous?.id === tracker.id) return;
  draft.trackerId = tracker.id;
  const keepsStatus =
    draft.statusId !== null &&
    draft.statusId !== previous?.defaultStatusId &&
    trackerStatusIds(context.db, tracker.id).has(draft.statusId);
  if (!keepsStatus) draft.statusId = tracker.defaultStatusId;
  if (draft.before !== undefined) reassignCustomValues(context, draft);
}

function reassignCustomValues(context: Context, draft: IssueDraft): void {
  const project = context.db.find('project', draft.projectId);
  if (project === undefined || draft.trackerId === null) return;
  const fields = issueCustomFields(context.db, project, draft.trackerId);
  draft.customValues = reassignedValues(fields, draft.customValues);
  draft.customValuesTouched = true;
}

/** A parent has to be within the same tree of projects (the default of "allow cross-project subtasks"). */
export function isValidParentProject(context: Context, draft: IssueDraft): boolean {
  const { db } = context;
  const parent = db.find('issue', draft.parentId);
  if (parent === undefined || parent.projectId === draft.projectId) return true;
  const project = db.find('project', draft.projectId);
  if (project === undefined) return false;
  return projectRoot(db, db.get('project', parent.projectId)).id === projectRoot(db, project).id;
}
