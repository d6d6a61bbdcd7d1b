import type { Context } from '../context';
import type { Relation } from '../data/model';
import { RELATION_ORDER } from '../rules/relation-types';
import { isIssueVisible } from '../rules/visibility';

export const renderRelation = (relation: Relation) => ({
  id: relation.id,
  issue_id: relation.fromId,
  issue_to_id: relation.toId,
  relation_type: relation.type,
  delay: relation.delay,
});

/** The relations of an issue whose other end the actor sees, in Redmine's order. */
export function relationsOf(context: Context, issueId: number): readonly Relation[] {
  return allRelationsOf(context, issueId).filter((relation) => {
    const otherId = relation.fromId === issueId ? relation.toId : relation.fromId;
    return isIssueVisible(context.db, context.actor, context.db.get('issue', otherId));
  });
}

export function allRelationsOf(context: Context, issueId: number): readonly Relation[] {
  return [
    ...context.db.where('relation', 'fromId', issueId),
    ...context.db.where('relation', 'toId', issueId),
  ].sort((a, b) => RELATION_ORDER.indexOf(a.type) - RELATION_ORDER.indexOf(b.type) || a.id - b.id);
}
