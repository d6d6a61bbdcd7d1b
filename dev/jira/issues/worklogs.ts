/** Worklogs: time that was spent on an issue. */
import { judgeAdf, TOO_LONG } from '../adf/accept';
import { noteWorklog } from '../events/issue-events';
import { parseDateTimeMs } from '../fields/kinds/temporal';
import { parseDurationSeconds, readTimeTracking } from '../fields/kinds/time-tracking';
import type { Call } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import type { Json, JsonObject } from '../json';
import type { HistoryItem, IssueDoc, ProjectDoc, Visibility, WorklogDoc } from '../state/model';
import { readVisibility } from './visibility';
import type { Writer } from './writer';

const FIRST_WORKLOG = 10_000;
const MOST_WORKLOGS = 10_000;

export interface WorklogInput {
  readonly comment?: Json;
  readonly startedMs?: number;
  readonly timeSpentSeconds?: number;
  readonly visibility?: Visibility;
}

/** @throws JiraError 400 in Jira's words. */
export function readWorklog(call: Call, project: ProjectDoc, body: JsonObject): WorklogInput {
  const visibility = readVisibility(call, project, body.visibility);
  const startedMs = readStarted(body.started);
  const timeSpentSeconds = readTimeSpent(body);
  return {
    ...(body.comment === undefined ? {} : { comment: readText(call, body.comment) }),
    ...(startedMs === undefined ? {} : { startedMs }),
    ...(timeSpentSeconds === undefined ? {} : { timeSpentSeconds }),
    ...(visibility === undefined ? {} : { visibility }),
  };
}

function readText(call: Call, comment: Json): Json {
  if (comment === null) return null;
  const verdict = judgeAdf(call.site.world, comment);
  if (verdict.kind === 'accepted') return comment;
  if (verdict.kind === 'malformed') throw refusal(400, verdict.code);
  throw fieldErrors({
    comment: verdict.kind === 'too-long' ? TOO_LONG : 'Worklog comment is not valid!',
  });
}

function readStarted(started: Json | undefined): number | undefined {
  if (started === undefined || started === null) return undefined;
  const timeMs = typeof started === 'string' ? parseDateTimeMs(started) : undefined;
  if (timeMs === undefined) throw fieldErrors({ started: 'Worklog start date is not valid.' });
  return timeMs;
}

function readTimeSpent(body: JsonObject): number | undefined {
  if (typeof body.timeSpentSeconds === 'number') {
    if (body.timeSpentSeconds < 60) throw fieldErrors({ timeLogged: 'Worklog must not be null.' });
    return Math.floor(body.timeSpentSeconds / 60) * 60;
  }
  if (body.timeSpent === undefined) return undefined;
  const seconds = parseDurationSeconds(String(body.timeSpent));
  if (seconds === undefined) {
    throw fieldErrors({ timeLogged: 'Invalid time duration entered.' });
  }
  return seconds;
}

export function addWorklog(writer: Writer, issue: IssueDoc, input: WorklogInput): WorklogDoc {
  if (input.timeSpentSeconds === undefined) {
    throw fieldErrors({ timeLogged: 'You must indicate the time spent working.' });
  }
  if (writer.world.worklogsByIssue.of(issue.id).length >= MOST_WORKLOGS) {
    throw refusal(
      413,
      `The number of worklogs on this work item has reached the limit of ${MOST_WORKLOGS}.`,
    );
  }
  const remaining = remainsAfter(writer, issue, input.timeSpentSeconds);
  const { accountId } = writer.caller.user;
  const worklog: WorklogDoc = {
    comment: null,
    startedMs: writer.nowMs,
    ...input,
    id: writer.world.nextId('worklog', FIRST_WORKLOG),
    issueId: issue.id,
    authorId: accountId,
    updateAuthorId: accountId,
    createdMs: writer.nowMs,
    updatedMs: writer.nowMs,
    timeSpentSeconds: input.timeSpentSeconds,
    properties: {},
  };
  writer.world.worklogs.put(worklog.id, worklog);
  noteWorklog(writer.events, writer.site, 'created', worklog);
  spend(writer, issue, worklog.timeSpentSeconds, remaining, []);
  return worklog;
}

export function changeWorklog(
  writer: Writer,
  issue: IssueDoc,
  worklog: WorklogDoc,
  input: WorklogInput,
): WorklogDoc {
  const next: WorklogDoc = {
    ...worklog,
    ...input,
    updateAuthorId: writer.caller.user.accountId,
    updatedMs: writer.nowMs,
  };
  const seconds = next.timeSpentSeconds - worklog.timeSpentSeconds;
  const remaining = remainsAfter(writer, issue, seconds);
  writer.world.worklogs.put(next.id, next);
  noteWorklog(writer.events, writer.site, 'updated', next);
  spend(writer, issue, seconds, remaining, [worklogItem(worklog.id, worklog.id)]);
  return next;
}

export function removeWorklog(writer: Writer, issue: IssueDoc, worklog: WorklogDoc): void {
  const remaining = remainsAfter(writer, issue, -worklog.timeSpentSeconds);
  writer.world.worklogs.remove(worklog.id);
  noteWorklog(writer.events, writer.site, 'deleted', worklog);
  spend(writer, issue, -worklog.timeSpentSeconds, remaining, [worklogItem(worklog.id, null)]);
}

/** Moves the issue's sums. @param seconds what is spent more than before */
function spend(
  writer: Writer,
  issue: IssueDoc,
  seconds: number,
  remaining: number | null,
  items: readonly HistoryItem[],
): void {
  const before = readTimeTracking(issue.fields.timetracking);
  const spent = Math.max(0, (before.spent ?? 0) + seconds);
  const timetracking = { original: before.original, remaining, spent };
  const fields = { ...issue.fields, timetracking };
  const changes = [...items, ...writer.compare(issue, fields)];
  writer.update({ ...issue, fields }, changes, 'issue_worklog_updated');
}

/**
 * What remains then, as `adjustEstimate` says: `auto` (the default) takes off what was spent.
 * @throws JiraError 400 where `new` or `manual` come without the time that they are about
 */
function remainsAfter({ call }: Writer, issue: IssueDoc, seconds: number): number | null {
  const { remaining } = readTimeTracking(issue.fields.timetracking);
  const how = call.query.get('adjustEstimate') ?? 'auto';
  switch (how) {
    case 'leave':
      return remaining;
    case 'new':
      return readDuration(call, 'newEstimate');
    case 'manual': {
      const by = readDuration(call, seconds < 0 ? 'increaseBy' : 'reduceBy');
      return Math.max(0, (remaining ?? 0) + (seconds < 0 ? by : -by));
    }
    case 'auto':
      return remaining === null ? null : Math.max(0, remaining - seconds);
    default:
      throw refusal(400, `The adjustEstimate parameter has an unknown value: ${how}.`);
  }
}

function readDuration(call: Call, name: string): number {
  const seconds = parseDurationSeconds(call.query.get(name) ?? '');
  if (seconds === undefined) throw fieldErrors({ [name]: 'Invalid time duration entered.' });
  return seconds;
}

function worklogItem(from: string | null, to: string | null): HistoryItem {
  return { field: 'WorklogId', fieldtype: 'jira', from, fromString: from, to, toString: to };
}
