/** Rich text as plain lines, and plain lines as rich text. */
import type { AdfDocument, AdfNode } from '../../text';

/** Nodes that stand on lines of their own. */
const LINES: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'rule']);

/** What can be read of a document, a line for each of its blocks. Does not recurse. */
export function plainTextOf(doc: AdfDocument): string {
  let text = '';
  const pending: AdfNode[] = [doc as AdfNode];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (LINES.has(node.type) && text !== '' && !text.endsWith('\n')) text += '\n';
    text += wordsOf(node);
    pending.push(...[...(node.content ?? [])].reverse());
  }
  return text.trim();
}

function wordsOf(node: AdfNode): string {
  if (node.type === 'hardBreak') return '\n';
  if (node.text !== undefined) return node.text;
  const { text, shortName, url } = node.attrs ?? {};
  const words = [text, shortName, url].find((word) => typeof word === 'string');
  return typeof words === 'string' ? words : '';
}

/** A document that says exactly these lines. */
export function documentOf(text: string): AdfDocument {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    type: 'doc',
    version: 1,
    content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  };
}
