import type { Database } from '../data/database';
import { PROJECT_ARCHIVED, type Project, type Version } from '../data/model';
import { projectAncestors, projectDescendants, projectRoot } from './issue-tree';

/** The versions a project's issues may be targeted at: its own, and those shared with it. */
export function sharedVersions(db: Database, project: Project): readonly Version[] {
  const ancestors = new Set(projectAncestors(db, project).map(({ id }) => id));
  const descendants = new Set(projectDescendants(db, project).map(({ id }) => id));
  const root = projectRoot(db, project);
  const tree = new Set([root.id, ...projectDescendants(db, root).map(({ id }) => id)]);
  return db.all('version').filter((version) => {
    if (version.projectId === project.id) return true;
    if (db.get('project', version.projectId).status === PROJECT_ARCHIVED) return false;
    switch (version.sharing) {
      case 'none':
        return false;
      case 'system':
        return true;
      case 'tree':
        return tree.has(version.projectId);
      case 'hierarchy':
        return ancestors.has(version.projectId) || descendants.has(version.projectId);
      case 'descendants':
        return ancestors.has(version.projectId);
      default: {
        const unknown: never = version.sharing;
        throw new Error(`unknown sharing ${String(unknown)}`);
      }
    }
  });
}
