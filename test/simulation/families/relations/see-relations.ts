/** The relations that an issue shows, to whoever may see all. */
import type { Side } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { World } from '../../world/world';
import { type RelationType, TYPES } from './related';

export interface SeenRelation {
  readonly id: string;
  readonly type: RelationType;
  readonly sourceId: string;
  readonly targetId: string;
}

interface IssueLink {
  readonly id: string;
  readonly type: { readonly name: string };
  readonly inwardIssue?: { readonly id: string };
  readonly outwardIssue?: { readonly id: string };
}

interface Relation {
  readonly id: number;
  readonly relation_type: string;
  readonly issue_id: number;
  readonly issue_to_id: number;
}

/** None where the issue is gone. */
export function seeRelations(world: World, side: Side, issueId: string): readonly SeenRelation[] {
  return side === 'jira' ? inJira(world, issueId) : inRedmine(world, issueId);
}

function inJira(world: World, issueId: string): readonly SeenRelation[] {
  const reply = world.askJira('admin', 'GET', `/issue/${issueId}?fields=issuelinks`);
  if (!isDone(reply)) return [];
  return (reply.body.fields.issuelinks as IssueLink[]).map((link) => ({
    id: link.id,
    type: link.type.name as RelationType,
    sourceId: link.inwardIssue?.id ?? issueId,
    targetId: link.outwardIssue?.id ?? issueId,
  }));
}

function inRedmine(world: World, issueId: string): readonly SeenRelation[] {
  const reply = world.askRedmine('admin', 'GET', `/issues/${issueId}.json?include=relations`);
  if (!isDone(reply)) return [];
  return ((reply.body.issue.relations ?? []) as Relation[]).flatMap((relation) => {
    const type = Object.entries(TYPES).find(([, name]) => name === relation.relation_type);
    if (!type) return [];
    return {
      id: String(relation.id),
      type: type[0] as RelationType,
      sourceId: String(relation.issue_id),
      targetId: String(relation.issue_to_id),
    };
  });
}
