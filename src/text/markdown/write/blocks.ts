/** Block nodes → Markdown: a handler for every type. */

import type { PanelType } from '../../adf/builders';
import {
  type AdfNode,
  type BlockType,
  childrenOf,
  isInlineType,
  marksOf,
  numberAttribute,
  stringAttribute,
} from '../../adf/nodes';
import {
  cardName,
  cardUrl,
  codeText,
  collectText,
  extensionLabel,
  mediaName,
} from '../../readable';
import { ALERT_OF_PANEL } from '../alerts';
import { escapeLine, joinLine } from './escape';
import { writeLine } from './line';
import { writeAddress, writeTarget } from './links';
import { isList, writeDecisionList, writeList, writeTaskList } from './lists';
import type { WriteScope, WrittenBlock } from './scope';
import { writeBlocks } from './scope';
import { writeTable } from './tables';

/** @param sibling how many lists of the same kind stand directly before this one. */
export type BlockHandler = (node: AdfNode, scope: WriteScope, sibling: number) => string;

const writeChildren: BlockHandler = (node, scope) => writeBlocks(childrenOf(node), scope);

export const BLOCK_HANDLERS: Readonly<Record<BlockType, BlockHandler>> = {
  doc: writeChildren,
  paragraph: (node, scope) => writeLine(childrenOf(node), scope),
  heading(node, scope) {
    const level = Math.min(6, Math.max(1, numberAttribute(node, 'level') ?? 1));
    const line = writeLine(childrenOf(node), { ...scope, isOneLine: true });
    return `${'#'.repeat(level)} ${line}`.trimEnd();
  },
  blockquote: (node, scope) => quote(writeBlocks(childrenOf(node), scope)),
  codeBlock: (node) => writeCodeBlock(node),
  rule: () => '---',
  bulletList: writeList,
  orderedList: writeList,
  listItem: writeChildren,
  taskList: writeTaskList,
  taskItem: (node, scope) => writeLine(childrenOf(node), scope),
  blockTaskItem: writeChildren,
  decisionList: writeDecisionList,
  decisionItem: (node, scope) => writeLine(childrenOf(node), scope),
  panel(node, scope) {
    const type = (stringAttribute(node, 'panelType') ?? 'info') as PanelType;
    const body = writeBlocks(childrenOf(node), scope);
    return quote(`[!${ALERT_OF_PANEL[type] ?? 'NOTE'}]${body === '' ? '' : `\n${body}`}`);
  },
  expand: writeDetails,
  nestedExpand: writeDetails,
  table: writeTable,
  tableRow: writeChildren,
  tableHeader: writeChildren,
  tableCell: writeChildren,
  mediaSingle: writeChildren,
  mediaGroup: writeChildren,
  media: writeMedia,
  caption: (node, scope) => writeLine(childrenOf(node), scope),
  blockCard: writeCard,
  embedCard: writeCard,
  layoutSection: writeChildren,
  layoutColumn: writeChildren,
  extension: (node) => escapeLine(extensionLabel(node)),
  bodiedExtension: writeChildren,
  syncBlock: () => escapeLine('[synced block]'),
  bodiedSyncBlock: writeChildren,
};

export function writeEach(nodes: readonly AdfNode[], scope: WriteScope): readonly WrittenBlock[] {
  const written: WrittenBlock[] = [];
  let adjacentLists = 0;
  for (const node of gatherLines(nodes)) {
    const text = writeBlock(node, scope, adjacentLists);
    if (text === '') continue;
    written.push({ node, text });
    adjacentLists = isList(node) ? adjacentLists + 1 : 0;
  }
  return written;
}

function writeBlock(node: AdfNode, scope: WriteScope, sibling: number): string {
  if (scope.depth >= scope.maxDepth) return escapeLine(collectText(node));
  const handler = Object.hasOwn(BLOCK_HANDLERS, node.type)
    ? BLOCK_HANDLERS[node.type as BlockType]
    : undefined;
  const inner = { ...scope, depth: scope.depth + 1 };
  if (handler) return handler(node, inner, sibling);
  const children = writeBlocks(childrenOf(node), inner);
  return children === '' ? escapeLine(stringAttribute(node, 'text') ?? '') : children;
}

/** Inline nodes where blocks belong, as paragraphs. */
function gatherLines(nodes: readonly AdfNode[]): readonly AdfNode[] {
  if (!nodes.some((node) => isInlineType(node.type))) return nodes;
  const gathered: AdfNode[] = [];
  for (const node of nodes) {
    const last = gathered[gathered.length - 1];
    if (!isInlineType(node.type)) gathered.push(node);
    else if (last?.type === 'paragraph') {
      gathered[gathered.length - 1] = { ...last, content: [...childrenOf(last), node] };
    } else gathered.push({ type: 'paragraph', content: [node] });
  }
  return gathered;
}

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function writeCodeBlock(node: AdfNode): string {
  const code = codeText(node);
  const language = (stringAttribute(node, 'language') ?? '').replace(/\s+/g, '-');
  // Backticks may not stand in what follows a fence of backticks.
  const marker = language.includes('`') ? '~' : '`';
  const longest = longestRun(code, marker);
  const fence = marker.repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${code === '' ? '' : `${code}\n`}${fence}`;
}

function longestRun(code: string, marker: string): number {
  let longest = 0;
  for (const [run] of code.matchAll(/`+|~+/g)) {
    if (run[0] === marker) longest = Math.max(longest, run.length);
  }
  return longest;
}

function writeDetails(node: AdfNode, scope: WriteScope): string {
  const title = (stringAttribute(node, 'title') ?? '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
  const body = writeBlocks(childrenOf(node), scope);
  const parts = [`<details>\n<summary>${title}</summary>`, body, '</details>'];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A picture, or the name of a file that the text's side cannot show. */
function writeMedia(node: AdfNode, scope: WriteScope): string {
  const image = writeImage(node, scope);
  const link = marksOf(node).find((mark) => mark.type === 'link');
  return link ? `[${image}](${writeTarget(link)})` : image;
}

function writeImage(node: AdfNode, scope: WriteScope): string {
  const alt = stringAttribute(node, 'alt') ?? '';
  const url = stringAttribute(node, 'url');
  if (url !== undefined) return `![${escapeAlt(alt)}](${writeTarget(toLink(url))})`;
  const { name, isAttachment } = mediaName(node, scope.context);
  if (!isAttachment) return escapeLine(name);
  return `![${escapeAlt(alt === name ? '' : alt)}](${writeTarget(toLink(encodeURI(name)))})`;
}

const toLink = (href: string) => ({ type: 'link', attrs: { href } }) as const;

function escapeAlt(alt: string): string {
  return joinLine([{ kind: 'text', value: alt.replace(/\s*\n\s*/g, ' '), inLink: true }]);
}

function writeCard(node: AdfNode): string {
  const url = cardUrl(node);
  return url === undefined ? escapeLine(cardName(node) ?? '') : writeAddress(url);
}
