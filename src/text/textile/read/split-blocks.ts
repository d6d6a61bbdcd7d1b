/** Where a text's blocks begin and end. */
import { isAsciiWordAt, sliceOf, unitAt } from './character-classes';
import { PART_START } from './workspace';

/** Tags at a line's start that do not make a block one to be left alone. */
const PHRASE_TAGS: ReadonlySet<string> = new Set(['br', 'code', 'kbd', 'span']);

/** Cuts at empty lines, but not before an indented line. */
export function splitBlocks(text: string): readonly string[] {
  const blocks: string[] = [];
  let start = 0;
  let at = text.indexOf('\n\n');
  while (at >= 0) {
    let end = at + 2;
    while (text[end] === '\n') end++;
    const cutEnd = text[end] === ' ' ? end - 1 : end;
    if (cutEnd - at >= 2) {
      blocks.push(sliceOf(text, start, at));
      start = cutEnd;
    }
    at = text.indexOf('\n\n', end);
  }
  blocks.push(sliceOf(text, start));
  return blocks;
}

/** `<name…>` or `</name…>` at the start of a line; only the first such line counts. */
export function hasTagAtLineStart(block: string): boolean {
  if (!block.includes('<')) return false;
  for (let lineStart = 0; ; ) {
    const name = block[lineStart] === '<' ? tagNameAt(block, lineStart) : '';
    if (name !== '') return !PHRASE_TAGS.has(name);
    const lineEnd = block.indexOf('\n', lineStart);
    if (lineEnd < 0) return false;
    lineStart = lineEnd + 1;
  }
}

function tagNameAt(block: string, open: number): string {
  if (block.startsWith(PART_START, open)) return PART_START;
  const start = block[open + 1] === '/' ? open + 2 : open + 1;
  let end = start;
  while (isAsciiWordAt(block, end)) end++;
  return sliceOf(block, start, end);
}

/** Replaces each run of indented lines that stand alone between empty lines. */
export function replaceIndented(block: string, replace: (indented: string) => string): string {
  let result = '';
  let copied = 0;
  let at = block.indexOf('\n\n ');
  while (at >= 0) {
    let end = at;
    // "\n", then one or more of "\n" and an indented line, and all of that again.
    while (block.startsWith('\n\n ', end)) {
      end++;
      while (block.startsWith('\n ', end)) {
        const lineEnd = block.indexOf('\n', end + 1);
        end = lineEnd < 0 ? block.length : lineEnd;
      }
    }
    result += sliceOf(block, copied, at) + replace(sliceOf(block, at, end));
    copied = end;
    at = block.indexOf('\n\n ', end);
  }
  return result + sliceOf(block, copied);
}

/** Ruby's `strip`: ASCII white space only. */
export function stripSpace(text: string): string {
  const { length } = text;
  let start = 0;
  let end = length;
  while (start < end && isSpaceCode(unitAt(text, start))) start++;
  while (end > start && isSpaceCode(unitAt(text, end - 1))) end--;
  return start === 0 && end === length ? text : sliceOf(text, start, end);
}

function isSpaceCode(code: number): boolean {
  return code === 32 || code === 10 || code === 9;
}
