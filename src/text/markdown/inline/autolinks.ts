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
const LONGEST_PROTOCOL = 5;
const DOMAIN = /(?:[-.\w]|[^\0-\x7f\s\p{P}])*/uy;
// A square bracket ends an address where it may end the text of a link.
const ADDRESS_END = /[\s<]|\](?=[\s([]|$)|$/g;

/** The bare address whose `://` is at `colon`; it starts at or after `floor`. */
export function findBareUrl(source: string, colon: number, floor: number): Autolink | undefined {
  if (!source.startsWith('://', colon)) return undefined;
  const head = source.slice(Math.max(floor, colon - LONGEST_PROTOCOL), colon);
  const protocol = PROTOCOL.exec(head)?.[0];
  if (protocol === undefined) return undefined;
  const start = colon - protocol.length;
  if (start > 0 && isAsciiLetter(source.charCodeAt(start - 1))) return undefined;
  return findBareAddress(source, start, colon + 3, '');
}

/** The bare `www.` address that starts at `start`. */
export function findBareWww(source: string, start: number): Autolink | undefined {
  if (start > 0 && !/[\s*_~([\]]/.test(source[start - 1] as string)) return undefined;
  return findBareAddress(source, start, start + 4, 'http://');
}

/** @param from where the domain starts, or goes on after `www.`. */
function findBareAddress(
  source: string,
  start: number,
  from: number,
  protocol: string,
): Autolink | undefined {
  DOMAIN.lastIndex = from;
  const labels = (DOMAIN.exec(source)?.[0] ?? '').split('.');
  // GFM allows underscores in a domain, but not in its last two labels.
  if (labels.join('') === '' || labels.slice(-2).some((label) => label.includes('_'))) {
    return undefined;
  }
  ADDRESS_END.lastIndex = from;
  const end = trimAddress(source, from, ADDRESS_END.exec(source)?.index ?? source.length);
  if (end <= from) return undefined;
  const text = source.slice(start, end);
  return { href: protocol + text, text, start, end };
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
  if (!EMAIL_DOMAIN.test(source)) return undefined;
  let end = EMAIL_DOMAIN.lastIndex;
  const least = end - 3;
  while (isEmphasized && end > least && source[end - 1] === '_') end--;
  if (!isAsciiLetter(source.charCodeAt(end - 1))) return undefined;
  const text = source.slice(start, end);
  return { href: `mailto:${text}`, text, start, end };
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isEmailLocal(code: number): boolean {
  // `+`, `-`, `.`, digits and `_`.
  const isDigitOrMark = code >= 0x2b && code <= 0x39 && code !== 0x2c && code !== 0x2f;
  return isDigitOrMark || code === 0x5f || isAsciiLetter(code);
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
      end -= entity?.[0].length ?? 1;
    } else {
      break;
    }
  }
  return end;
}
