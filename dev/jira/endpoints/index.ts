/** Every route of the double. */
import { Router } from '../http/router';
import { attachmentRoutes } from './attachment';
import { bulkMoveRoutes } from './bulk-move';
import { changelogRoutes } from './changelog';
import { commentRoutes } from './comment';
import { componentRoutes } from './component';
import { controlRoutes } from './control';
import { createMetaRoutes } from './create-meta';
import { entityPropertyRoutes } from './entity-property';
import { fieldRoutes } from './field';
import { fieldOptionRoutes } from './field-option';
import { forgePanelRoutes } from './forge-panel';
import { groupRoleRoutes } from './group-role';
import { issueRoutes } from './issue';
import { issueLinkRoutes } from './issue-link';
import { issuePropertiesRoutes } from './issue-properties';
import { labelRoutes } from './label';
import { notifyRoutes } from './notify';
import { permissionRoutes } from './permission';
import { pictureRoutes } from './picture';
import { projectRoutes } from './project';
import { searchRoutes } from './search';
import { siteConfigRoutes } from './site-config';
import { transitionRoutes } from './transition';
import { userRoutes } from './user';
import { versionRoutes } from './version';
import { watcherRoutes } from './watcher';
import { worklogRoutes } from './worklog';

export const router = new Router([
  attachmentRoutes,
  bulkMoveRoutes,
  changelogRoutes,
  commentRoutes,
  componentRoutes,
  controlRoutes,
  createMetaRoutes,
  entityPropertyRoutes,
  fieldRoutes,
  fieldOptionRoutes,
  forgePanelRoutes,
  groupRoleRoutes,
  issueRoutes,
  issueLinkRoutes,
  issuePropertiesRoutes,
  labelRoutes,
  notifyRoutes,
  permissionRoutes,
  pictureRoutes,
  projectRoutes,
  searchRoutes,
  siteConfigRoutes,
  transitionRoutes,
  userRoutes,
  versionRoutes,
  watcherRoutes,
  worklogRoutes,
]);
