/** Pairs the blocks of a stretch that an edit changed: which new block is which old one. */
import type { AdfNode } from '../adf/nodes';
import { collectText } from '../readable';
import type { Gap } from './align';

/** Below this share of common words two blocks are different blocks. */
const LEAST_SIMILARITY = 0.3;
// A long stretch of changed blocks is paired in order: comparing all with all would be quadratic.
const MAX_COMPARISONS = 2_500;

/** New index → old index. */
export function pairChanged(
  gap: Gap,
  before: readonly AdfNode[],
  after: readonly AdfNode[],
): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  if (gap.left.length === gap.right.length) {
    gap.right.forEach((right, index) => {
      const left = gap.left[index] as number;
      pairs.set(right, left);
    });
    return pairs;
  }
  if (gap.left.length * gap.right.length > MAX_COMPARISONS) return pairs;
  let next = 0;
  for (const right of gap.right) {
    let best = -1;
    let bestScore = LEAST_SIMILARITY;
    for (let index = next; index < gap.left.length; index++) {
      const left = gap.left[index] as number;
      const score = similarity(before[left] as AdfNode, after[right] as AdfNode);
      if (score > bestScore) {
        best = index;
        bestScore = score;
      }
    }
    if (best < 0) continue;
    pairs.set(right, gap.left[best] as number);
    next = best + 1;
  }
  return pairs;
}

function similarity(left: AdfNode, right: AdfNode): number {
  if (left.type !== right.type) return 0;
  const leftWords = wordsOf(left);
  const rightWords = wordsOf(right);
  const most = Math.max(leftWords.size, rightWords.size);
  if (most === 0) return 1;
  let common = 0;
  for (const word of leftWords) if (rightWords.has(word)) common++;
  return common / most;
}

function wordsOf(node: AdfNode): ReadonlySet<string> {
  return new Set(collectText(node).split(/\s+/).filter(Boolean));
}
