/**
 * Blocks of raw HTML.
 *
 * @see https://spec.commonmark.org/0.31.2/#html-blocks
 */
import type { BlockStart } from './block-start';
import { type Leaf, textOf } from './leaf';

const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|' +
  'dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|' +
  'hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|' +
  'search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

const ATTRIBUTE = '\\s+[a-zA-Z_:][\\w.:-]*(?:\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s"\'=<>`]+))?';

interface HtmlKind {
  readonly start: RegExp;
  /** What a line has to contain to end the block; undefined: a blank line ends it. */
  readonly end: RegExp | undefined;
  readonly canInterrupt: boolean;
}

const KINDS: readonly HtmlKind[] = [
  {
    start: /^<(?:script|pre|textarea|style)(?:\s|>|$)/i,
    end: /<\/(?:script|pre|textarea|style)>/i,
    canInterrupt: true,
  },
  { start: /^<!--/, end: /-->/, canInterrupt: true },
  { start: /^<\?/, end: /\?>/, canInterrupt: true },
  { start: /^<![A-Za-z]/, end: />/, canInterrupt: true },
  { start: /^<!\[CDATA\[/, end: /\]\]>/, canInterrupt: true },
  {
    start: new RegExp(`^</?(?:${BLOCK_TAGS})(?:\\s|/?>|$)`, 'i'),
    end: undefined,
    canInterrupt: true,
  },
  {
    start: new RegExp(
      `^(?:<[a-zA-Z][a-zA-Z0-9-]*(?:${ATTRIBUTE})*\\s*/?>|</[a-zA-Z][a-zA-Z0-9-]*\\s*>)\\s*$`,
    ),
    end: undefined,
    canInterrupt: false,
  },
];

export const startHtml: BlockStart = (open, { line, rest, matched }) => {
  const isInParagraph = open.leaf?.isParagraph ?? false;
  const kind = KINDS.find(
    ({ start, canInterrupt }) => (canInterrupt || !isInParagraph) && start.test(rest),
  );
  if (kind === undefined) return undefined;
  const take: Leaf['take'] = ({ lines }, next) => {
    if (kind.end === undefined && next.isBlank) return 'refused';
    // Indentation belongs to the HTML.
    const text = next.rest;
    lines.push(text);
    return kind.end?.test(text) ? 'ended' : 'taken';
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
