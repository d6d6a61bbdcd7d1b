/** Jira's permissions, and who holds each here. */
import type { KnownCaller } from '../caller';
import type { Site } from '../site/site';
import type { ProjectDoc } from '../state/model';
import { isJiraAdmin, isProjectAdmin, mayBrowse } from './access';

type Holder = 'jira-admins' | 'project-admins' | 'everybody' | 'app-and-project-admins';

export interface Permission {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly type: 'GLOBAL' | 'PROJECT';
  readonly holder: Holder;
}

export const PERMISSIONS: readonly Permission[] = [
  { id: '0', key: 'ADMINISTER', name: 'Administer Jira', type: 'GLOBAL', holder: 'jira-admins' },
  {
    id: '44',
    key: 'SYSTEM_ADMIN',
    name: 'System administrator',
    type: 'GLOBAL',
    holder: 'jira-admins',
  },
  {
    id: '27',
    key: 'USER_PICKER',
    name: 'Browse users and groups',
    type: 'GLOBAL',
    holder: 'everybody',
  },
  { id: '33', key: 'BULK_CHANGE', name: 'Make bulk changes', type: 'GLOBAL', holder: 'everybody' },
  {
    id: '22',
    key: 'CREATE_SHARED_OBJECTS',
    name: 'Share dashboards and filters',
    type: 'GLOBAL',
    holder: 'everybody',
  },
  {
    id: '23',
    key: 'ADMINISTER_PROJECTS',
    name: 'Administer projects',
    type: 'PROJECT',
    holder: 'project-admins',
  },
  {
    id: '10',
    key: 'BROWSE_PROJECTS',
    name: 'Browse projects',
    type: 'PROJECT',
    holder: 'everybody',
  },
  { id: '11', key: 'CREATE_ISSUES', name: 'Create issues', type: 'PROJECT', holder: 'everybody' },
  { id: '12', key: 'EDIT_ISSUES', name: 'Edit issues', type: 'PROJECT', holder: 'everybody' },
  {
    id: '46',
    key: 'TRANSITION_ISSUES',
    name: 'Transition issues',
    type: 'PROJECT',
    holder: 'everybody',
  },
  { id: '13', key: 'ASSIGN_ISSUES', name: 'Assign issues', type: 'PROJECT', holder: 'everybody' },
  {
    id: '17',
    key: 'ASSIGNABLE_USER',
    name: 'Assignable user',
    type: 'PROJECT',
    holder: 'everybody',
  },
  { id: '14', key: 'RESOLVE_ISSUES', name: 'Resolve issues', type: 'PROJECT', holder: 'everybody' },
  { id: '18', key: 'CLOSE_ISSUES', name: 'Close issues', type: 'PROJECT', holder: 'everybody' },
  {
    id: '28',
    key: 'SCHEDULE_ISSUES',
    name: 'Schedule issues',
    type: 'PROJECT',
    holder: 'everybody',
  },
  { id: '25', key: 'MOVE_ISSUES', name: 'Move issues', type: 'PROJECT', holder: 'everybody' },
  { id: '21', key: 'LINK_ISSUES', name: 'Link issues', type: 'PROJECT', holder: 'everybody' },
  {
    id: '16',
    key: 'DELETE_ISSUES',
    name: 'Delete issues',
    type: 'PROJECT',
    holder: 'app-and-project-admins',
  },
  {
    id: '30',
    key: 'MODIFY_REPORTER',
    name: 'Modify reporter',
    type: 'PROJECT',
    holder: 'app-and-project-admins',
  },
  {
    id: '26',
    key: 'SET_ISSUE_SECURITY',
    name: 'Set issue security',
    type: 'PROJECT',
    holder: 'everybody',
  },
  { id: '15', key: 'ADD_COMMENTS', name: 'Add comments', type: 'PROJECT', holder: 'everybody' },
  {
    id: '34',
    key: 'EDIT_ALL_COMMENTS',
    name: 'Edit all comments',
    type: 'PROJECT',
    holder: 'project-admins',
  },
  {
    id: '35',
    key: 'EDIT_OWN_COMMENTS',
    name: 'Edit own comments',
    type: 'PROJECT',
    holder: 'everybody',
  },
  {
    id: '36',
    key: 'DELETE_ALL_COMMENTS',
    name: 'Delete all comments',
    type: 'PROJECT',
    holder: 'project-admins',
  },
  {
    id: '37',
    key: 'DELETE_OWN_COMMENTS',
    name: 'Delete own comments',
    type: 'PROJECT',
    holder: 'everybody',
  },
  {
    id: '19',
    key: 'CREATE_ATTACHMENTS',
    name: 'Create attachments',
    type: 'PROJECT',
    holder: 'everybody',
  },
  {
    id: '38',
    key: 'DELETE_ALL_ATTACHMENTS',
    name: 'Delete all attachments',
    type: 'PROJECT',
    holder: 'project-admins',
  },
  {
    id: '39',
    key: 'DELETE_OWN_ATTACHMENTS',
    name: 'Delete own attachments',
    type: 'PROJECT',
    holder: 'everybody',
  },
  { id: '20', key: 'WORK_ON_ISSUES', name: 'Work on issues', type: 'PROJECT', holder: 'everybody' },
  {
    id: '40',
    key: 'EDIT_OWN_WORKLOGS',
    name: 'Edit own worklogs',
    type: 'PROJECT',
    holder: 'everybody',
  },
  {
    id: '41',
    key: 'EDIT_ALL_WORKLOGS',
    name: 'Edit all worklogs',
    type: 'PROJECT',
    holder: 'project-admins',
  },
  {
    id: '42',
    key: 'DELETE_OWN_WORKLOGS',
    name: 'Delete own worklogs',
    type: 'PROJECT',
    holder: 'everybody',
  },
  {
    id: '43',
    key: 'DELETE_ALL_WORKLOGS',
    name: 'Delete all worklogs',
    type: 'PROJECT',
    holder: 'project-admins',
  },
  {
    id: '31',
    key: 'VIEW_VOTERS_AND_WATCHERS',
    name: 'View voters and watchers',
    type: 'PROJECT',
    holder: 'everybody',
  },
  {
    id: '32',
    key: 'MANAGE_WATCHERS',
    name: 'Manage watchers',
    type: 'PROJECT',
    holder: 'app-and-project-admins',
  },
  {
    id: '45',
    key: 'VIEW_DEV_TOOLS',
    name: 'View development tools',
    type: 'PROJECT',
    holder: 'everybody',
  },
];

const BY_KEY = new Map(PERMISSIONS.map((permission) => [permission.key, permission]));

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
