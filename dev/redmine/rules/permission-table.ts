/**
 * Redmine 5.0's permissions, as far as its REST API asks for them: the module a permission belongs to,
 * whether it only reads (then it also holds in a closed project), and the actions it opens.
 * Public ones every role has. Source: Redmine's own access control list, seen in Administration → Roles.
 */
interface Permission {
  readonly module?: string;
  readonly read?: true;
  readonly isPublic?: true;
  readonly actions: readonly string[];
}

const issueTracking = (actions: readonly string[], read?: true): Permission => ({
  module: 'issue_tracking',
  actions,
  ...(read ? { read } : {}),
});
const timeTracking = (actions: readonly string[], read?: true): Permission => ({
  module: 'time_tracking',
  actions,
  ...(read ? { read } : {}),
});

export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  view_project: { read: true, isPublic: true, actions: ['projects/show'] },
  search_project: { read: true, isPublic: true, actions: ['search/index'] },
  view_members: { read: true, isPublic: true, actions: ['members/index', 'members/show'] },
  add_project: { actions: ['projects/create'] },
  edit_project: { actions: ['projects/update'] },
  close_project: { read: true, actions: ['projects/close', 'projects/reopen'] },
  delete_project: { read: true, actions: ['projects/destroy'] },
  select_project_modules: { actions: [] },
  add_subprojects: { actions: ['projects/create'] },
  manage_members: {
    actions: [
      'members/index',
      'members/show',
      'members/create',
      'members/update',
      'members/destroy',
    ],
  },
  manage_versions: { actions: ['versions/create', 'versions/update', 'versions/destroy'] },
  view_issues: issueTracking(
    ['issues/index', 'issues/show', 'versions/index', 'versions/show', 'queries/index'],
    true,
  ),
  add_issues: issueTracking(['issues/create', 'attachments/upload']),
  edit_issues: issueTracking(['issues/update', 'attachments/upload']),
  edit_own_issues: issueTracking(['issues/update', 'attachments/upload']),
  add_issue_notes: issueTracking(['issues/update', 'attachments/upload']),
  copy_issues: issueTracking(['issues/create', 'attachments/upload']),
  manage_issue_relations: issueTracking(['relations/index', 'relations/create']),
  manage_subtasks: issueTracking([]),
  set_issues_private: issueTracking([]),
  set_own_issues_private: issueTracking([]),
  edit_issue_notes: issueTracking(['journals/update']),
  edit_own_issue_notes: issueTracking(['journals/update']),
  view_private_notes: issueTracking([], true),
  set_notes_private: issueTracking([]),
  delete_issues: issueTracking(['issues/destroy']),
  view_issue_watchers: issueTracking([], true),
  add_issue_watchers: issueTracking(['watchers/create']),
  delete_issue_watchers: issueTracking(['watchers/destroy']),
  import_issues: issueTracking([]),
  manage_categories: issueTracking([
    'categories/index',
    'categories/show',
    'categories/create',
    'categories/update',
    'categories/destroy',
  ]),
  view_time_entries: timeTracking(['timelog/index', 'timelog/show'], true),
  log_time: timeTracking(['timelog/create']),
  edit_time_entries: timeTracking(['timelog/update', 'timelog/destroy']),
  edit_own_time_entries: timeTracking(['timelog/update', 'timelog/destroy']),
  manage_project_activities: timeTracking([]),
  log_time_for_other_users: timeTracking([]),
  import_time_entries: timeTracking([]),
  manage_news: { module: 'news', actions: ['attachments/upload'] },
  add_documents: { module: 'documents', actions: ['attachments/upload'] },
  edit_documents: { module: 'documents', actions: ['attachments/upload'] },
  manage_files: { module: 'files', actions: ['attachments/upload'] },
  edit_wiki_pages: { module: 'wiki', actions: ['attachments/upload'] },
  add_messages: { module: 'boards', actions: ['attachments/upload'] },
  edit_messages: { module: 'boards', actions: ['attachments/upload'] },
  edit_own_messages: { module: 'boards', actions: ['attachments/upload'] },
};

const openers = new Map<string, string[]>();
for (const [name, { actions }] of Object.entries(PERMISSIONS)) {
  for (const action of actions) openers.set(action, [...(openers.get(action) ?? []), name]);
}

/** The permissions any of which opens an action such as `issues/update`. */
export function permissionsFor(action: string): readonly string[] {
  return openers.get(action) ?? [];
}
