/** The places where a line can stand, each with how it is read there. */
import { type AdfNode, childrenOf, type NodeType } from '../../adf/nodes';

export interface LineFrame {
  /** A whole source with the line at its place. */
  readonly wrap: (line: string) => string;
  /** The line's nodes in the document that the source reads as; undefined when it is another. */
  readonly find: (blocks: readonly AdfNode[]) => readonly AdfNode[] | undefined;
}

/** @param path types of the nodes down to the line's block, each an only child. */
function only(blocks: readonly AdfNode[], ...path: readonly NodeType[]): AdfNode | undefined {
  let nodes = blocks;
  let node: AdfNode | undefined;
  for (const type of path) {
    if (nodes.length !== 1 || nodes[0]?.type !== type) return undefined;
    [node] = nodes;
    nodes = childrenOf(node as AdfNode);
  }
  return node;
}

function lineOf(block: AdfNode | undefined): readonly AdfNode[] | undefined {
  return block && childrenOf(block);
}

/** @param prefix such as `p=. `; empty for a plain paragraph. */
export function paragraphFrame(prefix = ''): LineFrame {
  return {
    wrap: (line) => prefix + line,
    find: (blocks) => lineOf(only(blocks, 'paragraph')),
  };
}

/** @param prefix such as `h2. `. */
export function headingFrame(prefix: string): LineFrame {
  return {
    wrap: (line) => prefix + line,
    find: (blocks) => lineOf(only(blocks, 'heading')),
  };
}

export const QUOTE_FRAME: LineFrame = {
  wrap: (line) => line.replace(/^/gm, '> '),
  find: (blocks) => lineOf(only(blocks, 'blockquote', 'paragraph')),
};

/** The first paragraph of a panel, below its label. */
export const PANEL_FRAME: LineFrame = {
  wrap: (line) => `> [!NOTE]\n${line.replace(/^/gm, '> ')}`,
  find: (blocks) => lineOf(only(blocks, 'panel', 'paragraph')),
};

/** The first line of an item. */
export const ITEM_FRAME: LineFrame = {
  wrap: (line) => `* ${line}`,
  find: (blocks) => lineOf(only(blocks, 'bulletList', 'listItem', 'paragraph')),
};

/** A further paragraph of an item. */
export const ITEM_BELOW_FRAME: LineFrame = {
  wrap: (line) => `* x\n\n${line.replace(/^/gm, '  ')}`,
  find: (blocks) => {
    const item = only(blocks, 'bulletList', 'listItem');
    const [first, second, ...others] = item ? childrenOf(item) : [];
    const isSecond = first?.type === 'paragraph' && second?.type === 'paragraph';
    return isSecond && others.length === 0 ? childrenOf(second) : undefined;
  },
};

export const CELL_FRAME: LineFrame = {
  wrap: (line) => `| ${line} |`,
  find: (blocks) => lineOf(only(blocks, 'table', 'tableRow', 'tableCell', 'paragraph')),
};
