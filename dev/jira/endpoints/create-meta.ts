/** What the create and the edit screen ask for. */
import { type Call, param, queryInteger } from '../http/call';
import { refusal } from '../http/jira-error';
import { cut } from '../http/paging';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { createScreenFields } from '../issues/create-issue';
import { editMeta, renderFieldMeta } from '../issues/meta';
import { getIssue, getProject } from '../issues/visible';
import { may } from '../permissions/holds';
import { renderIssueType } from '../render/named';
import { findNamed, getNamed, ISSUE_TYPES } from '../site/names';
import type { ProjectDoc } from '../state/model';

const TYPES = '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes';
const MOST = 200;

function readMetaWindow(call: Call) {
  const maxResults = queryInteger(call, 'maxResults', 50);
  if (maxResults > MOST) {
    throw refusal(400, `Parameter 'maxResults' must not exceed the limit '${MOST}'`);
  }
  return { startAt: Math.max(0, queryInteger(call, 'startAt', 0)), maxResults };
}

function getCreatable(call: Call): ProjectDoc {
  const project = getProject(call);
  if (!may(call.site, call.caller, 'CREATE_ISSUES', project)) {
    throw refusal(403, 'You do not have permission to create issues in this project.');
  }
  return project;
}

function listTypes(call: Call): Reply {
  const project = getCreatable(call);
  const window = readMetaWindow(call);
  const types = project.issueTypeIds.map((id) => getNamed(ISSUE_TYPES, id));
  return ok({
    ...window,
    total: types.length,
    issueTypes: cut(types, window).map((type) => renderIssueType(call.site, type)),
  });
}

function listFields(call: Call): Reply {
  const project = getCreatable(call);
  const window = readMetaWindow(call);
  const types = project.issueTypeIds.map((id) => getNamed(ISSUE_TYPES, id));
  const type = findNamed(types, param(call, 'issueTypeId'));
  if (type === undefined) throw refusal(404, 'The issue type was not found in the project.');
  const fields = createScreenFields(call, project);
  const { site, caller } = call;
  return ok({
    ...window,
    total: fields.length,
    fields: cut(fields, window).map((field) => ({
      ...renderFieldMeta(
        { site, caller, project, field, issueTypeId: type.id },
        field.required || (field.id === 'parent' && type.subtask),
      ),
      fieldId: field.id,
    })),
  });
}

function showEditMeta(call: Call): Reply {
  return ok({ fields: editMeta(call, getIssue(call)) });
}

export const createMetaRoutes: readonly Route[] = [
  { method: 'GET', path: TYPES, kind: 'read', handle: listTypes },
  { method: 'GET', path: `${TYPES}/{issueTypeId}`, kind: 'read', handle: listFields },
  {
    method: 'GET',
    path: '/rest/api/3/issue/{issueIdOrKey}/editmeta',
    kind: 'read',
    handle: showEditMeta,
  },
];
