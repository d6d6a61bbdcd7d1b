/** Project roles and groups: whom a comment can be restricted to, and who decides conflicts. */
import * as z from 'zod';
import { unknownName } from '../core/configuration/match-names';
import type { Audience, ProjectRole } from '../core/mapping';
import type { FoundAudience, FoundRole } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';
import { findActors } from './role-members';

/** Addresses by the roles' names. */
const rolesSchema = z.record(z.string(), z.string());

const groupsSchema = z.object({
  groups: z.array(z.object({ name: z.string(), groupId: z.string() })),
});

export async function findAudience(
  client: JiraClient,
  projectId: string,
  kind: Audience['kind'],
  name: string,
): Promise<FoundAudience> {
  const known =
    kind === 'role' ? await listRoles(client, projectId) : await listGroups(client, name);
  const found = findByName(known, name);
  // Of a role, comments know the name.
  const id = kind === 'role' ? found?.name : found?.id;
  if (found && id) return { kind: 'found', audience: { kind, id, name: found.name } };
  return toUnknown(known, name);
}

export async function findRole(
  client: JiraClient,
  projectId: string,
  name: string,
): Promise<FoundRole> {
  const known = await listRoles(client, projectId);
  const role = findByName(known, name);
  if (!role) return toUnknown(known, name);
  const actors = await findActors(client, { projectId, roleId: role.id });
  return actors ? { kind: 'found', role } : { kind: 'unknown', message: hidden(role) };
}

function hidden({ name }: ProjectRole): string {
  return `Jira does not tell the app who has the role "${name}". Valid: any role, once the app may administer the project.`;
}

function findByName(known: readonly ProjectRole[], name: string): ProjectRole | undefined {
  return known.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

function toUnknown(known: readonly ProjectRole[], name: string) {
  const valid = known.map((one) => one.name);
  return { kind: 'unknown', message: unknownName(name, valid) } as const;
}

async function listRoles(client: JiraClient, projectId: string): Promise<readonly ProjectRole[]> {
  const path = route`/rest/api/3/project/${projectId}/role`;
  const roles = parseAnswer(await client.send({ method: 'GET', path }), rolesSchema);
  return Object.entries(roles).map(([name, url]) => ({ id: url.split('/').at(-1) ?? '', name }));
}

/** Groups whose names are like it. */
async function listGroups(client: JiraClient, name: string) {
  const path = route`/rest/api/3/groups/picker?query=${name}`;
  const { groups } = parseAnswer(await client.send({ method: 'GET', path }), groupsSchema);
  return groups.map((group) => ({ id: group.groupId, name: group.name }));
}
