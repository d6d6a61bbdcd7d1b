/** The labels in use, and the security levels of a project. */
import type { Call } from '../http/call';
import { pageBean, readWindow } from '../http/paging';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProject } from '../issues/visible';
import { isArray } from '../json';
import { maySeeIssue } from '../permissions/access';
import { renderSecurityLevel } from '../render/named';
import { SECURITY_LEVELS } from '../site/names';

function listLabels(call: Call): Reply {
  const labels = new Set<string>();
  for (const issue of call.site.world.issues.values()) {
    const own = issue.fields.labels;
    if (!isArray(own) || !maySeeIssue(call.site, call.caller, issue)) continue;
    for (const label of own) labels.add(String(label));
  }
  return ok(pageBean(call, [...labels].sort(), readWindow(call, 1_000), (label) => label));
}

function listSecurityLevels(call: Call): Reply {
  const levels = getProject(call).hasSecurityLevels ? SECURITY_LEVELS : [];
  return ok({ levels: levels.map((level) => renderSecurityLevel(call.site, level)) });
}

export const labelRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/label', kind: 'read', handle: listLabels },
  {
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}/securitylevel',
    kind: 'read',
    handle: listSecurityLevels,
  },
];
