/** `"text(title)":address` becomes a link. */
import { isAlphanumericAt, isSpaceAt, isSpaceOrEndAt } from './character-classes';
import { NextIndex } from './next-index';
import { isSafeLinkAddress } from './safe-address';
import { DECORATION, type TagAttributes } from './tag-attributes';
import { keepAttributes, type Workspace } from './workspace';

const LEADING_ATTRIBUTES = new RegExp(DECORATION, 'y');
const PROTOCOL = /(?:\/|[a-zA-Z]{1,40}:\/\/|www\.|mailto:)/y;

export function rewriteLinks(text: string, workspace: Workspace): string {
  if (!text.includes('":')) return text;
  const reader = new LinkReader(text);
  let result = '';
  let copied = 0;
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open)) {
    const link = reader.read(open);
    const written = link && writeLink(link, workspace);
    if (link === undefined || written === undefined) {
      open = link ? link.end : open + 1;
      continue;
    }
    result += text.slice(copied, open) + written;
    copied = link.end;
    open = copied;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

interface Link {
  readonly text: string;
  readonly title: string | undefined;
  readonly address: string;
  readonly slash: string;
  /** Punctuation that follows the address and is no part of it. */
  readonly after: string;
  readonly end: number;
}

interface Label {
  readonly text: string;
  readonly title: string | undefined;
  /** Past the colon. */
  readonly end: number;
}

class LinkReader {
  private readonly quotes: NextIndex;
  private readonly lines: NextIndex;
  private readonly closes: NextIndex;

  constructor(private readonly text: string) {
    this.quotes = new NextIndex(text, '"');
    this.lines = new NextIndex(text, '\n');
    this.closes = new NextIndex(text, ')');
  }

  read(open: number): Link | undefined {
    LEADING_ATTRIBUTES.lastIndex = open + 1;
    LEADING_ATTRIBUTES.test(this.text);
    const afterAttributes = LEADING_ATTRIBUTES.lastIndex;
    const quote = this.quotes.from(open + 1);
    if (quote < 0) return undefined;
    return (
      this.readAt(afterAttributes, quote) ??
      (afterAttributes > open + 1 ? this.readAt(open + 1, quote) : undefined)
    );
  }

  private readAt(start: number, quote: number): Link | undefined {
    if (quote <= start) return undefined;
    const label = this.readLabel(start, quote);
    const address = label && readAddress(this.text, label.end);
    return label && address && { text: label.text, title: label.title, ...address };
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
      return { text: text.slice(start, end), title: undefined, end: quote + 2 };
    }
    // The title may hold quotes itself.
    const close = this.closes.from(quote);
    if (close < 0 || text[close + 1] !== '"' || text[close + 2] !== ':') return undefined;
    const titleStart = findTitleStart(text, start, quote);
    if (titleStart < 0 || titleStart >= limit) return undefined;
    return this.titled(start, titleStart, close);
  }

  private titled(start: number, titleStart: number, close: number): Label {
    const hasSpace = isSpaceAt(this.text, titleStart - 1) && titleStart - 1 > start;
    return {
      text: this.text.slice(start, hasSpace ? titleStart - 1 : titleStart),
      title: this.text.slice(titleStart + 1, close),
      end: close + 3,
    };
  }
}

/** The first `(` after text, with something but no `)` between it and `end`. */
function findTitleStart(text: string, start: number, end: number): number {
  let first = -1;
  for (let at = end - 2; at > start && text[at] !== ')'; at--) if (text[at] === '(') first = at;
  return first;
}

type Address = Pick<Link, 'address' | 'slash' | 'after' | 'end'>;

function readAddress(text: string, start: number): Address | undefined {
  PROTOCOL.lastIndex = start;
  if (!PROTOCOL.test(text)) return undefined;
  const afterProtocol = PROTOCOL.lastIndex;
  if (!isAddressStartAt(text, afterProtocol)) return undefined;
  let end = afterProtocol;
  while (!isSpaceOrEndAt(text, end) && text[end] !== '<') end++;
  const shortest = afterProtocol + 2;
  if (end < shortest) return undefined;
  let addressEnd = end;
  while (addressEnd > shortest && !isAddressEndAt(text, addressEnd - 1)) addressEnd--;
  let slash = '';
  if (addressEnd > shortest && text[addressEnd - 1] === '/') {
    addressEnd--;
    slash = '/';
  }
  const address = text.slice(start, addressEnd);
  const after = text.slice(addressEnd + slash.length, end);
  if (!closesMore(address)) return { address, slash, after, end };
  return { address: address.slice(0, -1), slash, after: `)${after}`, end };
}

function isAddressStartAt(text: string, index: number): boolean {
  return text[index] === '_' || text[index] === '/' || isAlphanumericAt(text, index);
}

function isAddressEndAt(text: string, index: number): boolean {
  return isAlphanumericAt(text, index) || '_=/;()-'.includes(text[index] as string);
}

/** True for an address that ends in `)` and has more of them than of `(`. */
export function closesMore(address: string): boolean {
  if (!address.endsWith(')')) return false;
  let balance = 0;
  for (const char of address) {
    if (char === '(') balance++;
    else if (char === ')') balance--;
  }
  return balance < 0;
}

/** Undefined when the source has to stay as it is. */
function writeLink(link: Link, workspace: Workspace): string | undefined {
  if (link.text.includes('<br />') || !isSafeLinkAddress(link.address)) return undefined;
  const href = link.address + link.slash;
  const attributes: TagAttributes =
    link.title === undefined ? { href } : { href, title: link.title };
  return `<a${keepAttributes(workspace, attributes)}>${link.text}</a>${link.after}`;
}
