/** People: oneself, others, and who can be assigned. */
import { bodyObject, type Call, queryInteger, queryList } from '../http/call';
import { fieldErrors, refusal } from '../http/jira-error';
import { cut, pageBean, readWindow } from '../http/paging';
import { created, ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getIssueByIdOrKey, getProjectByIdOrKey, projectOf } from '../issues/visible';
import { type JsonObject, stringAt } from '../json';
import { mayUserBrowse } from '../permissions/access';
import { renderUser } from '../render/user';
import { GROUPS } from '../site/seed';
import type { UserDoc } from '../state/model';
import { demandAdmin } from './field';

const MOST_BULK = 200;

/** A person as `/user` and `/myself` show them: with locale and counted lists. */
function renderAccount(call: Call, user: UserDoc): JsonObject {
  const groups = [...call.site.world.groups.values()].filter(({ members }) =>
    members.includes(user.accountId),
  );
  const expand = queryList(call, 'expand');
  return {
    ...renderUser(call.site, call.caller, user),
    locale: 'en_US',
    groups: {
      size: groups.length,
      items: expand.includes('groups')
        ? groups.map(({ id, name }) => ({
            name,
            groupId: id,
            self: call.site.url(`group?groupId=${id}`),
          }))
        : [],
    },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  };
}

function myself(call: Call): Reply {
  return ok(renderAccount(call, call.caller.user));
}

function getUserByQuery(call: Call): UserDoc {
  const accountId = call.query.get('accountId') ?? '';
  if (accountId === '') throw refusal(400, 'The accountId query parameter is required.');
  const user = call.site.world.users.get(accountId);
  if (user === undefined) {
    throw refusal(404, `Specified user does not exist or you do not have required permissions`);
  }
  return user;
}

function get(call: Call): Reply {
  return ok(renderAccount(call, getUserByQuery(call)));
}

/**
 * Who matches: a prefix of any word of the name, or the exact address. Nobody is found by a part of
 * an address that is hidden.
 */
function matches(user: UserDoc, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  const name = user.displayName.toLowerCase();
  return (
    wanted === '' ||
    name.startsWith(wanted) ||
    name.split(/\s+/).some((word) => word.startsWith(wanted)) ||
    user.email.toLowerCase() === wanted
  );
}

function search(call: Call): Reply {
  const query = call.query.get('query');
  const accountId = call.query.get('accountId');
  if (query === null && accountId === null) {
    throw refusal(400, "The 'query', 'accountId' or 'property' query parameter is required.");
  }
  const found = [...call.site.world.users.values()].filter((user) =>
    accountId === null ? matches(user, query ?? '') : user.accountId === accountId,
  );
  return ok(
    cut(found, readWindow(call, 50, 1_000)).map((user) => renderUser(call.site, call.caller, user)),
  );
}

function searchAssignable(call: Call): Reply {
  const projectKey = call.query.get('project');
  const issueKey = call.query.get('issueKey') ?? call.query.get('issueId');
  if (projectKey === null && issueKey === null) {
    throw refusal(400, "Either the 'project' or the 'issueKey' query parameter is required.");
  }
  const project =
    issueKey === null
      ? getProjectByIdOrKey(call, projectKey ?? '')
      : projectOf(call.site, getIssueByIdOrKey(call, issueKey));
  const accountId = call.query.get('accountId');
  const found = [...call.site.world.users.values()].filter(
    (user) =>
      user.active &&
      mayUserBrowse(call.site.world, user.accountId, project) &&
      (accountId === null
        ? matches(user, call.query.get('query') ?? '')
        : user.accountId === accountId),
  );
  return ok(
    cut(found, readWindow(call, 50, 1_000)).map((user) => renderUser(call.site, call.caller, user)),
  );
}

function bulk(call: Call): Reply {
  const ids = call.query.getAll('accountId');
  if (ids.length === 0) throw refusal(400, "The 'accountId' query parameter is required.");
  const users = ids.flatMap((id) => call.site.world.users.get(id) ?? []);
  const window = {
    startAt: Math.max(0, queryInteger(call, 'startAt', 0)),
    maxResults: Math.min(MOST_BULK, queryInteger(call, 'maxResults', 10)),
  };
  return ok(pageBean(call, users, window, (user) => renderUser(call.site, call.caller, user)));
}

/** Every user of the site, apps included. */
function listAll(call: Call): Reply {
  const users = [...call.site.world.users.values()];
  return ok(
    cut(users, readWindow(call, 50, 1_000)).map((user) => renderUser(call.site, call.caller, user)),
  );
}

/** Only apps with the scope `read:email-address:jira` get addresses, and only in their own name. */
function email(call: Call): Reply {
  if (!call.caller.isApp) {
    throw refusal(401, 'This resource can be used by approved apps only.');
  }
  const user = getUserByQuery(call);
  return ok({ accountId: user.accountId, email: user.email });
}

/** An admin invites somebody; they can log in at once. */
function create(call: Call): Reply {
  demandAdmin(call);
  const address = stringAt(bodyObject(call), 'emailAddress') ?? '';
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) {
    throw fieldErrors({ emailAddress: 'A valid email address must be specified.' });
  }
  const { world } = call.site;
  const existing = world.findUserByEmail(address);
  if (existing !== undefined) return created(renderAccount(call, existing));
  const user: UserDoc = {
    accountId: `712020:${call.site.uuid()}`,
    accountType: 'atlassian',
    displayName: stringAt(bodyObject(call), 'displayName') ?? address.split('@')[0] ?? address,
    email: address,
    timeZone: 'Etc/UTC',
    active: true,
  };
  world.users.put(user.accountId, user);
  const everybody = world.groups.get(GROUPS.users.id);
  if (everybody !== undefined) {
    world.groups.put(everybody.id, {
      ...everybody,
      members: [...everybody.members, user.accountId],
    });
  }
  return created(renderAccount(call, user));
}

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/myself', kind: 'read', handle: myself },
  { method: 'GET', path: '/rest/api/3/user', kind: 'read', handle: get },
  { method: 'POST', path: '/rest/api/3/user', kind: 'write', handle: create },
  { method: 'GET', path: '/rest/api/3/user/search', kind: 'read', handle: search },
  {
    method: 'GET',
    path: '/rest/api/3/user/assignable/search',
    kind: 'read',
    handle: searchAssignable,
  },
  { method: 'GET', path: '/rest/api/3/user/bulk', kind: 'read', handle: bulk },
  { method: 'GET', path: '/rest/api/3/user/email', kind: 'read', handle: email },
  { method: 'GET', path: '/rest/api/3/users/search', kind: 'read', handle: listAll },
  { method: 'GET', path: '/rest/api/3/users', kind: 'read', handle: listAll },
];
