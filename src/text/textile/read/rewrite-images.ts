/** `!address(title)!:link` becomes an image. */
import { isAsciiWordAt, isSpaceAt, isSpaceOrEndAt } from './character-classes';
import { isSafeImageAddress, isSafeLinkAddress } from './safe-address';
import { DECORATION } from './tag-attributes';
import { keepAttributes, type Workspace } from './workspace';

const OPENING = new RegExp(`!([<=>])?(${DECORATION})(?:\\. )?(?=[^ \\n\\t(!])`, 'y');

export function rewriteImages(text: string, workspace: Workspace): string {
  let open = text.indexOf('!');
  if (open < 0 || text.indexOf('!', open + 1) < 0) return text;
  let result = '';
  let copied = 0;
  for (; open >= 0; open = text.indexOf('!', open)) {
    const image = startsImage(text, open, copied) ? readImage(text, open) : undefined;
    if (image === undefined) {
      open++;
      continue;
    }
    result += text.slice(copied, open) + writeImage(image, text.slice(open, image.end), workspace);
    copied = image.end;
    open = copied;
  }
  return result + text.slice(copied);
}

function startsImage(text: string, open: number, copied: number): boolean {
  if (open === 0 || text[open - 1] === '\n') return true;
  return open > copied && (text[open - 1] === '>' || isSpaceAt(text, open - 1));
}

interface Image {
  readonly address: string;
  readonly title: string | undefined;
  readonly link: string | undefined;
  /** What stands after the link's address. */
  readonly after: string;
  readonly end: number;
}

function readImage(text: string, open: number): Image | undefined {
  if (!'<=>({['.includes(text[open + 1] ?? ' ')) return readImageAt(text, open + 1);
  OPENING.lastIndex = open;
  const opening = OPENING.exec(text);
  return (
    (opening ? readImageAt(text, OPENING.lastIndex) : undefined) ??
    (opening?.[0] === '!' ? undefined : readImageAt(text, open + 1))
  );
}

function readImageAt(text: string, start: number): Image | undefined {
  let at = start;
  while (at < text.length && !isSpaceAt(text, at) && text[at] !== '(' && text[at] !== '!') at++;
  if (at === start || at === text.length) return undefined;
  const address = text.slice(start, at);
  if (isSpaceAt(text, at)) at++;
  let title: string | undefined;
  if (text[at] === '(') {
    const close = findTitleEnd(text, at + 1);
    if (close < 0) return undefined;
    title = text.slice(at + 1, close);
    at = close + 1;
  }
  if (text[at] !== '!') return undefined;
  at++;
  const link = text[at] === ':' ? readHyperlink(text, at + 1) : undefined;
  return {
    address,
    title,
    link: link?.address,
    after: link?.after ?? '',
    end: link?.end ?? at,
  };
}

/** The closing parenthesis of a title, in which parentheses may be one level deep. */
function findTitleEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== ')') {
    if (text[at] === '(') {
      const close = text.indexOf(')', at + 2);
      if (close < 0) return -1;
      at = close;
    }
    at++;
  }
  return at < text.length && at > start ? at : -1;
}

function readHyperlink(
  text: string,
  start: number,
): { readonly address: string; readonly after: string; readonly end: number } | undefined {
  let end = start;
  while (!isSpaceOrEndAt(text, end) && text[end] !== '<') end++;
  if (end === start) return undefined;
  let addressEnd = end;
  while (addressEnd > start + 1 && !isAddressEndAt(text, addressEnd - 1)) addressEnd--;
  return { address: text.slice(start, addressEnd), after: text.slice(addressEnd, end), end };
}

function isAddressEndAt(text: string, index: number): boolean {
  return isAsciiWordAt(text, index) || '/;=?'.includes(text[index] as string);
}

function writeImage(image: Image, source: string, workspace: Workspace): string {
  const { address, title, link, after } = image;
  const query = address.indexOf('?');
  if (!isSafeImageAddress(query < 0 ? address : address.slice(0, query))) return source;
  if (link !== undefined && !isSafeLinkAddress(link)) return source;
  const attributes =
    title === undefined ? { src: address, source } : { src: address, source, title };
  const tag = `<img${keepAttributes(workspace, attributes)} />`;
  if (link === undefined) return tag;
  return `<a${keepAttributes(workspace, { href: link })}>${tag}</a>${after}`;
}
