/** Issues: create, read, edit, delete. */
import { bodyObject, type Call, queryFlag, queryList } from '../http/call';
import { fieldErrors, JiraError, refusal } from '../http/jira-error';
import { created, NO_CONTENT, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { createIssue } from '../issues/create-issue';
import { deleteIssue } from '../issues/delete-issue';
import { editIssue } from '../issues/edit-issue';
import { showIssue } from '../issues/show-issue';
import { transitionIssue } from '../issues/transition-issue';
import { demand, getIssue, projectOf } from '../issues/visible';
import { isArray, isObject, type Json, type JsonObject } from '../json';
import type { IssueDoc } from '../state/model';

const MOST_BULK = 50;

function reference(call: Call, issue: IssueDoc): JsonObject {
  return { id: issue.id, key: issue.key, self: call.site.url(`issue/${issue.id}`) };
}

function create(call: Call): Reply {
  return created(createOne(call, bodyObject(call)));
}

function createOne(call: Call, body: JsonObject): JsonObject {
  const issue = createIssue(call, body);
  if (body.transition === undefined) return reference(call, issue);
  const { fields: _fields, update: _update, ...rest } = body;
  transitionIssue(call, issue, rest);
  return {
    ...reference(call, issue),
    transition: { status: 200, errorCollection: { errorMessages: [], errors: {} } },
  };
}

/** Each issue stands alone: those that are refused are listed, the others are made. */
function createBulk(call: Call): Reply {
  const updates = bodyObject(call).issueUpdates;
  if (!isArray(updates) || updates.length === 0) {
    throw refusal(400, 'The list of issues to create is empty.');
  }
  if (updates.length > MOST_BULK) {
    throw refusal(400, `Only ${MOST_BULK} issues can be created at once.`);
  }
  const issues: Json[] = [];
  const errors: Json[] = [];
  for (const [index, update] of updates.entries()) {
    try {
      if (!isObject(update)) throw fieldErrors({ fields: 'data was not an object' });
      issues.push(createOne(call, update));
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      errors.push({ status: error.status, elementErrors: error.body, failedElementNumber: index });
    }
  }
  return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
}

function get(call: Call): Reply {
  const issue = getIssue(call);
  return ok(
    showIssue(call, issue, {
      fields: queryList(call, 'fields'),
      expand: queryList(call, 'expand'),
      properties: queryList(call, 'properties'),
    }),
  );
}

function edit(call: Call): Reply {
  const issue = getIssue(call);
  demand(
    call,
    'EDIT_ISSUES',
    projectOf(call.site, issue),
    403,
    'You do not have permission to edit issues in this project.',
  );
  const next = editIssue(call, issue, bodyObject(call));
  if (!queryFlag(call, 'returnIssue', false)) return NO_CONTENT;
  return ok(
    showIssue(call, next, { fields: [], expand: queryList(call, 'expand'), properties: [] }),
  );
}

function assign(call: Call): Reply {
  const issue = getIssue(call);
  editIssue(call, issue, { fields: { assignee: bodyObject(call) } });
  return NO_CONTENT;
}

function remove(call: Call): Reply {
  const issue = getIssue(call);
  demand(
    call,
    'DELETE_ISSUES',
    projectOf(call.site, issue),
    403,
    'You do not have permission to delete issues in this project.',
  );
  deleteIssue(call, issue, queryFlag(call, 'deleteSubtasks', false));
  return NO_CONTENT;
}

export const issueRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/issue', kind: 'write', handle: create },
  { method: 'POST', path: '/rest/api/3/issue/bulk', kind: 'write', handle: createBulk },
  { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}', kind: 'read', handle: get },
  { method: 'PUT', path: '/rest/api/3/issue/{issueIdOrKey}', kind: 'write', handle: edit },
  { method: 'DELETE', path: '/rest/api/3/issue/{issueIdOrKey}', kind: 'write', handle: remove },
  {
    method: 'PUT',
    path: '/rest/api/3/issue/{issueIdOrKey}/assignee',
    kind: 'write',
    handle: assign,
  },
];
