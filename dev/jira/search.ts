/** Runs a search: parse, test every indexed issue, order, cut a page. */
import type { Call } from './http/call';
import { refusal } from './http/jira-error';
import { compile } from './jql/compile';
import { readOrder, type SortKey } from './jql/order';
import { parseJql } from './jql/parse';
import { invalidToken, readToken, writeToken } from './page-token';
import { maySeeIssue } from './permissions/access';
import type { IssueDoc } from './state/model';

export interface SearchRequest {
  readonly jql: string;
  readonly nextPageToken: string | undefined;
  readonly maxResults: number;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly properties: readonly string[];
  /** Ids of issues that the answer must show as they are now. */
  readonly reconcileIssues: readonly string[];
}

export interface SearchPage {
  readonly issues: readonly IssueDoc[];
  readonly total: number;
  readonly nextPageToken: string | undefined;
}

const MOST_IDS = 5_000;
const MOST_WITH_FIELDS = 100;

/** @throws JiraError 400 in Jira's words. */
export function searchIssues(call: Call, request: SearchRequest): SearchPage {
  const query = parseJql(request.jql);
  if (query.where === undefined) {
    throw refusal(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const { site, caller, search } = call;
  const test = compile(query.where, { site, caller, indexed: search.indexedProperties });
  const order = readOrder(query.orderBy, site, search.indexedProperties);
  const found = search.index
    .issues(new Set(request.reconcileIssues))
    // What an issue is restricted to is looked up now, however old the index is.
    .filter(
      (issue) => test(issue) && maySeeIssue(site, caller, site.world.issues.get(issue.id) ?? issue),
    )
    .map((issue) => ({ issue, key: order.keyOf(issue) }))
    .toSorted((left, right) => order.compare(left.key, right.key));
  const after = readPosition(request);
  const rest =
    after === undefined ? found : found.filter(({ key }) => order.compare(key, after) > 0);
  const page = rest.slice(0, pageSize(request));
  const last = page.at(-1);
  return {
    issues: page.map(({ issue }) => issue),
    total: found.length,
    nextPageToken:
      last === undefined || page.length === rest.length
        ? undefined
        : writeToken({ jql: request.jql, after: last.key }),
  };
}

/** Full pages only where ids or keys are asked for; more fields, fewer issues. */
function pageSize(request: SearchRequest): number {
  const isSmall = request.fields.every((name) => name === 'id' || name === 'key');
  return Math.max(1, Math.min(request.maxResults, isSmall ? MOST_IDS : MOST_WITH_FIELDS));
}

/** A token continues one query only. */
function readPosition(request: SearchRequest): SortKey | undefined {
  if (request.nextPageToken === undefined) return undefined;
  const token = readToken(request.nextPageToken);
  if (typeof token !== 'object' || token === null) throw invalidToken();
  const { jql, after } = token as { readonly jql?: unknown; readonly after?: unknown };
  if (jql !== request.jql || !Array.isArray(after)) throw invalidToken();
  return after as SortKey;
}
