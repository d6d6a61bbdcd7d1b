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
import { isBlankText, type LineScope, splitLine } from './line';
import type { OpenBlock } from './open-blocks';
import type { TagAttributes } from './tag-attributes';

export function finishBlock(block: OpenBlock, scope: LineScope): readonly AdfNode[] {
  const { tag, attributes, children } = block;
  switch (tag) {
    case 'p':
      return wrapLines(children, scope, (line) => paragraph(line, blockMarks(attributes)));
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const level = Number(tag[1]);
      return wrapLines(children, scope, (line) => heading(level, line, blockMarks(attributes)));
    }
    case 'blockquote':
      return [panelOrQuote(wrapLines(children, scope, plainParagraph))];
    case 'ul':
      return [bulletList(joinNestedLists(children))];
    case 'ol':
      return [orderedList(joinNestedLists(children))];
    case 'li':
      return [listItem(wrapLines(children, scope, plainParagraph))];
    case 'table':
      return [table(dropBlank(children))];
    case 'tr':
      return [tableRow(dropBlank(children))];
    case 'td':
    case 'th':
      return [finishCell(block, scope)];
    default:
      return wrapLines(children, scope, plainParagraph);
  }
}

function finishCell({ tag, attributes, children }: OpenBlock, scope: LineScope): AdfNode {
  const { align, colspan, rowspan, background } = attributes;
  const marks = align ? [alignmentMark(align)] : [];
  const attrs: Record<string, unknown> = {};
  if (colspan) attrs.colspan = colspan;
  if (rowspan) attrs.rowspan = rowspan;
  if (background) attrs.background = background;
  const type = tag === 'th' ? 'tableHeader' : 'tableCell';
  const content = wrapLines(children, scope, (line) => paragraph(line, marks));
  return Object.keys(attrs).length > 0 ? { type, attrs, content } : { type, content };
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
  nodes: readonly AdfNode[],
  scope: LineScope,
  wrap: (line: readonly AdfNode[]) => AdfNode,
): readonly AdfNode[] {
  const wrapped: AdfNode[] = [];
  let start = 0;
  for (let index = 0; index <= nodes.length; index++) {
    const node = nodes[index];
    if (node && (isInlineType(node.type) || scope.pictures.has(node))) continue;
    if (index > start) wrapRun(nodes.slice(start, index), scope, wrap, wrapped);
    if (node) wrapped.push(node);
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
  for (const part of splitLine(run, scope)) {
    wrapped.push(part.kind === 'block' ? part.node : wrap(part.nodes));
  }
}

/** Without the white space that the passes write between items, rows and cells. */
function dropBlank(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return nodes.filter((node) => node.type !== 'text' || !isBlankText(node));
}

/** A list that stands in a list beside its items, as two kinds of markers in turn make it. */
function joinNestedLists(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const items: AdfNode[] = [];
  for (const node of dropBlank(nodes)) {
    const last = items.at(-1);
    if (node.type === 'listItem' || last?.type !== 'listItem') items.push(node);
    else items[items.length - 1] = { ...last, content: [...childrenOf(last), node] };
  }
  return items;
}
