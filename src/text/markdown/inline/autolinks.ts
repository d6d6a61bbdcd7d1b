/**
 * Addresses that link without being marked up: `<scheme:address>` of CommonMark, and GFM's bare
 * `https://…`, `www.…` and e-mail addresses.
 *
 * @see https://github.github.com/gfm/#autolinks-extension-
 */

const ANGLED =
  /<(?:([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)|([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*))>/y;

export interface Autolink {
  readonly href: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The `<…>` address that starts at `start`. */
export function findAngledAutolink(source: string, start: number): Autolink | undefined {
  ANGLED.lastIndex = start;
  const match = ANGLED.exec(source);
  if (match === null) return undefined;
  const [, url, email] = match;
  const text = (url ?? email) as string;
  return { href: url ?? `mailto:${email}`, text, start, end: ANGLED.lastIndex };
}

const PROTOCOL = /(?:https?|ftp)$/i;
// Hosts may be written in any script; ASCII punctuation starts none.
const HOST = /(?:[a-zA-Z0-9]|(?![!-~])[^\p{P}\s])[^\s<]*/uy;
const WWW_HOST = /www\.[^\s<]*/y;
const LONGEST_PROTOCOL = 5;

/**
 * The bare address whose `://` is at `colon`; it starts at or after `floor`.
 *
 * @param isBracketed whether a square bracket is open, whose end then ends the address.
 */
export function findBareUrl(
  source: string,
  colon: number,
  floor: number,
  isBracketed: boolean,
): Autolink | undefined {
  if (!source.startsWith('://', colon)) return undefined;
  const head = source.slice(Math.max(floor, colon - LONGEST_PROTOCOL), colon);
  const protocol = PROTOCOL.exec(head)?.[0];
  if (protocol === undefined) return undefined;
  const start = colon - protocol.length;
  if (start > 0 && isAsciiWord(source.charCodeAt(start - 1))) return undefined;
  HOST.lastIndex = colon + 3;
  if (!HOST.test(source)) return undefined;
  const limit = limitAddress(source, colon, HOST.lastIndex, isBracketed);
  const end = trimAddress(source, colon + 3, limit);
  const text = source.slice(start, end);
  return { href: text, text, start, end };
}

/** Within square brackets an address ends where the brackets do. */
function limitAddress(source: string, start: number, end: number, isBracketed: boolean): number {
  const bracket = isBracketed ? source.slice(start, end).indexOf(']') : -1;
  return bracket < 0 ? end : start + bracket;
}

/** The bare `www.` address that starts at `start`. */
export function findBareWww(
  source: string,
  start: number,
  isBracketed: boolean,
): Autolink | undefined {
  if (start > 0 && !/[\s*_~("'[>\u0080-\uffff]/.test(source[start - 1] as string)) return undefined;
  WWW_HOST.lastIndex = start;
  if (!WWW_HOST.test(source)) return undefined;
  const limit = limitAddress(source, start, WWW_HOST.lastIndex, isBracketed);
  const end = trimAddress(source, start + 4, limit);
  if (end <= start + 4) return undefined;
  const text = source.slice(start, end);
  return { href: `http://${text}`, text, start, end };
}

const EMAIL_DOMAIN = /[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+/y;

/**
 * The bare e-mail address whose `@` is at `at`; it starts at or after `floor`.
 *
 * @param isEmphasized whether underscores after it may close emphasis that is open.
 */
export function findBareEmail(
  source: string,
  at: number,
  floor: number,
  isEmphasized: boolean,
): Autolink | undefined {
  let start = at;
  while (start > floor && isEmailLocal(source.charCodeAt(start - 1))) start--;
  // An underscore that does not stand within a word is a delimiter, not part of the address.
  while (start < at && source[start] === '_') start++;
  if (start === at) return undefined;
  EMAIL_DOMAIN.lastIndex = at + 1;
  const found = EMAIL_DOMAIN.exec(source)?.[0];
  if (found === undefined) return undefined;
  const domain = isEmphasized ? found.replace(/_{1,3}$/, '') : found;
  const last = domain.charCodeAt(domain.length - 1);
  if (last === 0x2d || last === 0x5f) return undefined;
  const end = at + 1 + domain.length;
  const text = source.slice(start, end);
  return { href: `mailto:${text}`, text, start, end };
}

function isAsciiWord(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  );
}

function isEmailLocal(code: number): boolean {
  // Letters, digits and `.`, `_`, `+`, `-`.
  return isAsciiWord(code) || code === 0x2e || code === 0x5f || code === 0x2b || code === 0x2d;
}

const TRAILING = new Set('?!.,:*_~\'"');

/** Leaves out punctuation that ends the sentence and not the address. Linear in the address. */
function trimAddress(source: string, from: number, to: number): number {
  let balance = 0;
  for (let index = from; index < to; index++) {
    if (source[index] === '(') balance++;
    else if (source[index] === ')') balance--;
  }
  let end = to;
  while (end > from) {
    const last = source[end - 1] as string;
    if (TRAILING.has(last)) {
      end--;
    } else if (last === ')') {
      if (balance >= 0) break;
      balance++;
      end--;
    } else if (last === ';') {
      const entity = /&[a-zA-Z0-9]+;$/.exec(source.slice(Math.max(from, end - 40), end));
      if (entity === null) break;
      end -= entity[0].length;
    } else {
      break;
    }
  }
  return end;
}
