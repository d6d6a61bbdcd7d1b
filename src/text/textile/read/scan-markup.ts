/**
 * Reads the text that the passes leave: tags, protected parts, calls of macros, and text between.
 */
import { PART_START } from './workspace';

export interface MarkupHandler {
  /** @param attributesIndex of the workspace's attributes; -1 without any. */
  readonly openTag: (name: string, attributesIndex: number) => void;
  readonly closeTag: (name: string) => void;
  readonly openPart: (index: number) => void;
  readonly macro: (index: number, source: string) => void;
  /** @param raw with entities. */
  readonly text: (raw: string) => void;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)(?: (\d+))?(?: \/)?>/y;
const PART = new RegExp(`${PART_START}(\\d+)>`, 'y');
const MACRO = /\{\{macro\((\d+)\)\}\}/y;

export function scanMarkup(text: string, handler: MarkupHandler, hasMacros: boolean): void {
  let textStart = 0;
  let at = nextSpecial(text, 0, hasMacros);
  while (at < text.length) {
    const isTag = text.charCodeAt(at) === 60;
    const pattern = !isTag ? MACRO : text.charCodeAt(at + 1) === 1 ? PART : TAG;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      at = nextSpecial(text, at + 1, hasMacros);
      continue;
    }
    if (at > textStart) handler.text(text.slice(textStart, at));
    textStart = pattern.lastIndex;
    if (pattern === MACRO) handler.macro(Number(match[1]), match[0]);
    else if (pattern === PART) handler.openPart(Number(match[1]));
    else if (match[1] === '/') handler.closeTag(match[2] as string);
    else handler.openTag(match[2] as string, match[3] === undefined ? -1 : Number(match[3]));
    at = nextSpecial(text, textStart, hasMacros);
  }
  if (text.length > textStart) handler.text(text.slice(textStart));
}

function nextSpecial(text: string, from: number, hasMacros: boolean): number {
  const tag = text.indexOf('<', from);
  const tagAt = tag < 0 ? text.length : tag;
  if (!hasMacros) return tagAt;
  const macro = text.indexOf('{{macro(', from);
  return macro < 0 ? tagAt : Math.min(macro, tagAt);
}
