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

const { charCodeAt, slice } = String.prototype;

/**
 * The UTF-16 unit at `index`, which must be within the text. Like `text.charCodeAt(index)`, but
 * several times as fast where strings of many kinds (slices, joined ones) come by: V8 does not
 * have to find the method anew each time.
 */
export function unitAt(text: string, index: number): number {
  return charCodeAt.call(text, index);
}

/** Like `text.slice(start, end)`, and as `unitAt` is. */
export function sliceOf(text: string, start: number, end?: number): string {
  return slice.call(text, start, end);
}

/**
 * The UTF-16 unit at `index`, or -1 outside of the text. To ask a string beyond its ends is dear:
 * V8 makes every `charCodeAt` of a function slow in which it has seen that once.
 */
export function codeAt(text: string, index: number): number {
  return index >= 0 && index < text.length ? unitAt(text, index) : -1;
}

/** Space or line feed: the only white space left once the source is cleaned, besides our tabs. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9;
}

export function isSpaceAt(text: string, index: number): boolean {
  return isSpace(codeAt(text, index));
}

/** True at the end of the text too, as `(?=\s|$)` is. */
export function isSpaceOrEndAt(text: string, index: number): boolean {
  return index >= text.length || isSpaceAt(text, index);
}

/** Ruby's `[[:punct:]]`. */
export function isPunctuationAt(text: string, index: number): boolean {
  return isClassAt(text, index, PUNCTUATION);
}

/** Ruby's `[[:word:]]`, and what its `\b` counts as a word. */
export function isWordAt(text: string, index: number): boolean {
  return isClassAt(text, index, WORD);
}

/** Ruby's `[[:alnum:]]`. */
export function isAlphanumericAt(text: string, index: number): boolean {
  return isClassAt(text, index, ALPHANUMERIC);
}

/** Ruby's `\w`: ASCII only. */
export function isAsciiWordAt(text: string, index: number): boolean {
  const code = codeAt(text, index);
  return code >= 0 && code < 128 && ((ASCII[code] as number) & ASCII_WORD) !== 0;
}

/** Ruby's `[[:punct:]]`, of ASCII. */
export function isAsciiPunctuation(code: number): boolean {
  return code < 128 && ((ASCII[code] as number) & PUNCTUATION) !== 0;
}

export function isAsciiAlphanumeric(code: number): boolean {
  return code < 128 && ((ASCII[code] as number) & ALPHANUMERIC) !== 0;
}

/** UTF-16 units of the character at `index`. */
export function characterLength(text: string, index: number): number {
  const code = codeAt(text, index);
  return code >= 0xd800 && code < 0xdc00 && index + 1 < text.length ? 2 : 1;
}

function isClassAt(text: string, index: number, bit: number): boolean {
  const code = codeAt(text, index);
  if (code < 0) return false;
  return ((code < 128 ? (ASCII[code] as number) : classesAt(text, index, code)) & bit) !== 0;
}

/** Classes of other characters that were asked for; the same few come again and again. */
const known = new Map<number, number>();
const MOST_KNOWN = 4_096;

function classesAt(text: string, index: number, code: number): number {
  // The second half of a pair stands for the whole character when one looks back.
  const start = code >= 0xdc00 && code < 0xe000 && index > 0 ? index - 1 : index;
  const point = text.codePointAt(start);
  if (point === undefined) return 0;
  let classes = known.get(point);
  if (classes === undefined) {
    classes = classesOf(String.fromCodePoint(point));
    if (known.size > MOST_KNOWN) known.clear();
    known.set(point, classes);
  }
  return classes;
}

function classesOf(char: string): number {
  return (
    (/\p{P}/u.test(char) ? PUNCTUATION : 0) |
    (/[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/u.test(char) ? WORD : 0) |
    (/[\p{Alphabetic}\p{Nd}]/u.test(char) ? ALPHANUMERIC : 0)
  );
}
