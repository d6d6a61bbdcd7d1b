/** Text between tags: entities become characters, and line ends of the source white space. */

import { findEntityAt } from '../../entities/decode-entities';
import { sliceOf, unitAt } from './character-classes';

/** What `rewrite-entities.ts` writes for a `&` that starts no entity, as Redmine does. */
export const AMPERSAND = 'x%x%';

/** White space that an entity stands for; it is never trimmed. */
export const KEPT_SPACE = '\u0002';

const SPACE_ENTITY = /&#(?:0*(?:9|10|13|32)|x0*(?:9|a|d|20));/gi;

/** A `&` that starts no entity is hidden from the passes. */
export function hideAmpersands(text: string): string {
  return text.includes('&') ? text.replace(/&(?![#a-z0-9]+;)/gi, AMPERSAND) : text;
}

/** Code, addresses and titles: entities stay as they are written. */
export function decodeLiteral(text: string): string {
  return text.includes(AMPERSAND) ? text.replaceAll(AMPERSAND, '&') : text;
}

export function decodeText(raw: string): string {
  if (!isEncoded(raw)) return raw;
  if (!raw.includes(AMPERSAND)) return foldLineEnds(decodeEntities(raw));
  return foldLineEnds(raw.split(AMPERSAND).map(decodeEntities).join('&'));
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const kept = text.includes('&#') ? text.replace(SPACE_ENTITY, KEPT_SPACE) : text;
  return decodeReferences(kept);
}

function isEncoded(text: string): boolean {
  const { length } = text;
  for (let index = 0; index < length; index++) {
    const code = unitAt(text, index);
    if (code === 38 || code === 37 || code === 10) return true;
  }
  return false;
}

/** The references that the passes themselves write, which are most there are. */
const OWN_REFERENCES: readonly (readonly [reference: string, character: string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&amp;', '&'],
];

function decodeReferences(text: string): string {
  let result = '';
  let copied = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at)) {
    let length = 0;
    let characters = '';
    for (const [reference, character] of OWN_REFERENCES) {
      if (!text.startsWith(reference, at)) continue;
      length = reference.length;
      characters = character;
      break;
    }
    const entity = length > 0 ? undefined : findEntityAt(text, at);
    if (entity) {
      length = entity.length;
      characters = entity.characters;
    }
    if (length > 0) {
      result += sliceOf(text, copied, at) + characters;
      copied = at + length;
    }
    at += Math.max(length, 1);
  }
  return copied === 0 ? text : result + sliceOf(text, copied);
}

/** Each line end, with the white space around it, becomes one space. */
export function foldLineEnds(text: string): string {
  let result = '';
  let copied = 0;
  let lineEnd = text.indexOf('\n');
  while (lineEnd >= 0) {
    let start = lineEnd;
    while (start > copied && isBlankCode(unitAt(text, start - 1))) start--;
    let end = lineEnd + 1;
    while (end < text.length && isBlankCode(unitAt(text, end))) end++;
    result += `${sliceOf(text, copied, start)} `;
    copied = end;
    lineEnd = text.indexOf('\n', end);
  }
  return copied === 0 ? text : result + sliceOf(text, copied);
}

/** True for nothing but spaces, tabs and line ends. */
export function isBlank(text: string): boolean {
  const { length } = text;
  for (let index = 0; index < length; index++) {
    if (!isBlankCode(unitAt(text, index))) return false;
  }
  return true;
}

/** Without the white space at the ends asked for. Time is linear, unlike with `/ +$/`. */
export function trimSpaces(text: string, atStart: boolean, atEnd: boolean): string {
  const { length } = text;
  let start = 0;
  let end = length;
  while (atStart && start < end && isBlankCode(unitAt(text, start))) start++;
  while (atEnd && end > start && isBlankCode(unitAt(text, end - 1))) end--;
  return start === 0 && end === length ? text : sliceOf(text, start, end);
}

function isBlankCode(code: number): boolean {
  return code === 32 || code === 10 || code === 9;
}
