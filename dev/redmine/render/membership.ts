import type { Database } from '../data/database';
import type { Member } from '../data/model';
import { userReference } from './named';

export function renderRoles(db: Database, member: Member): readonly unknown[] {
  return member.roles.map(({ roleId, inherited }) => ({
    id: roleId,
    name: db.get('role', roleId).name,
    ...(inherited ? { inherited: true } : {}),
  }));
}

export function renderMembership(db: Database, member: Member) {
  return {
    id: member.id,
    project: { id: member.projectId, name: db.get('project', member.projectId).name },
    user: userReference(db, member.userId),
    roles: renderRoles(db, member),
  };
}
