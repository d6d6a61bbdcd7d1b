/**
 * Containers that the text shows in pieces, such as a Textile list with code in an item, which is a
 * list, the code, and a further list. As long as there are as many lines before and after, each is
 * merged into the block that it shows, wherever that stands.
 */
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
  const old = leavesOf(before);
  const fresh = leavesOf(after);
  if (leaves.length !== old.length || leaves.length !== fresh.length) return undefined;
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
