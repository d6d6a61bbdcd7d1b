/** A line of Markdown → inline nodes. */
import type { AdfNode } from '../adf/nodes';
import type { TextContext } from '../context';
import { resolveReferences } from '../references';
import type { Block } from './block/block';
import { piecesToNodes } from './inline/emit';
import { imageBlock, imageInline, isImage } from './inline/images';
import type { InlineOptions } from './inline/options';
import { scanInline } from './inline/scan';

/** What a reader knows while it reads one text. */
export interface ReadState extends InlineOptions {
  readonly context: TextContext | undefined;
  /** Reads the blocks of a container. */
  readonly readBlocks: (blocks: readonly Block[], state: ReadState) => readonly AdfNode[];
}

// Nothing in such a line means anything to Markdown, so it needs no scanner.
const PLAIN = /^[^\\`*_~[\]!<&\n:@{]*$/;

/** Without the white space at both ends that Markdown ignores; a no-break space is text. */
function trimSpace(source: string): string {
  let start = 0;
  let end = source.length;
  while (start < end && isSpace(source.charCodeAt(start))) start++;
  while (end > start && isSpace(source.charCodeAt(end - 1))) end--;
  return source.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a;
}

/** The line's nodes, images among them as placeholders. */
function readWithImages(source: string, state: ReadState): readonly AdfNode[] {
  const line = trimSpace(source);
  if (line === '') return [];
  const isPlain = PLAIN.test(line) && !line.includes('www.');
  const nodes: readonly AdfNode[] = isPlain
    ? [{ type: 'text', text: line }]
    : piecesToNodes(scanInline(line, state));
  return resolveReferences(nodes, state.context);
}

/** The line's nodes; an image is a link, or a file when the context knows it. */
export function readInline(source: string, state: ReadState): readonly AdfNode[] {
  const nodes = readWithImages(source, state);
  return nodes.some(isImage) ? inlineImages(nodes, state) : nodes;
}

/** A paragraph: one node, or several blocks when it holds nothing but images. */
export function readParagraph(source: string, state: ReadState): readonly AdfNode[] {
  const nodes = readWithImages(source, state);
  if (!nodes.some(isImage)) return [{ type: 'paragraph', content: nodes }];
  if (nodes.every((node) => isImage(node) || isBlank(node))) {
    const images = nodes.filter(isImage);
    const blocks = images.map((image) => imageBlock(image, state.context));
    if (blocks.every((block) => block !== undefined)) return blocks;
  }
  return [{ type: 'paragraph', content: inlineImages(nodes, state) }];
}

function inlineImages(nodes: readonly AdfNode[], state: ReadState): readonly AdfNode[] {
  return nodes.flatMap((node) => (isImage(node) ? imageInline(node, state.context) : [node]));
}

function isBlank(node: AdfNode): boolean {
  return node.type === 'hardBreak' || (node.type === 'text' && (node.text ?? '').trim() === '');
}
