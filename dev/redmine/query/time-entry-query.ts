import type { Context } from '../context';
import type { TimeEntry } from '../data/model';
import { notModelled, Refusal } from '../http/answer';
import { isBlank, type ParamObject, textOf } from '../http/params';
import { authorize, authorizeAnywhere, getProject } from '../rules/authorize';
import { projectDescendants } from '../rules/issue-tree';
import { isTimeEntryVisible } from '../rules/visibility';
import { type Filter, type FilterType, filterComplaint, filtersOf } from './filters';
import { type Matched, matches } from './match';

type Column = readonly [
  name: string,
  type: FilterType,
  label: string,
  read: (entry: TimeEntry) => Matched,
];

/** `updated_on` is no filter here; like every unknown one it is passed over. */
const COLUMNS: readonly Column[] = [
  ['spent_on', 'date_past', 'Date', (entry) => entry.spentOn],
  ['issue_id', 'tree', 'Issue', (entry) => entry.issueId],
  ['user_id', 'list_optional', 'User', (entry) => entry.userId],
  ['author_id', 'list_optional', 'Author', (entry) => entry.authorId],
  ['activity_id', 'list', 'Activity', (entry) => entry.activityId],
  ['project_id', 'list', 'Project', (entry) => entry.projectId],
  ['comments', 'text', 'Comment', (entry) => entry.comments],
  ['hours', 'float', 'Hours', (entry) => entry.hours],
];

const UNMODELLED = /^(issue\.|project\.|user\.|cf_|subproject_id$)/;

/**
 * The time entries that a list asks for and the actor sees: the newest day first. If any filter is invalid,
 * none is applied.
 */
export function queryTimeEntries(context: Context): readonly TimeEntry[] {
  const { db, params, path, actor, nowMs } = context;
  const named = path.project ?? textOf(params.project_id);
  const project = named === '' ? undefined : getProject(context, named);
  if (project === undefined) authorizeAnywhere(context, 'timelog/index');
  else authorize(context, 'timelog/index', project);
  const unmodelled = Object.keys(params).find((name) => UNMODELLED.test(name));
  if (unmodelled !== undefined) {
    throw new Refusal(notModelled(`the filter ${unmodelled} of /time_entries.json`));
  }
  const filters = validFilters(context, project !== undefined);
  const projectIds =
    project === undefined
      ? undefined
      : new Set([project, ...projectDescendants(db, project)].map(({ id }) => id));
  return db
    .all('timeEntry')
    .filter((entry) => projectIds === undefined || projectIds.has(entry.projectId))
    .filter((entry) => isTimeEntryVisible(db, actor, entry))
    .filter((entry) => filters.every((filter) => isMatch(filter, entry, actor.user.id, nowMs)))
    .sort(
      (a, b) => b.spentOn.localeCompare(a.spentOn) || b.createdOnMs - a.createdOnMs || a.id - b.id,
    );
}

function validFilters({ params }: Context, inProject: boolean): readonly Filter[] {
  const columns = COLUMNS.filter(([name]) => name !== 'project_id' || !inProject);
  const types = new Map(columns.map(([name, type]) => [name, type]));
  const filters = [...filtersOf(params, types, []), ...spentBetween(params)];
  const isInvalid = filters.some(
    (filter) => filterComplaint(filter, types.get(filter.field) ?? 'list') !== undefined,
  );
  return isInvalid ? [] : filters;
}

/** `from` and `to` are another way to say `spent_on`. */
function spentBetween({ from, to }: ParamObject): readonly Filter[] {
  const field = 'spent_on';
  if (!isBlank(from) && !isBlank(to)) {
    return [{ field, operator: '><', values: [textOf(from), textOf(to)] }];
  }
  if (!isBlank(from)) return [{ field, operator: '>=', values: [textOf(from)] }];
  return isBlank(to) ? [] : [{ field, operator: '<=', values: [textOf(to)] }];
}

function isMatch(filter: Filter, entry: TimeEntry, userId: number, nowMs: number): boolean {
  const column = COLUMNS.find(([name]) => name === filter.field);
  if (column === undefined) return true;
  if (filter.field === 'issue_id' && filter.operator === '=') {
    return entry.issueId === Number.parseInt(filter.values[0] ?? '', 10);
  }
  const values = filter.values.map((value) => (value === 'me' ? String(userId) : value));
  return matches({ ...filter, values }, column[1], column[3](entry), nowMs);
}
