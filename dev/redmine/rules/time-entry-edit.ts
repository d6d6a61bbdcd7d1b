import type { Context } from '../context';
import { type TimeEntry, USER_ACTIVE } from '../data/model';
import { integerOf, type ParamObject, textOf } from '../http/params';
import { customFieldErrors, isDay } from './custom-field-errors';
import {
  assignValues,
  completeValues,
  customFieldsOf,
  sentCustomValues,
  storedValues,
} from './custom-fields';
import { complain } from './error-texts';
import { parseHours } from './hours';
import { isAllowed } from './permissions';
import { isCustomFieldVisible, isIssueVisible } from './visibility';

/** A time entry being made or edited. */
export interface TimeEntryDraft
  extends Omit<
    TimeEntry,
    'id' | 'createdOnMs' | 'updatedOnMs' | 'projectId' | 'activityId' | 'hours' | 'spentOn'
  > {
  readonly projectId: number | null;
  readonly activityId: number | null;
  readonly hours: number | null;
  readonly spentOn: string | null;
  /** It names an issue that the actor may not log time on. */
  readonly hasInvalidIssue?: boolean;
  /** What was wrong with what was sent, by field. */
  readonly complaints?: Readonly<Record<string, string>>;
}

/** A draft with what was sent taken over. */
export function editedTimeEntry(
  context: Context,
  draft: TimeEntryDraft,
  before: TimeEntry | undefined,
  sent: ParamObject,
): TimeEntryDraft {
  const { db, actor } = context;
  const complaints: Record<string, string> = {};
  const id = (name: string, fallback: number | null): number | null =>
    name in sent ? integerOf(sent[name]) || null : fallback;
  const hours = 'hours' in sent ? parseHours(sent.hours) : draft.hours;
  if (hours === undefined) complaints.hours = 'is invalid';
  const day = 'spent_on' in sent ? textOf(sent.spent_on).trim() : draft.spentOn;
  if (day !== null && day !== '' && !isDay(day)) complaints.spent_on = 'is not a valid date';
  const issueId = id('issue_id', draft.issueId);
  const issue = db.find('issue', issueId);
  let projectId = id('project_id', draft.projectId);
  if (issueId !== null && issueId !== (before?.issueId ?? draft.issueId)) {
    const project = issue === undefined ? undefined : db.get('project', issue.projectId);
    const mayLog =
      issue !== undefined &&
      project !== undefined &&
      isIssueVisible(db, actor, issue) &&
      isAllowed(db, actor, 'log_time', project);
    if (!mayLog) complaints.issue_id = 'is invalid';
    else if (!('project_id' in sent)) projectId = issue.projectId;
  }
  projectId ??= issue?.projectId ?? null;
  const userId = id('user_id', draft.userId) ?? draft.userId;
  if (userId !== draft.userId && !mayLogFor(context, projectId, userId)) {
    complaints.user_id = 'is invalid';
  }
  const project = db.find('project', projectId);
  const fields = customFieldsOf(db, 'time_entry');
  const visible = fields.filter((field) => isCustomFieldVisible(db, actor, field, project));
  const values = completeValues(fields, draft.customValues, before === undefined);
  return {
    ...draft,
    projectId,
    issueId,
    userId,
    activityId: id('activity_id', draft.activityId),
    hours: hours ?? null,
    comments: 'comments' in sent ? textOf(sent.comments) : draft.comments,
    spentOn: day === null || !isDay(day) ? null : day,
    customValues: storedValues(db, assignValues(visible, values, sentCustomValues(sent))),
    hasInvalidIssue: complaints.issue_id !== undefined,
    complaints,
  };
}

/** For somebody else: with the permission, and a member who may log time himself. */
function mayLogFor(context: Context, projectId: number | null, userId: number): boolean {
  const { db, actor } = context;
  const project = db.find('project', projectId);
  const user = db.find('user', userId);
  if (project === undefined || user?.status !== USER_ACTIVE) return false;
  if (userId === actor.user.id) return true;
  const isMember = db
    .where('member', 'projectId', project.id)
    .some((member) => member.userId === userId);
  return (
    isAllowed(db, actor, 'log_time_for_other_users', project) &&
    isMember &&
    isAllowed(db, { user, isLoggedIn: true }, 'log_time', project)
  );
}

export function timeEntryErrors(
  context: Context,
  draft: TimeEntryDraft,
  before: TimeEntry | undefined,
): readonly string[] {
  const { db } = context;
  const project = db.find('project', draft.projectId);
  const errors = customFieldsOf(db, 'time_entry').flatMap((field) =>
    customFieldErrors(field, draft.customValues[field.id], {
      db,
      project,
      before: before?.customValues[field.id],
    }),
  );
  const complaint = (field: string): string | undefined => draft.complaints?.[field];
  const activity = db.find('enumeration', draft.activityId);
  if (draft.activityId === null) errors.push(complain('activity_id', 'cannot be blank'));
  if (draft.projectId === null) errors.push(complain('project_id', 'cannot be blank'));
  if (draft.hours === null && complaint('hours') === undefined) {
    errors.push(complain('hours', 'cannot be blank'));
  }
  if (draft.spentOn === null) errors.push(complain('spent_on', 'cannot be blank'));
  if (complaint('hours') !== undefined || (draft.hours ?? 0) < 0) {
    errors.push(complain('hours', 'is invalid'));
  }
  if ((draft.comments ?? '').length > 1024) {
    errors.push(complain('comments', 'is too long (maximum is 1024 characters)'));
  }
  if (complaint('spent_on') !== undefined) errors.push(complain('spent_on', 'is not a valid date'));
  if (project === undefined) errors.push(complain('project_id', 'is invalid'));
  if (complaint('user_id') !== undefined) errors.push(complain('user_id', 'is invalid'));
  const issue = db.find('issue', draft.issueId);
  const isElsewhere = issue !== undefined && issue.projectId !== draft.projectId;
  if (complaint('issue_id') !== undefined || isElsewhere) {
    errors.push(complain('issue_id', 'is invalid'));
  }
  const isActivity = activity?.kind === 'time_entry_activities';
  if (project !== undefined && draft.activityId !== null && !isActivity) {
    errors.push(complain('activity_id', 'is not included in the list'));
  }
  return errors;
}
