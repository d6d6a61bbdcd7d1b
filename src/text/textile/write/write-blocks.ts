/** Blocks of Textile: a handler for every type of node. */
import { isKnownType } from '../../adf/content-model';
import {
  type AdfNode,
  childrenOf,
  isInlineType,
  type NodeType,
  stringAttribute,
} from '../../adf/nodes';
import { codeText, collectText, extensionLabel } from '../../readable';
import type { Block, BlockHandler, BlockScope } from './block-scope';
import { cleanText, writeCard } from './inline-nodes';
import { textToken } from './line-tokens';
import { pictureReference } from './media';
import { writeCodeBlock } from './write-code';
import { writeContainer, writeExpand, writePanel, writeQuote } from './write-containers';
import { writeList } from './write-lists';
import { writeMedia } from './write-media';
import { writeHeading, writeLineBlock, writeParagraph, writeTokens } from './write-paragraphs';
import { writeTable } from './write-tables';

const asLine: BlockHandler = (node, scope) => writeLineBlock([node], scope);
const content: BlockHandler = (node, scope) => writeContainer(node, scope);
const nothing: BlockHandler = () => [];

const HANDLERS: Readonly<Record<NodeType, BlockHandler>> = {
  paragraph: writeParagraph,
  heading: writeHeading,
  blockquote: writeQuote,
  codeBlock: (node) => [[writeCodeBlock(codeText(node), stringAttribute(node, 'language'))]],
  rule: () => [['---']],
  bulletList: writeList,
  orderedList: writeList,
  taskList: writeList,
  decisionList: writeList,
  panel: writePanel,
  expand: writeExpand,
  nestedExpand: writeExpand,
  table: writeTable,
  mediaSingle: writeMedia,
  mediaGroup: writeMedia,
  media: (node, scope) => [[pictureReference(node, scope.context).text]],
  blockCard: (node, scope) => writeTokens(writeCard(node, scope.context), scope),
  embedCard: (node, scope) => writeTokens(writeCard(node, scope.context), scope),
  extension: (node, scope) => writeLabel(node, scope),
  bodiedExtension: content,
  layoutSection: content,
  layoutColumn: content,
  syncBlock: nothing,
  bodiedSyncBlock: content,
  doc: content,
  listItem: content,
  taskItem: (node, scope) => writeLineBlock(childrenOf(node), scope),
  blockTaskItem: content,
  decisionItem: (node, scope) => writeLineBlock(childrenOf(node), scope),
  tableRow: content,
  tableCell: content,
  tableHeader: content,
  caption: (node, scope) => writeLineBlock(childrenOf(node), scope),
  text: asLine,
  hardBreak: nothing,
  mention: asLine,
  emoji: asLine,
  date: asLine,
  status: asLine,
  placeholder: asLine,
  inlineCard: asLine,
  inlineExtension: asLine,
  mediaInline: asLine,
};

/** All blocks of the nodes, in order. What is nested too deep gives its text only. */
export function writeBlocks(nodes: readonly AdfNode[], scope: BlockScope): readonly Block[] {
  const blocks: Block[] = [];
  for (const node of nodes) {
    if (scope.depth > scope.maxDepth) {
      blocks.push(...writeTokens([textToken(cleanText(collectText(node)))], scope));
    } else {
      const handler = isKnownType(node.type) ? HANDLERS[node.type] : writeUnknown;
      blocks.push(...handler(node, { ...scope, depth: scope.depth + 1 }));
    }
  }
  return blocks;
}

/** A node newer than this module: its blocks, or its text. */
function writeUnknown(node: AdfNode, scope: BlockScope): readonly Block[] {
  const children = childrenOf(node);
  if (children.length === 0) return writeLabel(node, scope);
  return children.every((child) => isInlineType(child.type))
    ? writeLineBlock(children, scope)
    : writeBlocks(children, scope);
}

function writeLabel(node: AdfNode, scope: BlockScope): readonly Block[] {
  return writeLineBlock([{ type: 'text', text: extensionLabel(node) }], scope);
}
