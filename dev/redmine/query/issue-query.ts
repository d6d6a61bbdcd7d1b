import type { Context } from '../context';
import type { Issue, Project, SavedQuery } from '../data/model';
import { invalid, notModelled, Refusal } from '../http/answer';
import { textOf } from '../http/params';
import { denyAccess, notFound } from '../rules/authorize';
import { ancestorsOf, isClosedStatus, isLeaf, projectDescendants } from '../rules/issue-tree';
import { isIssueVisible } from '../rules/visibility';
import { type Filter, filterComplaint, filtersOf } from './filters';
import { issueFilterFields, UNMODELLED_FILTERS } from './issue-filter-fields';
import { sortIssues } from './issue-sort';
import { matches } from './match';

const OPEN_ISSUES: Filter = { field: 'status_id', operator: 'o', values: [''] };
const PEOPLE = new Set(['assigned_to_id', 'author_id', 'watcher_id']);

/**
 * The issues that a list asks for, visible to the actor, filtered and sorted.
 * @throws Refusal 422 for filters that Redmine finds invalid
 */
export function queryIssues(context: Context, project: Project | undefined): readonly Issue[] {
  const { db, params, actor } = context;
  const fields = issueFilterFields(context, project);
  const saved = savedQuery(context, project);
  const named = saved?.filters.map(({ field }) => field) ?? Object.keys(params);
  for (const name of named) {
    if (UNMODELLED_FILTERS.some((pattern) => pattern.test(name))) {
      throw new Refusal(notModelled(`the filter ${name} of /issues.json`));
    }
  }
  const types = new Map([...fields].map(([name, { type }]) => [name, type]));
  const asked = saved?.filters ?? filtersOf(params, types, [OPEN_ISSUES]);
  const errors = asked.flatMap((filter) => {
    const field = fields.get(filter.field);
    const complaint = field === undefined ? undefined : filterComplaint(filter, field.type);
    return complaint === undefined ? [] : [`${field?.label} ${complaint}`];
  });
  if (errors.length > 0) throw new Refusal(invalid(errors));
  const filters = asked.map((filter) => withMe(context, filter));
  const projects = project && projectsOf(context, project, filters);
  const candidates =
    namedIssues(context, filters) ??
    projects?.flatMap((id) => db.where('issue', 'projectId', id)) ??
    db.all('issue');
  const found = candidates.filter(
    (issue) =>
      projects?.includes(issue.projectId) !== false &&
      filters.every((filter) => isMatch(context, filter, issue, fields)) &&
      isIssueVisible(db, actor, issue),
  );
  const sort = textOf(params.sort);
  return sortIssues(context, found, sort === '' ? (saved?.sort ?? []) : sort);
}

function isMatch(
  context: Context,
  filter: Filter,
  issue: Issue,
  fields: ReturnType<typeof issueFilterFields>,
): boolean {
  const field = fields.get(filter.field);
  if (field === undefined || filter.field === 'subproject_id') return true;
  const { db } = context;
  const isClosed = (): boolean => isClosedStatus(db, issue.statusId);
  if (filter.field === 'status_id' && filter.operator === 'o') return !isClosed();
  if (filter.field === 'status_id' && filter.operator === 'c') return isClosed();
  if (field.type === 'tree') return isTreeMatch(context, filter, issue);
  if (filter.field === 'updated_on' && filter.operator === '!*') {
    return issue.updatedOnMs === issue.createdOnMs;
  }
  if (filter.field === 'updated_on' && filter.operator === '*') {
    return issue.updatedOnMs > issue.createdOnMs;
  }
  return matches(filter, field.type, field.read(issue), context.nowMs);
}

/** `me` is the actor; in `project_id`, `mine` are the actor's projects. */
function withMe(context: Context, filter: Filter): Filter {
  const me = String(context.actor.isLoggedIn ? context.actor.user.id : 0);
  const isPerson = PEOPLE.has(filter.field) || filter.field.startsWith('cf_');
  const values = filter.values.flatMap((value) => {
    if (isPerson && value === 'me') return [me];
    if (filter.field === 'project_id' && value === 'mine') {
      return context.db
        .where('member', 'userId', context.actor.user.id)
        .map(({ projectId }) => String(projectId));
    }
    return [value];
  });
  return { ...filter, values };
}

function isTreeMatch(context: Context, filter: Filter, issue: Issue): boolean {
  const { db } = context;
  const isParent = filter.field === 'parent_id';
  const ids = (filter.values[0]?.match(/\d+/g) ?? []).map(Number);
  switch (filter.operator) {
    case '=':
      return isParent
        ? issue.parentId !== null && ids.includes(issue.parentId)
        : ids.some((id) => db.find('issue', id)?.parentId === issue.id);
    case '~': {
      const other = db.find('issue', ids[0]);
      if (other === undefined) return false;
      return isParent
        ? ancestorsOf(db, issue).some(({ id }) => id === other.id)
        : ancestorsOf(db, other).some(({ id }) => id === issue.id);
    }
    case '*':
      return isParent ? issue.parentId !== null : !isLeaf(db, issue.id);
    default:
      return isParent ? issue.parentId === null : isLeaf(db, issue.id);
  }
}

/** By their primary key, as a database finds them; `undefined` where the filters name none. */
function namedIssues({ db }: Context, filters: readonly Filter[]): readonly Issue[] | undefined {
  const filter = filters.find(({ field, operator }) => field === 'issue_id' && operator === '=');
  const ids = filter?.values[0]?.match(/\d+/g)?.map(Number);
  return ids && [...new Set(ids)].flatMap((id) => db.find('issue', id) ?? []);
}

/** Subprojects belong to a project's list unless `subproject_id` says otherwise. */
function projectsOf(
  context: Context,
  project: Project,
  filters: readonly Filter[],
): readonly number[] {
  const below = projectDescendants(context.db, project)
    .filter(({ status }) => status !== 9)
    .map(({ id }) => id);
  const filter = filters.find(({ field }) => field === 'subproject_id');
  const named = (filter?.values ?? []).map(Number);
  const chosen = {
    '=': named.filter((id) => below.includes(id)),
    '!': below.filter((id) => !named.includes(id)),
    '!*': [],
  }[filter?.operator ?? '*'];
  return [project.id, ...(chosen ?? below)];
}

function savedQuery(context: Context, project: Project | undefined): SavedQuery | undefined {
  const { db, actor, params } = context;
  const id = textOf(params.query_id);
  if (id === '') return undefined;
  const query = db.find('query', Number(id));
  const isHere =
    query?.kind === 'issue' && (query.projectId === null || query.projectId === project?.id);
  if (query === undefined || !isHere) throw notFound();
  if (!query.isPublic && query.userId !== actor.user.id && !actor.user.admin) {
    throw denyAccess(context);
  }
  return query;
}
