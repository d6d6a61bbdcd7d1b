/** Components of projects. */
import { bodyObject, type Call, param } from '../http/call';
import { refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProject, getProjectByIdOrKey } from '../issues/visible';
import { type JsonObject, stringAt } from '../json';
import { renderComponent } from '../render/named';
import type { ComponentDoc } from '../state/model';
import { demandProjectAdmin, forget, owned, uniqueName } from './project-part';

const FIRST_COMPONENT = 10_000;

function componentsOf(call: Call): readonly ComponentDoc[] {
  return owned(call.site.world.components.values(), getProject(call));
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

function createComponent(call: Call): Reply {
  const body = bodyObject(call);
  const project = getProjectByIdOrKey(call, stringAt(body, 'project') ?? '');
  demandProjectAdmin(call, project);
  const { world } = call.site;
  const name = uniqueName(body, owned(world.components.values(), project), 'component');
  const component: ComponentDoc = {
    id: world.nextId('component', FIRST_COMPONENT),
    projectId: project.id,
    name,
    description: stringAt(body, 'description') ?? '',
  };
  world.components.put(component.id, component);
  return created(showComponent(call, component));
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

const PROJECT = '/rest/api/3/project/{projectIdOrKey}';
const ONE = '/rest/api/3/component/{id}';

function listAll(call: Call): Reply {
  return ok(componentsOf(call).map((entry) => showComponent(call, entry)));
}

function listPage(call: Call): Reply {
  const show = (entry: ComponentDoc) => showComponent(call, entry);
  return ok(pageBean(call, componentsOf(call), readWindow(call, 50), show));
}

function get(call: Call): Reply {
  return ok(showComponent(call, getComponent(call)));
}

export const componentRoutes: readonly Route[] = [
  { method: 'GET', path: `${PROJECT}/components`, kind: 'read', handle: listAll },
  { method: 'GET', path: `${PROJECT}/component`, kind: 'read', handle: listPage },
  { method: 'POST', path: '/rest/api/3/component', kind: 'write', handle: createComponent },
  { method: 'GET', path: ONE, kind: 'read', handle: get },
  { method: 'DELETE', path: ONE, kind: 'write', handle: deleteComponent },
];
