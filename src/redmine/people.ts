/**
 * Finds a Redmine user by id, login, e-mail address or full name, with what the key may see: an
 * admin's searches all users, any other goes through the members of the projects it sees.
 */
import * as z from 'zod';
import type { KnownPerson } from '../core/metadata';
import type { Person } from '../core/model';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';

export interface RedminePerson extends Person {
  /** `null` where the key may not see it. */
  readonly login: string | null;
}

const PAGE_SIZE = 100;
/**
 * Accounts that are opened, one call each, to look for a login: Forge lets one run make a hundred
 * calls a minute, and the rest of an import needs some.
 */
const MAX_OPENED = 50;
/** Thirty calls. A Redmine of more people is searched for each of them. */
const MAX_LISTED = 3000;

const userSchema = z.object({
  id: z.number(),
  login: z.string().optional(),
  firstname: z.string(),
  lastname: z.string(),
  mail: z.string().optional(),
});

const userAnswerSchema = z.object({ user: userSchema });
const usersSchema = z.object({ users: z.array(userSchema), total_count: z.number().optional() });
const membersSchema = z.object({
  memberships: z.array(
    z.object({ user: z.object({ id: z.number(), name: z.string() }).optional() }),
  ),
  total_count: z.number(),
});

type WireUser = z.output<typeof userSchema>;

/** As many projects have their members listed at a time, the next only where somebody is not found. */
const PROJECTS_AT_ONCE = 10;

/** @param listProjectIds the projects whose members are gone through, the likeliest first */
export function createPeopleFinder(
  client: RedmineClient,
  listProjectIds: () => Promise<readonly number[]>,
): (nameOrId: string) => Promise<RedminePerson | null> {
  /** One configuration asks for many people; lists are read once. */
  let users: Promise<UserList> | undefined;
  let projectIds: Promise<readonly number[]> | undefined;
  const members: Promise<readonly Member[]>[] = [];
  const listUpTo = (round: number, ids: readonly number[]): Promise<readonly Member[]> => {
    const before = round === 0 ? Promise.resolve([]) : listUpTo(round - 1, ids);
    const some = ids.slice(round * PROJECTS_AT_ONCE, (round + 1) * PROJECTS_AT_ONCE);
    members[round] ??= before.then(async (known) => [
      ...new Map(
        [...known, ...(await listMembers(client, some))].map((member) => [member.id, member]),
      ).values(),
    ]);
    return members[round];
  };
  const opened = new Map<number, Promise<RedminePerson | null>>();
  const open = (id: number) => {
    const known = opened.get(id);
    if (known || opened.size >= MAX_OPENED) return known ?? Promise.resolve(null);
    const person = findById(client, String(id));
    opened.set(id, person);
    return person;
  };
  return async (nameOrId) => {
    const wanted = nameOrId.trim();
    users ??= listUsers(client);
    const listed = await users;
    const isId = /^\d+$/.test(wanted);
    if (listed.kind === 'all') {
      const own = isId ? listed.users.find(({ id }) => String(id) === wanted) : null;
      return own ? toPerson(own) : pickOne(listed.users, wanted);
    }
    if (isId) return findById(client, wanted);
    if (listed.kind === 'too-many') return searchUsers(client, wanted);
    projectIds ??= listProjectIds();
    const ids = await projectIds;
    for (let round = 0; round * PROJECTS_AT_ONCE < ids.length; round += 1) {
      const person = await searchMembers(open, await listUpTo(round, ids), wanted);
      if (person) return person;
    }
    return null;
  };
}

/** The project's members; with the logins and addresses that an administrator's key sees. */
export async function listPeople(
  client: RedmineClient,
  projectId: string,
): Promise<readonly KnownPerson[]> {
  const [listed, members] = await Promise.all([
    listUsers(client),
    listMembers(client, [Number(projectId)]),
  ]);
  const users = new Map(listed.kind === 'all' ? listed.users.map((user) => [user.id, user]) : []);
  return members.map(({ id, name }) => {
    const { login = null, mail = null } = users.get(id) ?? {};
    return { id: String(id), name, login, email: mail };
  });
}

