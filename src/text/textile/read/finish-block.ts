/** What a closed block becomes, given the nodes in it. */
import {
  alignmentMark,
  blockquote,
  bulletList,
  heading,
  indentationMark,
  listItem,
  orderedList,
  panel,
  paragraph,
  table,
  tableRow,
} from '../../adf/builders';
import { type AdfMark, type AdfNode, childrenOf, isInlineType } from '../../adf/nodes';
import { findPanelType } from '../panel-labels';
import { type LineScope, readLine, splitLine } from './line';
import type { OpenBlock } from './open-block';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';

/** Parts the lines before and after it, and is nothing itself. */
export const LINE_BORDER: AdfNode = { type: 'paragraph', content: [] };

const NOTHING: readonly AdfNode[] = [];

export function finishBlock(block: OpenBlock, scope: LineScope): readonly AdfNode[] {
  const { rule, attributes, children } = block;
  switch (rule.type) {
    case 'paragraph':
      if (attributes === NO_ATTRIBUTES) return wrapLines(block, scope, plainParagraph);
      return wrapLines(block, scope, (line) => paragraph(line, blockMarks(attributes)));
    case 'heading':
      return wrapLines(block, scope, (line) => heading(rule.level, line, blockMarks(attributes)));
    case 'blockquote':
      return [panelOrQuote(wrapLines(block, scope, plainParagraph))];
    case 'bulletList':
      return [bulletList(joinNestedLists(children))];
    case 'orderedList':
      return [orderedList(joinNestedLists(children))];
    case 'listItem':
      return [listItem(wrapLines(block, scope, plainParagraph))];
    case 'table':
      return [table(children)];
    case 'tableRow':
      return [tableRow(children)];
    case 'tableCell':
    case 'tableHeader':
      return [finishCell(block, scope)];
    default:
      return wrapLines(block, scope, plainParagraph);
  }
}

function finishCell(block: OpenBlock, scope: LineScope): AdfNode {
  const { rule, attributes } = block;
  const { align, colspan, rowspan, background } = attributes;
  const marks = align ? [alignmentMark(align)] : [];
  const lines = align
    ? wrapLines(block, scope, (line) => paragraph(line, marks))
    : wrapLines(block, scope, plainParagraph);
  const content = lines.length > 0 ? lines : [paragraph([])];
  if (!colspan && !rowspan && !background) return { type: rule.type, content };
  const attrs: Record<string, unknown> = {};
  if (colspan) attrs.colspan = colspan;
  if (rowspan) attrs.rowspan = rowspan;
  if (background) attrs.background = background;
  return { type: rule.type, attrs, content };
}

function plainParagraph(line: readonly AdfNode[]): AdfNode {
  return paragraph(line);
}

/** A quote whose first line is a label such as `[!NOTE]` is a panel. */
function panelOrQuote(content: readonly AdfNode[]): AdfNode {
  const [first, ...others] = content;
  const [label, lineEnd, ...line] = first?.type === 'paragraph' ? childrenOf(first) : [];
  const type = label?.type === 'text' && !label.marks ? findPanelType(label.text ?? '') : undefined;
  if (type === undefined || (lineEnd && lineEnd.type !== 'hardBreak')) return blockquote(content);
  return panel(type, line.length > 0 ? [paragraph(line), ...others] : others);
}

/** ADF has two steps of alignment and six of indentation, and one of both at a time. */
function blockMarks({ align, indent }: TagAttributes): readonly AdfMark[] {
  if (align) return [alignmentMark(align)];
  return indent ? [indentationMark(Math.min(indent, 6))] : [];
}

/** Blocks as they are, and each run of inline nodes in a block of its own. */
function wrapLines(
  { children, hasBlocks }: OpenBlock,
  scope: LineScope,
  wrap: (line: readonly AdfNode[]) => AdfNode,
): readonly AdfNode[] {
  if (!hasBlocks && scope.pictures === undefined) {
    const line = children.length > 0 ? readLine(children, scope) : undefined;
    return line ? [wrap(line)] : NOTHING;
  }
  const wrapped: AdfNode[] = [];
  let start = 0;
  for (let index = 0; index <= children.length; index++) {
    const node = children[index];
    if (node && (isInlineType(node.type) || scope.pictures?.has(node))) continue;
    if (index > start) wrapRun(children.slice(start, index), scope, wrap, wrapped);
    if (node && node !== LINE_BORDER) wrapped.push(node);
    start = index + 1;
  }
  return wrapped;
}

function wrapRun(
  run: AdfNode[],
  scope: LineScope,
  wrap: (line: readonly AdfNode[]) => AdfNode,
  wrapped: AdfNode[],
): void {
  if (scope.pictures === undefined) {
    const line = readLine(run, scope);
    if (line) wrapped.push(wrap(line));
    return;
  }
  for (const part of splitLine(run, scope)) {
    wrapped.push(part.kind === 'block' ? part.node : wrap(part.nodes));
  }
}

/** A list that stands in a list beside its items, as two kinds of markers in turn make it. */
function joinNestedLists(nodes: readonly AdfNode[]): readonly AdfNode[] {
  if (nodes.every((node) => node.type === 'listItem')) return nodes;
  const items: AdfNode[] = [];
  for (const node of nodes) {
    const last = items.at(-1);
    if (node.type === 'listItem' || last?.type !== 'listItem') items.push(node);
    else items[items.length - 1] = { ...last, content: [...childrenOf(last), node] };
  }
  return items;
}
