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
  const endText = (end: number) => {
    if (end > textStart) handler.text(text.slice(textStart, end));
  };
  while (at < text.length) {
    const isTag = text[at] === '<';
    const pattern = !isTag ? MACRO : text.startsWith(PART_START, at) ? PART : TAG;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      at = nextSpecial(text, at + 1, hasMacros);
      continue;
    }
    endText(at);
    if (pattern === MACRO) handler.macro(Number(match[1]), match[0]);
    else if (pattern === PART) handler.openPart(Number(match[1]));
    else if (match[1] === '/') handler.closeTag(match[2] as string);
    else handler.openTag(match[2] as string, match[3] === undefined ? -1 : Number(match[3]));
    textStart = at + match[0].length;
    at = nextSpecial(text, textStart, hasMacros);
  }
  endText(text.length);
}

function nextSpecial(text: string, from: number, hasMacros: boolean): number {
  const tag = text.indexOf('<', from);
  const tagAt = tag < 0 ? text.length : tag;
  if (!hasMacros) return tagAt;
  for (let brace = text.indexOf('{', from); brace >= 0 && brace < tagAt; ) {
    if (text.startsWith('{{macro(', brace)) return brace;
    brace = text.indexOf('{', brace + 1);
  }
  return tagAt;
}
