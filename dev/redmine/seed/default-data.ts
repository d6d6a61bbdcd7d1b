import type { Enumeration, IssueStatus, Role, SavedQuery, Tracker } from '../data/model';

/**
 * Redmine's English default data (`rake redmine:load_default_data`): roles with their permissions,
 * trackers, statuses, workflows, enumerations and saved queries, with the ids they get.
 */

const MANAGER = `
add_project edit_project close_project delete_project select_project_modules manage_members
manage_versions add_subprojects manage_public_queries save_queries view_issues add_issues edit_issues
edit_own_issues copy_issues manage_issue_relations manage_subtasks set_issues_private
set_own_issues_private add_issue_notes edit_issue_notes edit_own_issue_notes view_private_notes
set_notes_private delete_issues view_issue_watchers add_issue_watchers delete_issue_watchers
import_issues manage_categories view_time_entries log_time edit_time_entries edit_own_time_entries
manage_project_activities log_time_for_other_users import_time_entries view_news manage_news
comment_news view_documents add_documents edit_documents delete_documents view_files manage_files
view_wiki_pages view_wiki_edits export_wiki_pages edit_wiki_pages rename_wiki_pages delete_wiki_pages
delete_wiki_pages_attachments view_wiki_page_watchers add_wiki_page_watchers
delete_wiki_page_watchers protect_wiki_pages manage_wiki view_changesets browse_repository
commit_access manage_related_issues manage_repository view_messages add_messages edit_messages
edit_own_messages delete_messages delete_own_messages view_message_watchers add_message_watchers
delete_message_watchers manage_boards view_calendar view_gantt`;

const DEVELOPER = `
manage_versions manage_categories view_issues add_issues edit_issues view_private_notes
set_notes_private manage_issue_relations manage_subtasks add_issue_notes save_queries view_gantt
view_calendar log_time view_time_entries view_news comment_news view_documents view_wiki_pages
view_wiki_edits edit_wiki_pages delete_wiki_pages view_messages add_messages edit_own_messages
view_files manage_files browse_repository view_changesets commit_access manage_related_issues`;

const REPORTER = `
view_issues add_issues add_issue_notes save_queries view_gantt view_calendar log_time
view_time_entries view_news comment_news view_documents view_wiki_pages view_wiki_edits view_messages
add_messages edit_own_messages view_files browse_repository view_changesets`;

const NON_MEMBER = `
view_issues add_issues add_issue_notes save_queries view_gantt view_calendar view_time_entries
view_news comment_news view_documents view_wiki_pages view_wiki_edits view_messages add_messages
view_files browse_repository view_changesets`;

const ANONYMOUS = `
view_issues view_gantt view_calendar view_time_entries view_news view_documents view_wiki_pages
view_wiki_edits view_messages view_files browse_repository view_changesets`;

const role = (
  id: number,
  name: string,
  position: number,
  permissions: string,
  more: Partial<Role> = {},
): Role => ({
  id,
  name,
  position,
  builtin: 'no',
  assignable: true,
  issuesVisibility: 'default',
  timeEntriesVisibility: 'all',
  usersVisibility: 'all',
  permissions: permissions.trim().split(/\s+/),
  ...more,
});

export const DEFAULT_ROLES: readonly Role[] = [
  role(1, 'Non member', 0, NON_MEMBER, { builtin: 'non_member' }),
  role(2, 'Anonymous', 0, ANONYMOUS, { builtin: 'anonymous' }),
  role(3, 'Manager', 1, MANAGER, { issuesVisibility: 'all' }),
  role(4, 'Developer', 2, DEVELOPER),
  role(5, 'Reporter', 3, REPORTER),
];

export const DEFAULT_STATUSES: readonly IssueStatus[] = (
  [
    ['New', false],
    ['In Progress', false],
    ['Resolved', false],
    ['Feedback', false],
    ['Closed', true],
    ['Rejected', true],
  ] as const
).map(([name, isClosed], index) => ({ id: index + 1, name, isClosed, position: index + 1 }));

export const DEFAULT_TRACKERS: readonly Tracker[] = ['Bug', 'Feature', 'Support'].map(
  (name, index) => ({
    id: index + 1,
    name,
    description: null,
    defaultStatusId: 1,
    position: index + 1,
    disabledFields: [],
  }),
);

type Pair = readonly [from: number, to: number];
const allPairs = (from: readonly number[], to: readonly number[]): readonly Pair[] =>
  from.flatMap((a) => to.filter((b) => a !== b).map((b) => [a, b] as const));

/** Per role, the same for every tracker: which status leads to which. */
export const DEFAULT_TRANSITIONS: Readonly<Record<string, readonly Pair[]>> = {
  Manager: allPairs([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
  Developer: allPairs([1, 2, 3, 4], [2, 3, 4, 5]),
  Reporter: [...allPairs([1, 2, 3, 4], [5]), [3, 4]],
};

const enumeration = (
  id: number,
  kind: Enumeration['kind'],
  name: string,
  position: number,
  isDefault = false,
): Enumeration => ({ id, kind, name, position, isDefault, active: true });

export const DEFAULT_ENUMERATIONS: readonly Enumeration[] = [
  enumeration(1, 'issue_priorities', 'Low', 1),
  enumeration(2, 'issue_priorities', 'Normal', 2, true),
  enumeration(3, 'issue_priorities', 'High', 3),
  enumeration(4, 'issue_priorities', 'Urgent', 4),
  enumeration(5, 'issue_priorities', 'Immediate', 5),
  enumeration(6, 'document_categories', 'User documentation', 1),
  enumeration(7, 'document_categories', 'Technical documentation', 2),
  enumeration(8, 'time_entry_activities', 'Design', 1),
  enumeration(9, 'time_entry_activities', 'Development', 2),
];

const OPEN = { field: 'status_id', operator: 'o', values: [''] };
const ACTIVE_PROJECT = { field: 'project.status', operator: '=', values: ['1'] };
const issueQuery = (
  id: number,
  name: string,
  field: string,
  sort: SavedQuery['sort'],
): SavedQuery => ({
  id,
  name,
  kind: 'issue',
  isPublic: true,
  userId: null,
  projectId: null,
  filters: [OPEN, { field, operator: '=', values: ['me'] }, ACTIVE_PROJECT],
  sort,
});

const otherQuery = (id: number, name: string, kind: SavedQuery['kind']): SavedQuery => ({
  id,
  name,
  kind,
  isPublic: true,
  userId: null,
  projectId: null,
  filters: [],
  sort: [],
});

export const DEFAULT_QUERIES: readonly SavedQuery[] = [
  issueQuery(1, 'Issues assigned to me', 'assigned_to_id', [
    ['priority', 'desc'],
    ['updated_on', 'desc'],
  ]),
  issueQuery(2, 'Reported issues', 'author_id', [['updated_on', 'desc']]),
  issueQuery(3, 'Updated issues', 'updated_by', [['updated_on', 'desc']]),
  issueQuery(4, 'Watched issues', 'watcher_id', [['updated_on', 'desc']]),
  otherQuery(5, 'My projects', 'project'),
  otherQuery(6, 'My bookmarks', 'project'),
  otherQuery(7, 'Spent time', 'time_entry'),
];
