import type { Context } from '../context';
import {
  booleanOf,
  integerOf,
  isBlank,
  isParamArray,
  type Param,
  type ParamObject,
  textOf,
} from '../http/params';
import { notFound } from './authorize';
import { isDay } from './custom-field-errors';
import { assignValues, completeValues, issueCustomFields, sentCustomValues } from './custom-fields';
import { parseHours } from './hours';
import type { IssueDraft } from './issue-draft';
import { changeTracker, isTargetProject, moveToProject, projectTrackers } from './issue-placement';
import { isSettable } from './issue-settable';
import { isAdmin, rolesInProject } from './permissions';
import { isCustomFieldVisible, isIssueVisible } from './visibility';
import { allowedStatuses, fieldRules } from './workflow';

/**
 * Takes over from what was sent all that the actor may set, in Redmine's order, and leaves the rest out
 * without a word: that is how Redmine ignores forbidden statuses, derived fields and unknown attributes.
 */
export function assignIssue(context: Context, draft: IssueDraft, sent: ParamObject): void {
  if (isSettable(context, draft, 'project_id')) assignProject(context, draft, sent.project_id);
  if (isSettable(context, draft, 'tracker_id')) assignTracker(context, draft, sent.tracker_id);
  if (draft.projectId !== null && draft.trackerId === null)
    assignDefaultTracker(context, draft, sent);
  assignStatus(context, draft, sent.status_id);
  const assignee = sent.assigned_to_id;
  if (assignee !== null && assignee !== undefined && isSettable(context, draft, 'assigned_to_id')) {
    draft.assignedToId = assignee === 'me' ? context.actor.user.id : integerOf(assignee) || null;
  }
  for (const [name, assign] of ASSIGNERS) {
    if (name in sent && isSettable(context, draft, name)) assign(draft, sent[name], context);
  }
  assignParent(context, draft, sent);
  assignCustomValues(context, draft, sent);
}

type Assigner = (draft: IssueDraft, value: Param, context: Context) => void;

const ASSIGNERS: readonly (readonly [name: string, assign: Assigner])[] = [
  ['category_id', (draft, value) => assignId(draft, 'categoryId', value)],
  ['priority_id', (draft, value) => assignId(draft, 'priorityId', value)],
  ['fixed_version_id', (draft, value) => assignId(draft, 'fixedVersionId', value)],
  ['subject', (draft, value) => Object.assign(draft, { subject: textOf(value) })],
  ['description', (draft, value) => Object.assign(draft, { description: withCrLf(value) })],
  ['start_date', (draft, value) => assignDay(draft, 'startDate', 'start_date', value)],
  ['due_date', (draft, value) => assignDay(draft, 'dueDate', 'due_date', value)],
  ['done_ratio', (draft, value) => Object.assign(draft, { doneRatio: integerOf(value) })],
  ['estimated_hours', assignEstimate],
  ['is_private', (draft, value) => Object.assign(draft, { isPrivate: booleanOf(value) ?? false })],
  ['lock_version', (draft, value) => Object.assign(draft, { lockVersion: integerOf(value) })],
  ['notes', (draft, value) => Object.assign(draft, { notes: textOf(value) })],
  [
    'private_notes',
    (draft, value) => Object.assign(draft, { privateNotes: booleanOf(value) ?? false }),
  ],
  ['watcher_user_ids', assignWatchers],
];

function assignProject(context: Context, draft: IssueDraft, value: Param): void {
  if (value === null || value === undefined) return;
  const text = textOf(value);
  const project = /^\d*$/.test(text)
    ? context.db.find('project', Number(text))
    : context.db.all('project').find((candidate) => candidate.identifier === text);
  if (project !== undefined && isTargetProject(context, draft, project)) {
    moveToProject(context, draft, project);
  }
}

function assignTracker(context: Context, draft: IssueDraft, value: Param): void {
  const project = context.db.find('project', draft.projectId);
  if (value === null || value === undefined || project === undefined) return;
  const tracker = projectTrackers(context, project).find(({ id }) => id === integerOf(value));
  if (tracker !== undefined && mayAddIssues(context, draft)) changeTracker(context, draft, tracker);
}

/** A tracker is open to those whose role in the project may add issues; where none may, none is. */
function mayAddIssues(context: Context, draft: IssueDraft): boolean {
  if (isAdmin(context.actor)) return true;
  const project = context.db.find('project', draft.projectId);
  if (project === undefined) return false;
  return rolesInProject(context.db, context.actor, project).some((role) =>
    role.permissions.includes('add_issues'),
  );
}

