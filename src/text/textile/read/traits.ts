/**
 * Which characters that may mean something a text has. Most texts have few of them, and a pass
 * that has nothing to find is not called.
 */
import { isAsciiAlphanumeric, isSpace, unitAt } from './character-classes';

export const IMAGE = 1;
export const AT = 2;
export const PHRASE = 4;
export const QUOTE = 8;
export const ADDRESS = 16;
export const FOOTNOTE = 32;
export const BRACE = 64;
export const AMPERSAND_SIGN = 128;
export const LESS = 256;
export const GREATER = 512;
export const EQUALS = 1024;
export const LINE_END = 2048;
export const CONTROL = 4096;
/** A space at a line's start. */
export const INDENT = 8192;
/** More than one empty line in a row. */
export const EMPTY_LINES = 16384;

/** Those of the passes over a line. */
export const INLINE = IMAGE | AT | PHRASE | QUOTE | ADDRESS | FOOTNOTE;

const PARENTHESIS = 40;
const SLASH = 47;
const COLON = 58;
const LETTER_W = 119;

const TRAITS_BY_CODE: Uint16Array = buildTable({
  '!': IMAGE,
  '@': AT,
  '*_-+^~%?': PHRASE,
  '"': QUOTE,
  ':.': ADDRESS,
  '[(': FOOTNOTE,
  '{': BRACE,
  '&': AMPERSAND_SIGN,
  '<': LESS,
  '>': GREATER,
  '=': EQUALS,
  '\n': LINE_END,
});

function buildTable(traits: Readonly<Record<string, number>>): Uint16Array {
  const table = new Uint16Array(160);
  for (let code = 0; code < 160; code++) {
    if (code < 32 || code >= 127) table[code] = CONTROL;
  }
  for (const [chars, trait] of Object.entries(traits)) {
    for (const char of chars) table[char.charCodeAt(0)] = trait;
  }
  return table;
}

/** The traits of all characters together. */
export function findTraits(text: string): number {
  const table = TRAITS_BY_CODE;
  const { length } = text;
  let traits = 0;
  let before = 10;
  let isEmptyLine = false;
  for (let index = 0; index < length; index++) {
    const code = unitAt(text, index);
    if (code < 160) traits |= table[code] as number;
    if (before === 10) {
      if (code === 32) traits |= INDENT;
      else if (code === 10 && isEmptyLine) traits |= EMPTY_LINES;
    }
    isEmptyLine = code === 10 && before === 10;
    before = code;
  }
  return traits;
}

/** What a character may mean. */
export function traitOf(code: number): number {
  return code < 160 ? (TRAITS_BY_CODE[code] as number) : 0;
}

/**
 * The trait of a character in its place: none where it cannot begin or end what its passes look
 * for. A marker of a phrase cannot within a word.
 *
 * @param before the unit before it, and `after` the one behind it; a line end where there is none.
 */
export function traitInPlace(trait: number, code: number, before: number, after: number): number {
  switch (trait) {
    case IMAGE:
      return isSpace(after) ? 0 : IMAGE;
    case QUOTE:
      return after === COLON ? QUOTE : 0;
    case ADDRESS:
      return (code === COLON ? after === SLASH : before === LETTER_W) ? ADDRESS : 0;
    case FOOTNOTE:
      return isAsciiAlphanumeric(code === PARENTHESIS ? before : after) ? FOOTNOTE : 0;
    default:
      return trait;
  }
}
