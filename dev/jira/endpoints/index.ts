/** Every route of the double. */
import { Router } from '../http/router';
import { changelogRoutes } from './changelog';
import { commentRoutes } from './comment';
import { createMetaRoutes } from './create-meta';
import { entityPropertyRoutes } from './entity-property';
import { fieldRoutes } from './field';
import { fieldOptionRoutes } from './field-option';
import { issueRoutes } from './issue';
import { permissionRoutes } from './permission';
import { projectRoutes } from './project';
import { searchRoutes } from './search';
import { siteConfigRoutes } from './site-config';
import { transitionRoutes } from './transition';
import { userRoutes } from './user';

export const router = new Router([
  changelogRoutes,
  commentRoutes,
  createMetaRoutes,
  entityPropertyRoutes,
  fieldRoutes,
  fieldOptionRoutes,
  issueRoutes,
  permissionRoutes,
  projectRoutes,
  searchRoutes,
  siteConfigRoutes,
  transitionRoutes,
  userRoutes,
]);
