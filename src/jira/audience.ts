/** Project roles and groups, which a comment can be restricted to. */
import * as z from 'zod';
import { unknownName } from '../core/configuration/match-names';
import type { Audience } from '../core/mapping';
import type { FoundAudience } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

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
  const found = known.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return { kind: 'found', audience: { kind, ...found } };
  const valid = known.map((one) => one.name);
  return { kind: 'unknown', message: unknownName(name, valid) };
}

async function listRoles(client: JiraClient, projectId: string) {
  const path = route`/rest/api/3/project/${projectId}/role`;
  const roles = parseAnswer(await client.send({ method: 'GET', path }), rolesSchema);
  return Object.keys(roles).map((name) => ({ id: name, name }));
}

/** Groups whose names are like it. */
async function listGroups(client: JiraClient, name: string) {
  const path = route`/rest/api/3/groups/picker?query=${name}`;
  const { groups } = parseAnswer(await client.send({ method: 'GET', path }), groupsSchema);
  return groups.map((group) => ({ id: group.groupId, name: group.name }));
}
