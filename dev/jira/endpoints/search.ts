/** Searching: JQL over an index that runs behind. */
import { bodyObject, bodyStrings, type Call, queryInteger, queryList } from '../http/call';
import { fieldErrors, JiraError, NO_SUCH_ISSUE, refusal } from '../http/jira-error';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { SEARCH_LIMITS, showIssue } from '../issues/show-issue';
import { findVisibleIssue } from '../issues/visible';
import { isArray, type Json } from '../json';
import { type SearchPage, type SearchRequest, searchIssues } from '../search';
import type { IssueDoc } from '../state/model';

const MOST_RECONCILED = 50;
const MOST_FETCHED = 100;
const MOST_PROPERTIES = 5;

function readGet(call: Call): SearchRequest {
  return {
    jql: call.query.get('jql') ?? '',
    nextPageToken: call.query.get('nextPageToken') || undefined,
    maxResults: queryInteger(call, 'maxResults', 50),
    fields: queryList(call, 'fields'),
    expand: queryList(call, 'expand'),
    properties: queryList(call, 'properties'),
    reconcileIssues: queryList(call, 'reconcileIssues'),
  };
}

function readPost(call: Call): SearchRequest {
  const body = bodyObject(call);
  if (body.maxResults !== undefined && typeof body.maxResults !== 'number') {
    throw refusal(
      400,
      'Invalid request payload. Refer to the REST API documentation and try again.',
    );
  }
  return {
    jql: typeof body.jql === 'string' ? body.jql : '',
    nextPageToken: typeof body.nextPageToken === 'string' ? body.nextPageToken : undefined,
    maxResults: body.maxResults ?? 50,
    fields: bodyStrings(body, 'fields'),
    expand: typeof body.expand === 'string' ? body.expand.split(',') : [],
    properties: bodyStrings(body, 'properties'),
    reconcileIssues: bodyStrings(body, 'reconcileIssues'),
  };
}

function answer(call: Call, request: SearchRequest): Reply {
  if (request.reconcileIssues.length > MOST_RECONCILED) {
    throw refusal(400, `At most ${MOST_RECONCILED} issues can be reconciled.`);
  }
  if (request.properties.length > MOST_PROPERTIES) {
    throw refusal(400, `At most ${MOST_PROPERTIES} properties can be requested.`);
  }
  const page = searchIssues(call, request);
  return ok({
    issues: page.issues.map((issue) => show(call, issue, request)),
    ...tokenOf(page),
    isLast: page.nextPageToken === undefined,
  });
}

function tokenOf(page: SearchPage): { readonly nextPageToken?: string } {
  return page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken };
}

/** Without a field list the answer holds ids and nothing else. */
function show(call: Call, issue: IssueDoc, request: SearchRequest): Json {
  const isIdOnly = request.fields.every((name) => name === 'id');
  if (isIdOnly && request.expand.length === 0 && request.properties.length === 0) {
    return { id: issue.id };
  }
  const fields = request.fields.length === 0 ? ['id'] : request.fields;
  const shown = showIssue(call, issue, { ...request, fields: navigable(fields) }, SEARCH_LIMITS);
  return isIdOnly && shown.fields !== undefined ? { ...shown, fields: {} } : shown;
}

/** A list of nothing but exclusions starts from the navigable fields here. */
function navigable(fields: readonly string[]): readonly string[] {
  return fields.every((name) => name.startsWith('-')) ? ['*navigable', ...fields] : fields;
}

function count(call: Call): Reply {
  const { jql } = bodyObject(call);
  const page = searchIssues(call, {
    jql: typeof jql === 'string' ? jql : '',
    nextPageToken: undefined,
    maxResults: Number.MAX_SAFE_INTEGER,
    fields: [],
    expand: [],
    properties: [],
    reconcileIssues: [],
  });
  return ok({ count: page.total });
}

/** The issues named, in order of their ids, and an error for each that the caller cannot have. */
function fetchMany(call: Call): Reply {
  const body = bodyObject(call);
  const idsOrKeys = bodyStrings(body, 'issueIdsOrKeys');
  if (idsOrKeys.length === 0) throw fieldErrors({ issueIdsOrKeys: 'issueIdsOrKeys is required' });
  if (idsOrKeys.length > MOST_FETCHED) {
    throw refusal(400, `The maximum number of issues that can be fetched is ${MOST_FETCHED}.`);
  }
  const issues = new Map<string, IssueDoc>();
  const issueErrors: Json[] = [];
  for (const idOrKey of idsOrKeys) {
    const issue = findVisibleIssue(call.site, call.caller, idOrKey);
    if (issue !== undefined) issues.set(issue.id, issue);
    else {
      issueErrors.push({
        id: idOrKey,
        errorMessage: NO_SUCH_ISSUE,
      });
    }
  }
  const fields = bodyStrings(body, 'fields');
  const request = {
    fields: fields.length === 0 ? ['*navigable'] : navigable(fields),
    expand: isArray(body.expand) ? bodyStrings(body, 'expand') : [],
    properties: bodyStrings(body, 'properties'),
  };
  const ordered = [...issues.values()].toSorted(
    (left, right) => Number(left.id) - Number(right.id),
  );
  return ok({
    issues: ordered.map((issue) => showIssue(call, issue, request, SEARCH_LIMITS)),
    ...(issueErrors.length === 0 ? {} : { issueErrors }),
  });
}

/** https://developer.atlassian.com/changelog/#CHANGE-2046 */
function gone(): Reply {
  throw new JiraError(410, {
    errorMessages: [
      'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
    ],
    errors: {},
  });
}

export const searchRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/rest/api/3/search/jql',
    kind: 'read',
    handle: (call) => answer(call, readGet(call)),
  },
  {
    method: 'POST',
    path: '/rest/api/3/search/jql',
    kind: 'read',
    handle: (call) => answer(call, readPost(call)),
  },
  { method: 'POST', path: '/rest/api/3/search/approximate-count', kind: 'read', handle: count },
  { method: 'POST', path: '/rest/api/3/issue/bulkfetch', kind: 'read', handle: fetchMany },
  { method: 'GET', path: '/rest/api/3/search', kind: 'read', handle: gone },
  { method: 'POST', path: '/rest/api/3/search', kind: 'read', handle: gone },
];
