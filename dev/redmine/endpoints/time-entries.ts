import { type Context, formatInstant, todayOf } from '../context';
import type { Project, TimeEntry } from '../data/model';
import { type Answer, created, DONE, FORBIDDEN, invalid, ok } from '../http/answer';
import { pageOf } from '../http/paging';
import { isParamObject, type ParamObject } from '../http/params';
import { queryTimeEntries } from '../query/time-entry-query';
import { reference, customFieldsOf as renderCustomFields, userReference } from '../render/named';
import {
  authorize,
  authorizeAnywhere,
  denyAccess,
  forbidden,
  getIssue,
  getProject,
  notFound,
} from '../rules/authorize';
import { customFieldsOf } from '../rules/custom-fields';
import { isAllowed } from '../rules/permissions';
import { editedTimeEntry, type TimeEntryDraft, timeEntryErrors } from '../rules/time-entry-edit';
import { isCustomFieldVisible, isTimeEntryVisible } from '../rules/visibility';

/** `GET /time_entries`, and of a project or an issue. */
export function listTimeEntries(context: Context): Answer {
  const page = pageOf(context, queryTimeEntries(context));
  return ok({
    time_entries: page.items.map((entry) => renderTimeEntry(context, entry)),
    ...page.meta,
  });
}

/** Whoever may see time entries in the project sees this one, even with a role that lists only one's own. */
export function showTimeEntry(context: Context): Answer {
  const entry = getEntry(context);
  authorize(context, 'timelog/show', context.db.get('project', entry.projectId));
  return ok({ time_entry: renderTimeEntry(context, entry) });
}

export function createTimeEntry(context: Context): Answer {
  const { db, actor, path, nowMs } = context;
  const issue = path.issue === undefined ? undefined : getIssue(context, path.issue);
  const project: Project | undefined =
    issue !== undefined
      ? db.get('project', issue.projectId)
      : path.project === undefined
        ? undefined
        : getProject(context, path.project);
  if (project === undefined) authorizeAnywhere(context, 'timelog/create');
  else authorize(context, 'timelog/create', project);
  const draft = editedTimeEntry(
    context,
    {
      projectId: project?.id ?? null,
      issueId: issue?.id ?? null,
      userId: actor.user.id,
      authorId: actor.user.id,
      activityId: defaultActivityId(context),
      hours: null,
      comments: null,
      spentOn: todayOf(context),
      customValues: {},
    },
    undefined,
    sentEntry(context),
  );
  const target = draft.hasInvalidIssue ? undefined : db.find('project', draft.projectId);
  if (target !== undefined && !isAllowed(db, actor, 'log_time', target)) return FORBIDDEN;
  const errors = timeEntryErrors(context, draft, undefined);
  if (errors.length > 0) return invalid(errors);
  const entry = db.insert('timeEntry', {
    ...storable(draft),
    createdOnMs: nowMs,
    updatedOnMs: nowMs,
  });
  return created(
    { time_entry: renderTimeEntry(context, entry) },
    `${context.baseUrl}/time_entries/${entry.id}`,
  );
}

export function updateTimeEntry(context: Context): Answer {
  const { db, nowMs } = context;
  const before = getEntry(context);
  if (!isEditable(context, before)) throw forbidden();
  authorize(context, 'timelog/update', db.get('project', before.projectId));
  const draft = editedTimeEntry(context, before, before, sentEntry(context));
  const errors = timeEntryErrors(context, draft, before);
  if (errors.length > 0) return invalid(errors);
  const after = { ...before, ...storable(draft) };
  const isChanged = JSON.stringify(after) !== JSON.stringify(before);
  db.put('timeEntry', { ...after, updatedOnMs: isChanged ? nowMs : before.updatedOnMs });
  return DONE;
}

export function destroyTimeEntry(context: Context): Answer {
  const entry = getEntry(context);
  if (!isEditable(context, entry)) throw denyAccess(context);
  authorize(context, 'timelog/destroy', context.db.get('project', entry.projectId));
  context.db.remove('timeEntry', entry.id);
  return DONE;
}

const sentEntry = ({ params }: Context): ParamObject =>
  isParamObject(params.time_entry) ? params.time_entry : {};

function storable(draft: TimeEntryDraft): Omit<TimeEntry, 'id' | 'createdOnMs' | 'updatedOnMs'> {
  const { projectId, activityId, hours, spentOn } = draft;
  if (projectId === null || activityId === null || hours === null || spentOn === null) {
    throw new Error('[embedded redmine] saving an incomplete time entry');
  }
  return {
    projectId,
    issueId: draft.issueId,
    userId: draft.userId,
    authorId: draft.authorId,
    activityId,
    hours,
    comments: draft.comments,
    spentOn,
    customValues: draft.customValues,
  };
}

const defaultActivityId = ({ db }: Context): number | null =>
  db.all('enumeration').find((entry) => entry.kind === 'time_entry_activities' && entry.isDefault)
    ?.id ?? null;

function getEntry(context: Context): TimeEntry {
  const entry = context.db.find('timeEntry', Number(context.path.id));
  if (entry === undefined) throw notFound();
  return entry;
}

function isEditable(context: Context, entry: TimeEntry): boolean {
  const { db, actor } = context;
  const project = db.get('project', entry.projectId);
  return (
    isTimeEntryVisible(db, actor, entry) &&
    (isAllowed(db, actor, 'edit_time_entries', project) ||
      (entry.userId === actor.user.id && isAllowed(db, actor, 'edit_own_time_entries', project)))
  );
}

function renderTimeEntry(context: Context, entry: TimeEntry) {
  const { db, actor } = context;
  const project = db.get('project', entry.projectId);
  const fields = customFieldsOf(db, 'time_entry').filter((field) =>
    isCustomFieldVisible(db, actor, field, project),
  );
  return {
    id: entry.id,
    project: { id: project.id, name: project.name },
    ...(entry.issueId === null ? {} : { issue: { id: entry.issueId } }),
    user: userReference(db, entry.userId),
    activity: reference(db, 'enumeration', entry.activityId),
    hours: Math.round(entry.hours * 100) / 100,
    comments: entry.comments,
    spent_on: entry.spentOn,
    created_on: formatInstant(entry.createdOnMs),
    updated_on: formatInstant(entry.updatedOnMs),
    ...renderCustomFields(fields, entry.customValues),
  };
}
