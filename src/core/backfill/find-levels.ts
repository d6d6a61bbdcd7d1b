/** Parents before children: how deep each issue of a plan stands. */
import { otherSide, type Side } from '../model';
import type { ScannedIssue } from './proposal';

/** Deeper is a mistake of the tracker, or a circle. */
const MAX_LEVEL = 50;

export type Pairs = Readonly<Record<Side, ReadonlyMap<string, string>>>;

/**
 * The level of an issue: 0 without a parent in the plan, else one more than the deepest parent that
 * it, or the issue it is paired with, has. The two of a pair stand on one level.
 * @param pairs the issue across by issue, from either side
 */
export function findLevels(
  issues: Readonly<Record<Side, readonly ScannedIssue[]>>,
  pairs: Pairs,
): (side: Side, id: string) => number {
  const parents = {
    jira: new Map(issues.jira.map(({ id, parentId }) => [id, parentId])),
    remote: new Map(issues.remote.map(({ id, parentId }) => [id, parentId])),
  };
  const known = new Map<string, number>();
  const levelOf = (side: Side, id: string, depth: number): number => {
    const name = `${side} ${id}`;
    const found = known.get(name);
    if (found !== undefined || depth > MAX_LEVEL || !parents[side].has(id)) return found ?? 0;
    const across = otherSide(side);
    const twin = pairs[side].get(id);
    const below = (on: Side, issueId: string | undefined) => {
      const parentId = issueId && parents[on].get(issueId);
      return parentId && parents[on].has(parentId) ? 1 + levelOf(on, parentId, depth + 1) : 0;
    };
    const level = Math.max(below(side, id), below(across, twin));
    known.set(name, level);
    if (twin !== undefined) known.set(`${across} ${twin}`, level);
    return level;
  };
  return (side, id) => Math.min(levelOf(side, id, 0), MAX_LEVEL);
}
