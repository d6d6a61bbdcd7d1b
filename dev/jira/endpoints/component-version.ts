/** Components and versions of projects. */

import { isCalendarDay } from '../fields/kinds/temporal';
import { bodyObject, type Call, param } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { demand, getProject, getProjectByIdOrKey } from '../issues/visible';
import { isArray, type Json, type JsonObject, stringAt } from '../json';
import { renderComponent, renderVersion } from '../render/named';
import type { ComponentDoc, ProjectDoc, VersionDoc } from '../state/model';

const FIRST = 10_000;

function demandProjectAdmin(call: Call, project: ProjectDoc): void {
  demand(
    call,
    'ADMINISTER_PROJECTS',
    project,
    403,
    'The user does not have permission to complete this operation.',
  );
}

function owned<T extends { readonly projectId: string }>(
  all: Iterable<T>,
  project: ProjectDoc,
): readonly T[] {
  return [...all].filter(({ projectId }) => projectId === project.id);
}

function componentsOf(call: Call): readonly ComponentDoc[] {
  return owned(call.site.world.components.values(), getProject(call));
}

function versionsOf(call: Call): readonly VersionDoc[] {
  return owned(call.site.world.versions.values(), getProject(call));
}

function showComponent(call: Call, component: ComponentDoc): JsonObject {
  const project = call.site.world.projects.get(component.projectId)?.key ?? '';
  return {
    ...renderComponent(call.site, component),
    assigneeType: 'PROJECT_DEFAULT',
    realAssigneeType: 'PROJECT_DEFAULT',
    isAssigneeTypeValid: true,
    project,
    projectId: Number(component.projectId),
  };
}

function showVersion(call: Call, version: VersionDoc): JsonObject {
  return { ...renderVersion(call.site, version), projectId: Number(version.projectId) };
}

function createComponent(call: Call): Reply {
  const body = bodyObject(call);
  const project = getProjectByIdOrKey(call, stringAt(body, 'project') ?? '');
  demandProjectAdmin(call, project);
  const { world } = call.site;
  const name = uniqueName(body, owned(world.components.values(), project), 'component');
  const component: ComponentDoc = {
    id: world.nextId('component', FIRST),
    projectId: project.id,
    name,
    description: stringAt(body, 'description') ?? '',
  };
  world.components.put(component.id, component);
  return created(showComponent(call, component));
}

function createVersion(call: Call): Reply {
  const body = bodyObject(call);
  const { projectId } = body;
  const project = getProjectByIdOrKey(call, String(projectId ?? stringAt(body, 'project') ?? ''));
  demandProjectAdmin(call, project);
  const { world } = call.site;
  const name = uniqueName(body, owned(world.versions.values(), project), 'version');
  const version: VersionDoc = {
    ...readVersion(body),
    id: world.nextId('version', FIRST),
    projectId: project.id,
    name,
    description: stringAt(body, 'description') ?? '',
    released: body.released === true,
    archived: body.archived === true,
  };
  world.versions.put(version.id, version);
  return created(showVersion(call, version));
}

function uniqueName(
  body: JsonObject,
  siblings: readonly { readonly name: string }[],
  word: string,
): string {
  const name = stringAt(body, 'name')?.trim() ?? '';
  if (name === '')
    throw fieldErrors({
      name: `The ${word} name specified is invalid - cannot be an empty string.`,
    });
  if (siblings.some((sibling) => sibling.name.toLowerCase() === name.toLowerCase())) {
    throw fieldErrors({ name: `A ${word} with this name already exists in this project.` });
  }
  return name;
}

function readVersion(body: JsonObject): Pick<VersionDoc, 'startDate' | 'releaseDate'> {
  const dates: Record<string, string> = {};
  for (const name of ['startDate', 'releaseDate']) {
    const day = stringAt(body, name);
    if (day === undefined) continue;
    if (!isCalendarDay(day)) throw fieldErrors({ [name]: `Error parsing date string: ${day}` });
    dates[name] = day;
  }
  return dates;
}

