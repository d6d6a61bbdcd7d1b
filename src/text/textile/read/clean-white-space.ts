/**
 * What Redmine does with white space before it looks at any syntax: line ends become `\n`, tabs
 * four spaces, blank lines empty, several empty lines one; control characters go, and an indent
 * that the whole text has in common is taken off.
 */
import { codeAt } from './character-classes';
import { CONTROL, EMPTY_LINES, INDENT, QUOTE } from './traits';

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** @param text with `\n` line ends, and its traits. */
export function cleanWhiteSpace(text: string, traits: number): string {
  let clean = text;
  if (traits & CONTROL) clean = clean.replace(CONTROLS, '').replace(/\t/g, '    ');
  // Lines may be blank and indented only once the control characters are gone.
  const isIndented = (traits & (CONTROL | INDENT)) !== 0;
  if (isIndented) clean = clean.replace(/(^|\n) +(?=\n|$)/g, '$1');
  if (isIndented || traits & EMPTY_LINES) clean = clean.replace(/\n{3,}/g, '\n\n');
  if (traits & QUOTE && hasQuotedEnd(clean)) clean = markQuotedEnds(clean);
  return isIndented ? flushLeft(clean) : clean;
}

/** Stands for the one space that the source has after a quote at the end of a line. */
const OWN_SPACE = '\u0003';

/** A quote, and perhaps a space, before a line's end. */
function hasQuotedEnd(text: string): boolean {
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    const end = codeAt(text, quote + 1) === 32 ? quote + 2 : quote + 1;
    const after = codeAt(text, end);
    if (after < 0 || after === 10) return true;
  }
  return false;
}

/**
 * Redmine puts a space after every quote that ends a line, so that a link there is not misread, and
 * shows that space in code too. For the writer to have a way to say that code ends in a quote, one
 * space in the source means none in code.
 */
function markQuotedEnds(text: string): string {
  return text.replace(
    /"( ?)(?=\n|$)/g,
    (_all, space: string) => `"${space === '' ? ' ' : OWN_SPACE}`,
  );
}

export function dropOwnSpaces(code: string): string {
  return code.includes(OWN_SPACE) ? code.replaceAll(OWN_SPACE, '') : code;
}

export function showOwnSpaces(text: string): string {
  return text.includes(OWN_SPACE) ? text.replaceAll(OWN_SPACE, ' ') : text;
}

/** Drops the indent that all lines with text have in common. */
export function flushLeft(text: string): string {
  if (!text.startsWith(' ') && !text.includes('\n ')) return text;
  const indent = commonIndent(text);
  if (indent === 0) return text;
  return text
    .split('\n')
    .map((line) => (startsWithSpaces(line, indent) ? line.slice(indent) : line))
    .join('\n');
}

/** The smallest number of spaces before text on any line; 0 when there is no text. */
function commonIndent(text: string): number {
  let smallest = Number.POSITIVE_INFINITY;
  let lineStart = 0;
  while (lineStart < text.length) {
    let at = lineStart;
    while (codeAt(text, at) === 32) at++;
    const isBlank = at >= text.length || text.charCodeAt(at) === 10;
    if (!isBlank) smallest = Math.min(smallest, at - lineStart);
    if (smallest === 0) return 0;
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) break;
    lineStart = lineEnd + 1;
  }
  return smallest === Number.POSITIVE_INFINITY ? 0 : smallest;
}

function startsWithSpaces(line: string, count: number): boolean {
  for (let index = 0; index < count; index++) if (codeAt(line, index) !== 32) return false;
  return true;
}
