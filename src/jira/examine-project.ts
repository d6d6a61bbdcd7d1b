/**
 * What the app may do in a mapped Jira project, and how Jira's clock stands.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
import { type Finding, findingOf } from '../core/doctor/finding';
import { listKnownRights, listMissingRights } from '../core/doctor/needed-rights';
import type { Mapping } from '../core/mapping';
import { wordsOf } from '../http/words-of';
import { type JiraClient, route } from './client';
import { readPermissions } from './permissions';

const MAX_CLOCK_DIFFERENCE_MS = 60_000;

/** @param client as the app */
export async function examineJiraProject(
  client: JiraClient,
  mapping: Mapping,
): Promise<readonly Finding[]> {
  const { projectId, projectKey } = mapping.jira;
  const keys = [...new Set(listKnownRights('jira'))].join(',');
  const path = route`/rest/api/3/mypermissions?projectId=${projectId}&permissions=${keys}`;
  try {
    const { granted, clockOffsetMs } = await readPermissions(client, path);
    const missing = listMissingRights(mapping, 'jira', granted);
    const isFar = Math.abs(clockOffsetMs) > MAX_CLOCK_DIFFERENCE_MS;
    return [
      findingOf(
        'jira-permissions',
        missing.length === 0 ? 'well' : 'broken',
        missing.join(', ') || null,
        projectKey,
      ),
      ...(isFar
        ? [findingOf('jira-clock', 'doubtful', String(Math.round(clockOffsetMs / 1000)))]
        : []),
    ];
  } catch (error) {
    return [findingOf('jira-reached', 'broken', wordsOf(error), projectKey)];
  }
}
