/**
 * Watchers are added and removed one by one; an edit of the issue ignores them.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Issues#Adding-a-watcher
 */
import * as z from 'zod';
import { findListChange } from '../core/fields/list-change';
import type { FieldValue } from '../core/model';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { isRefusedValue } from './write-fields';

/** The key of the field. */
export const WATCHERS = 'watchers';

const watchersSchema = z.object({
  issue: z.object({ watchers: z.array(z.object({ id: z.number() })).optional() }),
});

/**
 * @param read what `wanted` was made of
 * @returns why Redmine refused it, or `null`
 */
export async function writeWatchers(
  client: RedmineClient,
  issueId: string,
  wanted: FieldValue,
  read: FieldValue | undefined,
): Promise<string | null> {
  const issue = `/issues/${encodeURIComponent(issueId)}`;
  const answer = await client.send({
    method: 'GET',
    path: `${issue}.json`,
    query: { include: 'watchers' },
  });
  const now = parseAnswer(answer, watchersSchema).issue.watchers ?? [];
  const { added, removed } = findListChange(
    now.map(({ id }) => String(id)),
    wanted,
    read,
  );
  const requests = [
    ...added.map((id) => ({
      method: 'POST' as const,
      path: `${issue}/watchers.json`,
      body: { user_id: Number(id) },
    })),
    ...removed.map((id) => ({
      method: 'DELETE' as const,
      path: `${issue}/watchers/${encodeURIComponent(id)}.json`,
    })),
  ];
  for (const request of requests) {
    try {
      const { status, request: name } = await client.send({ ...request, accept: [403, 404] });
      if (status >= 400)
        return `${name}: ${status}; the key needs the permissions to view, add and delete watchers`;
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      return error.message;
    }
  }
  return null;
}
