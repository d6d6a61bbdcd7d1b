import type { Context } from '../context';
import type { TimeEntry } from '../data/model';
import { invalid, Refusal } from '../http/answer';
import { textOf } from '../http/params';
import { authorize, authorizeAnywhere, getProject } from '../rules/authorize';
import { projectDescendants } from '../rules/issue-tree';
import { isTimeEntryVisible } from '../rules/visibility';
import { type FilterType, filterComplaint, filtersOf } from './filters';
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
  ['issue_id', 'integer', 'Issue', (entry) => entry.issueId],
  ['user_id', 'list', 'User', (entry) => entry.userId],
  ['author_id', 'list', 'Author', (entry) => entry.authorId],
  ['activity_id', 'list', 'Activity', (entry) => entry.activityId],
  ['project_id', 'list', 'Project', (entry) => entry.projectId],
  ['comments', 'text', 'Comment', (entry) => entry.comments],
  ['hours', 'float', 'Hours', (entry) => entry.hours],
];

/** The time entries that a list asks for and the actor sees: the newest day first. */
export function queryTimeEntries(context: Context): readonly TimeEntry[] {
  const { db, params, path, actor, nowMs } = context;
  const named = path.project ?? textOf(params.project_id);
  const project = named === '' ? undefined : getProject(context, named);
  if (project === undefined) authorizeAnywhere(context, 'timelog/index');
  else authorize(context, 'timelog/index', project);
  const columns = COLUMNS.filter(([name]) => name !== 'project_id' || project === undefined);
  const types = new Map(columns.map(([name, type]) => [name, type]));
  const given = path.issue === undefined ? params : { ...params, issue_id: path.issue };
  const filters = filtersOf(given, types, []);
  const errors = filters.flatMap((filter) => {
    const column = columns.find(([name]) => name === filter.field);
    const complaint = column === undefined ? undefined : filterComplaint(filter, column[1]);
    return complaint === undefined ? [] : [`${column?.[2]} ${complaint}`];
  });
  if (errors.length > 0) throw new Refusal(invalid(errors));
  const projectIds =
    project === undefined
      ? undefined
      : new Set([project, ...projectDescendants(db, project)].map(({ id }) => id));
  return db
    .all('timeEntry')
    .filter((entry) => projectIds === undefined || projectIds.has(entry.projectId))
    .filter((entry) => isTimeEntryVisible(db, actor, entry))
    .filter((entry) =>
      filters.every((filter) => {
        const column = columns.find(([name]) => name === filter.field);
        if (column === undefined) return true;
        const me = filter.values.map((value) => (value === 'me' ? String(actor.user.id) : value));
        return matches({ ...filter, values: me }, column[1], column[3](entry), nowMs);
      }),
    )
    .sort((a, b) =>
      a.spentOn === b.spentOn
        ? b.createdOnMs - a.createdOnMs || b.id - a.id
        : a.spentOn < b.spentOn
          ? 1
          : -1,
    );
}
