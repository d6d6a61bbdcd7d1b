/**
 * The id of what a field offers under a name, as Redmine has it now; versions and categories can be
 * made, too, by a key that may manage them.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Versions
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import type { Named } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { listCustomFields } from './custom-fields';
import { listCategories, listVersions } from './metadata';
import { isRefusedValue } from './write-fields';

const madeSchema = z.union([
  z.object({ version: z.object({ id: z.number() }) }).transform(({ version }) => version.id),
  z
    .object({ issue_category: z.object({ id: z.number() }) })
    .transform(({ issue_category }) => issue_category.id),
]);

/** @returns `null` where there is none and none could be made */
export async function findValue(
  client: RedmineClient,
  mapping: Mapping,
  field: string,
  name: string,
  create: boolean,
): Promise<string | null> {
  const row = mapping.fields.find((candidate) => candidate.field === field);
  if (!row) return null;
  const { projectId } = mapping.remote;
  const kind = row.kinds.remote;
  const project = `/projects/${encodeURIComponent(projectId)}`;
  if (kind === 'version' || kind === 'versions') {
    const known = await listVersions(client, projectId);
    const body = { version: { name } };
    return pick(known, name) ?? (create ? make(client, `${project}/versions.json`, body) : null);
  }
  if (row.remote === 'category') {
    const known = await listCategories(client, projectId);
    const path = `${project}/issue_categories.json`;
    const body = { issue_category: { name } };
    return pick(known, name) ?? (create ? make(client, path, body) : null);
  }
  const fields = await listCustomFields(client);
  return pick(fields?.find(({ key }) => key === row.remote)?.options, name);
}

async function make(client: RedmineClient, path: string, body: unknown): Promise<string | null> {
  try {
    const answer = await client.send({ method: 'POST', path, body, accept: [403] });
    return answer.status === 403 ? null : String(parseAnswer(answer, madeSchema));
  } catch (error) {
    if (isRefusedValue(error)) return null;
    throw error;
  }
}

function pick(known: readonly Named[] | undefined, name: string): string | null {
  const wanted = name.toLowerCase();
  return known?.find((candidate) => candidate.name.toLowerCase() === wanted)?.id ?? null;
}
