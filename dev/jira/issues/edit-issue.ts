/** Edits an issue: fields, properties and what an update adds, all or nothing. */

import type { UpdateReason } from '../events/issue-events';
import { isInProject } from '../fields/catalog';
import type { FieldDefinition } from '../fields/definition';
import type { Call } from '../http/call';
import { refusal } from '../http/jira-error';
import { type Json, type JsonObject, sameJson } from '../json';
import { isJiraAdmin, isProjectAdmin } from '../permissions/access';
import { may } from '../permissions/holds';
import type { HistoryItem, IssueDoc, ProjectDoc } from '../state/model';
import { applyAdditions, judgeAdditions } from './additions';
import { readEdits } from './edit-request';
import { checkProperties } from './properties';
import { fieldScope } from './render-issue';
import { projectOf } from './visible';
import { readProperties, Writer } from './writer';

/**
 * Applies the edit. What changes nothing is not written, moves no `updated` and rings nothing.
 * @throws JiraError 400, 403 in Jira's words; nothing is written then
 */
export function editIssue(call: Call, issue: IssueDoc, body: JsonObject): IssueDoc {
  const project = projectOf(call.site, issue);
  checkFlags(call, project);
  if (!['fields', 'update', 'properties'].some((part) => Object.hasOwn(body, part))) {
    throw refusal(400, "one of 'fields' or 'update' required");
  }
  const draft = readEdits(body, {
    world: call.site.world,
    before: issue.fields,
    scopeOf: (field) => ({
      ...fieldScope(call.site, call.caller, issue, field),
      issueTypeId: String(issue.fields.issuetype),
    }),
    isSettable: (field) => isEditable(call, field, project),
  });
  const properties = readProperties(body);
  checkProperties(properties);
  judgeAdditions(call, project, draft.additions);
  const writer = new Writer(call);
  const items = writer.compare(issue, draft.fields);
  let next = withProperties(writer, issue, properties);
  if (items.length > 0) {
    next = writer.update(
      { ...next, fields: draft.fields },
      items,
      reasonOf(items),
      body.historyMetadata,
    );
  }
  return applyAdditions(writer, next, draft.additions);
}

/** An edit asks no screen, only whether the field can be set at all. */
export function isEditable(call: Call, field: FieldDefinition, project: ProjectDoc): boolean {
  if (field.kind.operations.length === 0 || !isInProject(field, project)) return false;
  return field.id !== 'reporter' || may(call.site, call.caller, 'MODIFY_REPORTER', project);
}

/** Properties move neither `updated` nor the changelog. */
export function withProperties(
  writer: Writer,
  issue: IssueDoc,
  properties: Readonly<Record<string, Json>>,
): IssueDoc {
  const merged = { ...issue.properties, ...properties };
  if (sameJson(merged, issue.properties)) return issue;
  const next = { ...issue, properties: merged };
  writer.world.issues.put(next.id, next);
  return next;
}

/**
 * A caller who may not silence mails is refused as a whole, though the documentation says that the
 * parameter is ignored then; so real sites answer.
 */
function checkFlags(call: Call, project: ProjectDoc): void {
  const isAdmin = isJiraAdmin(call.site.world, call.caller);
  if (call.query.get('notifyUsers') === 'false') {
    if (!isAdmin && !isProjectAdmin(call.site, call.caller, project)) {
      throw refusal(
        403,
        'To discard the user notification either admin or project admin permissions are required.',
      );
    }
  }
  for (const flag of ['overrideScreenSecurity', 'overrideEditableFlag']) {
    if (call.query.get(flag) === 'true' && !(isAdmin && call.caller.sentByApp)) {
      throw refusal(403, `The user does not have permission to use the '${flag}' flag.`);
    }
  }
}

function reasonOf(items: readonly HistoryItem[]): UpdateReason {
  return items.every(({ fieldId }) => fieldId === 'assignee') ? 'issue_assigned' : 'issue_updated';
}
