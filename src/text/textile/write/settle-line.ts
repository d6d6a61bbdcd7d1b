/**
 * Finds the plainest way to write a line that Redmine reads as the line meant: it is written at
 * each level of escaping in turn, and read back where it is going to stand.
 */
import { readForProof } from '../textile-to-adf';
import { ESCAPE_LEVELS, type EscapeLevel } from './escapes';
import { tokensOf } from './inline-nodes';
import type { LineFrame } from './line-frames';
import { arrangeSpace, type LineToken } from './line-tokens';
import { writeHrefAt, writeLine } from './write-line';

/** Text in which no level of escaping would escape anything. */
const HARMLESS = /^[\p{L}\p{M}\p{N} ,]*$/u;

export function settleLine(
  tokens: readonly LineToken[],
  frame: LineFrame,
  hasLongNotextile: boolean,
): string {
  const arranged = arrangeSpace(trimTokens(tokens));
  let line = '';
  for (const level of ESCAPE_LEVELS) {
    line = writeLine(arranged, { level, hasLongNotextile });
    if (HARMLESS.test(line)) return line;
    const read = frame.find(readForProof(frame.wrap(line)).content);
    if (read && fingerprint(tokensOf(read, undefined)) === fingerprint(arranged, level))
      return line;
  }
  return line;
}

/** Redmine drops white space at the ends of a line. */
function trimTokens(tokens: readonly LineToken[]): readonly LineToken[] {
  const trimmed = [...tokens];
  const first = trimmed[0];
  if (first?.kind === 'text') trimmed[0] = { ...first, text: first.text.replace(/^ +/, '') };
  const last = trimmed.at(-1);
  if (last?.kind === 'text') {
    let end = last.text.length;
    while (end > 0 && last.text[end - 1] === ' ') end--;
    trimmed[trimmed.length - 1] = { ...last, text: last.text.slice(0, end) };
  }
  return trimmed.filter((token) => token.kind === 'break' || token.text !== '');
}

/** The same for two lines that mean the same. */
function fingerprint(tokens: readonly LineToken[], level?: EscapeLevel): string {
  let result = '';
  let lastMarks = '';
  for (const token of tokens) {
    const { phrases, href, title, isCode } = token.marks;
    const address = href === undefined || level === undefined ? href : writeHrefAt(href, level);
    const names = phrases.map((phrase) => phrase.open).join('');
    const isBreak = token.kind === 'break';
    const isSyntax = token.kind === 'verbatim' && token.isSyntax;
    const marks = isBreak ? 'break' : JSON.stringify([names, address, title, isCode, isSyntax]);
    if (marks !== lastMarks || isBreak) result += `\n${marks}\n`;
    lastMarks = marks;
    if (!isBreak) result += token.text;
  }
  return result;
}
