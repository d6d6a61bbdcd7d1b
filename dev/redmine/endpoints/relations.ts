import type { Context } from '../context';
import type { Issue, JournalDetail, Relation } from '../data/model';
import { type Answer, created, DONE, invalid, ok } from '../http/answer';
import { integerOf, isBlank, isParamObject, textOf } from '../http/params';
import { allRelationsOf, renderRelation } from '../render/relation';
import { authorize, denyAccess, getIssue, notFound } from '../rules/authorize';
import { complain } from '../rules/error-texts';
import { ancestorsOf, isLeaf } from '../rules/issue-tree';
import { changeDetails, writeJournal } from '../rules/journal';
import { isAllowed } from '../rules/permissions';
import { isCircular } from '../rules/relation-circle';
import { RELATION_TYPES } from '../rules/relation-types';
import { rescheduleFollower } from '../rules/ripples';
import { isIssueVisible } from '../rules/visibility';

export function listRelations(context: Context): Answer {
  const issue = getIssue(context, context.path.issue ?? '');
  authorize(context, 'relations/index', context.db.get('project', issue.projectId));
  return ok({ relations: allRelationsOf(context, issue.id).map(renderRelation) });
}

export function showRelation(context: Context): Answer {
  const relation = getRelation(context);
  if (!isVisible(context, relation)) throw denyAccess(context);
  return ok({ relation: renderRelation(relation) });
}

/** Both issues' histories tell of it; `updated_on` moves only where a follower's dates do. */
export function createRelation(context: Context): Answer {
  const { db, actor } = context;
  const issue = getIssue(context, context.path.issue ?? '');
  authorize(context, 'relations/create', db.get('project', issue.projectId));
  const sent = isParamObject(context.params.relation) ? context.params.relation : {};
  const type = sent.relation_type === undefined ? 'relates' : textOf(sent.relation_type);
  const otherId = Number(/^#?(\d+)$/.exec(textOf(sent.issue_to_id).trim())?.[1]);
  const found = db.find('issue', otherId);
  const other = found !== undefined && isIssueVisible(db, actor, found) ? found : undefined;
  const errors = relationErrors(context, issue, other, type);
  if (errors.length > 0 || other === undefined) return invalid(errors);
  const stored = storedRelation(issue, other, type, sent.delay);
  const isThere = db
    .where('relation', 'fromId', stored.fromId)
    .some(({ toId }) => toId === stored.toId);
  if (isThere) return invalid(['has already been taken']);
  const relation = db.insert('relation', stored);
  const before = db.get('issue', relation.toId);
  rescheduleFollower(context, relation, { withJournal: false });
  // Of a parent, the leaves have moved; what it derives from them is not told.
  const moved = isLeaf(db, before.id) ? changeDetails(db, before, db.get('issue', before.id)) : [];
  tellHistories(context, relation, 'added', moved);
  return created(
    { relation: renderRelation(relation) },
    `${context.baseUrl}/relations/${relation.id}`,
  );
}

export function destroyRelation(context: Context): Answer {
  const { db, actor } = context;
  const relation = getRelation(context);
  const mayManage = [relation.fromId, relation.toId].some((id) =>
    isAllowed(
      db,
      actor,
      'manage_issue_relations',
      db.get('project', db.get('issue', id).projectId),
    ),
  );
  if (!isVisible(context, relation) || !mayManage) throw denyAccess(context);
  db.remove('relation', relation.id);
  tellHistories(context, relation, 'removed');
  return DONE;
}

function getRelation(context: Context): Relation {
  const relation = context.db.find('relation', Number(context.path.id));
  if (relation === undefined) throw notFound();
  return relation;
}

const isVisible = (context: Context, relation: Relation): boolean =>
  [relation.fromId, relation.toId].every((id) =>
    isIssueVisible(context.db, context.actor, context.db.get('issue', id)),
  );

/** Types that have an opposite are kept as that, and `relates` from the older issue to the newer. */
function storedRelation(
  from: Issue,
  to: Issue,
  type: string,
  delay: unknown,
): Omit<Relation, 'id'> {
  const isReversed =
    RELATION_TYPES[type]?.isReversed === true || (type === 'relates' && from.id > to.id);
  const stored = RELATION_TYPES[type]?.isReversed ? (RELATION_TYPES[type]?.other ?? type) : type;
  return {
    fromId: isReversed ? to.id : from.id,
    toId: isReversed ? from.id : to.id,
    type: stored,
    delay: stored === 'precedes' ? integerOf(delay as string) : null,
  };
}

function relationErrors(
  context: Context,
  issue: Issue,
  other: Issue | undefined,
  type: string,
): readonly string[] {
  const { db, settings, params } = context;
  const errors: string[] = [];
  if (other === undefined) errors.push(complain('issue_to_id', 'cannot be blank'));
  if (!(type in RELATION_TYPES))
    errors.push(complain('relation_type', 'is not included in the list'));
  const sent = isParamObject(params.relation) ? params.relation : {};
  if (!isBlank(sent.delay) && !/^[+-]?\d+(\.\d+)?$/.test(textOf(sent.delay))) {
    errors.push(complain('delay', 'is not a number'));
  }
  if (other === undefined) return errors;
  const isTaken = db
    .where('relation', 'fromId', issue.id)
    .some((relation) => relation.toId === other.id);
  if (isTaken) errors.push(complain('issue_to_id', 'has already been taken'));
  if (other.id === issue.id) errors.push(complain('issue_to_id', 'is invalid'));
  if (issue.projectId !== other.projectId && !settings.crossProjectRelations) {
    errors.push(complain('issue_to_id', "doesn't belong to the same project"));
  }
  if (isCircular(db, issue, other, type)) {
    errors.push('This relation would create a circular dependency');
  }
  const isAncestor = (a: Issue, b: Issue): boolean =>
    ancestorsOf(db, b).some(({ id }) => id === a.id);
  if (isAncestor(issue, other) || isAncestor(other, issue)) {
    errors.push('An issue cannot be linked to one of its subtasks');
  }
  return errors;
}

/** @param moved what the relation did to the dates of the issue it points to */
function tellHistories(
  context: Context,
  relation: Relation,
  what: 'added' | 'removed',
  moved: readonly JournalDetail[] = [],
): void {
  const seen = [
    { issueId: relation.fromId, name: relation.type, other: relation.toId, dates: [] },
    {
      issueId: relation.toId,
      name: RELATION_TYPES[relation.type]?.other ?? relation.type,
      other: relation.fromId,
      dates: moved,
    },
  ];
  // A follower that moved was saved, with its journal, before the relation was.
  const inOrder = moved.length > 0 ? seen.reverse() : seen;
  for (const { issueId, name, other, dates } of inOrder) {
    const value = String(other);
    writeJournal(context, {
      issueId,
      notes: '',
      privateNotes: false,
      details: [
        ...dates,
        {
          property: 'relation',
          name,
          oldValue: what === 'removed' ? value : null,
          newValue: what === 'added' ? value : null,
        },
      ],
    });
  }
}
