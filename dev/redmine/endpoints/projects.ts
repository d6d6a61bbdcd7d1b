import type { Context } from '../context';
import { PROJECT_ACTIVE, PROJECT_ARCHIVED, PROJECT_CLOSED, type Project } from '../data/model';
import { type Answer, created, DONE, invalid, notModelled, ok, Refusal } from '../http/answer';
import { pageOf } from '../http/paging';
import { isParamObject, textOf } from '../http/params';
import { type Filter, filtersOf } from '../query/filters';
import { matches } from '../query/match';
import { renderProject } from '../render/project';
import { authorize, authorizeAnywhere, getProject, requireAdmin } from '../rules/authorize';
import { projectAncestors, projectDescendants } from '../rules/issue-tree';
import { inheritMembers } from '../rules/members';
import { isAdmin, visibleProjects } from '../rules/permissions';
import { draftOfNewProject, editedProject, projectErrors } from '../rules/project-edit';

const FILTER_TYPES = new Map([
  ['status', 'list'],
  ['id', 'list'],
  ['name', 'text'],
  ['is_public', 'list'],
  ['created_on', 'date_past'],
] as const);
const ACTIVE_ONLY: Filter = { field: 'status', operator: '=', values: [String(PROJECT_ACTIVE)] };

/** The projects one sees, active ones unless `status` says otherwise, as a tree sorted by name. */
export function listProjects(context: Context): Answer {
  const { params, nowMs } = context;
  if (params.parent_id !== undefined) return notModelled('the filter parent_id of /projects.json');
  const filters = filtersOf(params, FILTER_TYPES, [ACTIVE_ONLY]);
  const value = (project: Project, field: string): string | number =>
    ({
      status: project.status,
      id: project.id,
      name: project.name,
      is_public: project.isPublic ? '1' : '0',
      created_on: project.createdOnMs,
    })[field] ?? '';
  const projects = inTreeOrder(context, visibleProjects(context.db, context.actor)).filter(
    (project) =>
      filters.every((filter) => {
        const type = FILTER_TYPES.get(filter.field as 'status') ?? 'list';
        return matches(filter, type, value(project, filter.field), nowMs);
      }),
  );
  const page = pageOf(context, projects);
  return ok({
    projects: page.items.map((project) => renderProject(context, project, { alone: false })),
    ...page.meta,
  });
}

function inTreeOrder(context: Context, projects: readonly Project[]): readonly Project[] {
  const path = (project: Project): string =>
    [project, ...projectAncestors(context.db, project)]
      .reverse()
      .map(({ name }) => name.toLowerCase())
      .join('\u0000');
  return [...projects].sort((a, b) => (path(a) < path(b) ? -1 : 1));
}

export function showProject(context: Context): Answer {
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'projects/show', project);
  return ok({ project: renderProject(context, project, { alone: true }) });
}

export function createProject(context: Context): Answer {
  authorizeAnywhere(context, 'projects/create');
  const { db, actor } = context;
  if (!isAdmin(actor)) return notModelled('POST /projects.json by somebody who is no admin');
  const sent = isParamObject(context.params.project) ? context.params.project : {};
  const draft = editedProject(context, draftOfNewProject(context), sent);
  const errors = projectErrors(context, draft);
  if (errors.length > 0) return invalid(errors);
  const project = db.insert('project', draft);
  const parent = db.find('project', project.parentId);
  if (parent !== undefined) inheritMembers(db, parent);
  return created(
    { project: renderProject(context, project, { alone: true }) },
    `${context.baseUrl}/projects/${project.id}`,
  );
}

export function updateProject(context: Context): Answer {
  const { db } = context;
  const before = getProject(context, context.path.project ?? '');
  authorize(context, 'projects/update', before);
  const sent = isParamObject(context.params.project) ? context.params.project : {};
  if ('parent_id' in sent && textOf(sent.parent_id) !== String(before.parentId ?? '')) {
    return notModelled('moving a project under another one');
  }
  const { identifier: _frozen, ...rest } = sent;
  const after: Project = {
    ...editedProject(context, before, rest),
    id: before.id,
    updatedOnMs: context.nowMs,
  };
  const errors = projectErrors(context, after);
  if (errors.length > 0) return invalid(errors);
  db.put('project', after);
  const parent = db.find('project', after.parentId);
  if (parent !== undefined) inheritMembers(db, parent);
  return DONE;
}

export function destroyProject(context: Context): Answer {
  getProject(context, context.path.project ?? '');
  return notModelled('DELETE /projects/:id (archive it instead)');
}

/** Closes with all below it: read-only from then on. */
export function closeProject(context: Context): Answer {
  return setStatus(context, 'projects/close', PROJECT_ACTIVE, PROJECT_CLOSED);
}

export function reopenProject(context: Context): Answer {
  return setStatus(context, 'projects/reopen', PROJECT_CLOSED, PROJECT_ACTIVE);
}

function setStatus(
  context: Context,
  action: string,
  from: Project['status'],
  to: Project['status'],
): Answer {
  const { db } = context;
  const project = getProject(context, context.path.project ?? '');
  authorize(context, action, project);
  for (const one of [project, ...projectDescendants(db, project)]) {
    if (one.status === from) db.put('project', { ...one, status: to });
  }
  return DONE;
}

/** Archived: nobody sees it or anything in it. */
export function archiveProject(context: Context): Answer {
  requireAdmin(context);
  const { db } = context;
  const project = getProject(context, context.path.project ?? '');
  const below = [project, ...projectDescendants(db, project)];
  const ids = new Set(below.map(({ id }) => id));
  const isUsedOutside = db.all('issue').some((issue) => {
    const version = db.find('version', issue.fixedVersionId);
    return version !== undefined && ids.has(version.projectId) && !ids.has(issue.projectId);
  });
  if (isUsedOutside) throw new Refusal(invalid(['This project cannot be archived']));
  for (const one of below) db.put('project', { ...one, status: PROJECT_ARCHIVED });
  return DONE;
}

export function unarchiveProject(context: Context): Answer {
  requireAdmin(context);
  const { db } = context;
  const project = getProject(context, context.path.project ?? '');
  const ancestors = projectAncestors(db, project);
  const status = ancestors.some((one) => one.status === PROJECT_CLOSED)
    ? PROJECT_CLOSED
    : PROJECT_ACTIVE;
  for (const one of [project, ...ancestors]) {
    if (one.status === PROJECT_ARCHIVED) db.put('project', { ...one, status });
  }
  return DONE;
}
