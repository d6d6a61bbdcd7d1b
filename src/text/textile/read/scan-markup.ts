/**
 * Reads the text that the passes leave: tags, protected parts, calls of macros, and text between.
 */
import { codeAt, sliceOf, unitAt } from './character-classes';
import { BREAK_RULE, keyOfName, RULES_BY_KEY, type TagRule } from './tag-rules';
import { PART_START, type Workspace } from './workspace';

export interface MarkupHandler {
  /** @param attributesIndex of the workspace's attributes; -1 without any. */
  readonly openTag: (rule: TagRule, attributesIndex: number) => void;
  readonly closeTag: (rule: TagRule) => void;
  readonly openPart: (index: number) => void;
  readonly macro: (index: number, source: string) => void;
  /** @param raw with entities. */
  readonly text: (raw: string) => void;
}

/** By far the most frequent tag. */
const BREAK_TAG = '<br />';
const LESS_THAN = 60;
const SLASH = 47;
const LETTER_B = 98;
const BRACE = 123;
const PART = PART_START.charCodeAt(1);
const MACRO = /\{\{macro\((\d+)\)\}\}/y;

/** Reads the part of the text between `start` and `limit`, neither of which is within a tag. */
export function scanMarkup(
  text: string,
  handler: MarkupHandler,
  { macros }: Workspace,
  start = 0,
  limit = text.length,
): void {
  const hasMacros = macros.length > 0;
  let textStart = start;
  let at = nextSpecial(text, start, limit, hasMacros);
  while (at < limit) {
    const end = scanSpecial(text, at, textStart, limit, handler);
    if (end >= 0) textStart = end;
    at = nextSpecial(text, end < 0 ? at + 1 : end, limit, hasMacros);
  }
  if (limit > textStart) handler.text(sliceOf(text, textStart, limit));
}

/** @returns the end of what stands at `at`, with the text before it; -1 when it is text itself. */
function scanSpecial(
  text: string,
  at: number,
  textStart: number,
  limit: number,
  handler: MarkupHandler,
): number {
  if (codeAt(text, at) !== LESS_THAN) return scanMacro(text, at, textStart, limit, handler);
  const second = codeAt(text, at + 1);
  if (second === LETTER_B && text.startsWith(BREAK_TAG, at)) {
    if (at > textStart) handler.text(sliceOf(text, textStart, at));
    handler.openTag(BREAK_RULE, -1);
    return at + BREAK_TAG.length;
  }
  const isClosing = second === SLASH;
  const nameStart = isClosing ? at + 2 : at + 1;
  const isPart = second === PART;
  let nameEnd = nameStart;
  while (isNameCode(codeAt(text, nameEnd))) nameEnd++;
  const rule = isPart ? undefined : RULES_BY_KEY.get(keyOfName(text, nameStart, nameEnd));
  const close = rule || isPart ? text.indexOf('>', nameEnd) : -1;
  if (close < 0 || close >= limit) return -1;
  if (at > textStart) handler.text(sliceOf(text, textStart, at));
  if (rule === undefined) handler.openPart(readNumber(text, nameStart + 1));
  else if (isClosing) handler.closeTag(rule);
  else handler.openTag(rule, codeAt(text, nameEnd) === 32 ? readNumber(text, nameEnd + 1) : -1);
  return close + 1;
}

function scanMacro(
  text: string,
  at: number,
  textStart: number,
  limit: number,
  handler: MarkupHandler,
): number {
  MACRO.lastIndex = at;
  const match = MACRO.exec(text);
  const end = MACRO.lastIndex;
  if (match === null || end > limit) return -1;
  if (at > textStart) handler.text(sliceOf(text, textStart, at));
  handler.macro(Number(match[1]), match[0]);
  return end;
}

function isNameCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** The number that starts here, or -1. */
function readNumber(text: string, start: number): number {
  let value = -1;
  for (let at = start; ; at++) {
    const digit = codeAt(text, at) - 48;
    if (!(digit >= 0 && digit <= 9)) return value;
    value = (value < 0 ? 0 : value * 10) + digit;
  }
}

/** Where a tag may begin, or a call of a macro; the limit when neither does. */
function nextSpecial(text: string, from: number, limit: number, hasMacros: boolean): number {
  let at = from;
  for (; at < limit; at++) {
    const code = unitAt(text, at);
    if (code === LESS_THAN || (code === BRACE && hasMacros)) break;
  }
  return at;
}
