/** Tables. A cell holds lines and code; other blocks become lines that look like them. */
import { paragraph, strong } from '../../adf/builders';
import {
  type AdfNode,
  childrenOf,
  type NodeType,
  numberAttribute,
  stringAttribute,
} from '../../adf/nodes';
import type { Block, BlockScope } from './block-scope';
import { tokensOf } from './inline-nodes';
import { CELL_FRAME } from './line-frames';
import { textToken } from './line-tokens';
import { settleLine } from './settle-line';
import { alignmentOf } from './write-paragraphs';

export function writeTable(table: AdfNode, scope: BlockScope): readonly Block[] {
  const rows = childrenOf(table)
    .map((row) => childrenOf(row).map((cell) => writeCell(cell, scope)))
    .filter((cells) => cells.length > 0)
    .map((cells) => `|${cells.join('|')}|`);
  return rows.length > 0 ? [rows] : [];
}

function writeCell(cell: AdfNode, scope: BlockScope): string {
  const lines = linesOf(childrenOf(cell), { ...scope, place: 'cell' });
  return `${notationOf(cell)} ${lines.join('\n')}${lines.length > 0 ? ' ' : ''}`;
}

/** `_` for a header, then spans, alignment and style, and a dot. */
function notationOf(cell: AdfNode): string {
  const colspan = numberAttribute(cell, 'colspan') ?? 1;
  const rowspan = numberAttribute(cell, 'rowspan') ?? 1;
  const background = stringAttribute(cell, 'background');
  const notation = [
    cell.type === 'tableHeader' ? '_' : '',
    colspan > 1 ? `\\${colspan}` : '',
    rowspan > 1 ? `/${rowspan}` : '',
    cellAlignment(cell),
    background && /^#[0-9a-f]{6}$/i.test(background) ? `{background:${background}}` : '',
  ].join('');
  return notation === '' ? '' : `${notation}.`;
}

/** A cell is aligned as a whole: when all its paragraphs are, and in the same way. */
function cellAlignment(cell: AdfNode): string {
  const [first, ...others] = childrenOf(cell).map(alignmentOf);
  if (first === undefined || first.startsWith('(')) return '';
  return others.every((alignment) => alignment === first) ? first : '';
}

function linesOf(blocks: readonly AdfNode[], scope: BlockScope): readonly string[] {
  return blocks.flatMap((block) => linesOfBlock(block, '', scope));
}

type CellHandler = (block: AdfNode, indent: string, scope: BlockScope) => readonly string[];

const LISTS = { bulletList: true, orderedList: true, taskList: true, decisionList: true } as const;

function linesOfBlock(block: AdfNode, indent: string, scope: BlockScope): readonly string[] {
  if (block.type in LISTS && scope.depth < scope.maxDepth) {
    return linesOfList(block, indent, { ...scope, depth: scope.depth + 1 });
  }
  const handler = CELL_LINES[block.type];
  return handler ? handler(block, indent, scope) : scope.writeBlocks([block], scope).flat();
}

const line: CellHandler = (block, indent, scope) => writeLine(block, indent, scope);

const CELL_LINES: Readonly<Partial<Record<NodeType, CellHandler>>> = {
  paragraph: line,
  heading: (block, indent, scope) => writeLine(paragraph(strong(childrenOf(block))), indent, scope),
  taskItem: line,
  decisionItem: line,
  rule: () => ['—'],
  blockquote: (block, _indent, scope) => linesOf(childrenOf(block), scope),
  panel: (block, _indent, scope) => linesOf(childrenOf(block), scope),
};

function writeLine(block: AdfNode, label: string, scope: BlockScope): readonly string[] {
  const tokens = tokensOf(childrenOf(block), scope.context);
  if (tokens.length === 0) return label === '' ? [] : [label];
  const labelled = label === '' ? tokens : [textToken(label), ...tokens];
  return settleLine(labelled, CELL_FRAME, scope.hasLongNotextile).split('\n');
}

function linesOfList(list: AdfNode, indent: string, scope: BlockScope): readonly string[] {
  return childrenOf(list).flatMap((item, index) => {
    if (item.type in LISTS) return linesOfList(item, `${indent}- `, scope);
    const label = indent + labelOfItem(list, item, index);
    if (item.type === 'taskItem' || item.type === 'decisionItem') return line(item, label, scope);
    const [first, ...others] = childrenOf(item);
    const isLine = first?.type === 'paragraph';
    const lines = isLine ? writeLine(first, label, scope) : [label];
    const below = isLine ? others : childrenOf(item);
    return [...lines, ...below.flatMap((block) => linesOfBlock(block, `${indent}- `, scope))];
  });
}

function labelOfItem(list: AdfNode, item: AdfNode, index: number): string {
  if (list.type === 'orderedList') return `${(numberAttribute(list, 'order') ?? 1) + index}. `;
  if (item.type === 'taskItem') return item.attrs?.state === 'DONE' ? '[x] ' : '[ ] ';
  return '- ';
}
