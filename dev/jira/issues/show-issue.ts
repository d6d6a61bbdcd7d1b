/** An issue with everything that a read asks for: fields, properties and expansions. */
import type { Call } from '../http/call';
import type { Json, JsonObject } from '../json';
import { renderHistory } from '../render/history';
import type { IssueDoc } from '../state/model';
import { selectFields } from './field-selection';
import { editMeta } from './meta';
import { selectProperties } from './properties';
import { renderHtmlFields, renderIssue, renderNames, renderSchemas } from './render-issue';
import { renderTransitions } from './show-transitions';

export interface IssueRequest {
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly properties: readonly string[];
}

/** What a search or a bulk read carries of long lists; a single read carries more. */
export interface ListLimits {
  readonly mostComments: number;
  readonly mostHistories: number;
}

/** Seen on real sites for a single issue: the newest hundred, with the true total. */
const SINGLE_LIMITS: ListLimits = { mostComments: 100, mostHistories: 100 };
/** https://jira.atlassian.com/browse/JRACLOUD-96459 names 40 histories for searches. */
export const SEARCH_LIMITS: ListLimits = { mostComments: 20, mostHistories: 40 };

export function showIssue(
  call: Call,
  issue: IssueDoc,
  request: IssueRequest,
  limits: ListLimits = SINGLE_LIMITS,
): JsonObject {
  const { site, caller } = call;
  const select = selectFields(request.fields, '*all');
  const shown = renderIssue(site, caller, issue, { select, mostComments: limits.mostComments });
  const expansions: Readonly<Record<string, () => Json>> = {
    names: () => renderNames(site, issue, select),
    schema: () => renderSchemas(site, issue, select),
    renderedFields: () => renderHtmlFields(site, issue, select),
    transitions: () => renderTransitions(call, issue, false),
    editmeta: () => ({ fields: editMeta(call, issue) }),
    changelog: () => newestHistories(call, issue, limits.mostHistories),
  };
  const extra: Record<string, Json> = {};
  for (const name of request.expand) {
    const expand = expansions[name];
    if (expand !== undefined) extra[name] = expand();
  }
  if (request.properties.length > 0) {
    extra.properties = selectProperties(issue.properties, request.properties);
  }
  return { ...shown, ...extra };
}

/** The most recent entries, newest first; older ones are to be had page by page. */
function newestHistories(call: Call, issue: IssueDoc, most: number): Json {
  const all = call.site.world.historiesByIssue.of(issue.id);
  const newest = all.slice(-most).toReversed();
  return {
    startAt: 0,
    maxResults: newest.length,
    total: all.length,
    histories: newest.map((entry) => renderHistory(call.site, call.caller, entry)),
  };
}
