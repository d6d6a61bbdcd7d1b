/**
 * An issue brought to another project. Redmine 5 moves its sub-tasks along, takes it out of its parent
 * unless that is in the same tree of projects, and deletes its relations unless the server allows them
 * across projects, which its API does not tell. What the new project does not have is dropped:
 * versions, custom fields, a category that has no namesake, the tracker. All of it stands in one
 * journal. Without the permission to add issues there Redmine answers 204 and moves nothing.
 * https://www.redmine.org/projects/redmine/wiki/Rest_Issues#Updating-an-issue
 */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import type { RedmineClient } from './client';

const id = z.number();

const tiesSchema = z.object({
  issue: z.object({
    id,
    parent: z.object({ id }).optional(),
    children: z.array(z.object({ id })).optional(),
    relations: z.array(z.object({ issue_id: id, issue_to_id: id })).optional(),
  }),
});

/** In words; `null`: the issue stands alone. */
export async function findTies(client: RedmineClient, issueId: string): Promise<string | null> {
  const answer = await client.send({
    method: 'GET',
    path: `/issues/${encodeURIComponent(issueId)}.json`,
    query: { include: 'children,relations' },
  });
  const { issue } = parseAnswer(answer, tiesSchema);
  const { parent, children = [], relations = [] } = issue;
  const related = relations.map((relation) =>
    relation.issue_id === issue.id ? relation.issue_to_id : relation.issue_id,
  );
  const ties = [
    ...(parent ? [`it is a sub-task of #${parent.id}`] : []),
    ...(children.length > 0 ? [`it has sub-tasks: ${listed(children.map((one) => one.id))}`] : []),
    ...(related.length > 0 ? [`it is related to ${listed(related)}`] : []),
  ];
  return ties.length > 0 ? `${ties.join('; ')}, and Redmine may part them` : null;
}

export async function moveIssue(
  client: RedmineClient,
  issueId: string,
  projectId: string,
  attributes: Readonly<Record<string, unknown>>,
): Promise<'done' | Refused> {
  const path = `/issues/${encodeURIComponent(issueId)}.json`;
  const body = { issue: { ...attributes, project_id: Number(projectId) } };
  try {
    await client.send({ method: 'PUT', path, body });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}

function listed(ids: readonly number[]): string {
  return ids.map((one) => `#${one}`).join(', ');
}
