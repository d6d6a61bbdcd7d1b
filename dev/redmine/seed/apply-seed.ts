import { createHash } from 'node:crypto';
import type { Database } from '../data/database';
import type { User } from '../data/model';
import { DEFAULT_ENUMERATIONS, DEFAULT_QUERIES, DEFAULT_STATUSES } from './default-data';
import { ADMIN_API_KEY } from './demo-seed';
import { planSeed } from './plan-seed';
import type { RedmineSeed } from './seed';

/** Fills an empty embedded Redmine: default data, administrator, and the seed. */
export function applySeed(db: Database, seed: RedmineSeed, nowMs: number): void {
  const plan = planSeed(seed);
  const timed = { createdOnMs: nowMs, updatedOnMs: nowMs };
  for (const status of DEFAULT_STATUSES) db.put('status', status);
  for (const enumeration of DEFAULT_ENUMERATIONS) db.put('enumeration', enumeration);
  for (const query of DEFAULT_QUERIES) db.put('query', query);
  for (const role of plan.roles) db.put('role', role);
  for (const tracker of plan.trackers) db.put('tracker', tracker);
  for (const workflow of plan.workflows) db.put('workflow', workflow);
  for (const field of plan.customFields) db.put('customField', field);
  for (const user of [administrator(nowMs), anonymous(nowMs)]) db.put('user', user);
  for (const { password, admin, ...user } of plan.users) {
    db.put('user', {
      ...user,
      ...timed,
      hideMail: true,
      admin: admin ?? false,
      status: 1,
      passwordDigest: createHash('sha256').update(password).digest('hex'),
      customValues: {},
      lastLoginOnMs: null,
      passwordChangedOnMs: nowMs,
    });
  }
  for (const project of plan.projects) {
    db.put('project', { ...project, ...timed });
    for (const module of project.modules) db.reserveId('module', module.id);
  }
  for (const member of plan.members) db.put('member', member);
  for (const category of plan.categories) db.put('category', category);
  for (const version of plan.versions) db.put('version', { ...version, ...timed });
}

const builtIn = (nowMs: number): Omit<User, 'id' | 'login' | 'lastname' | 'status'> => ({
  firstname: '',
  mail: null,
  hideMail: true,
  admin: false,
  apiKey: null,
  passwordDigest: null,
  customValues: {},
  createdOnMs: nowMs,
  updatedOnMs: nowMs,
  lastLoginOnMs: null,
  passwordChangedOnMs: null,
});

const administrator = (nowMs: number): User => ({
  ...builtIn(nowMs),
  id: 1,
  login: 'admin',
  firstname: 'Redmine',
  lastname: 'Admin',
  mail: 'admin@example.net',
  admin: true,
  status: 1,
  apiKey: ADMIN_API_KEY,
  passwordDigest: createHash('sha256').update('admin').digest('hex'),
});

const anonymous = (nowMs: number): User => ({
  ...builtIn(nowMs),
  id: 4,
  login: '',
  lastname: 'Anonymous',
  status: 0,
});
