/**
 * Raw HTML within a line. ADF has no HTML, so a tag is text that keeps its source, except for the
 * few tags that ADF has a mark for and that our own writer uses: `<u>`, `<ins>`, `<sub>`, `<sup>`
 * and `<br>`.
 */
import type { EndSearch } from './link-target';
import { MARK_BIT } from './pieces';

/** An opening or closing tag. */
export const TAG =
  /<(?:\/[a-zA-Z][a-zA-Z0-9-]*\s*|[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?)>/y;

/** Constructs that end at a fixed string: opening, closing, and units to skip before the end. */
const FENCED: readonly (readonly [open: string, close: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
];

const DECLARATION = /<![a-zA-Z]/y;

/** Position after the HTML that starts at `start`, or -1 when it is none. */
export function findHtmlEnd(source: string, start: number, search: EndSearch): number {
  const second = source[start + 1];
  if (second === '!' || second === '?') return findFencedEnd(source, start, search);
  TAG.lastIndex = start;
  return TAG.test(source) ? TAG.lastIndex : -1;
}

function findFencedEnd(source: string, start: number, search: EndSearch): number {
  if (source.startsWith('<!-->', start)) return start + 5;
  if (source.startsWith('<!--->', start)) return start + 6;
  for (const [open, close] of FENCED) {
    if (!source.startsWith(open, start)) continue;
    const end = search.find(close, start + open.length);
    return end < 0 ? -1 : end + close.length;
  }
  DECLARATION.lastIndex = start;
  if (!DECLARATION.test(source)) return -1;
  const end = search.find('>', start);
  return end < 0 ? -1 : end + 1;
}

const MARK_TAGS: ReadonlyMap<string, number> = new Map([
  ['u', MARK_BIT.underline],
  ['ins', MARK_BIT.underline],
  ['sub', MARK_BIT.sub],
  ['sup', MARK_BIT.sup],
]);

export interface MarkTag {
  readonly name: string;
  readonly bit: number;
  readonly isClosing: boolean;
}

/** What a tag means as a mark, or undefined for every other tag. */
export function findMarkTag(tag: string): MarkTag | undefined {
  // `<ins>` and `</sub>`: nothing longer and nothing with attributes.
  if (tag.length > 6) return undefined;
  const isClosing = tag[1] === '/';
  const name = tag.slice(isClosing ? 2 : 1, -1).toLowerCase();
  const bit = MARK_TAGS.get(name);
  return bit === undefined ? undefined : { name, bit, isClosing };
}

export function isLineBreakTag(tag: string): boolean {
  return /^<br\s*\/?>$/i.test(tag);
}
