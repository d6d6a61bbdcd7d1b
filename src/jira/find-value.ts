/**
 * The id of what a field offers under a name, as Jira has it now; versions and components can be
 * made, too, where the app may administer the project.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-versions/
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import type { Named } from '../core/metadata';
import { traitsOf } from '../core/values/field-kinds';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';
import { collectOptions } from './field-metadata';
import { listCreateFields } from './metadata';
import { createdSchema, typeStatusesSchema } from './wire';

const namedSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** A site that does not let the app make one answers with one of these. */
const NOT_ALLOWED = [400, 401, 403, 404, 409] as const;

/** @returns `null` where there is none and none could be made */
export async function findValue(
  client: JiraClient,
  mapping: Mapping,
  field: string,
  name: string,
  create: boolean,
): Promise<string | null> {
  const row = mapping.fields.find((candidate) => candidate.field === field);
  if (!row) return null;
  const { projectId, projectKey } = mapping.jira;
  const isVersion = row.kinds.jira === 'version' || row.kinds.jira === 'versions';
  if (isVersion) {
    const known = await list(client, route`/rest/api/3/project/${projectId}/versions`);
    const path = route`/rest/api/3/version`;
    const body = { name, projectId: Number(projectId) };
    return pick(known, name) ?? (create ? make(client, path, body) : null);
  }
  if (row.jira === 'components') {
    const known = await list(client, route`/rest/api/3/project/${projectId}/components`);
    const path = route`/rest/api/3/component`;
    return pick(known, name) ?? (create ? make(client, path, { name, project: projectKey }) : null);
  }
  if (traitsOf(row.kinds.jira).shape !== 'choice') return null;
  const types = parseAnswer(
    await client.send({ method: 'GET', path: route`/rest/api/3/project/${projectId}/statuses` }),
    typeStatusesSchema,
  );
  const fields = await listCreateFields(client, projectId, types);
  const options = collectOptions(fields.filter(({ fieldId }) => fieldId === row.jira));
  return pick(options.get(row.jira) ?? [], name);
}

async function list(client: JiraClient, path: ReturnType<typeof route>): Promise<readonly Named[]> {
  return parseAnswer(await client.send({ method: 'GET', path }), namedSchema);
}

async function make(
  client: JiraClient,
  path: ReturnType<typeof route>,
  body: object,
): Promise<string | null> {
  const answer = await client.send({ method: 'POST', path, body, accept: NOT_ALLOWED });
  return answer.status >= 400 ? null : parseAnswer(answer, createdSchema).id;
}

function pick(known: readonly Named[], name: string): string | null {
  const wanted = name.toLowerCase();
  return known.find((candidate) => candidate.name.toLowerCase() === wanted)?.id ?? null;
}
