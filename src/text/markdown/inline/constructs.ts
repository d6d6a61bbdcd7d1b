/**
 * The syntax of a line: what each character may start. A construct adds pieces to the line and
 * returns the position to go on from; when it adds none, what is up to there is text.
 */
import { readAngle } from './angles';
import { readEmail, readUrl, readWww } from './bare-addresses';
import { readCloseBracket, readImageBracket, readOpenBracket } from './brackets';
import { readCodeSpan } from './code-spans';
import { readDelimiters } from './delimiter-runs';
import { readEntity, readEscape } from './escapes';
import { readLineEnd } from './line-ends';
import type { LineReader } from './line-reader';
import { readMacro } from './verbatim';

export type Construct = (line: LineReader, start: number) => number;

export const CONSTRUCTS: Readonly<Record<string, Construct>> = {
  '\\': readEscape,
  '&': readEntity,
  '`': readCodeSpan,
  '*': readDelimiters,
  _: readDelimiters,
  '~': readDelimiters,
  '[': readOpenBracket,
  '!': readImageBracket,
  ']': readCloseBracket,
  '<': readAngle,
  ':': readUrl,
  w: readWww,
  '@': readEmail,
  '{': readMacro,
  '\n': readLineEnd,
};
