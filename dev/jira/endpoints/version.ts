/** Versions of projects. */
import { isCalendarDay } from '../fields/kinds/temporal';
import { bodyObject, type Call, param } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProject, getProjectByIdOrKey } from '../issues/visible';
import { type JsonObject, stringAt } from '../json';
import { renderVersion } from '../render/named';
import type { VersionDoc } from '../state/model';
import { demandProjectAdmin, forget, owned, uniqueName } from './project-part';

const FIRST_VERSION = 10_000;

function versionsOf(call: Call): readonly VersionDoc[] {
  return owned(call.site.world.versions.values(), getProject(call));
}

function showVersion(call: Call, version: VersionDoc): JsonObject {
  return { ...renderVersion(call.site, version), projectId: Number(version.projectId) };
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
    id: world.nextId('version', FIRST_VERSION),
    projectId: project.id,
    name,
    description: stringAt(body, 'description') ?? '',
    released: body.released === true,
    archived: body.archived === true,
  };
  world.versions.put(version.id, version);
  return created(showVersion(call, version));
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

function deleteVersion(call: Call): Reply {
  const version = getVersion(call);
  demandProjectAdmin(call, getProjectByIdOrKey(call, version.projectId));
  forget(call, ['fixVersions', 'versions'], version.id);
  call.site.world.versions.remove(version.id);
  return NO_CONTENT;
}

const PROJECT = '/rest/api/3/project/{projectIdOrKey}';
const ONE = '/rest/api/3/version/{id}';

function listAll(call: Call): Reply {
  return ok(versionsOf(call).map((entry) => showVersion(call, entry)));
}

function listPage(call: Call): Reply {
  const show = (entry: VersionDoc) => showVersion(call, entry);
  return ok(pageBean(call, versionsOf(call), readWindow(call, 50), show));
}

function get(call: Call): Reply {
  return ok(showVersion(call, getVersion(call)));
}

export const versionRoutes: readonly Route[] = [
  { method: 'GET', path: `${PROJECT}/versions`, kind: 'read', handle: listAll },
  { method: 'GET', path: `${PROJECT}/version`, kind: 'read', handle: listPage },
  { method: 'POST', path: '/rest/api/3/version', kind: 'write', handle: createVersion },
  { method: 'GET', path: ONE, kind: 'read', handle: get },
  { method: 'PUT', path: ONE, kind: 'write', handle: updateVersion },
  { method: 'DELETE', path: ONE, kind: 'write', handle: deleteVersion },
];
