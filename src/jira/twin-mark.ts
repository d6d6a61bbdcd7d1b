/**
 * The issue property by which JQL finds an issue by its twin: `redmineIssue = 12`. `manifest.yml`
 * (`jira:entityProperty`) makes Jira index it.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-entity-property/
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import type { TwinMark } from '../ports';
import { type JiraClient, route } from './client';
import type { WireIssue } from './wire';

export const TWIN_PROPERTY = 'redmine-twin';

const twinMarkSchema = z.object({ number: z.number().int(), connection: z.string() });

/** What the property holds. Its number is told apart by connection, since two Redmines count alike. */
export function twinMarkOf(mapping: Mapping, twinId: string): z.output<typeof twinMarkSchema> {
  return { number: Number(twinId), connection: mapping.connectionId };
}

/** The twin's id; `null` where the issue names none of this connection. */
export function readTwinMark(mapping: Mapping, properties: WireIssue['properties']): string | null {
  const { success, data } = twinMarkSchema.safeParse(properties?.[TWIN_PROPERTY]);
  return success && data.connection === mapping.connectionId ? String(data.number) : null;
}

/** Writes or deletes the property. An issue that is gone, or closed to the app, stays as it is. */
export async function markTwin(
  client: JiraClient,
  mapping: Mapping,
  issueId: string,
  twinId: string | null,
): Promise<void> {
  const path = route`/rest/api/3/issue/${issueId}/properties/${TWIN_PROPERTY}`;
  const accept = [403, 404];
  await client.send(
    twinId === null
      ? { method: 'DELETE', path, accept }
      : { method: 'PUT', path, body: twinMarkOf(mapping, twinId), accept },
  );
}

/** The most that one call takes. */
const MOST_AT_ONCE = 100;

/**
 * Writes the property of many issues, a hundred a call. Jira does it when it comes to it; what it
 * does not do is left for the next run of the pair, which sees that the property is missing.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/#api-rest-api-3-issue-properties-multi-post
 */
export async function markTwins(
  client: JiraClient,
  mapping: Mapping,
  marks: readonly TwinMark[],
): Promise<void> {
  for (let at = 0; at < marks.length; at += MOST_AT_ONCE) {
    const some = marks.slice(at, at + MOST_AT_ONCE);
    await client.send({
      method: 'POST',
      path: route`/rest/api/3/issue/properties/multi`,
      body: {
        issues: some.map(({ issueId, twinId }) => ({
          issueID: Number(issueId),
          properties: { [TWIN_PROPERTY]: twinMarkOf(mapping, twinId) },
        })),
      },
      startsTask: true,
      // Closed to the app, or another such call is at the same issues.
      accept: [403, 409],
    });
  }
}
