/**
 * Whether a person belongs to a role of a project. Jira tells the members of a role to administrators
 * only, so the app asks for them, and the person's groups are asked for as that person.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-roles/#api-rest-api-3-project-projectidorkey-role-id-get
 */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

const roleSchema = z.object({
  actors: z
    .array(
      z.object({
        actorUser: z.object({ accountId: z.string() }).optional(),
        actorGroup: z.object({ groupId: z.string() }).optional(),
      }),
    )
    .default([]),
});

const accountSchema = z.object({
  accountId: z.string(),
  groups: z.object({ items: z.array(z.object({ groupId: z.string().nullish() })) }),
});

export interface RolePlace {
  readonly projectId: string;
  readonly roleId: string;
}

/** Who has a role; `null` where it is gone, or the client may not know. */
export async function findActors(client: JiraClient, { projectId, roleId }: RolePlace) {
  const path = route`/rest/api/3/project/${projectId}/role/${roleId}`;
  const answer = await client.send({ method: 'GET', path, accept: [404] });
  return answer.status === 404 ? null : parseAnswer(answer, roleSchema).actors;
}

/**
 * @param caller made with `as: 'user'`
 * @returns false, too, where the role is gone
 */
export async function isInRole(
  app: JiraClient,
  caller: JiraClient,
  place: RolePlace,
): Promise<boolean> {
  const actors = await findActors(app, place);
  if (!actors) return false;
  const { accountId, groups } = parseAnswer(
    await caller.send({ method: 'GET', path: route`/rest/api/3/myself?expand=groups` }),
    accountSchema,
  );
  const groupIds = new Set(groups.items.flatMap(({ groupId }) => groupId ?? []));
  return actors.some(
    ({ actorUser, actorGroup }) =>
      actorUser?.accountId === accountId || (actorGroup && groupIds.has(actorGroup.groupId)),
  );
}
