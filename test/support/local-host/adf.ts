/** Documents as Jira's editor writes them, built in a few words. */

type Node = Readonly<Record<string, unknown>>;

export interface Doc {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly Node[];
}

type Inline = string | Node;

const inline = (parts: readonly Inline[]): readonly Node[] =>
  parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));

const marked = (text: string, mark: Node): Node => ({ type: 'text', text, marks: [mark] });

export const bold = (text: string): Node => marked(text, { type: 'strong' });
export const italic = (text: string): Node => marked(text, { type: 'em' });
export const code = (text: string): Node => marked(text, { type: 'code' });
export const link = (text: string, href: string): Node =>
  marked(text, { type: 'link', attrs: { href } });

export const paragraph = (...parts: readonly Inline[]): Node => ({
  type: 'paragraph',
  content: inline(parts),
});

const list = (type: string, items: readonly Node[]): Node => ({
  type,
  content: items.map((item) => ({ type: 'listItem', content: [item] })),
});

export const bullets = (...items: readonly Node[]): Node => list('bulletList', items);
export const numbers = (...items: readonly Node[]): Node => list('orderedList', items);

export const codeBlock = (language: string, text: string): Node => ({
  type: 'codeBlock',
  attrs: { language },
  content: [{ type: 'text', text }],
});

export const panel = (panelType: string, ...blocks: readonly Inline[]): Node => ({
  type: 'panel',
  attrs: { panelType },
  content: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : block)),
});

export const underlined = (text: string): Node => marked(text, { type: 'underline' });

/** A document; plain strings become paragraphs. */
export const doc = (...blocks: readonly Inline[]): Doc => ({
  type: 'doc',
  version: 1,
  content: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : block)),
});

/** A document's text, a line for each block, `null` for none. */
export function readPlain(document: unknown): string | null {
  if (document === null || document === undefined) return null;
  const { content } = document as { readonly content?: readonly unknown[] };
  return (content ?? []).map(readText).join('\n');
}

function readText(node: unknown): string {
  const { text, type, content } = node as {
    readonly text?: string;
    readonly type?: string;
    readonly content?: readonly unknown[];
  };
  if (text !== undefined) return text;
  return type === 'hardBreak' ? '\n' : (content ?? []).map(readText).join('');
}
