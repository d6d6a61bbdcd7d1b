import type { Context } from '../context';
import type { Member } from '../data/model';
import { type Answer, created, DONE, invalid, notModelled, ok } from '../http/answer';
import { pageOf } from '../http/paging';
import { integerOf, isParamArray, isParamObject, type Param } from '../http/params';
import { renderMembership } from '../render/membership';
import { authorize, getProject, notFound } from '../rules/authorize';
import { inheritMembers, removeMember } from '../rules/members';

export function listMemberships(context: Context): Answer {
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'members/index', project);
  const page = pageOf(context, context.db.where('member', 'projectId', project.id));
  return ok({
    memberships: page.items.map((member) => renderMembership(context.db, member)),
    ...page.meta,
  });
}

export function showMembership(context: Context): Answer {
  return ok({ membership: renderMembership(context.db, getMember(context, 'members/show')) });
}

export function createMembership(context: Context): Answer {
  const { db } = context;
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'members/create', project);
  if (!isParamObject(context.params.membership)) return notModelled('a membership without content');
  const sent = context.params.membership;
  const ids = isParamArray(sent.user_ids) ? sent.user_ids : [sent.user_id];
  const roleIds = givableRoleIds(context, sent.role_ids);
  const userId = integerOf(ids[0]);
  const user = db.find('user', userId);
  const errors: string[] = [];
  if (user === undefined || user.status === 0) errors.push('Principal cannot be blank');
  if (db.where('member', 'projectId', project.id).some((member) => member.userId === userId)) {
    errors.push('User has already been taken');
  }
  if (roleIds.length === 0) errors.push('Role cannot be empty');
  if (errors.length > 0) return invalid(errors);
  const member = db.insert('member', {
    projectId: project.id,
    userId,
    roles: roleIds.map((roleId) => ({ roleId, inherited: false })),
  });
  inheritMembers(db, project);
  return created(
    { membership: renderMembership(db, member) },
    `${context.baseUrl}/memberships/${member.id}`,
  );
}

/** Replaces the roles given here; inherited ones stay. */
export function updateMembership(context: Context): Answer {
  const { db } = context;
  const member = getMember(context, 'members/update');
  const sent = isParamObject(context.params.membership) ? context.params.membership : {};
  const roleIds = givableRoleIds(context, sent.role_ids);
  const inherited = member.roles.filter((role) => role.inherited);
  if (roleIds.length + inherited.length === 0) return invalid(['Role cannot be empty']);
  db.put('member', {
    ...member,
    roles: [...inherited, ...roleIds.map((roleId) => ({ roleId, inherited: false }))],
  });
  inheritMembers(db, db.get('project', member.projectId));
  return DONE;
}

export function destroyMembership(context: Context): Answer {
  const { db } = context;
  const member = getMember(context, 'members/destroy');
  if (member.roles.some((role) => role.inherited)) return { kind: 'refused', status: 422 };
  removeMember(db, member);
  return DONE;
}

function getMember(context: Context, action: string): Member {
  const member = context.db.find('member', Number(context.path.id));
  if (member === undefined) throw notFound();
  authorize(context, action, context.db.get('project', member.projectId));
  return member;
}

function givableRoleIds(context: Context, ids: Param): readonly number[] {
  const wanted = isParamArray(ids) ? ids.map(integerOf) : [];
  return context.db
    .all('role')
    .filter((role) => role.builtin === 'no' && wanted.includes(role.id))
    .map(({ id }) => id);
}
