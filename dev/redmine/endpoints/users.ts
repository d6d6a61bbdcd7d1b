import type { Context } from '../context';
import { formatInstant, formatInstantOrNull } from '../context';
import { USER_ACTIVE, type User } from '../data/model';
import { type Answer, created, DONE, invalid, notModelled, ok } from '../http/answer';
import { pageOf } from '../http/paging';
import { booleanOf, isParamObject, textOf } from '../http/params';
import { renderRoles } from '../render/membership';
import { includes, customFieldsOf as renderCustomFields } from '../render/named';
import { notFound, requireAdmin, requireLogin } from '../rules/authorize';
import { customFieldsOf } from '../rules/custom-fields';
import { isAdmin, isProjectVisible, isUserVisible } from '../rules/permissions';
import { makeApiKey } from '../rules/random';
import {
  customValuesFrom,
  digestOfPassword,
  namesFrom,
  statusFrom,
  userErrors,
} from '../rules/user-edit';

export function listUsers(context: Context): Answer {
  requireAdmin(context);
  const { db, params } = context;
  const status = params.status === undefined ? '1' : textOf(params.status);
  const name = textOf(params.name).toLowerCase();
  const words = name.split(/\s+/).filter(Boolean);
  const users = db
    .all('user')
    .filter((user) => user.status !== 0)
    .filter((user) => status === '' || user.status === Number(status))
    .filter(
      (user) =>
        user.login.toLowerCase().includes(name) ||
        (user.mail ?? '').toLowerCase().includes(name) ||
        (words.length > 0 &&
          words.every(
            (word) =>
              user.firstname.toLowerCase().includes(word) ||
              user.lastname.toLowerCase().includes(word),
          )),
    )
    .sort((a, b) => (a.login < b.login ? -1 : 1));
  const page = pageOf(context, users);
  return ok({
    users: page.items.map((user) => ({
      ...renderNames(user, { admin: user.admin, mail: user.mail }),
      twofa_scheme: null,
      ...renderCustomFields(customFieldsOf(db, 'user'), user.customValues),
    })),
    ...page.meta,
  });
}

function renderNames(user: User, shown: { admin?: boolean; mail?: string | null }) {
  return {
    id: user.id,
    login: user.login,
    ...('admin' in shown ? { admin: shown.admin } : {}),
    firstname: user.firstname,
    lastname: user.lastname,
    ...('mail' in shown ? { mail: shown.mail } : {}),
    created_on: formatInstant(user.createdOnMs),
    updated_on: formatInstant(user.updatedOnMs),
    last_login_on: formatInstantOrNull(user.lastLoginOnMs),
    passwd_changed_on: formatInstantOrNull(user.passwordChangedOnMs),
  };
}

/** `GET /users/:id`, `current` being oneself; what is shown depends on who asks. */
export function showUser(context: Context): Answer {
  const user = getUser(context);
  if (!isUserVisible(context.db, context.actor, user)) throw notFound();
  return ok({ user: renderUser(context, user) });
}

function renderUser(context: Context, user: User) {
  const { db, actor } = context;
  const isOwn = isAdmin(actor) || actor.user.id === user.id;
  const isPerson = user.status !== 0;
  const fields = customFieldsOf(db, 'user').filter(
    (field) => isPerson && (field.visible || isAdmin(actor)),
  );
  const memberships = db
    .where('member', 'userId', user.id)
    .filter((member) => isProjectVisible(db, actor, db.get('project', member.projectId)))
    .sort((a, b) => a.projectId - b.projectId);
  return {
    ...renderNames(user, {
      ...(isOwn ? { admin: user.admin } : {}),
      ...(isAdmin(actor) || !user.hideMail ? { mail: user.mail } : {}),
    }),
    ...(isOwn ? { twofa_scheme: null, api_key: user.apiKey } : {}),
    ...(isAdmin(actor) ? { status: user.status } : {}),
    ...renderCustomFields(fields, user.customValues),
    ...(isAdmin(actor) && includes(context, 'groups') ? { groups: [] } : {}),
    ...(includes(context, 'memberships')
      ? {
          memberships: memberships.map((member) => ({
            id: member.id,
            project: { id: member.projectId, name: db.get('project', member.projectId).name },
            roles: renderRoles(db, member),
          })),
        }
      : {}),
  };
}

export function createUser(context: Context): Answer {
  requireAdmin(context);
  const { db, nowMs } = context;
  const sent = isParamObject(context.params.user) ? context.params.user : {};
  const password = 'password' in sent ? textOf(sent.password) : null;
  const draft: Omit<User, 'id'> = {
    ...namesFrom(sent, { login: '', firstname: '', lastname: '', mail: null }),
    hideMail: true,
    admin: booleanOf(sent.admin) ?? false,
    status: statusFrom(sent, USER_ACTIVE),
    apiKey: makeApiKey(context.random),
    passwordDigest: password === null ? null : digestOfPassword(password),
    customValues: customValuesFrom(context, sent, {}),
    createdOnMs: nowMs,
    updatedOnMs: nowMs,
    lastLoginOnMs: null,
    passwordChangedOnMs: password === null ? null : nowMs,
  };
  const errors = userErrors(context, { ...draft, id: 0 }, password);
  if (errors.length > 0) return invalid(errors);
  const user = db.insert('user', draft);
  return created({ user: renderUser(context, user) }, `${context.baseUrl}/users/${user.id}`);
}

export function updateUser(context: Context): Answer {
  requireAdmin(context);
  const before = getUser(context);
  const sent = isParamObject(context.params.user) ? context.params.user : {};
  const password = textOf(sent.password) === '' ? null : textOf(sent.password);
  const after: User = {
    ...before,
    ...namesFrom(sent, before),
    admin: 'admin' in sent ? (booleanOf(sent.admin) ?? false) : before.admin,
    status: statusFrom(sent, before.status),
    customValues: customValuesFrom(context, sent, before.customValues),
    updatedOnMs: context.nowMs,
    ...(password === null
      ? {}
      : { passwordDigest: digestOfPassword(password), passwordChangedOnMs: context.nowMs }),
  };
  const errors = userErrors(context, after, password);
  if (errors.length > 0) return invalid(errors);
  context.db.put('user', after);
  return DONE;
}

export function destroyUser(context: Context): Answer {
  requireAdmin(context);
  getUser(context);
  return notModelled('DELETE /users/:id (lock the user with status 3 instead)');
}

function getUser(context: Context): User {
  const id = context.path.id ?? '';
  if (id === 'current') {
    requireLogin(context);
    return context.actor.user;
  }
  const user = context.db.find('user', Number(id));
  if (user === undefined) throw notFound();
  return user;
}
