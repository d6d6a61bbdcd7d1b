/**
 * What Redmine does with white space before it looks at any syntax: line ends become `\n`, tabs
 * four spaces, blank lines empty, several empty lines one; control characters go, and an indent
 * that the whole text has in common is taken off.
 */

import { CONTROL, EMPTY_LINES, INDENT, QUOTE } from './traits';

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
const QUOTED_END = /"( ?)(?=\n|$)/g;

export function normalizeLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** @param text with `\n` line ends, and its traits. */
export function cleanWhiteSpace(text: string, traits: number): string {
  let clean = text;
  if (traits & CONTROL) clean = clean.replace(CONTROLS, (char) => (char === '\t' ? '    ' : ''));
  // Lines may be blank and indented only once the control characters are gone.
  const isIndented = (traits & (CONTROL | INDENT)) !== 0;
  if (isIndented) clean = clean.replace(/(^|\n) +(?=\n|$)/g, '$1');
  if (isIndented || traits & EMPTY_LINES) clean = clean.replace(/\n{3,}/g, '\n\n');
  if (traits & QUOTE) clean = markQuotedEnds(clean);
  return isIndented ? flushLeft(clean) : clean;
}

/** Stands for the one space that the source has after a quote at the end of a line. */
const OWN_SPACE = '\u0003';

/**
 * Redmine puts a space after every quote that ends a line, so that a link there is not misread, and
 * shows that space in code too. For the writer to have a way to say that code ends in a quote, one
 * space in the source means none in code.
 */
function markQuotedEnds(text: string): string {
  return text.replace(QUOTED_END, (_all, space) => `"${space === '' ? ' ' : OWN_SPACE}`);
}

export function dropOwnSpaces(code: string): string {
  return code.includes(OWN_SPACE) ? code.replaceAll(OWN_SPACE, '') : code;
}

export function showOwnSpaces(text: string): string {
  return text.replaceAll(OWN_SPACE, ' ');
}

/** Drops the indent that all lines with text have in common. */
export function flushLeft(text: string): string {
  if (!text.startsWith(' ') && !text.includes('\n ')) return text;
  const lines = text.split('\n');
  const indents = lines.map((line) => line.search(/[^ ]/)).filter((indent) => indent >= 0);
  const indent = ' '.repeat(indents.reduce((least, own) => Math.min(least, own), text.length));
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}
