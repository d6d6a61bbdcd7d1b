/**
 * Containers that the text shows in pieces, such as a Textile list with code in an item, which is a
 * list, the code, and a further list. As long as there are as many lines before and after, each is
 * merged into the block that it shows, wherever that stands. A line that the text has as a further
 * one of the block before, as Textile does below a list in an item, counts as a block of its own.
 */
import { HARD_BREAK } from '../adf/builders';
import { type AdfNode, childrenOf, isInlineType } from '../adf/nodes';

type Merge = (base: AdfNode, before: AdfNode, after: AdfNode) => AdfNode;

/** The container with its leaves merged, or undefined when the lines do not match. */
export function mergeLeaves(
  base: AdfNode,
  before: readonly AdfNode[],
  after: readonly AdfNode[],
  merge: Merge,
): AdfNode | undefined {
  const leaves = leavesOf([base]);
  const shown = leavesOf(before);
  const changed = leavesOf(after);
  const isJoined = shown.length !== leaves.length;
  if (isJoined ? !haveSameLines(shown, changed) : shown.length !== changed.length) return undefined;
  const old = isJoined ? groupLike(leaves, shown) : shown;
  const fresh = isJoined ? groupLike(leaves, changed) : changed;
  if (!old || !fresh) return undefined;
  if (!leaves.every((leaf, index) => shows(old[index] as AdfNode, leaf))) return undefined;
  let next = 0;
  const fill = (node: AdfNode): AdfNode => {
    if (isHidden(node)) return node;
    if (isLeaf(node)) {
      const index = next++;
      return merge(node, old[index] as AdfNode, fresh[index] as AdfNode);
    }
    const children = childrenOf(node);
    const content = children.map(fill);
    return content.every((child, index) => child === children[index]) ? node : { ...node, content };
  };
  const merged = fill(base);
  // A line that became another kind of block may not fit where the old one stood.
  return leavesOf([merged]).every((leaf, index) => leaf.type === leaves[index]?.type)
    ? merged
    : undefined;
}

/** The lines of the text, as many of them together as each leaf of the base has. */
function groupLike(
  leaves: readonly AdfNode[],
  shown: readonly AdfNode[],
): readonly AdfNode[] | undefined {
  const lines = shown.flatMap(linesOf);
  const grouped = leaves.map((leaf): AdfNode => {
    const [first = leaf, ...others] = lines.splice(0, linesOf(leaf).length);
    const content = others.flatMap((line) => [HARD_BREAK, ...childrenOf(line)]);
    return others.length === 0 ? first : { ...first, content: [...childrenOf(first), ...content] };
  });
  const isWhole = lines.length === 0 && grouped.every((line, index) => line !== leaves[index]);
  return isWhole ? grouped : undefined;
}

/** A paragraph for each of its lines; code and the like are one. */
function linesOf(leaf: AdfNode): readonly AdfNode[] {
  if (!LINES.has(leaf.type)) return [leaf];
  const lines: AdfNode[][] = [[]];
  for (const node of childrenOf(leaf)) {
    if (node.type === 'hardBreak') lines.push([]);
    else lines[lines.length - 1]?.push(node);
  }
  return lines.map((content) => ({ type: 'paragraph', content }));
}

function haveSameLines(before: readonly AdfNode[], after: readonly AdfNode[]): boolean {
  const isSame = (node: AdfNode, index: number) =>
    linesOf(node).length === linesOf(after[index] as AdfNode).length;
  return before.length === after.length && before.every(isSame);
}

function leavesOf(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return nodes.flatMap((node): readonly AdfNode[] => {
    if (isHidden(node)) return [];
    return isLeaf(node) ? [node] : leavesOf(childrenOf(node));
  });
}

function isLeaf(node: AdfNode): boolean {
  return childrenOf(node).every(({ type }) => isInlineType(type));
}

/** No text shows an empty paragraph. */
function isHidden(node: AdfNode): boolean {
  return node.type === 'paragraph' && childrenOf(node).length === 0;
}

const LINES: ReadonlySet<string> = new Set(['paragraph', 'taskItem', 'decisionItem', 'caption']);

function shows(shown: AdfNode, leaf: AdfNode): boolean {
  return shown.type === leaf.type || (LINES.has(shown.type) && LINES.has(leaf.type));
}
