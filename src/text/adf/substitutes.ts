/**
 * What stands for a block where ADF forbids it: a table from the forbidden node's type to the
 * blocks that take its place. A substitute may be forbidden there too and is then substituted in
 * turn; every chain ends in paragraphs, which every container of blocks may hold.
 */
import { container, mediaSingle, paragraph, STRONG, strong, text } from './builders';
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
  heading: (node) => [paragraph(strong(childrenOf(node)))],
  rule: () => [paragraph([text('---')])],
  expand: (node, parent) => replaceExpand(node, parent, 'nestedExpand'),
  nestedExpand: (node, parent) => replaceExpand(node, parent, 'expand'),
  table: (node) => childrenOf(node),
  tableRow: (node) => flattenRow(node),
  taskList: (node) => [container('bulletList', childrenOf(node))],
  taskItem: (node, parent) => replaceTask(node, parent),
  blockTaskItem: (node, parent) => replaceTask(node, parent),
  decisionList: (node) => [container('bulletList', childrenOf(node))],
  mediaGroup: (node) => childrenOf(node).map(mediaSingle),
  media: (node) => [mediaSingle(node)],
  mediaSingle: (node) => [mediaText(node)],
  blockCard: (node) => replaceCard(node),
  embedCard: (node, parent) =>
    CHILDREN[parent].has('blockCard') ? [cardOf(node, 'blockCard')] : replaceCard(node),
  extension: (node) => {
    const label = stringAttribute(node, 'text') ?? stringAttribute(node, 'extensionKey');
    return label ? [paragraph([text(label)])] : [];
  },
  codeBlock: (node) => [paragraph(childrenOf(node))],
};

/** The blocks to put in place of `node` within `parent`, which must not hold it. */
export function substituteFor(node: AdfNode, parent: NodeType): readonly AdfNode[] {
  const wrapper = WRAPPERS[parent];
  if (wrapper !== undefined && !isPart(node, parent)) return [container(wrapper, [node])];
  const substitute = SUBSTITUTES[node.type];
  if (substitute) return substitute(node, parent);
  // A container that means nothing here (a quote in a quote, a stray list item) gives its content.
  const children = childrenOf(node);
  if (children.some((child) => isInlineType(child.type))) {
    return node.type === 'paragraph' ? [] : [paragraph(children)];
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

function replaceExpand(node: AdfNode, parent: NodeType, twin: NodeType): readonly AdfNode[] {
  if (CHILDREN[parent].has(twin)) return [{ ...node, type: twin }];
  const title = stringAttribute(node, 'title');
  const children = childrenOf(node);
  return title ? [paragraph([text(title, [STRONG])]), ...children] : children;
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
  return [paragraph(line)];
}

function replaceTask(node: AdfNode, parent: NodeType): readonly AdfNode[] {
  const box = text(node.attrs?.state === 'DONE' ? '☑ ' : '☐ ');
  const children = childrenOf(node);
  const [first, ...rest] = children;
  const content =
    first?.type === 'paragraph'
      ? [{ ...first, content: [box, ...childrenOf(first)] }, ...rest]
      : [box, ...children];
  if (parent === 'bulletList' || parent === 'orderedList') return [container('listItem', content)];
  if (parent === 'decisionList') return [container('decisionItem', content)];
  return first?.type === 'paragraph' ? content : [{ type: 'paragraph', content }];
}

function replaceCard(node: AdfNode): readonly AdfNode[] {
  return [paragraph([cardOf(node, 'inlineCard')])];
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
  return paragraph(label ? [text(label)] : []);
}
