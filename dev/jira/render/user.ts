/** People as the API shows them. */
import type { KnownCaller } from '../caller';
import type { Json, JsonObject } from '../json';
import type { Site } from '../site/site';
import type { UserDoc } from '../state/model';

/** An address is shown to its owner only: every profile here keeps it hidden from others. */
export function renderUser(site: Site, caller: KnownCaller, user: UserDoc): JsonObject {
  const isOwn = user.accountId === caller.user.accountId && user.accountType === 'atlassian';
  const shown = memoOf(site, isOwn);
  const known = shown.get(user);
  if (known !== undefined) return known;
  const rendered = render(site, user, isOwn);
  shown.set(user, rendered);
  return rendered;
}

type Memo = WeakMap<UserDoc, JsonObject>;

/** A page of comments shows the same few people hundreds of times. */
const memos = new WeakMap<Site, { readonly own: Memo; readonly other: Memo }>();

function memoOf(site: Site, isOwn: boolean): Memo {
  let memo = memos.get(site);
  if (memo === undefined) {
    memo = { own: new WeakMap(), other: new WeakMap() };
    memos.set(site, memo);
  }
  return isOwn ? memo.own : memo.other;
}

function render(site: Site, user: UserDoc, isOwn: boolean): JsonObject {
  return {
    self: site.url(`user?accountId=${user.accountId}`),
    accountId: user.accountId,
    accountType: user.accountType,
    ...(isOwn ? { emailAddress: user.email } : {}),
    avatarUrls: avatarUrls(site, 'user', user.accountId),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
  };
}

/** The person by id; `null` where there is none. */
export function renderUserById(site: Site, caller: KnownCaller, accountId: Json | undefined): Json {
  const user = typeof accountId === 'string' ? site.world.users.get(accountId) : undefined;
  return user === undefined ? null : renderUser(site, caller, user);
}

export function avatarUrls(site: Site, kind: string, id: string): JsonObject {
  const url = `${site.baseUrl}/avatar/${kind}/${encodeURIComponent(id)}`;
  return {
    '48x48': `${url}?size=48`,
    '24x24': `${url}?size=24`,
    '16x16': `${url}?size=16`,
    '32x32': `${url}?size=32`,
  };
}
