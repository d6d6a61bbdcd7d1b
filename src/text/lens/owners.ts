/** Which base block each block of the text comes from. */
import type { AdfNode } from '../adf/nodes';
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

/**
 * For each block of `before`, the index in `base` of the block behind it, or -1.
 *
 * The texts of the base's blocks, written one by one, are aligned with the text as a whole; where
 * that leaves stretches of equal length, these are paired in order.
 */
export function findOwners(
  base: readonly AdfNode[],
  before: readonly AdfNode[],
  scope: LensScope,
): readonly number[] {
  if (base.length === before.length && base.every(({ type }, i) => isLike(type, before[i]?.type))) {
    return before.map((_, index) => index);
  }
  const projected: { readonly key: string; readonly owner: number }[] = [];
  base.forEach((node, owner) => {
    const blocks = PARTS.has(node.type) ? [node] : scope.project([node]);
    for (const block of blocks) projected.push({ key: keyOf(block), owner });
  });
  const owners = before.map(() => -1);
  const pairs = alignEqual(
    projected.map(({ key }) => key),
    before.map(keyOf),
  );
  for (const [left, right] of pairs) owners[right] = projected[left]?.owner ?? -1;
  for (const gap of gapsBetween(pairs, projected.length, before.length)) {
    if (gap.left.length !== gap.right.length) continue;
    gap.right.forEach((right, index) => {
      owners[right] = projected[gap.left[index] as number]?.owner ?? -1;
    });
  }
  return owners;
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
  const isCell = (type: string) => type === 'tableCell' || type === 'tableHeader';
  if (isCell(base) && isCell(shown)) return true;
  return SHOWN_AS[base] === shown;
}
