import type { Database } from '../data/database';
import type { Issue, Project } from '../data/model';

/** Children in the order of Redmine's nested set: as they came under the parent, by id here. */
export const childrenOf = (db: Database, issueId: number): readonly Issue[] =>
  db.where('issue', 'parentId', issueId);

export function descendantsOf(db: Database, issueId: number): readonly Issue[] {
  return childrenOf(db, issueId).flatMap((child) => [child, ...descendantsOf(db, child.id)]);
}

export function ancestorsOf(
  db: Database,
  issue: { readonly parentId: number | null },
): readonly Issue[] {
  const parent = db.find('issue', issue.parentId);
  return parent === undefined ? [] : [parent, ...ancestorsOf(db, parent)];
}

export const isLeaf = (db: Database, issueId: number | null): boolean =>
  issueId === null || childrenOf(db, issueId).length === 0;

export function leavesOf(db: Database, issueId: number): readonly Issue[] {
  return descendantsOf(db, issueId).filter((issue) => isLeaf(db, issue.id));
}

export function projectAncestors(db: Database, project: Project): readonly Project[] {
  const parent = db.find('project', project.parentId);
  return parent === undefined ? [] : [parent, ...projectAncestors(db, parent)];
}

export function projectDescendants(db: Database, project: Project): readonly Project[] {
  return db
    .all('project')
    .filter((other) => projectAncestors(db, other).some((ancestor) => ancestor.id === project.id));
}

export const projectRoot = (db: Database, project: Project): Project =>
  projectAncestors(db, project).at(-1) ?? project;

export const isClosedStatus = (db: Database, statusId: number): boolean =>
  db.get('status', statusId).isClosed;
