/** Properties of many issues in one call: asynchronous, done at once here. */
import { bodyObject, type Call } from '../http/call';
import { refusal } from '../http/jira-error';
import type { Reply } from '../http/reply';
import type { Route } from '../http/router';
import { checkProperties } from '../issues/properties';
import { findVisibleIssue, projectOf } from '../issues/visible';
import { isArray, isObject, type Json } from '../json';
import { may } from '../permissions/holds';

const MOST_ISSUES = 100;
const MOST_PROPERTIES = 10;

interface Update {
  readonly issueId: string;
  readonly properties: Readonly<Record<string, Json>>;
}

/** Issues that are not found are passed over; those that the caller may not edit fail in the task. */
function setByIssue(call: Call): Reply {
  const { site, caller } = call;
  let refused = 0;
  for (const { issueId, properties } of readUpdates(call)) {
    const issue = findVisibleIssue(site, caller, issueId);
    if (issue === undefined) continue;
    if (!may(site, caller, 'EDIT_ISSUES', projectOf(site, issue))) refused += 1;
    else {
      site.world.issues.put(issue.id, {
        ...issue,
        properties: { ...issue.properties, ...properties },
      });
    }
  }
  const id = site.world.nextId('task', 10_000);
  site.world.tasks.put(id, {
    id,
    kind: 'properties',
    ownerId: caller.user.accountId,
    createdMs: site.nowMs(),
    result: { failed: refused },
  });
  return { status: 303, headers: { location: site.url(`task/${id}`) } };
}

/** @throws JiraError 400 for what Jira's own document would not let through */
function readUpdates(call: Call): readonly Update[] {
  const { issues } = bodyObject(call);
  if (!isArray(issues) || issues.length === 0 || issues.length > MOST_ISSUES) {
    throw refusal(400, `Between 1 and ${MOST_ISSUES} issues have to be given.`);
  }
  return issues.map((entry) => {
    if (!isObject(entry) || !Number.isInteger(entry.issueID) || !isObject(entry.properties)) {
      throw refusal(400, 'An issue needs an issueID and properties.');
    }
    const given = Object.entries(entry.properties);
    const properties = Object.fromEntries(given.map(([key, value]) => [key, value ?? null]));
    const count = given.length;
    if (count === 0 || count > MOST_PROPERTIES) {
      throw refusal(400, `Between 1 and ${MOST_PROPERTIES} properties can be set.`);
    }
    checkProperties(properties);
    return { issueId: String(entry.issueID), properties };
  });
}

export const issuePropertiesRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/rest/api/3/issue/properties/multi',
    kind: 'write',
    handle: setByIssue,
  },
];
