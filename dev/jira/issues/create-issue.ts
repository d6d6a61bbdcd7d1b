/** Creates issues, one or in bulk. */
import { noteIssueCreated } from '../events/issue-events';
import { allFields, isInProject } from '../fields/catalog';
import type { FieldDefinition } from '../fields/definition';
import type { Call } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import { isObject, type Json, type JsonObject, stringAt } from '../json';
import { mayBrowse } from '../permissions/access';
import { may } from '../permissions/holds';
import { DEFAULT_PRIORITY_ID, findNamed, getNamed, ISSUE_TYPES } from '../site/names';
import { getWorkflow } from '../site/workflows';
import type { IssueDoc, ProjectDoc } from '../state/model';
import { applyAdditions, judgeAdditions } from './additions';
import { readEdits } from './edit-request';
import { checkProperties } from './properties';
import { readProperties, Writer } from './writer';

const FIRST_ISSUE = 10_000;

/**
 * Creates one issue and rings for it.
 * @throws JiraError 400 in Jira's words; nothing is written then
 */
export function createIssue(call: Call, body: JsonObject): IssueDoc {
  const project = readProject(call, body);
  const issueTypeId = readIssueType(body, project);
  const {
    project: _project,
    issuetype: _type,
    ...given
  } = isObject(body.fields) ? body.fields : {};
  const draft = readEdits(
    { ...body, fields: given },
    {
      world: call.site.world,
      before: { issuetype: issueTypeId },
      scopeOf: (field) => ({ site: call.site, caller: call.caller, project, field, issueTypeId }),
      isSettable: (field) => isOnCreateScreen(call, field, project),
    },
  );
  checkRequired(draft.fields, issueTypeId);
  const properties = readProperties(body);
  checkProperties(properties);
  judgeAdditions(call, project, draft.additions);
  const writer = new Writer(call);
  const issue = store(writer, project, draft.fields, properties);
  noteIssueCreated(writer.events, call.site, issue);
  return applyAdditions(writer, issue, draft.additions);
}

/** Whether the create screen has the field for this caller. */
function isOnCreateScreen(call: Call, field: FieldDefinition, project: ProjectDoc): boolean {
  if (!field.onCreate || !isInProject(field, project)) return false;
  return field.id !== 'reporter' || may(call.site, call.caller, 'MODIFY_REPORTER', project);
}

/** The fields of the create screen, in the site's order. */
export function createScreenFields(call: Call, project: ProjectDoc): readonly FieldDefinition[] {
  return allFields(call.site.world).filter((field) => isOnCreateScreen(call, field, project));
}

function readProject(call: Call, body: JsonObject): ProjectDoc {
  const given = isObject(body.fields) ? body.fields.project : undefined;
  const idOrKey = stringAt(given, 'id') ?? stringAt(given, 'key');
  if (idOrKey === undefined) throw fieldErrors({ project: 'Specify a valid project ID or key' });
  const project = call.site.world.findProject(idOrKey);
  if (project === undefined || !mayBrowse(call.site, call.caller, project)) {
    throw fieldErrors({ project: 'valid project is required' });
  }
  if (!may(call.site, call.caller, 'CREATE_ISSUES', project)) {
    throw fieldErrors({ project: 'You do not have permission to create issues in this project.' });
  }
  return project;
}

function readIssueType(body: JsonObject, project: ProjectDoc): string {
  const given = isObject(body.fields) ? body.fields.issuetype : undefined;
  const idOrName = stringAt(given, 'id') ?? stringAt(given, 'name');
  if (idOrName === undefined) throw fieldErrors({ issuetype: 'Specify an issue type' });
  const types = project.issueTypeIds.map((id) => getNamed(ISSUE_TYPES, id));
  const type = findNamed(types, idOrName);
  if (type === undefined) throw fieldErrors({ issuetype: 'Specify a valid issue type' });
  return type.id;
}

function checkRequired(fields: Readonly<Record<string, Json>>, issueTypeId: string): void {
  if (fields.summary === undefined || fields.summary === null) {
    throw fieldErrors({ summary: 'You must specify a summary of the issue.' });
  }
  const isOrphan = fields.parent === undefined || fields.parent === null;
  if (getNamed(ISSUE_TYPES, issueTypeId).subtask && isOrphan) {
    throw refusal(400, 'Issue type is a sub-task but parent issue key or id not specified.');
  }
}

function store(
  writer: Writer,
  project: ProjectDoc,
  fields: Readonly<Record<string, Json>>,
  properties: Readonly<Record<string, Json>>,
): IssueDoc {
  const { accountId } = writer.caller.user;
  const number = project.lastIssueNumber + 1;
  writer.world.projects.put(project.id, { ...project, lastIssueNumber: number });
  const id = writer.world.nextId('issue', FIRST_ISSUE);
  const issue: IssueDoc = {
    id,
    key: `${project.key}-${number}`,
    formerKeys: [],
    projectId: project.id,
    statusId: getWorkflow(project.workflow).initialStatusId,
    creatorId: accountId,
    createdMs: writer.nowMs,
    updatedMs: writer.nowMs,
    statusChangedMs: writer.nowMs,
    resolvedMs: null,
    fields: { priority: DEFAULT_PRIORITY_ID, reporter: accountId, labels: [], ...fields },
    properties,
    watchers: writer.caller.isApp ? [] : [accountId],
  };
  writer.world.issues.put(id, issue);
  return issue;
}
