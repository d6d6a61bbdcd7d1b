/** What each inline node is in a line of Textile: a handler for every type. */
import { isKnownType } from '../../adf/content-model';
import {
  type AdfNode,
  childrenOf,
  type InlineType,
  isInlineType,
  stringAttribute,
} from '../../adf/nodes';
import type { TextContext } from '../../context';
import { cardName, cardUrl, dateText, extensionLabel } from '../../readable';
import { writeHref } from './hrefs';
import { BREAK, type LineToken, textToken, verbatimToken } from './line-tokens';
import { attachmentReference } from './media';
import { readMarks, type TextMarks } from './writer-marks';

type InlineHandler = (node: AdfNode, context: TextContext | undefined) => readonly LineToken[];

// biome-ignore lint/suspicious/noControlCharactersInRegex: Redmine drops them, so we do
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const INLINE: Readonly<Record<InlineType, InlineHandler>> = {
  text: (node) => {
    const text = cleanText(node.text ?? '');
    return text === '' ? [] : [textToken(text, readMarks(node))];
  },
  hardBreak: () => [BREAK],
  mention: writeMention,
  emoji: (node) => plain(stringAttribute(node, 'text') ?? stringAttribute(node, 'shortName')),
  date: (node) => plain(dateText(node)),
  status: (node) => {
    const text = stringAttribute(node, 'text');
    return text ? plain(`[${text}]`) : [];
  },
  placeholder: (node) => plain(stringAttribute(node, 'text')),
  inlineCard: (node, context) => writeCard(node, context),
  inlineExtension: (node) => plain(extensionLabel(node)),
  mediaInline: (node, context) => {
    const reference = attachmentReference(node, context);
    return reference.isReference ? [verbatimToken(reference.text)] : plain(reference.text);
  },
};

/** The line's tokens, with links that Textile cannot write turned into text and address. */
export function tokensOf(
  nodes: readonly AdfNode[],
  context: TextContext | undefined,
): readonly LineToken[] {
  const tokens = nodes.flatMap((node) => tokensOfNode(node, context));
  return tokens.flatMap((token, index) => fitLink(token, tokens[index - 1], tokens[index + 1]));
}

function tokensOfNode(node: AdfNode, context: TextContext | undefined): readonly LineToken[] {
  const { type } = node;
  if (isInlineType(type)) return INLINE[type](node, context);
  // Newer than this module, or a block within a line: what text there is.
  const text = isKnownType(type) ? undefined : stringAttribute(node, 'text');
  return text ? plain(text) : childrenOf(node).flatMap((child) => tokensOfNode(child, context));
}

/** An address on its own: a card, whichever kind of node it is. */
export function writeCard(node: AdfNode, context: TextContext | undefined): readonly LineToken[] {
  const url = cleanText(cardUrl(node) ?? '');
  if (url === '') return plain(cardName(node));
  const number = context?.issues?.findNumberByUrl?.(url);
  if (number !== undefined) return [verbatimToken(`#${number}`)];
  return [textToken(url, { phrases: [], isCode: false, href: url })];
}

function writeMention(node: AdfNode, context: TextContext | undefined): readonly LineToken[] {
  const id = stringAttribute(node, 'id');
  const person = id === undefined ? undefined : context?.people?.findByAccountId?.(id);
  if (person?.login) return [verbatimToken(`@${person.login}`)];
  return plain(person?.name ?? stringAttribute(node, 'text')?.replace(/^@/, '') ?? id);
}

function plain(text: string | undefined): readonly LineToken[] {
  const clean = cleanText(text ?? '');
  return clean === '' ? [] : [textToken(clean)];
}

/** Line ends and tabs in text are white space; what Redmine drops is dropped. */
export function cleanText(text: string): string {
  return text.replace(/[ \t]*\r?\n[ \t]*|\t/g, ' ').replace(CONTROLS, '');
}

/** Keeps a link that Textile can write. Of others the address follows the text, unless it is one. */
function fitLink(
  token: LineToken,
  before: LineToken | undefined,
  after: LineToken | undefined,
): readonly LineToken[] {
  const { href, title, ...marks } = token.marks;
  if (token.kind !== 'text' || href === undefined) return [token];
  if (isFootnote(token.text, token.marks, before)) return [verbatimToken(`[${token.text}]`, true)];
  if (writeHref(href) !== undefined) {
    const isWritable = title !== undefined && /^[^()"<>|\n]+$/.test(title) && /\S/.test(title);
    return [{ ...token, marks: { ...marks, href, ...(isWritable ? { title } : {}) } }];
  }
  const bare: LineToken = { ...token, marks };
  const isLast = after?.marks.href !== href;
  const isNeeded = isLast && !href.startsWith('#') && token.text.trim() !== href;
  return isNeeded ? [bare, textToken(` (${cleanText(href)})`)] : [bare];
}

/** `[1]`, which refers to the footnote `fn1.`, has to follow a word. */
function isFootnote(text: string, marks: TextMarks, before: LineToken | undefined): boolean {
  return (
    /^\d+$/.test(text) &&
    marks.href === `#fn${text}` &&
    marks.phrases.length === 1 &&
    marks.phrases[0]?.open === '^' &&
    before?.kind === 'text' &&
    before.marks.phrases.length === 0 &&
    !before.marks.isCode &&
    before.marks.href === undefined &&
    /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]$/u.test(before.text)
  );
}
