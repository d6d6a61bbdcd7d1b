/** Moves an issue along an arrow of its workflow. */

import { getField } from '../fields/catalog';
import type { Call } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import { isObject, type JsonObject } from '../json';
import { DEFAULT_RESOLUTION_ID, getNamed, STATUSES } from '../site/names';
import { getWorkflow, type Transition, transitionsFrom } from '../site/workflows';
import type { HistoryItem, IssueDoc } from '../state/model';
import type { World } from '../state/world';
import { applyAdditions, judgeAdditions } from './additions';
import { withProperties } from './edit-issue';
import { readEdits } from './edit-request';
import { checkProperties } from './properties';
import { fieldScope } from './render-issue';
import { projectOf } from './visible';
import { readProperties, Writer } from './writer';

/** The arrows that lead on from where the issue stands. */
export function availableTransitions(world: World, issue: IssueDoc): readonly Transition[] {
  const project = world.projects.get(issue.projectId);
  return project === undefined
    ? []
    : transitionsFrom(getWorkflow(project.workflow), issue.statusId);
}

/** The fields of a transition's screen that must be filled. */
export function requiredFields(
  world: World,
  workflow: string,
  transitionId: string,
): readonly string[] {
  return world.settings.requiredTransitionFields?.[`${workflow}/${transitionId}`] ?? [];
}

/** The fields of its screen, required ones included. */
export function screenFields(
  world: World,
  workflow: string,
  transition: Transition,
): readonly string[] {
  return [...new Set([...transition.screen, ...requiredFields(world, workflow, transition.id)])];
}

/**
 * Moves the issue.
 * @throws JiraError 400 in Jira's words; nothing is written then
 */
export function transitionIssue(call: Call, issue: IssueDoc, body: JsonObject): IssueDoc {
  const { world } = call.site;
  const project = projectOf(call.site, issue);
  const transition = readTransition(world, issue, body);
  const screen = screenFields(world, project.workflow, transition);
  const draft = readEdits(body, {
    world,
    before: issue.fields,
    scopeOf: (field) => fieldScope(call.site, call.caller, issue, field),
    isSettable: (field) => screen.includes(field.id),
  });
  for (const id of requiredFields(world, project.workflow, transition.id)) {
    const value = draft.fields[id] ?? null;
    if (value === null) throw fieldErrors({ [id]: `${getField(world, id).name} is required.` });
  }
  const properties = readProperties(body);
  checkProperties(properties);
  judgeAdditions(call, project, draft.additions);
  const writer = new Writer(call);
  const moved = moveTo(writer, withProperties(writer, issue, properties), transition, draft.fields);
  const items = [...writer.compare(issue, moved.fields), statusItem(issue.statusId, transition.to)];
  const next = writer.update(moved, items, 'issue_generic', body.historyMetadata);
  return applyAdditions(writer, next, draft.additions);
}

function readTransition(world: World, issue: IssueDoc, body: JsonObject): Transition {
  const given = isObject(body.transition) ? body.transition.id : undefined;
  if (given === undefined || given === null) throw refusal(400, "Missing 'transition' identifier");
  const id = String(given);
  if (!/^\d+$/.test(id)) throw refusal(400, "'transition' identifier must be an integer");
  const transition = availableTransitions(world, issue).find((candidate) => candidate.id === id);
  if (transition === undefined)
    throw refusal(400, `Transition id '${id}' is not valid for this issue.`);
  return transition;
}

/** The issue in its new status: done issues get a resolution, reopened ones lose theirs. */
export function moveTo(
  writer: Writer,
  issue: IssueDoc,
  transition: Pick<Transition, 'to'>,
  fields: IssueDoc['fields'],
): IssueDoc {
  const isDone = getNamed(STATUSES, transition.to).category.key === 'done';
  const resolution = isDone ? (fields.resolution ?? DEFAULT_RESOLUTION_ID) : null;
  return {
    ...issue,
    statusId: transition.to,
    statusChangedMs: writer.nowMs,
    resolvedMs: isDone ? (issue.resolvedMs ?? writer.nowMs) : null,
    fields: { ...fields, resolution },
  };
}

export function statusItem(from: string, to: string): HistoryItem {
  return {
    field: 'status',
    fieldtype: 'jira',
    fieldId: 'status',
    from,
    fromString: getNamed(STATUSES, from).name,
    to,
    toString: getNamed(STATUSES, to).name,
  };
}
