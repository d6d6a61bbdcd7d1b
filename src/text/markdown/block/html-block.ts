/**
 * Blocks of raw HTML.
 *
 * @see https://spec.commonmark.org/0.31.2/#html-blocks
 */
import { TAG } from '../inline/html-tags';
import type { BlockStart } from './block-start';
import { type Leaf, textOf } from './leaf';

const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|' +
  'dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|' +
  'hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|' +
  'search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

/**
 * How it starts, and what a line has to contain to end it; without that a blank line does. No line
 * starts two of them, so the frequent one is asked for first.
 */
const KINDS: readonly (readonly [start: RegExp, end?: RegExp])[] = [
  [new RegExp(`^</?(?:${BLOCK_TAGS})(?:\\s|/?>|$)`, 'i')],
  [/^<(?:script|pre|textarea|style)(?:\s|>|$)/i, /<\/(?:script|pre|textarea|style)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
];

/** Any tag that is alone on its line; it cannot interrupt a paragraph. */
const LONE_TAG = new RegExp(`^${TAG.source}\\s*$`);

export const startHtml: BlockStart = (open, { line, rest, matched }) => {
  const kind = KINDS.find(([start]) => start.test(rest));
  if (!kind && (open.leaf?.isParagraph || !LONE_TAG.test(rest))) return undefined;
  const end = kind?.[1];
  const take: Leaf['take'] = ({ lines }, next) => {
    if (end === undefined && next.isBlank) return 'refused';
    // Indentation belongs to the HTML.
    const text = next.rest;
    lines.push(text);
    return end?.test(text) ? 'ended' : 'taken';
  };
  const leaf: Leaf = {
    lines: [],
    isParagraph: false,
    takesText: false,
    take,
    toBlocks: (own) => [{ kind: 'html', text: textOf(own) }],
  };
  open.openLeaf(matched, leaf);
  if (take(leaf, line) === 'ended') open.closeLeaf();
  return 'leaf';
};
