/** Fields that hold a person, or several. */
import { isArray, type Json, stringAt } from '../../json';
import { mayUserBrowse } from '../../permissions/access';
import { renderUserById } from '../../render/user';
import type { UserDoc } from '../../state/model';
import { type FieldKind, FieldRefusal, type FieldScope, historyItem } from '../definition';

/** The person that `{accountId}` or `{id}` names; `null` for nobody. */
function findPerson(input: Json, scope: FieldScope): UserDoc | null {
  if (input === null) return null;
  const accountId = stringAt(input, 'accountId') ?? stringAt(input, 'id');
  if (accountId === undefined) {
    // `{"accountId": null}` is Jira's long way to say nobody.
    if (typeof input === 'object' && 'accountId' in input && input.accountId === null) return null;
    throw new FieldRefusal(`Specify a valid 'id' or 'accountId' for ${scope.field.name}`);
  }
  const user = scope.site.world.users.get(accountId);
  if (user === undefined) throw new FieldRefusal(`User '${accountId}' does not exist.`);
  return user;
}

function personHistory(before: Json, after: Json, scope: FieldScope) {
  return [historyItem(scope, describe(before, scope), describe(after, scope))];
}

function describe(value: Json, scope: FieldScope): readonly [string | null, string | null] {
  if (typeof value !== 'string') return [null, null];
  return [value, scope.site.world.users.get(value)?.displayName ?? null];
}

export const userKind: FieldKind = {
  operations: ['set'],
  parse: (input, scope) => findPerson(input, scope)?.accountId ?? null,
  render: (stored, scope) => renderUserById(scope.site, scope.caller, stored),
  history: personHistory,
  autoCompletePath: 'user/search?query=',
};

export const assigneeKind: FieldKind = {
  ...userKind,
  parse(input, scope) {
    // "-1" is Jira's word for the project's default assignee; here that is nobody.
    if (stringAt(input, 'accountId') === '-1' || stringAt(input, 'id') === '-1') return null;
    const user = findPerson(input, scope);
    if (user === null) return null;
    if (!isAssignable(user, scope)) {
      throw new FieldRefusal(`User '${user.accountId}' cannot be assigned issues.`);
    }
    return user.accountId;
  },
  autoCompletePath: 'user/assignable/search?query=',
};

function isAssignable(user: UserDoc, scope: FieldScope): boolean {
  return user.active && mayUserBrowse(scope.site.world, user.accountId, scope.project);
}

export const reporterKind: FieldKind = {
  ...userKind,
  parse(input, scope) {
    const user = findPerson(input, scope);
    if (user === null) throw new FieldRefusal('Reporter is required.');
    return user.accountId;
  },
};

export const usersKind: FieldKind = {
  operations: ['add', 'set', 'remove'],
  parse(input, scope) {
    if (input === null) return [];
    if (!isArray(input)) throw new FieldRefusal('data was not an array');
    return [...new Set(input.map((item) => requirePerson(item, scope)))];
  },
  parseElement: requirePerson,
  render: (stored, scope) =>
    isArray(stored) && stored.length > 0
      ? stored.map((id) => renderUserById(scope.site, scope.caller, id))
      : null,
  history: (before, after, scope) => [
    historyItem(scope, describeAll(before, scope), describeAll(after, scope)),
  ],
  autoCompletePath: 'user/search?query=',
};

function requirePerson(input: Json, scope: FieldScope): string {
  const user = findPerson(input, scope);
  if (user === null)
    throw new FieldRefusal(`Specify a valid 'id' or 'accountId' for ${scope.field.name}`);
  return user.accountId;
}

function describeAll(value: Json, scope: FieldScope): readonly [string | null, string | null] {
  if (!isArray(value) || value.length === 0) return [null, null];
  const names = value.map((id) => describe(id, scope)[1]);
  return [`[${value.join(', ')}]`, `[${names.join(', ')}]`];
}
