/** Changelogs: of one issue page by page, and of many. */
import { bodyObject, bodyStrings, type Call } from '../http/call';
import { refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { findVisibleIssue, getIssue } from '../issues/visible';
import type { Json } from '../json';
import { readCursor, writeCursor } from '../page-token';
import { renderHistory } from '../render/history';
import type { HistoryDoc } from '../state/model';

const MOST_ISSUES = 1_000;
const MOST_FIELDS = 10;
const PAGE_SIZE = 1_000;

function list(call: Call): Reply {
  const issue = getIssue(call);
  const histories = call.site.world.historiesByIssue.of(issue.id);
  return ok(
    pageBean(call, histories, readWindow(call, 100), (entry) =>
      renderHistory(call.site, call.caller, entry),
    ),
  );
}

/** Oldest entry and smallest issue id first; issues that the caller may not see are left out. */
function fetchMany(call: Call): Reply {
  const body = bodyObject(call);
  const idsOrKeys = bodyStrings(body, 'issueIdsOrKeys');
  const fieldIds = bodyStrings(body, 'fieldIds');
  if (idsOrKeys.length === 0 || idsOrKeys.length > MOST_ISSUES) {
    throw refusal(400, `Between 1 and ${MOST_ISSUES} issue IDs or keys must be given.`);
  }
  if (fieldIds.length > MOST_FIELDS)
    throw refusal(400, `At most ${MOST_FIELDS} field IDs can be given.`);
  const issues = new Map(
    idsOrKeys.flatMap((idOrKey) => {
      const issue = findVisibleIssue(call.site, call.caller, idOrKey);
      return issue === undefined ? [] : [[issue.id, issue] as const];
    }),
  );
  const histories = [...issues.keys()]
    .flatMap((id) => call.site.world.historiesByIssue.of(id))
    .filter(
      (entry) =>
        fieldIds.length === 0 ||
        entry.items.some((item) => fieldIds.includes(item.fieldId ?? item.field)),
    )
    .toSorted((left, right) => Number(left.id) - Number(right.id));
  const offset = readCursor(
    typeof body.nextPageToken === 'string' ? body.nextPageToken : undefined,
  );
  const most =
    typeof body.maxResults === 'number' ? Math.min(body.maxResults, PAGE_SIZE) : PAGE_SIZE;
  const page = histories.slice(offset, offset + most);
  const end = offset + page.length;
  return ok({
    issueChangeLogs: groupByIssue(call, page),
    ...(end < histories.length ? { nextPageToken: writeCursor(end) } : {}),
  });
}

function groupByIssue(call: Call, histories: readonly HistoryDoc[]): readonly Json[] {
  const groups = new Map<string, Json[]>();
  for (const entry of histories) {
    // Here alone `created` is a number, and in milliseconds; so real sites answer.
    const shown = { ...renderHistory(call.site, call.caller, entry), created: entry.createdMs };
    groups.set(entry.issueId, [...(groups.get(entry.issueId) ?? []), shown]);
  }
  return [...groups].map(([issueId, changeHistories]) => ({ issueId, changeHistories }));
}

export const changelogRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/changelog', kind: 'read', handle: list },
  { method: 'POST', path: '/rest/api/3/changelog/bulkfetch', kind: 'read', handle: fetchMany },
];
