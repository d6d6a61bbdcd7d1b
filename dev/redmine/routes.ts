import {
  destroyAttachment,
  downloadAttachment,
  showAttachment,
  updateAttachment,
  uploadAttachment,
} from './endpoints/attachments';
import {
  createCategory,
  destroyCategory,
  listCategories,
  showCategory,
  updateCategory,
} from './endpoints/categories';
import { listIssues } from './endpoints/issue-list';
import { createIssue, destroyIssue, showIssue, updateIssue } from './endpoints/issues';
import { updateJournal } from './endpoints/journals';
import {
  createMembership,
  destroyMembership,
  listMemberships,
  showMembership,
  updateMembership,
} from './endpoints/memberships';
import {
  listCustomFields,
  listEnumerations,
  listGroups,
  listQueries,
  listRoles,
  listStatuses,
  listTrackers,
  showRole,
} from './endpoints/metadata';
import {
  archiveProject,
  closeProject,
  createProject,
  destroyProject,
  listProjects,
  reopenProject,
  showProject,
  unarchiveProject,
  updateProject,
} from './endpoints/projects';
import {
  createRelation,
  destroyRelation,
  listRelations,
  showRelation,
} from './endpoints/relations';
import { search } from './endpoints/search';
import {
  createTimeEntry,
  destroyTimeEntry,
  listTimeEntries,
  showTimeEntry,
  updateTimeEntry,
} from './endpoints/time-entries';
import { createUser, destroyUser, listUsers, showUser, updateUser } from './endpoints/users';
import {
  createVersion,
  destroyVersion,
  listVersions,
  showVersion,
  updateVersion,
} from './endpoints/versions';
import { addWatcher, removeWatcher } from './endpoints/watchers';
import type { Route } from './http/router';

/** Every endpoint that the embedded Redmine models. */
export const ROUTES: readonly Route[] = [
  ['GET /issues', listIssues],
  ['POST /issues', createIssue],
  ['GET /issues/:id', showIssue],
  ['PUT /issues/:id', updateIssue],
  ['PATCH /issues/:id', updateIssue],
  ['DELETE /issues/:id', destroyIssue],
  ['GET /projects/:project/issues', listIssues],
  ['POST /projects/:project/issues', createIssue],

  ['PUT /journals/:id', updateJournal],
  ['PATCH /journals/:id', updateJournal],

  ['POST /uploads', uploadAttachment],
  ['GET /attachments/:id', showAttachment],
  ['PUT /attachments/:id', updateAttachment],
  ['PATCH /attachments/:id', updateAttachment],
  ['DELETE /attachments/:id', destroyAttachment],
  ['GET /attachments/download/:id', downloadAttachment],
  ['GET /attachments/download/:id/:filename', downloadAttachment],

  ['GET /issues/:issue/relations', listRelations],
  ['POST /issues/:issue/relations', createRelation],
  ['GET /relations/:id', showRelation],
  ['DELETE /relations/:id', destroyRelation],

  ['POST /issues/:issue/watchers', addWatcher],
  ['DELETE /issues/:issue/watchers/:user', removeWatcher],

  ['GET /time_entries', listTimeEntries],
  ['POST /time_entries', createTimeEntry],
  ['GET /time_entries/:id', showTimeEntry],
  ['PUT /time_entries/:id', updateTimeEntry],
  ['DELETE /time_entries/:id', destroyTimeEntry],
  ['GET /projects/:project/time_entries', listTimeEntries],
  ['POST /projects/:project/time_entries', createTimeEntry],
  ['POST /issues/:issue/time_entries', createTimeEntry],

  ['GET /projects', listProjects],
  ['POST /projects', createProject],
  ['GET /projects/:project', showProject],
  ['PUT /projects/:project', updateProject],
  ['PATCH /projects/:project', updateProject],
  ['DELETE /projects/:project', destroyProject],
  ['PUT /projects/:project/close', closeProject],
  ['POST /projects/:project/close', closeProject],
  ['PUT /projects/:project/reopen', reopenProject],
  ['POST /projects/:project/reopen', reopenProject],
  ['PUT /projects/:project/archive', archiveProject],
  ['POST /projects/:project/archive', archiveProject],
  ['PUT /projects/:project/unarchive', unarchiveProject],
  ['POST /projects/:project/unarchive', unarchiveProject],

  ['GET /projects/:project/memberships', listMemberships],
  ['POST /projects/:project/memberships', createMembership],
  ['GET /memberships/:id', showMembership],
  ['PUT /memberships/:id', updateMembership],
  ['DELETE /memberships/:id', destroyMembership],

  ['GET /projects/:project/versions', listVersions],
  ['POST /projects/:project/versions', createVersion],
  ['GET /versions/:id', showVersion],
  ['PUT /versions/:id', updateVersion],
  ['PATCH /versions/:id', updateVersion],
  ['DELETE /versions/:id', destroyVersion],

  ['GET /projects/:project/issue_categories', listCategories],
  ['POST /projects/:project/issue_categories', createCategory],
  ['GET /issue_categories/:id', showCategory],
  ['PUT /issue_categories/:id', updateCategory],
  ['PATCH /issue_categories/:id', updateCategory],
  ['DELETE /issue_categories/:id', destroyCategory],

  ['GET /search', search],
  ['GET /projects/:project/search', search],

  ['GET /users', listUsers],
  ['POST /users', createUser],
  ['GET /users/:id', showUser],
  ['PUT /users/:id', updateUser],
  ['DELETE /users/:id', destroyUser],

  ['GET /trackers', listTrackers],
  ['GET /issue_statuses', listStatuses],
  ['GET /enumerations/:kind', listEnumerations],
  ['GET /roles', listRoles],
  ['GET /roles/:id', showRole],
  ['GET /custom_fields', listCustomFields],
  ['GET /queries', listQueries],
  ['GET /groups', listGroups],
];

/** What a real Redmine answers and the embedded one does not: 501, where all else unknown is 404. */
export const UNMODELLED: readonly RegExp[] = [
  /^\w+ \/(my|groups|news|files|boards|documents|repositories|wiki|messages|activity|imports)\b/,
  /^\w+ \/projects\/[^/]+\/(wiki|news|files|boards|documents|repository|activity|roadmap)\b/,
  /^GET \/attachments\/thumbnail\//,
  /^GET \/(issues|projects)\/(calendar|gantt|report)/,
];
