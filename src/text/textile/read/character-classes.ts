/**
 * Character classes as Redmine's Ruby sees them: `\s` and `\w` are ASCII only, POSIX classes and
 * word boundaries know Unicode. JavaScript's own classes differ (`\s` takes no-break spaces), so
 * none of them is used for Textile.
 */

const PUNCTUATION = 1;
const WORD = 2;
const ALPHANUMERIC = 4;
const ASCII_WORD = 8;

const ASCII: Uint8Array = buildAsciiTable();

const UNICODE_PUNCTUATION = /^\p{P}$/u;
const UNICODE_WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]$/u;
const UNICODE_ALPHANUMERIC = /^[\p{Alphabetic}\p{Nd}]$/u;

function buildAsciiTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 33; code < 127; code++) {
    const char = String.fromCharCode(code);
    if (/[A-Za-z0-9]/.test(char)) table[code] = WORD | ALPHANUMERIC | ASCII_WORD;
    else if (char === '_') table[code] = PUNCTUATION | WORD | ASCII_WORD;
    else table[code] = PUNCTUATION;
  }
  return table;
}

/** Space or line feed: the only white space left once the source is cleaned, besides our tabs. */
export function isSpaceAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 32 || code === 10 || code === 9;
}

/** True at the end of the text too, as `(?=\s|$)` is. */
export function isSpaceOrEndAt(text: string, index: number): boolean {
  return index >= text.length || isSpaceAt(text, index);
}

/** Ruby's `[[:punct:]]`. */
export function isPunctuationAt(text: string, index: number): boolean {
  return isClassAt(text, index, PUNCTUATION, UNICODE_PUNCTUATION);
}

/** Ruby's `[[:word:]]`, and what its `\b` counts as a word. */
export function isWordAt(text: string, index: number): boolean {
  return isClassAt(text, index, WORD, UNICODE_WORD);
}

/** Ruby's `[[:alnum:]]`. */
export function isAlphanumericAt(text: string, index: number): boolean {
  return isClassAt(text, index, ALPHANUMERIC, UNICODE_ALPHANUMERIC);
}

/** Ruby's `\w`: ASCII only. */
export function isAsciiWordAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code < 128 && ((ASCII[code] as number) & ASCII_WORD) !== 0;
}

/** UTF-16 units of the character at `index`. */
export function characterLength(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code < 0xdc00 && index + 1 < text.length ? 2 : 1;
}

function isClassAt(text: string, index: number, bit: number, unicode: RegExp): boolean {
  const code = text.charCodeAt(index);
  if (code < 128) return ((ASCII[code] as number) & bit) !== 0;
  if (Number.isNaN(code)) return false;
  // The second half of a pair stands for the whole character when one looks back.
  const start = code >= 0xdc00 && code < 0xe000 && index > 0 ? index - 1 : index;
  const point = text.codePointAt(start);
  return point !== undefined && unicode.test(String.fromCodePoint(point));
}
