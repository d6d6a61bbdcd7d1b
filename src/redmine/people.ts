/**
 * Finds a Redmine user by id, login, e-mail address or full name, with what the key may see: an
 * admin's searches all users, any other goes through the members of the projects it sees.
 */
import { z } from 'zod';
import type { Person } from '../core/model';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';

export interface RedminePerson extends Person {
  /** `null` where the key may not see it. */
  readonly login: string | null;
}

const PAGE_SIZE = 100;
/** Members whose accounts are opened, one call each, to look for a login. */
const MAX_OPENED = 100;

const userSchema = z.object({
  id: z.number(),
  login: z.string().optional(),
  firstname: z.string(),
  lastname: z.string(),
  mail: z.string().optional(),
});

const userAnswerSchema = z.object({ user: userSchema });
const usersSchema = z.object({ users: z.array(userSchema) });
const membersSchema = z.object({
  memberships: z.array(
    z.object({ user: z.object({ id: z.number(), name: z.string() }).optional() }),
  ),
  total_count: z.number(),
});

type WireUser = z.output<typeof userSchema>;

/** @param listProjectIds the projects whose members are gone through */
export function createPeopleFinder(
  client: RedmineClient,
  listProjectIds: () => Promise<readonly number[]>,
): (nameOrId: string) => Promise<RedminePerson | null> {
  /** One configuration asks for many people; the members are read once. */
  let members: Promise<readonly Member[]> | undefined;
  return async (nameOrId) => {
    const wanted = nameOrId.trim();
    if (/^\d+$/.test(wanted)) return findById(client, wanted);
    const found = await searchUsers(client, wanted);
    if (found !== 'forbidden') return found;
    members ??= listProjectIds().then((ids) => listMembers(client, ids));
    return searchMembers(client, await members, wanted);
  };
}

async function findById(client: RedmineClient, id: string): Promise<RedminePerson | null> {
  const path = `/users/${id}.json`;
  const answer = await client.send({ method: 'GET', path, accept: [403, 404] });
  return answer.status === 200 ? toPerson(parseAnswer(answer, userAnswerSchema).user) : null;
}

/** `name` matches parts of login, names and addresses; only a whole match counts. */
async function searchUsers(
  client: RedmineClient,
  wanted: string,
): Promise<RedminePerson | null | 'forbidden'> {
  const query = { name: wanted, limit: String(PAGE_SIZE) };
  const answer = await client.send({ method: 'GET', path: '/users.json', query, accept: [403] });
  if (answer.status === 403) return 'forbidden';
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

async function searchMembers(
  client: RedmineClient,
  members: readonly Member[],
  wanted: string,
): Promise<RedminePerson | null> {
  const byName = members.filter(({ name }) => isSame(name, wanted));
  const [only] = byName;
  if (only && byName.length === 1) return findById(client, String(only.id));
  if (byName.length > 1 || wanted.includes(' ')) return null;
  for (const { id } of members.slice(0, MAX_OPENED)) {
    const person = await findById(client, String(id));
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
