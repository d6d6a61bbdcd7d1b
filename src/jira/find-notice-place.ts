/** Where the app may open issues about its own troubles. */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import type { NoticePlace } from '../ports/notices';
import { type JiraClient, route } from './client';
import { findProject, listProjects } from './metadata';

const typesSchema = z.object({
  issueTypes: z.array(
    z.object({ id: z.string(), name: z.string(), subtask: z.boolean().optional() }),
  ),
});

export type FoundPlace =
  | { readonly kind: 'found'; readonly place: NoticePlace }
  | {
      readonly kind: 'unknown';
      readonly what: 'project' | 'issueType';
      readonly valid: readonly string[];
    };

/**
 * @param project key or name, as a configuration says it
 * @param typeName absent: `Task`, or the first type that stands alone
 */
export async function findNoticePlace(
  client: JiraClient,
  project: string,
  typeName?: string,
): Promise<FoundPlace> {
  const found = await findProject(client, project);
  if (!found) {
    const valid = (await listProjects(client)).map(({ key }) => key);
    return { kind: 'unknown', what: 'project', valid };
  }
  const path = route`/rest/api/3/project/${found.id}`;
  const { issueTypes } = parseAnswer(await client.send({ method: 'GET', path }), typesSchema);
  const types = issueTypes.filter(({ subtask }) => subtask !== true);
  const type =
    typeName === undefined
      ? (types.find(({ name }) => name === 'Task') ?? types[0])
      : types.find(({ name }) => isNamed(typeName)(name));
  if (!type) return { kind: 'unknown', what: 'issueType', valid: types.map(({ name }) => name) };
  const place = { projectId: found.id, projectKey: found.key, issueTypeId: type.id };
  return { kind: 'found', place };
}

function isNamed(wanted: string): (word: string) => boolean {
  return (word) => word.toLowerCase() === wanted.trim().toLowerCase();
}
