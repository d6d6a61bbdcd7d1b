/**
 * Issues of the mapped project that a person looks for, by number or by words of the title. Private
 * issues are left out: who asks is a person in Jira, and the key sees more than that person.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Issues#Listing-issues
 */
import * as z from 'zod';
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { isCovered } from './scope';
import { issueSchema } from './wire';

const MAX_FOUND = 10;

const foundSchema = z.object({ issues: z.array(issueSchema) });

export interface FoundIssue {
  readonly issueId: string;
  readonly key: string;
  readonly title: string;
  readonly status: string;
}

/**
 * At most ten, the latest change first.
 * @param wanted a number, or words that all have to stand in the title
 */
export async function searchIssues(
  client: RedmineClient,
  mapping: Mapping,
  wanted: { readonly number: string } | { readonly words: string },
): Promise<readonly FoundIssue[]> {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: {
      project_id: mapping.remote.projectId,
      subproject_id: '!*',
      status_id: '*',
      sort: 'updated_on:desc',
      limit: String(MAX_FOUND),
      // A bar stands between alternatives in a filter.
      ...('number' in wanted
        ? { issue_id: wanted.number }
        : { subject: `~${wanted.words.replaceAll('|', ' ')}` }),
    },
  });
  const { issues } = parseAnswer(answer, foundSchema);
  const open = issues.filter(({ is_private: isPrivate }) => !isPrivate);
  const covered = await Promise.all(open.map((issue) => isCovered(client, mapping, issue)));
  return open
    .filter((_issue, index) => covered[index])
    .map(({ id, subject, status }) => ({
      issueId: String(id),
      key: `#${id}`,
      title: subject,
      status: status.name,
    }));
}
