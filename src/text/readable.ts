/**
 * What a node without text of its own is called in the text: the same for Markdown and Textile.
 *
 * For the Textile writer: use these for date, cards, media and extensions.
 */
import { type AdfNode, childrenOf, stringAttribute } from './adf/nodes';
import type { TextContext } from './context';

/** A date node as `YYYY-MM-DD` (UTC, as Jira stores it), or its raw value when it is no time. */
export function dateText(node: AdfNode): string {
  const timestamp = stringAttribute(node, 'timestamp') ?? '';
  const time = new Date(Number(timestamp));
  return Number.isNaN(time.getTime()) ? timestamp : time.toISOString().slice(0, 10);
}

/** The address that a card shows, whichever of its forms it has. */
export function cardUrl(node: AdfNode): string | undefined {
  const url = stringAttribute(node, 'url');
  if (url !== undefined) return url;
  const data = node.attrs?.data;
  if (typeof data !== 'object' || data === null || !('url' in data)) return undefined;
  return typeof data.url === 'string' ? data.url : undefined;
}

/** What a card of data says it is called. */
export function cardName(node: AdfNode): string | undefined {
  const data = node.attrs?.data;
  if (typeof data !== 'object' || data === null || !('name' in data)) return undefined;
  return typeof data.name === 'string' ? data.name : undefined;
}

export interface MediaName {
  readonly name: string;
  /** Whether the name is that of an attachment of the text's issue. */
  readonly isAttachment: boolean;
}

/** What a media or mediaInline node is called: the attachment's name, its description, its id. */
export function mediaName(node: AdfNode, context: TextContext | undefined): MediaName {
  const id = stringAttribute(node, 'id');
  const name = id === undefined ? undefined : context?.attachments?.findNameByMediaId?.(id);
  if (name !== undefined) return { name, isAttachment: true };
  return { name: stringAttribute(node, 'alt') || id || 'attachment', isAttachment: false };
}

/** What an extension without a body shows. */
export function extensionLabel(node: AdfNode): string {
  return stringAttribute(node, 'text') ?? stringAttribute(node, 'extensionKey') ?? 'extension';
}

/** The text of a block of code, in one node or several. */
export function codeText(node: AdfNode): string {
  return childrenOf(node)
    .map(({ text, type }) => text ?? (type === 'hardBreak' ? '\n' : ''))
    .join('');
}

/** A file mentioned in a line, which Redmine links. */
export function attachmentReference(name: string): string {
  return /^[\w.-]+$/.test(name) ? `attachment:${name}` : `attachment:"${name}"`;
}

/** All text below a node, for what is nested deeper than a writer follows. Does not recurse. */
export function collectText(root: AdfNode): string {
  const texts: string[] = [];
  const pending: AdfNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const own = node.text ?? stringAttribute(node, 'text');
    if (own !== undefined) texts.push(own);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      pending.push(children[index] as AdfNode);
    }
  }
  return texts.join(' ');
}
