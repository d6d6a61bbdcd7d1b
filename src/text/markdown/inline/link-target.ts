/**
 * The part of a link after its text: `(address "title")`.
 *
 * @see https://spec.commonmark.org/0.31.2/#links
 */
import { decodeEntities } from '../../entities/decode-entities';

export interface LinkTarget {
  readonly href: string;
  readonly title: string | undefined;
  /** Position after the closing parenthesis. */
  readonly end: number;
}

// CommonMark lets implementations limit nested parentheses; 32 is what cmark, Redmine's, does.
const MAX_PARENTHESES = 32;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** Resolves backslash escapes and character references. */
export function unescapeText(raw: string): string {
  const unescaped = raw.includes('\\') ? unescapeOutsideEntities(raw) : decodeEntities(raw);
  return unescaped;
}

// An escaped `&` must not start a reference, so the parts between escapes are decoded one by one.
function unescapeOutsideEntities(raw: string): string {
  let result = '';
  let start = 0;
  for (const match of raw.matchAll(ESCAPE)) {
    result += decodeEntities(raw.slice(start, match.index)) + match[1];
    start = match.index + 2;
  }
  return result + decodeEntities(raw.slice(start));
}

/** Finds where strings end, and remembers what was not found, so that no search repeats. */
export class EndSearch {
  private absentFrom: Map<string, number> | undefined = undefined;

  constructor(private readonly source: string) {}

  /** Position of `needle` at or after `from`, or -1. */
  find(needle: string, from: number): number {
    const absent = this.absentFrom?.get(needle);
    if (absent !== undefined && from >= absent) return -1;
    const found = this.source.indexOf(needle, from);
    if (found < 0) {
      this.absentFrom ??= new Map();
      this.absentFrom.set(needle, from);
    }
    return found;
  }
}

/** The target whose opening parenthesis is at `open`, or undefined when it is not one. */
export function findLinkTarget(
  source: string,
  open: number,
  search: EndSearch,
): LinkTarget | undefined {
  if (search.find(')', open) < 0) return undefined;
  const start = skipSpace(source, open + 1);
  const address = readAddress(source, start, true);
  if (address === undefined) return undefined;
  let end = skipSpace(source, address.end);
  let title: string | undefined;
  if (end > address.end && source[end] !== ')') {
    const found = readTitle(source, end, search);
    if (found === undefined) return undefined;
    title = found.text;
    end = skipSpace(source, found.end);
  }
  if (source[end] !== ')') return undefined;
  return { href: unescapeText(address.text), title, end: end + 1 };
}

export interface Part {
  readonly text: string;
  readonly end: number;
}

/** The address that starts at `start`; an empty one only where `mayBeEmpty`, or as `<>`. */
export function readAddress(source: string, start: number, mayBeEmpty = false): Part | undefined {
  if (source[start] === '<') return readAngled(source, start);
  const bare = readBare(source, start);
  return bare !== undefined && (mayBeEmpty || bare.text !== '') ? bare : undefined;
}

function skipSpace(source: string, from: number): number {
  let index = from;
  while (isSpace(source.charCodeAt(index))) index++;
  return index;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09;
}

function readAngled(source: string, open: number): Part | undefined {
  for (let index = open + 1; index < source.length; index++) {
    const character = source[index];
    if (character === '>') return { text: source.slice(open + 1, index), end: index + 1 };
    if (character === '<' || character === '\n') return undefined;
    if (character === '\\') index++;
  }
  return undefined;
}

function readBare(source: string, start: number): Part | undefined {
  let depth = 0;
  let index = start;
  for (; index < source.length; index++) {
    const code = source.charCodeAt(index);
    if (code <= 0x20 || code === 0x7f) break;
    if (code === 0x5c /* \ */ && isPunctuation(source.charCodeAt(index + 1))) {
      index++;
    } else if (code === 0x28 /* ( */) {
      if (++depth > MAX_PARENTHESES) return undefined;
    } else if (code === 0x29 /* ) */) {
      if (depth === 0) break;
      depth--;
    }
  }
  return depth === 0 ? { text: source.slice(start, index), end: index } : undefined;
}

/** ASCII punctuation, which a backslash escapes. */
export function isPunctuation(code: number): boolean {
  return (
    (code >= 0x21 && code <= 0x2f) ||
    (code >= 0x3a && code <= 0x40) ||
    (code >= 0x5b && code <= 0x60) ||
    (code >= 0x7b && code <= 0x7e)
  );
}

const TITLE_END: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/** The title that starts at `open`, its escapes resolved. */
export function readTitle(source: string, open: number, search: EndSearch): Part | undefined {
  const opener = source[open] as string;
  const closer = TITLE_END[opener];
  if (closer === undefined) return undefined;
  let end = search.find(closer, open + 1);
  while (end >= 0 && isEscaped(source, end, open)) end = search.find(closer, end + 1);
  if (end < 0) return undefined;
  const raw = source.slice(open + 1, end);
  if (opener === '(' && /(?:^|[^\\])\(/.test(raw)) return undefined;
  if (/\n[ \t]*\n/.test(raw)) return undefined;
  return { text: unescapeText(raw), end: end + 1 };
}

function isEscaped(source: string, position: number, floor: number): boolean {
  let index = position;
  while (index - 1 > floor && source[index - 1] === '\\') index--;
  return (position - index) % 2 === 1;
}
