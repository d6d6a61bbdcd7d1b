/** Whether somebody holds a permission. */
import type { KnownCaller } from '../caller';
import type { Site } from '../site/site';
import type { ProjectDoc } from '../state/model';
import { isJiraAdmin, isProjectAdmin, mayBrowse } from './access';
import { PERMISSIONS, type Permission } from './permission-table';

const BY_KEY = new Map(PERMISSIONS.map((permission) => [permission.key, permission]));

/** What is left to people who may only look. */
const LOOKING: ReadonlySet<string> = new Set([
  'BROWSE_PROJECTS',
  'VIEW_VOTERS_AND_WATCHERS',
  'VIEW_DEV_TOOLS',
]);

export function findPermission(key: string): Permission | undefined {
  return BY_KEY.get(key);
}

/** Whether the caller holds a project permission there; without browsing nobody holds any. */
export function holds(
  site: Site,
  caller: KnownCaller,
  permission: Permission,
  project: ProjectDoc | undefined,
): boolean {
  if (permission.type === 'PROJECT') {
    if (project === undefined) return holdsAnywhere(site, caller, permission);
    if (!mayBrowse(site, caller, project)) return false;
    const isReader = project.readerIds?.includes(caller.user.accountId) === true;
    if (isReader && !LOOKING.has(permission.key)) return false;
  }
  switch (permission.holder) {
    case 'jira-admins':
      return isJiraAdmin(site.world, caller);
    case 'project-admins':
      return project !== undefined && isProjectAdmin(site, caller, project);
    case 'app-and-project-admins':
      return caller.isApp || (project !== undefined && isProjectAdmin(site, caller, project));
    case 'everybody':
      return true;
    default: {
      const never: never = permission.holder;
      throw new Error(`unknown holder ${never}`);
    }
  }
}

/** @throws Error where the key is none of the table. */
export function may(
  site: Site,
  caller: KnownCaller,
  key: string,
  project: ProjectDoc | undefined,
): boolean {
  const permission = BY_KEY.get(key);
  if (permission === undefined) throw new Error(`no permission is called ${key}`);
  return holds(site, caller, permission, project);
}

function holdsAnywhere(site: Site, caller: KnownCaller, permission: Permission): boolean {
  for (const project of site.world.projects.values()) {
    if (holds(site, caller, permission, project)) return true;
  }
  return false;
}
