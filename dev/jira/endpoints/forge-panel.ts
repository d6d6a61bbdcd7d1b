/** Pinning an app's issue panel to projects: asynchronous, done at once here. */
import { bodyObject, type Call, param } from '../http/call';
import { refusal } from '../http/jira-error';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProjectByIdOrKey } from '../issues/visible';
import { isArray, isObject, stringAt } from '../json';
import { isJiraAdmin } from '../permissions/access';

const MOST_PROJECTS = 1_000;
const MODULE = /^ari:cloud:ecosystem::extension\/[^/]+\/[^/]+\/static\/([^/]+)$/;

function pin(call: Call): Reply {
  if (!isJiraAdmin(call.site.world, call.caller)) {
    throw refusal(403, 'You must have the Administer Jira global permission to pin issue panels.');
  }
  const body = bodyObject(call);
  const moduleKey = MODULE.exec(stringAt(body, 'moduleId') ?? '')?.[1];
  if (moduleKey === undefined) throw refusal(400, 'The moduleId is not valid.');
  const { projectList } = body;
  if (!isArray(projectList) || projectList.length > MOST_PROJECTS) {
    throw refusal(400, `The projectList must hold at most ${MOST_PROJECTS} projects.`);
  }
  const { world } = call.site;
  const pinned = new Set(world.settings.pinnedPanels?.[moduleKey] ?? []);
  for (const entry of projectList.filter(isObject)) {
    const { id } = getProjectByIdOrKey(call, stringAt(entry, 'projectIdOrKey') ?? '');
    if (entry.action === 'PIN') pinned.add(id);
    else pinned.delete(id);
  }
  world.settings = {
    ...world.settings,
    pinnedPanels: { ...world.settings.pinnedPanels, [moduleKey]: [...pinned] },
  };
  const taskId = world.nextId('task', 10_000);
  world.tasks.put(taskId, {
    id: taskId,
    kind: 'panel',
    ownerId: call.caller.user.accountId,
    createdMs: call.site.nowMs(),
    result: {},
  });
  return { status: 202, body: { taskId } };
}

function getTask(call: Call): Reply {
  const task = call.site.world.tasks.get(param(call, 'taskId'));
  if (task === undefined || task.kind === 'bulk')
    throw refusal(404, `The task ${param(call, 'taskId')} was not found.`);
  return ok({
    self: call.site.url(`task/${task.id}`),
    id: task.id,
    description: task.kind === 'panel' ? 'Pin or unpin issue panels' : 'Set issue properties',
    status: 'COMPLETE',
    result: task.result,
    submittedBy: 10_000,
    progress: 100,
    elapsedRuntime: 0,
    submitted: task.createdMs,
    started: task.createdMs,
    finished: task.createdMs,
    lastUpdate: task.createdMs,
  });
}

export const forgePanelRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/forge/panel/action/bulk/async', kind: 'write', handle: pin },
  { method: 'GET', path: '/rest/api/3/task/{taskId}', kind: 'read', handle: getTask },
];
