/**
 * What stands for a block where ADF forbids it: a table from the forbidden node's type to the
 * blocks that take its place. A substitute may be forbidden there too and is then substituted in
 * turn; every chain ends in paragraphs, which every container of blocks may hold.
 */
import { STRONG, text } from './builders';
import { CHILDREN } from './content-model';
import { type AdfNode, childrenOf, isInlineType, type NodeType, stringAttribute } from './nodes';

type Substitute = (node: AdfNode, parent: NodeType) => readonly AdfNode[];

/** Structural parents, and the child that a foreign node is wrapped in there. */
const WRAPPERS: Readonly<Partial<Record<NodeType, NodeType>>> = {
  bulletList: 'listItem',
  orderedList: 'listItem',
  taskList: 'taskItem',
  decisionList: 'decisionItem',
  table: 'tableRow',
  tableRow: 'tableCell',
  layoutSection: 'layoutColumn',
};

const SUBSTITUTES: Readonly<Partial<Record<NodeType, Substitute>>> = {
  heading: (node) => [strongParagraph(childrenOf(node))],
  rule: () => [{ type: 'paragraph', content: [text('---')] }],
  expand: (node, parent) => replaceExpand(node, parent, 'nestedExpand'),
  nestedExpand: (node, parent) => replaceExpand(node, parent, 'expand'),
  table: (node) => childrenOf(node),
  tableRow: (node) => flattenRow(node),
  taskList: (node) => [{ type: 'bulletList', content: childrenOf(node) }],
  taskItem: (node, parent) => replaceTask(node, parent),
  blockTaskItem: (node, parent) => replaceTask(node, parent),
  decisionList: (node) => [{ type: 'bulletList', content: childrenOf(node) }],
  mediaGroup: (node) =>
    childrenOf(node).map((media) => ({
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [media],
    })),
  media: (node) => [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [node] }],
  mediaSingle: (node) => [mediaText(node)],
  blockCard: (node) => replaceCard(node),
  embedCard: (node, parent) =>
    CHILDREN[parent].has('blockCard') ? [cardOf(node, 'blockCard')] : replaceCard(node),
  extension: (node) => {
    const label = stringAttribute(node, 'text') ?? stringAttribute(node, 'extensionKey');
    return label ? [{ type: 'paragraph', content: [text(label)] }] : [];
  },
  codeBlock: (node) => [{ type: 'paragraph', content: childrenOf(node) }],
};

/** The blocks to put in place of `node` within `parent`, which must not hold it. */
export function substituteFor(node: AdfNode, parent: NodeType): readonly AdfNode[] {
  const wrapper = WRAPPERS[parent];
  if (wrapper !== undefined && !isPart(node, parent)) return [{ type: wrapper, content: [node] }];
  const substitute = SUBSTITUTES[node.type];
  if (substitute) return substitute(node, parent);
  // A container that means nothing here (a quote in a quote, a stray list item) gives its content.
  const children = childrenOf(node);
  if (children.some((child) => isInlineType(child.type))) {
    return node.type === 'paragraph' ? [] : [{ type: 'paragraph', content: children }];
  }
  return children;
}

/** Items of one kind of list keep their place in another kind. */
function isPart(node: AdfNode, parent: NodeType): boolean {
  switch (node.type) {
    case 'listItem':
    case 'taskItem':
    case 'blockTaskItem':
    case 'decisionItem':
      return parent === 'bulletList' || parent === 'orderedList' || parent === 'decisionList';
    default:
      return false;
  }
}

function strongParagraph(content: readonly AdfNode[]): AdfNode {
  const strong = content.map((node) =>
    node.type === 'text' ? { ...node, marks: [...(node.marks ?? []), STRONG] } : node,
  );
  return { type: 'paragraph', content: strong };
}

function replaceExpand(node: AdfNode, parent: NodeType, twin: NodeType): readonly AdfNode[] {
  if (CHILDREN[parent].has(twin)) return [{ ...node, type: twin }];
  const title = stringAttribute(node, 'title');
  const children = childrenOf(node);
  return title ? [strongParagraph([text(title)]), ...children] : children;
}

/** A row becomes a line of its cells; a row with more than text in a cell, its blocks in turn. */
function flattenRow(row: AdfNode): readonly AdfNode[] {
  const cells = childrenOf(row).map((cell) => childrenOf(cell));
  const isLine = cells.every(
    (cell) =>
      cell.every((node) => isInlineType(node.type)) ||
      (cell.length === 1 && cell[0]?.type === 'paragraph'),
  );
  if (!isLine) return cells.flat();
  const line: AdfNode[] = [];
  cells.forEach((cell, index) => {
    if (index > 0) line.push(text(' | '));
    const [only] = cell;
    line.push(...(only?.type === 'paragraph' ? childrenOf(only) : cell));
  });
  return [{ type: 'paragraph', content: line }];
}

function replaceTask(node: AdfNode, parent: NodeType): readonly AdfNode[] {
  const box = text(node.attrs?.state === 'DONE' ? '☑ ' : '☐ ');
  const children = childrenOf(node);
  const [first, ...rest] = children;
  const content =
    first?.type === 'paragraph'
      ? [{ ...first, content: [box, ...childrenOf(first)] }, ...rest]
      : [box, ...children];
  if (parent === 'bulletList' || parent === 'orderedList') return [{ type: 'listItem', content }];
  if (parent === 'decisionList') return [{ type: 'decisionItem', content }];
  return first?.type === 'paragraph' ? content : [{ type: 'paragraph', content }];
}

function replaceCard(node: AdfNode): readonly AdfNode[] {
  return [{ type: 'paragraph', content: [cardOf(node, 'inlineCard')] }];
}

function cardOf(node: AdfNode, type: NodeType): AdfNode {
  const url = stringAttribute(node, 'url');
  return url === undefined
    ? { type, attrs: { data: node.attrs?.data ?? {} } }
    : { type, attrs: { url } };
}

/** A picture where only text may stand gives its description or address. */
function mediaText(node: AdfNode): AdfNode {
  const [media] = childrenOf(node);
  const label =
    media && (stringAttribute(media, 'alt') ?? stringAttribute(media, 'url') ?? 'image');
  return { type: 'paragraph', content: label ? [text(label)] : [] };
}
