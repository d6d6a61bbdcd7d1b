/** The people and projects that are always there. */
import type { KnownCaller } from '../caller';
import type { ProjectDoc, RoleMembers, UserDoc } from '../state/model';
import type { World } from '../state/world';
import { ROLES, SITE_TIME_ZONE } from './names';

/** Account ids in each of the forms that real sites show. */
export const ACCOUNTS = {
  admin: '5c37e3bdb393bf4ce95658d5',
  ada: '60b7a0e7c2f1d4006f3a9d18',
  grace: '712020:4f2c1f0a-6f0e-4f0b-9d57-2f6a5f0f8a31',
  linus: '557058:0c9b7c1e-93b4-4d43-8c60-6a1f3b0a7e52',
  app: '712020:b81d6d55-2c64-4f0c-8ed5-9c5d1f1d2b07',
} as const;

const USERS: readonly UserDoc[] = [
  person(ACCOUNTS.admin, 'Alex Admin', 'admin@example.com', 'Europe/Berlin'),
  person(ACCOUNTS.ada, 'Ada Lovelace', 'ada@example.com', 'Europe/London'),
  person(ACCOUNTS.grace, 'Grace Hopper', 'grace@example.com', 'America/New_York'),
  person(ACCOUNTS.linus, 'Linus Pauling', 'linus@example.com', 'Europe/Helsinki'),
  {
    accountId: ACCOUNTS.app,
    accountType: 'app',
    displayName: 'Redmine Sync for Jira',
    email: `${ACCOUNTS.app}@connect.atlassian.com`,
    timeZone: SITE_TIME_ZONE,
    active: true,
  },
];

export const GROUPS = {
  admins: { id: '276f955c-63d7-42c8-9520-92d01dca0625', name: 'jira-administrators' },
  users: { id: '6e87dc72-4f1f-421f-9382-2fee8b652487', name: 'jira-software-users' },
} as const;

const MEMBERS = [ACCOUNTS.ada, ACCOUNTS.grace, ACCOUNTS.linus];

const PROJECTS: readonly ProjectDoc[] = [
  project('10000', 'WEB', 'Web shop', 'web', ['10003', '10001', '10002', '10000', '10004'], true),
  project('10001', 'OPS', 'Operations', 'ops', ['10005', '10001', '10004'], false),
];

/** The caller without a login, whom only a few routes see. */
export const NOBODY: KnownCaller = {
  user: {
    accountId: '',
    accountType: 'atlassian',
    displayName: '',
    email: '',
    timeZone: 'Etc/UTC',
    active: false,
  },
  isApp: false,
  sentByApp: false,
};

/** Puts them there, once in a store's life. */
export function seedSite(world: World): void {
  if (world.projects.size > 0) return;
  for (const user of USERS) world.users.put(user.accountId, user);
  world.groups.put(GROUPS.admins.id, { ...GROUPS.admins, members: [ACCOUNTS.admin] });
  world.groups.put(GROUPS.users.id, { ...GROUPS.users, members: [ACCOUNTS.admin, ...MEMBERS] });
  for (const entry of PROJECTS) world.projects.put(entry.id, entry);
  world.commit();
}

function person(accountId: string, displayName: string, email: string, timeZone: string): UserDoc {
  return { accountId, accountType: 'atlassian', displayName, email, timeZone, active: true };
}

/** The roles of a new project: the app stands among the developers, as its manual tells admins. */
export function defaultRoles(): Readonly<Record<string, RoleMembers>> {
  return {
    [ROLES.administrators.id]: { users: [ACCOUNTS.admin], groups: [GROUPS.admins.name] },
    [ROLES.developers.id]: {
      users: [ACCOUNTS.ada, ACCOUNTS.grace, ACCOUNTS.app],
      groups: [],
    },
    [ROLES.addons.id]: { users: [ACCOUNTS.app], groups: [] },
  };
}

function project(
  id: string,
  key: string,
  name: string,
  workflow: string,
  issueTypeIds: readonly string[],
  hasSecurityLevels: boolean,
): ProjectDoc {
  return {
    id,
    key,
    name,
    description: '',
    leadId: ACCOUNTS.admin,
    issueTypeIds,
    workflow,
    hasSecurityLevels,
    browse: 'everybody',
    roles: defaultRoles(),
    properties: {},
    lastIssueNumber: 0,
  };
}
