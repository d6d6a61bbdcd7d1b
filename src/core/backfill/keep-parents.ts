/** Of issues that are to go from Redmine, those stay whose sub-tasks stay. */
import { issuesOf, type PlanRow } from './plan-row';
import type { ScannedIssue } from './proposal';
import type { UndoRow } from './undo';

export interface UndonePlan {
  readonly undo: readonly UndoRow[];
  /** The plan's rows whose issues are in a pair now. */
  readonly done: readonly PlanRow[];
  readonly jira: readonly ScannedIssue[];
}

/**
 * A made issue has its sub-tasks where the issue that it was made for has them, as far as those are in
 * a pair. Redmine would delete them along with it. Jira lets the issues of an epic stay, and says
 * itself where it does not.
 * @returns what is left for that reason, a parent above such a parent too
 */
export function keepParents({ undo, done, jira: scanned }: UndonePlan): readonly UndoRow[] {
  const rows = [...done].sort((one, other) => other.level - one.level);
  const byNumber = new Map(undo.map((row) => [row.number, row]));
  const parentIds = new Map(scanned.map(({ id, parentId }) => [id, parentId]));
  /** One issue whose twin stays, by its parent in Jira. */
  const staying = new Map<string, string>();
  const kept: UndoRow[] = [];
  for (const row of rows) {
    const planned = byNumber.get(row.number);
    const { jira } = issuesOf(row);
    const isMade = planned?.kind === 'delete';
    const below = isMade && jira && staying.get(jira.id);
    if (planned && below) {
      const { number, linkId, title } = planned;
      const reason = `the twin of ${below} below it stays`;
      kept.push({ number, linkId, title, kind: 'left', reason });
    }
    if (planned && planned.kind !== 'left' && !below) continue;
    const parentId = jira && parentIds.get(jira.id);
    if (parentId) staying.set(parentId, jira.key);
  }
  return kept;
}
