/** https://www.redmine.org/projects/redmine/wiki/Rest_IssueRelations */
import type { Relation } from '../core/model';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import type { RedmineClient } from './client';
import { issueAnswerSchema } from './wire';

/** Types by the name that Redmine stores; the names seen from the other end are no types of ours. */
export const RELATION_TYPES = ['relates', 'duplicates', 'blocks', 'precedes', 'copied_to'] as const;

/** Redmine refuses a second relation between the same issues: then the first is looked at. */
export async function addRelation(
  client: RedmineClient,
  issueId: string,
  { type, isSource, otherIssueId }: Omit<Relation, 'id'>,
): Promise<'done' | Refused> {
  const [from, to] = isSource ? [issueId, otherIssueId] : [otherIssueId, issueId];
  try {
    await client.send({
      method: 'POST',
      path: `/issues/${encodeURIComponent(from)}/relations.json`,
      body: { relation: { issue_to_id: Number(to), relation_type: type } },
    });
    return 'done';
  } catch (error) {
    const refused = toRefused(error);
    return (await isThere(client, from, to, type)) ? 'done' : refused;
  }
}

async function isThere(
  client: RedmineClient,
  from: string,
  to: string,
  type: string,
): Promise<boolean> {
  const answer = await client.send({
    method: 'GET',
    path: `/issues/${encodeURIComponent(from)}.json`,
    query: { include: 'relations' },
  });
  const { relations = [] } = parseAnswer(answer, issueAnswerSchema).issue;
  return relations.some(
    (wire) =>
      wire.relation_type === type &&
      [wire.issue_id, wire.issue_to_id].includes(Number(to)) &&
      (type === 'relates' || wire.issue_id === Number(from)),
  );
}

export async function removeRelation(client: RedmineClient, id: string): Promise<'done' | Refused> {
  const path = `/relations/${encodeURIComponent(id)}.json`;
  try {
    await client.send({ method: 'DELETE', path, accept: [404] });
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}
