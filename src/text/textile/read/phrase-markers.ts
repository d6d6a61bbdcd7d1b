/** The markers of phrases, and what each stands for. */
import { getPhraseRule, type PhraseRule } from './tag-rules';

/** A bit for each character of markers; 0 for all others. */
const BITS = new Uint8Array(128);
[...'*_-+^~%?'].forEach((char, index) => {
  BITS[char.charCodeAt(0)] = 1 << index;
});

/** The bit of a character, by its code. */
export function bitOf(code: number): number {
  return code < 128 ? (BITS[code] as number) : 0;
}

function bitsOf(characters: string): number {
  return [...characters].reduce((bits, char) => bits | bitOf(char.charCodeAt(0)), 0);
}

export interface Marker {
  readonly code: number;
  readonly bit: number;
  readonly length: number;
  readonly rule: PhraseRule;
}

/** In the order of Redmine's passes. */
export const MARKERS: readonly Marker[] = Object.entries({
  '**': 'b',
  '*': 'strong',
  '??': 'cite',
  '-': 'del',
  __: 'i',
  _: 'em',
  '%': 'span',
  '+': 'ins',
  '^': 'sup',
  '~': 'sub',
}).map(([characters, name]) => ({
  code: characters.charCodeAt(0),
  bit: bitOf(characters.charCodeAt(0)),
  length: characters.length,
  rule: getPhraseRule(name),
}));

export const SINGLE_MARKERS = bitsOf('*-_%+^~');
export const DOUBLE_MARKERS = bitsOf('*_?');
