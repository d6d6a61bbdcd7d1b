import type { Database } from '../data/database';
import type { Relation } from '../data/model';

const DAY_MS = 86_400_000;

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const isWeekend = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The day itself, or the Monday after it. */
export function nextWorkingDay(day: string): string {
  return isWeekend(day) ? nextWorkingDay(addDays(day, 1)) : day;
}

/** Whole weeks first, then single days; Saturday and Sunday are Redmine's default non-working days. */
export function addWorkingDays(day: string, workingDays: number): string {
  if (workingDays <= 0) return day;
  let result = addDays(day, Math.floor(workingDays / 5) * 7);
  for (let left = workingDays % 5; left > 0; ) {
    result = addDays(result, 1);
    if (!isWeekend(result)) left -= 1;
  }
  return nextWorkingDay(result);
}

/** Working days from one day to another, the first one counted, the last one not. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) if (!isWeekend(day)) count += 1;
  return count;
}

/** The first day on which the issue that a `precedes` relation points to may start. */
export function successorStart(db: Database, relation: Relation): string | null {
  if (relation.type !== 'precedes') return null;
  const issue = db.get('issue', relation.fromId);
  const end = issue.dueDate ?? issue.startDate;
  return end === null ? null : addWorkingDays(end, 1 + (relation.delay ?? 0));
}

/** The first day on which an issue may start, for those that precede it or its parents. */
export function soonestStart(
  db: Database,
  issueId: number | undefined,
  parentId: number | null,
): string | null {
  const own =
    issueId === undefined
      ? []
      : db.where('relation', 'toId', issueId).map((relation) => successorStart(db, relation));
  const parent = db.find('issue', parentId);
  const inherited = parent === undefined ? null : soonestStart(db, parent.id, parent.parentId);
  const days = [...own, inherited].filter((day) => day !== null);
  return days.sort().at(-1) ?? null;
}
