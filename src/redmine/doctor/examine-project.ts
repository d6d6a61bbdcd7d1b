/** What the key may do in one mapped project. */
import * as z from 'zod';
import { type Finding, findingOf } from '../../core/doctor/finding';
import { listMissingRights } from '../../core/doctor/needed-rights';
import type { Mapping } from '../../core/mapping';
import { parseAnswer } from '../../http/answer';
import { wordsOf } from '../../http/words-of';
import type { RedmineClient } from '../client';
import type { RedmineAccess } from './access';

const projectSchema = z.object({
  project: z.object({
    name: z.string(),
    /** 1: active, 5: closed, so that nothing can be written. */
    status: z.number().optional(),
    enabled_modules: z.array(z.object({ name: z.string() })).optional(),
  }),
});

const roleSchema = z.object({
  role: z.object({
    /** Since 3.4. */
    issues_visibility: z.enum(['all', 'default', 'own']).optional().catch(undefined),
    permissions: z.array(z.string()).default([]),
  }),
});

type Role = z.output<typeof roleSchema>['role'];

const CLOSED = 5;

export async function examineProject(
  client: RedmineClient,
  user: RedmineAccess,
  mapping: Mapping,
): Promise<readonly Finding[]> {
  const about = mapping.remote.projectKey;
  try {
    const answer = await client.send({
      method: 'GET',
      path: `/projects/${encodeURIComponent(mapping.remote.projectId)}.json`,
      query: { include: 'enabled_modules' },
      accept: [403, 404],
    });
    if (answer.status !== 200) {
      return [findingOf('project', 'broken', String(answer.status), about)];
    }
    const { project } = parseAnswer(answer, projectSchema);
    const isClosed = project.status === CLOSED;
    return [
      findingOf('project', isClosed ? 'broken' : 'well', isClosed ? 'closed' : project.name, about),
      ...examineModules(mapping, project.enabled_modules),
      ...(user.admin ? [] : await examineRoles(client, user, mapping)),
    ];
  } catch (error) {
    return [findingOf('project', 'broken', wordsOf(error), about)];
  }
}

function examineModules(
  mapping: Mapping,
  enabled: readonly { readonly name: string }[] | undefined,
): readonly Finding[] {
  if (!enabled) return [];
  const needed = ['issue_tracking', ...(mapping.timeEntries ? ['time_tracking'] : [])];
  const lacking = needed.filter((module) => !enabled.some(({ name }) => name === module));
  if (lacking.length === 0) return [];
  return [findingOf('modules', 'broken', lacking.join(', '), mapping.remote.projectKey)];
}

async function examineRoles(
  client: RedmineClient,
  user: RedmineAccess,
  mapping: Mapping,
): Promise<readonly Finding[]> {
  const about = mapping.remote.projectKey;
  const roles = await Promise.all(
    user.memberships
      .filter(({ project }) => String(project.id) === mapping.remote.projectId)
      .flatMap((membership) => membership.roles)
      .map(({ id }) => readRole(client, id)),
  );
  const shown = roles.flatMap((role) => role ?? []);
  if (shown.length === 0) {
    // Not a member: what anybody may do there is not told.
    return [findingOf('permissions', 'doubtful', null, about)];
  }
  const held = new Set(shown.flatMap(({ permissions }) => permissions));
  const missing = listMissingRights(mapping, 'remote', held);
  return [
    findingOf(
      'permissions',
      missing.length === 0 ? 'well' : 'broken',
      missing.join(', ') || null,
      about,
    ),
    ...examineVisibility(shown, about),
    ...(held.has('view_private_notes') ? [] : [findingOf('private-notes', 'untold', null, about)]),
  ];
}

/** The role that shows most counts. `default`: all but others' private issues. */
function examineVisibility(roles: readonly Role[], about: string): readonly Finding[] {
  const seen = new Set(roles.map((role) => role.issues_visibility ?? 'all'));
  if (seen.has('all')) return [];
  const isOwn = !seen.has('default');
  const level = isOwn ? 'broken' : 'doubtful';
  return [findingOf('issues-visibility', level, isOwn ? 'own' : 'default', about)];
}

async function readRole(client: RedmineClient, id: number): Promise<Role | null> {
  const path = `/roles/${id}.json`;
  const answer = await client.send({ method: 'GET', path, accept: [403, 404] });
  return answer.status === 200 ? parseAnswer(answer, roleSchema).role : null;
}
