/** Projects. */
import { bodyObject, type Call, queryList } from '../http/call';
import { fieldErrors } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { created, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProject } from '../issues/visible';
import { type JsonObject, stringAt } from '../json';
import { mayBrowse } from '../permissions/access';
import { findPermission, holds } from '../permissions/holds';
import { renderIssueType, renderStatus } from '../render/named';
import { renderProject, renderProjectReference } from '../render/project';
import { getNamed, ISSUE_TYPES } from '../site/names';
import { defaultRoles } from '../site/seed';
import { getWorkflow, statusesOf } from '../site/workflows';
import type { ProjectDoc } from '../state/model';
import { demandAdmin } from './field';

function visibleProjects(call: Call): readonly ProjectDoc[] {
  return [...call.site.world.projects.values()].filter((project) =>
    mayBrowse(call.site, call.caller, project),
  );
}

function get(call: Call): Reply {
  const project = getProject(call);
  const names = queryList(call, 'properties');
  const properties = Object.fromEntries(
    Object.entries(project.properties).filter(
      ([key]) => names.includes(key) || names.includes('*all'),
    ),
  );
  return ok({ ...renderProject(call.site, call.caller, project), properties });
}

function renderListed(call: Call, project: ProjectDoc): JsonObject {
  const { simplified, ...reference } = renderProjectReference(call.site, project);
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...reference,
    simplified: simplified ?? false,
    style: 'classic',
    isPrivate: project.browse === 'members',
    properties: {},
  };
}

/** `action` narrows to projects where the caller may do that. */
const ACTIONS: Readonly<Record<string, string>> = {
  view: 'BROWSE_PROJECTS',
  browse: 'BROWSE_PROJECTS',
  edit: 'ADMINISTER_PROJECTS',
  create: 'CREATE_ISSUES',
};

function search(call: Call): Reply {
  const query = (call.query.get('query') ?? '').toLowerCase();
  const keys = queryList(call, 'keys');
  const ids = queryList(call, 'id');
  const permission = findPermission(
    ACTIONS[call.query.get('action') ?? 'view'] ?? 'BROWSE_PROJECTS',
  );
  const found = visibleProjects(call)
    .filter(
      (project) =>
        (project.name.toLowerCase().includes(query) || project.key.toLowerCase().includes(query)) &&
        (keys.length === 0 || keys.includes(project.key)) &&
        (ids.length === 0 || ids.includes(project.id)) &&
        (permission === undefined || holds(call.site, call.caller, permission, project)),
    )
    .toSorted((left, right) => (left.key < right.key ? -1 : 1));
  return ok(
    pageBean(call, found, readWindow(call, 50, 100), (project) => renderListed(call, project)),
  );
}

function list(call: Call): Reply {
  return ok(visibleProjects(call).map((project) => renderListed(call, project)));
}

function listStatuses(call: Call): Reply {
  const project = getProject(call);
  const statuses = statusesOf(getWorkflow(project.workflow));
  return ok(
    project.issueTypeIds.map((id) => {
      const { self, name, subtask } = renderIssueType(call.site, getNamed(ISSUE_TYPES, id));
      return {
        self: self ?? '',
        id,
        name: name ?? '',
        subtask: subtask ?? false,
        statuses: statuses.map((status) => renderStatus(call.site, status)),
      };
    }),
  );
}

/** A new project works like WEB: same types, same workflow. */
function create(call: Call): Reply {
  demandAdmin(call);
  const body = bodyObject(call);
  const key = stringAt(body, 'key') ?? '';
  const name = stringAt(body, 'name') ?? '';
  if (!/^[A-Z][A-Z0-9]{1,9}$/.test(key)) {
    throw fieldErrors({
      projectKey:
        'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.',
    });
  }
  if (name === '') throw fieldErrors({ projectName: 'You must specify a valid project name.' });
  const { world } = call.site;
  if (world.findProject(key) !== undefined) {
    throw fieldErrors({ projectKey: `Project '${name}' uses this project key.` });
  }
  const model = world.findProject('WEB');
  if (model === undefined) throw new Error('the Jira double has lost its project WEB');
  const id = world.nextId('project', 10_002);
  world.projects.put(id, {
    ...model,
    id,
    key,
    name,
    description: stringAt(body, 'description') ?? '',
    leadId: stringAt(body, 'leadAccountId') ?? call.caller.user.accountId,
    roles: defaultRoles(),
    properties: {},
    lastIssueNumber: 0,
  });
  return created({ self: call.site.url(`project/${id}`), id: Number(id), key });
}

export const projectRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/project', kind: 'read', handle: list },
  { method: 'POST', path: '/rest/api/3/project', kind: 'write', handle: create },
  { method: 'GET', path: '/rest/api/3/project/search', kind: 'read', handle: search },
  { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}', kind: 'read', handle: get },
  {
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}/statuses',
    kind: 'read',
    handle: listStatuses,
  },
];
