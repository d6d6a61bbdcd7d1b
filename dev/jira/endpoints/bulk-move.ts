/** Moving issues to another project or type: an asynchronous call that is done at once here. */
import { bodyObject, bodyStrings, type Call, param } from '../http/call';
import { refusal } from '../http/jira-error';
import { created, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { moveIssue } from '../issues/move-issue';
import { findVisibleIssue, getProjectByIdOrKey } from '../issues/visible';
import { Writer } from '../issues/writer';
import { isObject, type Json } from '../json';
import { renderUser } from '../render/user';
import { findNamed, getNamed, ISSUE_TYPES } from '../site/names';

const MOST_ISSUES = 1_000;

function submit(call: Call): Reply {
  const mapping = bodyObject(call).targetToSourcesMapping;
  if (!isObject(mapping)) throw refusal(400, 'The targetToSourcesMapping is required.');
  const moved: Json[] = [];
  let inaccessible = 0;
  for (const [target, source] of Object.entries(mapping)) {
    const [projectIdOrKey = '', typeId = '', parentIdOrKey] = target
      .split(',')
      .map((part) => part.trim());
    const project = getProjectByIdOrKey(call, projectIdOrKey);
    const types = project.issueTypeIds.map((id) => getNamed(ISSUE_TYPES, id));
    const type = findNamed(types, typeId);
    if (type === undefined)
      throw refusal(400, `The issue type ${typeId} is not in project ${project.key}.`);
    const parent =
      parentIdOrKey === undefined
        ? undefined
        : findVisibleIssue(call.site, call.caller, parentIdOrKey);
    const idsOrKeys = isObject(source) ? bodyStrings(source, 'issueIdsOrKeys') : [];
    if (idsOrKeys.length > MOST_ISSUES)
      throw refusal(400, `At most ${MOST_ISSUES} issues can be moved.`);
    for (const idOrKey of idsOrKeys) {
      const issue = findVisibleIssue(call.site, call.caller, idOrKey);
      if (issue === undefined) inaccessible += 1;
      else
        moved.push(
          Number(
            moveIssue(new Writer(call), issue, {
              projectId: project.id,
              typeId: type.id,
              parentId: parent?.id,
            }).id,
          ),
        );
    }
  }
  return created({ taskId: keepTask(call, moved, inaccessible) });
}

function keepTask(call: Call, moved: readonly Json[], inaccessible: number): string {
  const { world } = call.site;
  const id = world.nextId('task', 10_000);
  const nowMs = call.site.nowMs();
  world.tasks.put(id, {
    id,
    kind: 'bulk',
    ownerId: call.caller.user.accountId,
    createdMs: nowMs,
    result: {
      processedAccessibleIssues: moved,
      failedAccessibleIssues: {},
      invalidOrInaccessibleIssueCount: inaccessible,
      totalIssueCount: moved.length + inaccessible,
    },
  });
  return id;
}

function progress(call: Call): Reply {
  const task = call.site.world.tasks.get(param(call, 'taskId'));
  const owner = task && call.site.world.users.get(task.ownerId);
  if (task?.kind !== 'bulk' || owner === undefined) {
    throw refusal(400, `The task ${param(call, 'taskId')} does not exist.`);
  }
  const time = call.site.timestamp(task.createdMs);
  return ok({
    taskId: task.id,
    status: 'COMPLETE',
    progressPercent: 100,
    submittedBy: renderUser(call.site, call.caller, owner),
    created: time,
    started: time,
    updated: time,
    ...task.result,
  });
}

export const bulkMoveRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/bulk/issues/move', kind: 'write', handle: submit },
  { method: 'GET', path: '/rest/api/3/bulk/queue/{taskId}', kind: 'read', handle: progress },
];
