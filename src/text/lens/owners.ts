/** Which base block each block of the text comes from. */
import { type AdfNode, isCellType } from '../adf/nodes';
import { alignEqual, gapsBetween } from './align';
import { keyOf } from './node-key';
import type { LensScope } from './scope';

/** Parts of a list or table, which cannot be written on their own. */
const PARTS: ReadonlySet<string> = new Set([
  'listItem',
  'taskItem',
  'blockTaskItem',
  'decisionItem',
  'tableRow',
  'tableCell',
  'tableHeader',
]);

export interface Ownership {
  /** For each block of the text, the base block behind it, or -1. */
  readonly owners: readonly number[];
  /** Base blocks that the text shows together with an owner's, the owner first. */
  readonly groups: ReadonlyMap<number, readonly number[]>;
}

/**
 * The texts of the base's blocks, written one by one, are aligned with the text as a whole. Where
 * that leaves a stretch, blocks are paired in order if there are as many of both; else the stretch
 * is one group: the text shows its blocks, but not one by one.
 */
export function findOwners(
  base: readonly AdfNode[],
  before: readonly AdfNode[],
  scope: LensScope,
): Ownership {
  if (base.length === before.length && base.every(({ type }, i) => isLike(type, before[i]?.type))) {
    return { owners: before.map((_, index) => index), groups: new Map() };
  }
  const projected: { readonly key: string; readonly owner: number }[] = [];
  base.forEach((node, owner) => {
    const blocks = PARTS.has(node.type) ? [node] : scope.project([node]);
    for (const block of blocks) projected.push({ key: keyOf(block), owner });
  });
  const owners = before.map(() => -1);
  const groups = new Map<number, readonly number[]>();
  const ownerAt = (index: number): number => projected[index]?.owner ?? -1;
  const pairs = alignEqual(
    projected.map(({ key }) => key),
    before.map(keyOf),
  );
  for (const [left, right] of pairs) owners[right] = ownerAt(left);
  for (const gap of gapsBetween(pairs, projected.length, before.length)) {
    if (gap.left.length === gap.right.length) {
      gap.right.forEach((right, index) => {
        owners[right] = ownerAt(gap.left[index] as number);
      });
      continue;
    }
    const joined = [...new Set(gap.left.map(ownerAt))];
    const previous = gap.left.length > 0 ? ownerAt((gap.left[0] as number) - 1) : -1;
    const owner = gap.right.length > 0 ? joined[0] : previous;
    if (owner === undefined || owner < 0) continue;
    groups.set(owner, [...new Set([...(groups.get(owner) ?? [owner]), ...joined])]);
    for (const right of gap.right) owners[right] = owner;
  }
  return { owners, groups };
}

/** What a format without tasks or decisions shows them as. */
const SHOWN_AS: Readonly<Record<string, string>> = {
  decisionItem: 'listItem',
  taskItem: 'listItem',
  taskList: 'bulletList',
  decisionList: 'bulletList',
};

/** Whether the text shows a node of the one type as the other. */
function isLike(base: string, shown: string | undefined): boolean {
  if (shown === undefined) return false;
  if (base === shown) return true;
  if (isCellType(base) && isCellType(shown)) return true;
  return SHOWN_AS[base] === shown;
}
