import type { Context } from '../context';
import type { Issue } from '../data/model';
import { userName } from '../render/named';

type Key = string | number | null;

/** The columns that issues can be sorted by; an unknown one is passed over. */
const COLUMNS: Readonly<Record<string, (issue: Issue, context: Context) => Key | readonly Key[]>> =
  {
    id: (issue) => issue.id,
    project: (issue, { db }) => db.get('project', issue.projectId).name,
    tracker: (issue, { db }) => db.get('tracker', issue.trackerId).position,
    status: (issue, { db }) => db.get('status', issue.statusId).position,
    priority: (issue, { db }) => db.get('enumeration', issue.priorityId).position,
    subject: (issue) => issue.subject,
    author: (issue, { db }) => userName(db.get('user', issue.authorId)),
    assigned_to: (issue, { db }) => {
      const user = db.find('user', issue.assignedToId);
      return user === undefined ? null : userName(user);
    },
    updated_on: (issue) => issue.updatedOnMs,
    created_on: (issue) => issue.createdOnMs,
    closed_on: (issue) => issue.closedOnMs,
    category: (issue, { db }) => db.find('category', issue.categoryId)?.name ?? null,
    start_date: (issue) => issue.startDate,
    due_date: (issue) => issue.dueDate,
    estimated_hours: (issue) => issue.estimatedHours,
    done_ratio: (issue) => issue.doneRatio,
    is_private: (issue) => Number(issue.isPrivate),
  };

/** @param criteria `updated_on:desc,id`, or pairs; the first three count, and the newest id comes first */
export function sortIssues(
  context: Context,
  issues: readonly Issue[],
  criteria: string | readonly (readonly [string, string])[],
): readonly Issue[] {
  const pairs: readonly (readonly [string, string | undefined])[] =
    typeof criteria === 'string'
      ? criteria.split(',').map((part) => {
          const [column = '', direction] = part.split(':');
          return [column, direction] as const;
        })
      : criteria;
  const order = pairs.slice(0, 3).flatMap(([column, direction]) => {
    const key = COLUMNS[column];
    return key === undefined ? [] : [{ key, sign: direction === 'desc' ? -1 : 1 }];
  });
  const keyed = issues.map((issue) => ({
    issue,
    keys: order.map(({ key }) => key(issue, context)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { sign }] of order.entries()) {
      const difference = compare(a.keys[index] as Key, b.keys[index] as Key);
      if (difference !== 0) return sign * difference;
    }
    return b.issue.id - a.issue.id;
  });
  return keyed.map(({ issue }) => issue);
}

/** Nothing comes first, as in SQLite and MySQL. */
function compare(a: Key, b: Key): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
