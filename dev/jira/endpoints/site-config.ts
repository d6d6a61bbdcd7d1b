/** What the whole site shares: statuses, types, priorities, resolutions, and itself. */
import { type Call, param, queryList } from '../http/call';
import { refusal } from '../http/jira-error';
import { pageBean, readWindow } from '../http/paging';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProjectByIdOrKey } from '../issues/visible';
import type { Json, JsonObject } from '../json';
import {
  renderIssueType,
  renderLinkType,
  renderPriority,
  renderResolution,
  renderSecurityLevel,
  renderStatus,
  renderStatusCategory,
} from '../render/named';
import {
  DEFAULT_PRIORITY_ID,
  findNamed,
  getNamed,
  ISSUE_TYPES,
  LINK_TYPES,
  PRIORITIES,
  type PriorityLevel,
  RESOLUTIONS,
  SECURITY_LEVELS,
  SITE_TIME_ZONE,
  STATUS_CATEGORIES,
  STATUSES,
} from '../site/names';
import type { Site } from '../site/site';

const VERSION = '1001.0.0-SNAPSHOT';
const BUILD_NUMBER = 100_300;

function renderFullPriority(site: Site, priority: PriorityLevel): JsonObject {
  const { statusColor, description } = priority;
  const isDefault = priority.id === DEFAULT_PRIORITY_ID;
  return { ...renderPriority(site, priority), statusColor, description, isDefault };
}

/** The list of one kind, and one entry by id or name. */
function listRoutes<T extends { readonly id: string; readonly name: string }>(
  path: string,
  word: string,
  list: readonly T[],
  render: (site: Site, entry: T) => Json,
): readonly Route[] {
  return [
    {
      method: 'GET',
      path: `/rest/api/3/${path}`,
      kind: 'read',
      handle: ({ site }) => ok(list.map((entry) => render(site, entry))),
    },
    {
      method: 'GET',
      path: `/rest/api/3/${path}/{id}`,
      kind: 'read',
      handle: (call) => {
        const entry = findNamed(list, param(call, 'id'));
        if (entry === undefined) {
          throw refusal(404, `The ${word} with id '${param(call, 'id')}' does not exist`);
        }
        return ok(render(call.site, entry));
      },
    },
  ];
}

/** The paged search of one kind. */
function searchRoute<T extends { readonly id: string }>(
  path: string,
  list: readonly T[],
  render: (site: Site, entry: T) => JsonObject,
): Route {
  return {
    method: 'GET',
    path: `/rest/api/3/${path}/search`,
    kind: 'read',
    handle: (call) => {
      const ids = queryList(call, 'id');
      const found = list.filter(({ id }) => ids.length === 0 || ids.includes(id));
      return ok(pageBean(call, found, readWindow(call, 50), (entry) => render(call.site, entry)));
    },
  };
}

const categories = Object.values(STATUS_CATEGORIES).map((category) => ({
  ...category,
  id: String(category.id),
}));

function renderCategory(site: Site, category: (typeof categories)[number]): Json {
  return renderStatusCategory(site, { ...category, id: Number(category.id) });
}

function listTypesOfProject(call: Call): Reply {
  const project = getProjectByIdOrKey(call, call.query.get('projectId') ?? '');
  return ok(
    project.issueTypeIds.map((id) => renderIssueType(call.site, getNamed(ISSUE_TYPES, id))),
  );
}

function listLinkTypes(call: Call): Reply {
  return ok({ issueLinkTypes: LINK_TYPES.map((type) => renderLinkType(call.site, type)) });
}

function serverInfo(call: Call): Reply {
  return ok({
    baseUrl: call.site.baseUrl,
    displayUrl: call.site.baseUrl,
    version: VERSION,
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: BUILD_NUMBER,
    buildDate: '2026-06-10T00:00:00.000-0700',
    serverTime: call.site.timestamp(call.site.nowMs()),
    scmInfo: 'jira-double',
    serverTitle: 'Jira',
    defaultLocale: { locale: 'en_US' },
    serverTimeZone: SITE_TIME_ZONE,
  });
}

function configuration(): Reply {
  return ok({
    votingEnabled: false,
    watchingEnabled: true,
    unassignedIssuesAllowed: true,
    subTasksEnabled: true,
    issueLinkingEnabled: true,
    timeTrackingEnabled: true,
    attachmentsEnabled: true,
    timeTrackingConfiguration: {
      workingHoursPerDay: 8,
      workingDaysPerWeek: 5,
      timeFormat: 'pretty',
      defaultUnit: 'minute',
    },
  });
}

export const siteConfigRoutes: readonly Route[] = [
  ...listRoutes('status', 'status', STATUSES, renderStatus),
  ...listRoutes('statuscategory', 'status category', categories, renderCategory),
  ...listRoutes('issuetype', 'issue type', ISSUE_TYPES, renderIssueType),
  ...listRoutes('priority', 'priority', PRIORITIES, renderFullPriority),
  ...listRoutes('resolution', 'resolution', RESOLUTIONS, renderResolution),
  ...listRoutes('securitylevel', 'security level', SECURITY_LEVELS, renderSecurityLevel),
  searchRoute('priority', PRIORITIES, renderFullPriority),
  searchRoute('resolution', RESOLUTIONS, (_site, { id, name, description }) => ({
    id,
    name,
    description,
  })),
  {
    method: 'GET',
    path: '/rest/api/3/issuetype/project',
    kind: 'read',
    handle: listTypesOfProject,
  },
  { method: 'GET', path: '/rest/api/3/issueLinkType', kind: 'read', handle: listLinkTypes },
  {
    method: 'GET',
    path: '/rest/api/3/serverInfo',
    kind: 'read',
    anonymous: true,
    handle: serverInfo,
  },
  { method: 'GET', path: '/rest/api/3/configuration', kind: 'read', handle: configuration },
];