function assignDefaultTracker(context: Context, draft: IssueDraft, sent: ParamObject): void {
  const project = context.db.find('project', draft.projectId);
  if (project === undefined || !mayAddIssues(context, draft)) return;
  const trackers = projectTrackers(context, project);
  const forChild = trackers.find(
    ({ disabledFields }) => !disabledFields.includes('parent_issue_id'),
  );
  const tracker = (isBlank(sent.parent_issue_id) ? undefined : forChild) ?? trackers[0];
  if (tracker !== undefined) changeTracker(context, draft, tracker);
}

function assignStatus(context: Context, draft: IssueDraft, value: Param): void {
  const tracker = context.db.find('tracker', draft.trackerId);
  if (draft.projectId === null || tracker === undefined) return;
  const allowed = allowedStatuses(context.db, context.actor, {
    before: draft.before,
    projectId: draft.projectId,
    tracker,
    authorId: draft.authorId,
    parentId: draft.parentId,
  }).map((status) => status.id);
  if (value !== null && value !== undefined && isSettable(context, draft, 'status_id')) {
    const wanted = integerOf(value);
    if (allowed.includes(wanted)) draft.statusId = wanted;
  }
  if (
    draft.before === undefined &&
    (draft.statusId === null || !allowed.includes(draft.statusId))
  ) {
    draft.statusId = allowed[0] ?? tracker.defaultStatusId;
  }
}

function assignParent(context: Context, draft: IssueDraft, sent: ParamObject): void {
  if (!('parent_issue_id' in sent) || !isSettable(context, draft, 'parent_issue_id')) return;
  const text = textOf(sent.parent_issue_id).trim();
  if (text === '') {
    draft.parentId = null;
    return;
  }
  const id = Number(/^#?(\d+)$/.exec(text)?.[1]);
  const parent = context.db.find('issue', id);
  const isKnown =
    parent !== undefined &&
    (parent.id === draft.before?.parentId || isIssueVisible(context.db, context.actor, parent));
  if (isKnown) {
    draft.parentId = parent.id;
    draft.parentTouched = true;
  } else draft.unreadable.set('parent_issue_id', 'is invalid');
}

function assignCustomValues(context: Context, draft: IssueDraft, sent: ParamObject): void {
  const { db, actor } = context;
  const project = db.find('project', draft.projectId);
  if (project === undefined || draft.trackerId === null) return;
  const fields = issueCustomFields(db, project, draft.trackerId);
  draft.customValues = completeValues(fields, draft.customValues, draft.before === undefined);
  const sentValues = sentCustomValues(sent);
  if (sentValues.size === 0 || !isSettable(context, draft, 'custom_fields')) return;
  const at = { projectId: project.id, trackerId: draft.trackerId, statusId: draft.statusId ?? 0 };
  const rules = fieldRules(db, actor, at);
  const editable = fields.filter(
    (field) =>
      isCustomFieldVisible(db, actor, field, project) && rules.get(String(field.id)) !== 'readonly',
  );
  draft.customValues = assignValues(editable, draft.customValues, sentValues);
  draft.customValuesTouched = true;
}

function assignId(
  draft: IssueDraft,
  field: 'categoryId' | 'priorityId' | 'fixedVersionId',
  value: Param,
): void {
  draft[field] = isBlank(value) ? null : integerOf(value);
}

function assignDay(
  draft: IssueDraft,
  field: 'startDate' | 'dueDate',
  name: string,
  value: Param,
): void {
  const text = textOf(value).trim();
  draft[field] = isDay(text) ? text : null;
  if (text !== '' && !isDay(text)) draft.unreadable.set(name, 'is not a valid date');
}

function assignEstimate(draft: IssueDraft, value: Param): void {
  const hours = parseHours(value);
  draft.estimatedHours = hours ?? null;
  if (hours === undefined) draft.unreadable.set('estimated_hours', 'is invalid');
}

function assignWatchers(draft: IssueDraft, value: Param, context: Context): void {
  if (!isParamArray(value)) return;
  const ids = [...new Set(value.map(integerOf))].filter((id) => id !== 0);
  if (ids.some((id) => context.db.find('user', id) === undefined)) throw notFound();
  draft.watcherIds = ids;
}

/** Redmine keeps descriptions with CR LF, whatever came. */
function withCrLf(value: Param): string | null {
  return value === null ? null : textOf(value).replace(/\r\n|\n|\r/g, '\r\n');
}
