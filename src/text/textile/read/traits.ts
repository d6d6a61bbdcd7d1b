/**
 * Which characters that may mean something a text has. Most texts have few of them, and a pass
 * that has nothing to find is not called.
 */

export const IMAGE = 1;
export const AT = 2;
export const PHRASE = 4;
export const LINK = 8;
export const ADDRESS = 16;
export const FOOTNOTE = 32;
export const BRACE = 64;
export const AMPERSAND_SIGN = 128;
export const LESS = 256;
export const GREATER = 512;
export const EQUALS = 1024;
export const LINE_END = 2048;
export const CONTROL = 4096;

/** Those of the passes over a block. */
export const INLINE = IMAGE | AT | PHRASE | LINK | ADDRESS | FOOTNOTE;

const TRAITS_BY_CODE: Uint16Array = buildTable({
  '!': IMAGE,
  '@': AT,
  '*_-+^~%?': PHRASE,
  '"': LINK,
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

export function findTraits(text: string): number {
  const table = TRAITS_BY_CODE;
  let traits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 160) traits |= table[code] as number;
  }
  return traits;
}