function getVersion(call: Call): VersionDoc {
  const version = call.site.world.versions.get(param(call, 'id'));
  if (version === undefined) {
    throw refusal(404, `Could not find version for id '${param(call, 'id')}'`);
  }
  getProjectByIdOrKey(call, version.projectId);
  return version;
}

function updateVersion(call: Call): Reply {
  const version = getVersion(call);
  demandProjectAdmin(call, getProjectByIdOrKey(call, version.projectId));
  const body = bodyObject(call);
  const next: VersionDoc = {
    ...version,
    ...readVersion(body),
    name: stringAt(body, 'name') ?? version.name,
    description: stringAt(body, 'description') ?? version.description,
    released: typeof body.released === 'boolean' ? body.released : version.released,
    archived: typeof body.archived === 'boolean' ? body.archived : version.archived,
  };
  call.site.world.versions.put(next.id, next);
  return ok(showVersion(call, next));
}

function getComponent(call: Call): ComponentDoc {
  const component = call.site.world.components.get(param(call, 'id'));
  if (component === undefined) {
    throw refusal(404, `The component with id ${param(call, 'id')} does not exist.`);
  }
  getProjectByIdOrKey(call, component.projectId);
  return component;
}

function deleteComponent(call: Call): Reply {
  const component = getComponent(call);
  demandProjectAdmin(call, getProjectByIdOrKey(call, component.projectId));
  forget(call, ['components'], component.id);
  call.site.world.components.remove(component.id);
  return NO_CONTENT;
}

function deleteVersion(call: Call): Reply {
  const version = getVersion(call);
  demandProjectAdmin(call, getProjectByIdOrKey(call, version.projectId));
  forget(call, ['fixVersions', 'versions'], version.id);
  call.site.world.versions.remove(version.id);
  return NO_CONTENT;
}

/** Takes the entry out of the issues that have it. */
function forget(call: Call, fieldIds: readonly string[], id: string): void {
  for (const issue of call.site.world.issues.values()) {
    const changed: Record<string, Json> = {};
    for (const fieldId of fieldIds) {
      const list = issue.fields[fieldId];
      if (isArray(list) && list.includes(id))
        changed[fieldId] = list.filter((entry) => entry !== id);
    }
    if (Object.keys(changed).length > 0) {
      call.site.world.issues.put(issue.id, { ...issue, fields: { ...issue.fields, ...changed } });
    }
  }
}

const PROJECT = '/rest/api/3/project/{projectIdOrKey}';

export const componentVersionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${PROJECT}/components`,
    kind: 'read',
    handle: (call) => ok(componentsOf(call).map((entry) => showComponent(call, entry))),
  },
  {
    method: 'GET',
    path: `${PROJECT}/component`,
    kind: 'read',
    handle: (call) =>
      ok(
        pageBean(call, componentsOf(call), readWindow(call, 50), (entry) =>
          showComponent(call, entry),
        ),
      ),
  },
  {
    method: 'GET',
    path: `${PROJECT}/versions`,
    kind: 'read',
    handle: (call) => ok(versionsOf(call).map((entry) => showVersion(call, entry))),
  },
  {
    method: 'GET',
    path: `${PROJECT}/version`,
    kind: 'read',
    handle: (call) =>
      ok(
        pageBean(call, versionsOf(call), readWindow(call, 50), (entry) => showVersion(call, entry)),
      ),
  },
  { method: 'POST', path: '/rest/api/3/component', kind: 'write', handle: createComponent },
  {
    method: 'GET',
    path: '/rest/api/3/component/{id}',
    kind: 'read',
    handle: (call) => ok(showComponent(call, getComponent(call))),
  },
  { method: 'DELETE', path: '/rest/api/3/component/{id}', kind: 'write', handle: deleteComponent },
  { method: 'POST', path: '/rest/api/3/version', kind: 'write', handle: createVersion },
  {
    method: 'GET',
    path: '/rest/api/3/version/{id}',
    kind: 'read',
    handle: (call) => ok(showVersion(call, getVersion(call))),
  },
  { method: 'PUT', path: '/rest/api/3/version/{id}', kind: 'write', handle: updateVersion },
  { method: 'DELETE', path: '/rest/api/3/version/{id}', kind: 'write', handle: deleteVersion },
];
