/** `"text(title)":address` becomes a link. */
import { isAlphanumericAt, isSpaceAt, isSpaceOrEndAt } from './character-classes';
import { isSafeLinkAddress } from './safe-address';
import { DECORATION, type TagAttributes } from './tag-attributes';
import { keepAttributes, type Workspace } from './workspace';

const LEADING_ATTRIBUTES = new RegExp(DECORATION, 'y');
const PROTOCOL = /(?:\/|[a-zA-Z]{1,40}:\/\/|www\.|mailto:)/y;

export function rewriteLinks(text: string, workspace: Workspace): string {
  if (!text.includes('":')) return text;
  let result = '';
  let copied = 0;
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', open)) {
    const link = readLink(text, open);
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

function readLink(text: string, open: number): Link | undefined {
  LEADING_ATTRIBUTES.lastIndex = open + 1;
  LEADING_ATTRIBUTES.test(text);
  const afterAttributes = LEADING_ATTRIBUTES.lastIndex;
  return (
    readLinkAt(text, afterAttributes) ??
    (afterAttributes > open + 1 ? readLinkAt(text, open + 1) : undefined)
  );
}

function readLinkAt(text: string, start: number): Link | undefined {
  const quote = text.indexOf('"', start);
  if (quote <= start) return undefined;
  const lineEnd = text.lastIndexOf('\n', quote) >= start;
  const label = readLabel(text, start, quote, lineEnd);
  if (label === undefined) return undefined;
  const address = readAddress(text, label.end);
  return address && { text: label.text, title: label.title, ...address };
}

interface Label {
  readonly text: string;
  readonly title: string | undefined;
  /** Past the colon. */
  readonly end: number;
}

/** The link's text, and its title in parentheses at the end, up to `":`. */
function readLabel(
  text: string,
  start: number,
  quote: number,
  hasLineEnd: boolean,
): Label | undefined {
  if (text[quote + 1] === ':') {
    const titleStart = text[quote - 1] === ')' ? findTitleStart(text, start, quote - 1) : -1;
    if (titleStart >= 0) return labelWithTitle(text, start, titleStart, quote - 1);
    if (hasLineEnd) return undefined;
    const end = isSpaceAt(text, quote - 1) && quote - 1 > start ? quote - 1 : quote;
    return { text: text.slice(start, end), title: undefined, end: quote + 2 };
  }
  // The title may hold quotes itself.
  const close = text.indexOf(')', quote);
  if (close < 0 || text[close + 1] !== '"' || text[close + 2] !== ':') return undefined;
  const titleStart = findTitleStart(text, start, close, quote);
  return titleStart < 0 ? undefined : labelWithTitle(text, start, titleStart, close);
}

/** The first `(` with no `)` between it and `close`, with text before it. */
function findTitleStart(text: string, start: number, close: number, limit = close): number {
  const earlierClose = text.lastIndexOf(')', close - 1);
  const from = Math.max(start + 1, earlierClose + 1);
  const open = text.indexOf('(', from);
  if (open < 0 || open >= limit || open + 1 >= close) return -1;
  return text.lastIndexOf('\n', open) >= start ? -1 : open;
}

function labelWithTitle(text: string, start: number, titleStart: number, close: number): Label {
  const hasSpace = isSpaceAt(text, titleStart - 1) && titleStart - 1 > start;
  return {
    text: text.slice(start, hasSpace ? titleStart - 1 : titleStart),
    title: text.slice(titleStart + 1, close),
    end: close + 3,
  };
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
