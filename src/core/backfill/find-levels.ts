/** Parents before children: how deep each issue of a plan stands. */
import type { Side } from '../model';
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
    const across: Side = side === 'jira' ? 'remote' : 'jira';
    const twin = pairs[side].get(id);
    const own = parents[side].get(id) ?? null;
    const other = twin === undefined ? null : (parents[across].get(twin) ?? null);
    const level = Math.max(
      own === null || !parents[side].has(own) ? 0 : 1 + levelOf(side, own, depth + 1),
      other === null || !parents[across].has(other) ? 0 : 1 + levelOf(across, other, depth + 1),
    );
    known.set(name, level);
    if (twin !== undefined) known.set(`${across} ${twin}`, level);
    return level;
  };
  return (side, id) => Math.min(levelOf(side, id, 0), MAX_LEVEL);
}
