import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database } from '../data/database';
import { USER_ACTIVE, type User } from '../data/model';
import type { Actor } from '../rules/permissions';
import { Refusal } from './answer';
import { isBlank, textOf } from './params';
import type { ParsedRequest } from './parsed-request';

/**
 * Who asks: by `key` parameter, `X-Redmine-API-Key` header or Basic authentication (login and password,
 * or an API key as the login). What does not fit makes nobody of the caller, not an error: a wrong key
 * still reads what is public. `X-Redmine-Switch-User` works for admins, from others it is ignored.
 *
 * @throws Refusal 412 where an admin wants to be somebody who is not there
 */
export function authenticate(db: Database, request: ParsedRequest): Actor {
  const user = findCaller(db, request);
  const switchTo = request.headers.get('x-redmine-switch-user') ?? '';
  if (user === undefined || !user.admin || switchTo === '') return actorOf(db, user);
  const other = findByLogin(db, switchTo);
  if (other === undefined || other.status !== USER_ACTIVE) {
    throw new Refusal({ kind: 'refused', status: 412 });
  }
  return actorOf(db, other);
}

function actorOf(db: Database, user: User | undefined): Actor {
  if (user !== undefined) return { user, isLoggedIn: true };
  const anonymous = db.all('user').find(({ status }) => status === 0);
  if (anonymous === undefined) throw new Error('[embedded redmine] no anonymous user');
  return { user: anonymous, isLoggedIn: false };
}

function findCaller(db: Database, request: ParsedRequest): User | undefined {
  const { key } = request.params;
  if (!isBlank(key)) return findByKey(db, textOf(key));
  const header = request.headers.get('x-redmine-api-key') ?? '';
  if (header !== '') return findByKey(db, header);
  const basic = /^Basic (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic === undefined) return undefined;
  const [login = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  const user = findByLogin(db, login);
  if (user?.status === USER_ACTIVE && isPassword(user, rest.join(':'))) return user;
  return findByKey(db, login);
}

function findByKey(db: Database, key: string): User | undefined {
  return db.all('user').find((user) => user.apiKey === key && user.status === USER_ACTIVE);
}

function findByLogin(db: Database, login: string): User | undefined {
  const users = db.all('user').filter(({ status }) => status !== 0);
  return (
    users.find((user) => user.login === login) ??
    users.find((user) => user.login.toLowerCase() === login.toLowerCase())
  );
}

function isPassword(user: User, password: string): boolean {
  if (user.passwordDigest === null || password === '') return false;
  const digest = createHash('sha256').update(password).digest();
  return timingSafeEqual(digest, Buffer.from(user.passwordDigest, 'hex'));
}
