/** A table starts where the line below a paragraph's last says how its columns are aligned. */
import type { TextLimits } from '../../context';
import type { Block } from './block';
import type { BlockStart } from './block-start';
import { codeOf } from './code-blocks';
import { type Leaf, refuseLine } from './leaf';
import { findAlignments, fitCells, splitCells } from './table-source';

export const startTable: BlockStart = (open, { rest, paragraph }) => {
  const alignments = paragraph && findAlignments(rest);
  const header = paragraph?.lines.at(-1) ?? '';
  if (alignments === undefined || splitCells(header).length !== alignments.length) return undefined;
  paragraph?.lines.pop();
  open.closeLeaf();
  open.leaf = {
    lines: [header, rest],
    isParagraph: false,
    takesText: true,
    take: refuseLine,
    toBlocks: (leaf) => [tableOf(leaf, open.limits)],
  };
  return 'leaf';
};

/** A table of more cells than the limit allows is code. */
function tableOf(leaf: Leaf, { maxTableCells }: TextLimits): Block {
  const [header = '', delimiters = '', ...body] = leaf.lines;
  const alignments = findAlignments(delimiters) ?? [];
  const { length: width } = alignments;
  if (width * (body.length + 1) > maxTableCells) return codeOf(leaf);
  const rows = [header, ...body].map((row) => fitCells(row, width));
  return { kind: 'table', table: { alignments, rows } };
}
