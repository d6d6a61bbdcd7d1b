/** Jira's permissions, and who holds each on this site. */
export type Holder = 'jira-admins' | 'project-admins' | 'everybody' | 'app-and-project-admins';

export interface Permission {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly type: 'GLOBAL' | 'PROJECT';
  readonly holder: Holder;
}

type Row = readonly [id: string, key: string, name: string, holder: Holder];

const GLOBAL: readonly Row[] = [
  ['0', 'ADMINISTER', 'Administer Jira', 'jira-admins'],
  ['44', 'SYSTEM_ADMIN', 'System administrator', 'jira-admins'],
  ['27', 'USER_PICKER', 'Browse users and groups', 'everybody'],
  ['33', 'BULK_CHANGE', 'Make bulk changes', 'everybody'],
  ['22', 'CREATE_SHARED_OBJECTS', 'Share dashboards and filters', 'everybody'],
];

const PROJECT: readonly Row[] = [
  ['23', 'ADMINISTER_PROJECTS', 'Administer projects', 'project-admins'],
  ['10', 'BROWSE_PROJECTS', 'Browse projects', 'everybody'],
  ['11', 'CREATE_ISSUES', 'Create issues', 'everybody'],
  ['12', 'EDIT_ISSUES', 'Edit issues', 'everybody'],
  ['46', 'TRANSITION_ISSUES', 'Transition issues', 'everybody'],
  ['13', 'ASSIGN_ISSUES', 'Assign issues', 'everybody'],
  ['17', 'ASSIGNABLE_USER', 'Assignable user', 'everybody'],
  ['14', 'RESOLVE_ISSUES', 'Resolve issues', 'everybody'],
  ['18', 'CLOSE_ISSUES', 'Close issues', 'everybody'],
  ['28', 'SCHEDULE_ISSUES', 'Schedule issues', 'everybody'],
  ['25', 'MOVE_ISSUES', 'Move issues', 'everybody'],
  ['21', 'LINK_ISSUES', 'Link issues', 'everybody'],
  ['16', 'DELETE_ISSUES', 'Delete issues', 'app-and-project-admins'],
  ['30', 'MODIFY_REPORTER', 'Modify reporter', 'app-and-project-admins'],
  ['26', 'SET_ISSUE_SECURITY', 'Set issue security', 'everybody'],
  ['15', 'ADD_COMMENTS', 'Add comments', 'everybody'],
  ['34', 'EDIT_ALL_COMMENTS', 'Edit all comments', 'project-admins'],
  ['35', 'EDIT_OWN_COMMENTS', 'Edit own comments', 'everybody'],
  ['36', 'DELETE_ALL_COMMENTS', 'Delete all comments', 'project-admins'],
  ['37', 'DELETE_OWN_COMMENTS', 'Delete own comments', 'everybody'],
  ['19', 'CREATE_ATTACHMENTS', 'Create attachments', 'everybody'],
  ['38', 'DELETE_ALL_ATTACHMENTS', 'Delete all attachments', 'project-admins'],
  ['39', 'DELETE_OWN_ATTACHMENTS', 'Delete own attachments', 'everybody'],
  ['20', 'WORK_ON_ISSUES', 'Work on issues', 'everybody'],
  ['40', 'EDIT_OWN_WORKLOGS', 'Edit own worklogs', 'everybody'],
  ['41', 'EDIT_ALL_WORKLOGS', 'Edit all worklogs', 'project-admins'],
  ['42', 'DELETE_OWN_WORKLOGS', 'Delete own worklogs', 'everybody'],
  ['43', 'DELETE_ALL_WORKLOGS', 'Delete all worklogs', 'project-admins'],
  ['31', 'VIEW_VOTERS_AND_WATCHERS', 'View voters and watchers', 'everybody'],
  ['32', 'MANAGE_WATCHERS', 'Manage watchers', 'app-and-project-admins'],
  ['45', 'VIEW_DEV_TOOLS', 'View development tools', 'everybody'],
];

const read =
  (type: Permission['type']) =>
  ([id, key, name, holder]: Row): Permission => ({ id, key, name, type, holder });

export const PERMISSIONS: readonly Permission[] = [
  ...GLOBAL.map(read('GLOBAL')),
  ...PROJECT.map(read('PROJECT')),
];