type UserList =
  | { readonly kind: 'all'; readonly users: readonly WireUser[] }
  | { readonly kind: 'too-many' }
  /** Only an administrator's key may list them. */
  | { readonly kind: 'forbidden' };

async function listUsers(client: RedmineClient): Promise<UserList> {
  const users: WireUser[] = [];
  for (;;) {
    const query = { limit: String(PAGE_SIZE), offset: String(users.length) };
    const answer = await client.send({ method: 'GET', path: '/users.json', query, accept: [403] });
    if (answer.status === 403) return { kind: 'forbidden' };
    const page = parseAnswer(answer, usersSchema);
    users.push(...page.users);
    const total = page.total_count ?? users.length;
    if (total > MAX_LISTED) return { kind: 'too-many' };
    if (page.users.length === 0 || users.length >= total) return { kind: 'all', users };
  }
}

async function findById(client: RedmineClient, id: string): Promise<RedminePerson | null> {
  const path = `/users/${id}.json`;
  const answer = await client.send({ method: 'GET', path, accept: [403, 404] });
  return answer.status === 200 ? toPerson(parseAnswer(answer, userAnswerSchema).user) : null;
}

/** `name` matches parts of login, names and addresses; only a whole match counts. */
async function searchUsers(client: RedmineClient, wanted: string): Promise<RedminePerson | null> {
  const query = { name: wanted, limit: String(PAGE_SIZE) };
  const answer = await client.send({ method: 'GET', path: '/users.json', query });
  return pickOne(parseAnswer(answer, usersSchema).users, wanted);
}

interface Member {
  readonly id: number;
  readonly name: string;
}

async function listMembers(
  client: RedmineClient,
  projectIds: readonly number[],
): Promise<readonly Member[]> {
  const members = new Map<number, Member>();
  for (const projectId of projectIds) {
    for (let offset = 0; ; offset += PAGE_SIZE) {
      const answer = await client.send({
        method: 'GET',
        path: `/projects/${projectId}/memberships.json`,
        query: { limit: String(PAGE_SIZE), offset: String(offset) },
        accept: [403],
      });
      if (answer.status === 403) break;
      const page = parseAnswer(answer, membersSchema);
      for (const { user } of page.memberships) if (user) members.set(user.id, user);
      if (offset + PAGE_SIZE >= page.total_count) break;
    }
  }
  return [...members.values()];
}

/** @param open the account of a member, `null` once too many were opened */
async function searchMembers(
  open: (id: number) => Promise<RedminePerson | null>,
  members: readonly Member[],
  wanted: string,
): Promise<RedminePerson | null> {
  const byName = members.filter(({ name }) => isSame(name, wanted));
  const [only] = byName;
  if (only && byName.length === 1) {
    return (await open(only.id)) ?? { id: String(only.id), name: only.name, login: null };
  }
  if (byName.length > 1 || wanted.includes(' ')) return null;
  for (const { id } of members.slice(0, MAX_OPENED)) {
    const person = await open(id);
    if (person?.login && isSame(person.login, wanted)) return person;
  }
  return null;
}

/** A login or an address is one person's; a full name that several bear finds nobody. */
function pickOne(users: readonly WireUser[], wanted: string): RedminePerson | null {
  const own = users.find(({ login, mail }) => isSame(login, wanted) || isSame(mail, wanted));
  if (own) return toPerson(own);
  const named = users.filter((user) => isSame(fullName(user), wanted));
  const [only] = named;
  return only && named.length === 1 ? toPerson(only) : null;
}

function toPerson(user: WireUser): RedminePerson {
  return { id: String(user.id), name: fullName(user), login: user.login ?? null };
}

function fullName({ firstname, lastname }: WireUser): string {
  return `${firstname} ${lastname}`.trim();
}

function isSame(word: string | undefined, wanted: string): boolean {
  return word?.toLowerCase() === wanted.toLowerCase();
}
