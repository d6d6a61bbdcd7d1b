/**
 * Builders for the nodes and marks that a text can become. They do not check: a reader may nest
 * them as its source nests (a heading in a list item, a table in a quote, text straight in a
 * cell), and `normalizeDocument` then makes the tree valid.
 *
 * For the Textile reader: `paragraph([text('a', [STRONG]), HARD_BREAK, text('b')])`. Images that
 * stand alone are `externalImage(url, alt)` or `fileImage(reference, alt)`, anywhere in the tree.
 */
import type { MediaFile } from '../context';
import { type AdfMark, type AdfNode, childrenOf, type NodeType } from './nodes';

export const STRONG: AdfMark = { type: 'strong' };
export const EM: AdfMark = { type: 'em' };
export const STRIKE: AdfMark = { type: 'strike' };
export const UNDERLINE: AdfMark = { type: 'underline' };
export const CODE: AdfMark = { type: 'code' };
export const SUB: AdfMark = { type: 'subsup', attrs: { type: 'sub' } };
export const SUP: AdfMark = { type: 'subsup', attrs: { type: 'sup' } };

/** A link mark. The address must have passed `findSafeUrl`; nothing here checks it again. */
export function linkMark(href: string, title?: string | null): AdfMark {
  return { type: 'link', attrs: title ? { href, title } : { href } };
}

/** @param color `#rrggbb`; ADF refuses anything else, so convert names and short forms first. */
export function textColorMark(color: string): AdfMark {
  return { type: 'textColor', attrs: { color } };
}

/** @param color `#rrggbb`. */
export function backgroundColorMark(color: string): AdfMark {
  return { type: 'backgroundColor', attrs: { color } };
}

export function alignmentMark(align: 'center' | 'end'): AdfMark {
  return { type: 'alignment', attrs: { align } };
}

/** @param level 1 to 6. */
export function indentationMark(level: number): AdfMark {
  return { type: 'indentation', attrs: { level } };
}

export function text(value: string, marks: readonly AdfMark[] = []): AdfNode {
  return marks.length === 0 ? { type: 'text', text: value } : { type: 'text', text: value, marks };
}

/** Inline nodes, all text in them strong. */
export function strong(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return nodes.map((node) =>
    node.type === 'text' ? { ...node, marks: [...(node.marks ?? []), STRONG] } : node,
  );
}

export const HARD_BREAK: AdfNode = { type: 'hardBreak' };

/** A node with children and nothing else. */
export function container(type: NodeType, content: readonly AdfNode[]): AdfNode {
  return { type, content };
}

export function paragraph(content: readonly AdfNode[], marks: readonly AdfMark[] = []): AdfNode {
  return marks.length === 0
    ? { type: 'paragraph', content }
    : { type: 'paragraph', content, marks };
}

const HEADING_ATTRIBUTES = [0, 1, 2, 3, 4, 5, 6].map((level) => ({ level }));

/** @param level 1 to 6. */
export function heading(
  level: number,
  content: readonly AdfNode[],
  marks: readonly AdfMark[] = [],
): AdfNode {
  const attrs = HEADING_ATTRIBUTES[level] ?? { level };
  return marks.length === 0
    ? { type: 'heading', attrs, content }
    : { type: 'heading', attrs, content, marks };
}

export function codeBlock(code: string, language?: string): AdfNode {
  const content = code === '' ? [] : [text(code)];
  return language
    ? { type: 'codeBlock', attrs: { language }, content }
    : { type: 'codeBlock', content };
}

export function blockquote(content: readonly AdfNode[]): AdfNode {
  return { type: 'blockquote', content };
}

export const RULE: AdfNode = { type: 'rule' };

export function bulletList(items: readonly AdfNode[]): AdfNode {
  return { type: 'bulletList', content: items };
}

/** @param order the first number; 1 is ADF's default and left out. */
export function orderedList(items: readonly AdfNode[], order = 1): AdfNode {
  return order === 1
    ? { type: 'orderedList', content: items }
    : { type: 'orderedList', attrs: { order }, content: items };
}

export function listItem(content: readonly AdfNode[]): AdfNode {
  return { type: 'listItem', content };
}

/** The normaliser gives the list and its items their `localId`. */
export function taskList(items: readonly AdfNode[]): AdfNode {
  return { type: 'taskList', content: items };
}

export function taskItem(isDone: boolean, content: readonly AdfNode[]): AdfNode {
  return { type: 'taskItem', attrs: { state: isDone ? 'DONE' : 'TODO' }, content };
}

export type PanelType = 'info' | 'note' | 'tip' | 'warning' | 'error' | 'success' | 'custom';

export function panel(panelType: PanelType, content: readonly AdfNode[]): AdfNode {
  return { type: 'panel', attrs: { panelType }, content };
}

/** Becomes a `nestedExpand` where ADF asks for one. */
export function expand(title: string, content: readonly AdfNode[]): AdfNode {
  return { type: 'expand', attrs: { title }, content };
}

export function table(rows: readonly AdfNode[]): AdfNode {
  return { type: 'table', content: rows };
}

export function tableRow(cells: readonly AdfNode[]): AdfNode {
  return { type: 'tableRow', content: cells };
}

export interface CellSpans {
  readonly colspan?: number;
  readonly rowspan?: number;
}

/** @param content blocks, or inline nodes, which the normaliser wraps in a paragraph. */
export function tableCell(
  isHeader: boolean,
  content: readonly AdfNode[],
  spans?: CellSpans,
): AdfNode {
  const type = isHeader ? 'tableHeader' : 'tableCell';
  return spans ? { type, attrs: { ...spans }, content } : { type, content };
}

export function externalImage(url: string, alt?: string): AdfNode {
  const attrs = alt ? { type: 'external', url, alt } : { type: 'external', url };
  return mediaSingle({ type: 'media', attrs });
}

export function fileImage(file: MediaFile, alt?: string): AdfNode {
  const { id, collection, width, height } = file;
  const attrs: Record<string, unknown> = { type: 'file', id, collection };
  if (alt) attrs.alt = alt;
  if (width !== undefined) attrs.width = width;
  if (height !== undefined) attrs.height = height;
  return mediaSingle({ type: 'media', attrs });
}

export function mediaSingle(media: AdfNode): AdfNode {
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] };
}

/** The picture with the link that is among the marks of the text around it. */
export function linkedImage(image: AdfNode, marks: readonly AdfMark[] = []): AdfNode {
  const link = marks.find(({ type }) => type === 'link');
  if (!link) return image;
  return { ...image, content: childrenOf(image).map((media) => ({ ...media, marks: [link] })) };
}

/** A file mentioned within a sentence. */
export function mediaInline(file: MediaFile, alt?: string): AdfNode {
  const { id, collection } = file;
  const attrs = alt ? { type: 'file', id, collection, alt } : { type: 'file', id, collection };
  return { type: 'mediaInline', attrs };
}

/** @param name without the `@`. */
export function mention(accountId: string, name: string): AdfNode {
  return { type: 'mention', attrs: { id: accountId, text: `@${name}` } };
}

export function inlineCard(url: string): AdfNode {
  return { type: 'inlineCard', attrs: { url } };
}
