/** `"text(title)":address` is a link. */
import { isAlphanumericAt, isSpace, isSpaceAt } from './character-classes';
import type { LineMarkup } from './line-markup';
import { NextIndex } from './next-index';
import { isSafeLinkAddress } from './safe-address';
import { DECORATION } from './tag-attributes';
import { getPhraseRule } from './tag-rules';

const LEADING_ATTRIBUTES = new RegExp(DECORATION, 'y');
const PROTOCOL = /(?:\/|[a-zA-Z]{1,40}:\/\/|www\.|mailto:)/y;
const LESS_THAN = 60;
export const LINK = getPhraseRule('a');

export function markLinks(line: LineMarkup): void {
  const { text } = line;
  const reader = new LinkReader(line);
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open)) {
    open = reader.mark(open);
  }
}

interface Label {
  readonly start: number;
  readonly end: number;
  readonly title: string | undefined;
  /** Past the colon. */
  readonly addressStart: number;
}

class LinkReader {
  private readonly text: string;
  private readonly quotes: NextIndex;
  private readonly lines: NextIndex;
  private readonly closes: NextIndex;

  constructor(private readonly line: LineMarkup) {
    this.text = line.text;
    this.quotes = new NextIndex(line.text, '"');
    this.lines = new NextIndex(line.text, '\n');
    this.closes = new NextIndex(line.text, ')');
  }

  /** @returns where to look for the next link. */
  mark(open: number): number {
    const afterAttributes = this.findLabel(open + 1);
    const quote = this.quotes.from(open + 1);
    let end = quote < 0 ? -1 : this.markAt(open, afterAttributes, quote);
    if (end < 0 && quote >= 0 && afterAttributes > open + 1) {
      end = this.markAt(open, open + 1, quote);
    }
    return end < 0 ? open + 1 : end;
  }

  /** Where the label starts, behind attributes. */
  private findLabel(start: number): number {
    if (!'({['.includes(this.text[start] ?? ' ')) return start;
    LEADING_ATTRIBUTES.lastIndex = start;
    LEADING_ATTRIBUTES.test(this.text);
    return LEADING_ATTRIBUTES.lastIndex;
  }

  private markAt(open: number, start: number, quote: number): number {
    const { line, text } = this;
    const label = quote > start ? this.readLabel(start, quote) : undefined;
    const address = label && readAddress(line, label.addressStart);
    if (!label || !address) return -1;
    const href = text.slice(label.addressStart, address.end);
    // Redmine leaves such a link as it is written.
    if (text.slice(start, label.end).includes('<br />') || !isSafeLinkAddress(href)) {
      return address.wordEnd;
    }
    const attributes = label.title === undefined ? { href } : { href, title: label.title };
    line.wrap(LINK, attributes, open, start, label.end, address.end);
    return address.wordEnd;
  }

  /** The link's text, and its title in parentheses at the end, up to `":`. */
  private readLabel(start: number, quote: number): Label | undefined {
    const { text } = this;
    const lineEnd = this.lines.from(start);
    const limit = lineEnd < 0 ? text.length : lineEnd;
    if (text[quote + 1] === ':') {
      const titleStart = text[quote - 1] === ')' ? findTitleStart(text, start, quote - 1) : -1;
      if (titleStart >= 0 && titleStart < limit) return this.titled(start, titleStart, quote - 1);
      if (limit < quote) return undefined;
      const end = isSpaceAt(text, quote - 1) && quote - 1 > start ? quote - 1 : quote;
      return { start, end, title: undefined, addressStart: quote + 2 };
    }
    // The title may hold quotes itself.
    const close = this.closes.from(quote);
    if (close < 0 || text[close + 1] !== '"' || text[close + 2] !== ':') return undefined;
    const titleStart = findTitleStart(text, start, quote);
    return titleStart < 0 || titleStart >= limit
      ? undefined
      : this.titled(start, titleStart, close);
  }

  private titled(start: number, titleStart: number, close: number): Label {
    const hasSpace = isSpaceAt(this.text, titleStart - 1) && titleStart - 1 > start;
    const title = this.text.slice(titleStart + 1, close);
    return { start, end: hasSpace ? titleStart - 1 : titleStart, title, addressStart: close + 3 };
  }
}

/** The first `(` after text, with something but no `)` between it and `end`. */
function findTitleStart(text: string, start: number, end: number): number {
  let first = -1;
  for (let at = end - 2; at > start && text[at] !== ')'; at--) if (text[at] === '(') first = at;
  return first;
}

interface AddressEnd {
  readonly end: number;
  /** Past the punctuation that follows the address and is no part of it. */
  readonly wordEnd: number;
}

function readAddress(line: LineMarkup, start: number): AddressEnd | undefined {
  const { text } = line;
  PROTOCOL.lastIndex = start;
  if (!PROTOCOL.test(text)) return undefined;
  const afterProtocol = PROTOCOL.lastIndex;
  if (line.isTagAt(afterProtocol) || !isAddressStartAt(text, afterProtocol)) return undefined;
  const wordEnd = findWordEnd(line, afterProtocol);
  const shortest = afterProtocol + 2;
  if (wordEnd < shortest) return undefined;
  const end = findAddressEnd(text, shortest, wordEnd);
  return { end: closesMore(text, start, end) ? end - 1 : end, wordEnd };
}

/** The first white space or tag from here on. */
export function findWordEnd(line: LineMarkup, start: number): number {
  const { codes, length } = line;
  let end = start;
  for (; end < length && !line.isTagAt(end); end++) {
    const code = codes[end] as number;
    if (isSpace(code) || code === LESS_THAN) break;
  }
  return end;
}

/** @param shortest the end that it has at least. */
export function findAddressEnd(text: string, shortest: number, wordEnd: number): number {
  let end = wordEnd;
  while (end > shortest && !isAddressEndAt(text, end - 1)) end--;
  return end;
}

function isAddressStartAt(text: string, index: number): boolean {
  return text[index] === '_' || text[index] === '/' || isAlphanumericAt(text, index);
}

function isAddressEndAt(text: string, index: number): boolean {
  return isAlphanumericAt(text, index) || '_=/;()-'.includes(text[index] as string);
}

/** True for an address, from `start` to `end`, that ends in `)` and has more of them than `(`. */
export function closesMore(text: string, start = 0, end = text.length): boolean {
  if (text[end - 1] !== ')') return false;
  let balance = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === '(') balance++;
    else if (text[at] === ')') balance--;
  }
  return balance < 0;
}
