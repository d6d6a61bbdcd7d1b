import type { Database } from '../data/database';
import type { Member, Project } from '../data/model';

/** Hands a project's memberships on to the subprojects that inherit them. */
export function inheritMembers(db: Database, parent: Project): void {
  const parentMembers = db.where('member', 'projectId', parent.id);
  for (const child of db.all('project')) {
    if (child.parentId !== parent.id || !child.inheritMembers) continue;
    const own = db.where('member', 'projectId', child.id);
    for (const { userId, roles } of parentMembers) {
      const member = own.find((candidate) => candidate.userId === userId);
      const inherited = roles.map(({ roleId }) => ({ roleId, inherited: true }));
      const kept = member?.roles.filter((role) => !role.inherited) ?? [];
      if (member === undefined) {
        db.insert('member', { projectId: child.id, userId, roles: inherited });
      } else {
        db.put('member', { ...member, roles: [...kept, ...inherited] });
      }
    }
    for (const member of own) {
      if (parentMembers.some(({ userId }) => userId === member.userId)) continue;
      const kept = member.roles.filter((role) => !role.inherited);
      if (kept.length === 0) removeMember(db, member);
      else db.put('member', { ...member, roles: kept });
    }
    inheritMembers(db, child);
  }
}

/** With a member go the defaults that name him in that project. */
export function removeMember(db: Database, member: Member): void {
  db.remove('member', member.id);
  for (const category of db.where('category', 'projectId', member.projectId)) {
    if (category.assignedToId === member.userId) {
      db.put('category', { ...category, assignedToId: null });
    }
  }
  const project = db.get('project', member.projectId);
  if (project.defaultAssignedToId === member.userId) {
    db.put('project', { ...project, defaultAssignedToId: null });
  }
  inheritMembers(db, db.get('project', member.projectId));
}
