import type { Database } from '../data/database';
import type { Issue } from '../data/model';
import { ancestorsOf, leavesOf } from './issue-tree';

/** Whether a relation of this type from one issue to another closes a circle. */
export function isCircular(db: Database, from: Issue, to: Issue, type: string): boolean {
  switch (type) {
    case 'follows':
      return reaches(from, to, (issue) => rescheduledBy(db, issue));
    case 'precedes':
      return reaches(to, from, (issue) => rescheduledBy(db, issue));
    case 'blocked':
      return reaches(from, to, (issue) => targets(db, issue, 'blocks'));
    case 'blocks':
      return reaches(to, from, (issue) => targets(db, issue, 'blocks'));
    case 'relates':
      return db.where('relation', 'fromId', to.id).some((relation) => relation.toId === from.id);
    default:
      return false;
  }
}

/**
 * Whether putting an issue under a parent would make its dates depend on themselves: the issue moves the
 * parent, or something that the parent or one above it precedes moves the issue.
 */
export function isCircularParent(db: Database, issue: Issue, parent: Issue): boolean {
  const next = (one: Issue): readonly Issue[] => rescheduledBy(db, one);
  return (
    reaches(issue, parent, next) ||
    [parent, ...ancestorsOf(db, parent)]
      .flatMap((above) => targets(db, above, 'precedes'))
      .some((follower) => reaches(follower, issue, next))
  );
}

const targets = (db: Database, issue: Issue, type: string): readonly Issue[] =>
  db
    .where('relation', 'fromId', issue.id)
    .filter((relation) => relation.type === type)
    .map((relation) => db.get('issue', relation.toId));

/** The issues whose dates move with an issue's: those that follow it or its parents, and its leaves. */
const rescheduledBy = (db: Database, issue: Issue): readonly Issue[] => [
  ...targets(db, issue, 'precedes'),
  ...leavesOf(db, issue.id),
  ...ancestorsOf(db, issue).flatMap((ancestor) => targets(db, ancestor, 'precedes')),
];

function reaches(start: Issue, goal: Issue, next: (issue: Issue) => readonly Issue[]): boolean {
  const seen = new Set([start.id]);
  const waiting = [start];
  for (let issue = waiting.pop(); issue !== undefined; issue = waiting.pop()) {
    for (const other of next(issue)) {
      if (other.id === goal.id) return true;
      if (seen.has(other.id)) continue;
      seen.add(other.id);
      waiting.push(other);
    }
  }
  return false;
}
