import { createHash } from 'node:crypto';
import type { Context } from '../context';
import { USER_ACTIVE, USER_LOCKED, type User } from '../data/model';
import { integerOf, type ParamObject, textOf } from '../http/params';
import { customFieldErrors } from './custom-field-errors';
import {
  assignValues,
  completeValues,
  customFieldsOf,
  sentCustomValues,
  storedValues,
} from './custom-fields';
import { complain } from './error-texts';

export const digestOfPassword = (password: string): string =>
  createHash('sha256').update(password).digest('hex');

type Names = Pick<User, 'login' | 'firstname' | 'lastname' | 'mail'>;

export function namesFrom(sent: ParamObject, before: Names): Names {
  const text = (name: string, fallback: string): string =>
    name in sent ? textOf(sent[name]) : fallback;
  return {
    login: text('login', before.login),
    firstname: text('firstname', before.firstname),
    lastname: text('lastname', before.lastname),
    mail: 'mail' in sent ? textOf(sent.mail) : before.mail,
  };
}

export function statusFrom(sent: ParamObject, before: User['status']): User['status'] {
  const status = integerOf(sent.status);
  return status === USER_ACTIVE || status === 2 || status === USER_LOCKED ? status : before;
}

export function customValuesFrom(
  context: Context,
  sent: ParamObject,
  before: User['customValues'],
) {
  const fields = customFieldsOf(context.db, 'user');
  const complete = completeValues(fields, before, Object.keys(before).length === 0);
  return storedValues(context.db, assignValues(fields, complete, sentCustomValues(sent)));
}

export function userErrors(
  context: Context,
  user: User,
  password: string | null,
): readonly string[] {
  const { db } = context;
  const others = db.all('user').filter(({ id }) => id !== user.id);
  const errors: string[] = [];
  const mail = user.mail ?? '';
  if (mail === '') errors.push(complain('mail', 'cannot be blank'));
  else if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(mail)) errors.push(complain('mail', 'is invalid'));
  else if (others.some((other) => other.mail?.toLowerCase() === mail.toLowerCase())) {
    errors.push(complain('mail', 'has already been taken'));
  }
  for (const field of customFieldsOf(db, 'user')) {
    const scope = { db, project: undefined, before: undefined };
    errors.push(...customFieldErrors(field, user.customValues[field.id], scope));
  }
  for (const name of ['login', 'firstname', 'lastname'] as const) {
    if (user[name].trim() === '') errors.push(complain(name, 'cannot be blank'));
  }
  if (others.some((other) => other.login.toLowerCase() === user.login.toLowerCase())) {
    errors.push(complain('login', 'has already been taken'));
  }
  if (!/^[a-z0-9_\-@.]*$/i.test(user.login)) errors.push(complain('login', 'is invalid'));
  if (password !== null && password.length < 8) {
    errors.push('Password is too short (minimum is 8 characters)');
  }
  return errors;
}
