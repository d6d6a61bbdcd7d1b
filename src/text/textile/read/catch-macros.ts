/**
 * Takes `{{macro(arguments)}}` calls out of the text before anything else looks at it, as Redmine
 * does, so that what is in them is not formatted.
 *
 * Only macros that Redmine itself has are taken out. A name that it does not know is ordinary text
 * there, and is formatted.
 *
 * @see https://www.redmine.org/projects/redmine/wiki/RedmineWikis#Macros
 */
import { isAsciiWordAt, isSpaceAt } from './character-classes';
import { NextIndex } from './next-index';

export interface CaughtMacro {
  /** Lower case. */
  readonly name: string;
  /** What is between the parentheses; empty without them. */
  readonly args: string;
  /** The lines between the line of the name and the closing braces. */
  readonly block: string | undefined;
  /** True for `!{{macro}}`, which shows the call. */
  readonly isEscaped: boolean;
  /** The call as it was written, with the `!`. */
  readonly source: string;
}

/** `macro` stands for a call that was taken out; written by hand it has to be taken out too. */
const MACRO_NAMES: ReadonlySet<string> = new Set([
  'hello_world',
  'macro_list',
  'child_pages',
  'include',
  'collapse',
  'thumbnail',
  'issue',
  'macro',
]);

const PLACEHOLDER = /\{\{macro\((\d+)\)\}\}/g;

/** The text with a placeholder for each call; the calls are added to `macros`. */
export function catchMacros(text: string, macros: (CaughtMacro | undefined)[]): string {
  let open = text.indexOf('{{');
  if (open < 0) return text;
  const ends: CallEnds = {
    argsThenClose: new NextIndex(text, ')}}'),
    argsThenLine: new NextIndex(text, ')\n'),
    line: new NextIndex(text, '\n'),
    blockEnd: new NextIndex(text, '\n}}'),
  };
  let result = '';
  let copied = 0;
  while (open >= 0) {
    const call = readCall(text, open, ends);
    if (call === undefined || !MACRO_NAMES.has(call.name)) {
      open = text.indexOf('{{', call ? Math.max(call.end, open + 1) : open + 1);
      continue;
    }
    const isEscaped = open > copied && text[open - 1] === '!';
    const start = isEscaped ? open - 1 : open;
    const { name, args, block, end } = call;
    result += `${text.slice(copied, start)}{{macro(${macros.length})}}`;
    macros.push({ name, args, block, isEscaped, source: text.slice(start, end) });
    copied = end;
    open = text.indexOf('{{', end);
  }
  return result + text.slice(copied);
}

/** The call; each is given once, however often its placeholder stands in the text. */
export function takeMacro(
  macros: (CaughtMacro | undefined)[],
  index: number,
): CaughtMacro | undefined {
  const macro = macros[index];
  if (macro) macros[index] = undefined;
  return macro;
}

/** The text with the calls as they were written. */
export function restoreMacros(text: string, macros: (CaughtMacro | undefined)[]): string {
  if (macros.length === 0 || !text.includes('{{macro(')) return text;
  return text.replace(
    PLACEHOLDER,
    (all, digits: string) => takeMacro(macros, Number(digits))?.source ?? all,
  );
}

interface CallEnds {
  readonly argsThenClose: NextIndex;
  readonly argsThenLine: NextIndex;
  readonly line: NextIndex;
  readonly blockEnd: NextIndex;
}

interface Call {
  readonly name: string;
  readonly args: string;
  readonly block: string | undefined;
  /** Past the closing braces. */
  readonly end: number;
}

function readCall(text: string, open: number, ends: CallEnds): Call | undefined {
  let at = open + 2;
  while (isAsciiWordAt(text, at)) at++;
  if (at === open + 2) return undefined;
  const name = text.slice(open + 2, at).toLowerCase();
  let args = '';
  if (text[at] === '(') {
    const lineEnd = orEnd(ends.line.from(at), text);
    const close = orEnd(ends.argsThenClose.from(at), text);
    const beforeLine = orEnd(ends.argsThenLine.from(at), text);
    const argsEnd = Math.min(close, beforeLine);
    if (argsEnd >= lineEnd) return undefined;
    args = text.slice(at + 1, argsEnd);
    at = argsEnd + 1;
  }
  if (text.startsWith('}}', at)) return { name, args, block: undefined, end: at + 2 };
  if (text[at] !== '\n') return undefined;
  const blockEnd = ends.blockEnd.from(at);
  if (blockEnd < 0) return undefined;
  return { name, args, block: trimBlock(text, at + 1, blockEnd), end: blockEnd + 3 };
}

function orEnd(index: number, text: string): number {
  return index < 0 ? text.length : index;
}

function trimBlock(text: string, from: number, to: number): string {
  let start = from;
  let end = Math.max(from, to);
  while (start < end && isSpaceAt(text, start)) start++;
  while (end > start && isSpaceAt(text, end - 1)) end--;
  return text.slice(start, end);
}
