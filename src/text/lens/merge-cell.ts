/**
 * Cells with more than one line: a table cell of the text is one paragraph, in which breaks stand
 * between what are blocks in the document (list items, paragraphs, lines of code).
 */
import { type AdfNode, childrenOf } from '../adf/nodes';
import { mergeInline } from './merge-inline';
import type { LensScope } from './scope';

/** The cell's blocks with each line's change applied to the block behind it, if lines match. */
export function mergeCellLines(
  base: AdfNode,
  before: AdfNode,
  after: AdfNode,
  scope: LensScope,
): readonly AdfNode[] | undefined {
  const oldLines = linesOf(before);
  const newLines = linesOf(after);
  if (oldLines === undefined || newLines === undefined) return undefined;
  const slots = childrenOf(base).reduce((sum, block) => sum + countLines(block), 0);
  if (slots < 2 || slots !== oldLines.length || slots !== newLines.length) return undefined;
  let next = 0;
  const fill = (block: AdfNode): AdfNode => {
    if (block.type === 'paragraph' || block.type === 'taskItem' || block.type === 'decisionItem') {
      const index = next++;
      const content = mergeInline(
        {
          base: childrenOf(block),
          before: oldLines[index] as readonly AdfNode[],
          after: newLines[index] as readonly AdfNode[],
        },
        scope,
      );
      return content === block.content ? block : { ...block, content };
    }
    const children = childrenOf(block);
    const content = children.map(fill);
    return content.every((child, index) => child === children[index])
      ? block
      : { ...block, content };
  };
  return childrenOf(base).map(fill);
}

/** The lines of a cell's only paragraph. */
function linesOf(cell: AdfNode): readonly (readonly AdfNode[])[] | undefined {
  const [only, ...rest] = childrenOf(cell);
  if (only?.type !== 'paragraph' || rest.length > 0) return undefined;
  const lines: AdfNode[][] = [[]];
  for (const node of childrenOf(only)) {
    if (node.type === 'hardBreak') lines.push([]);
    else lines[lines.length - 1]?.push(node);
  }
  return lines;
}

/** Lines that a block shows; NaN when it is none that can be told apart. */
function countLines(block: AdfNode): number {
  switch (block.type) {
    case 'paragraph':
    case 'taskItem':
    case 'decisionItem':
      return childrenOf(block).some(({ type }) => type === 'hardBreak') ? Number.NaN : 1;
    case 'bulletList':
    case 'orderedList':
    case 'listItem':
    case 'taskList':
    case 'decisionList':
      return childrenOf(block).reduce((sum, child) => sum + countLines(child), 0);
    default:
      return Number.NaN;
  }
}
