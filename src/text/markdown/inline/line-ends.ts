/** Ends of lines within a paragraph: a space, or a hard break after two spaces. */
import { HARD_BREAK } from '../../adf/builders';
import type { LineReader } from './line-reader';

export function readLineEnd(line: LineReader, start: number): number {
  const text = line.textBefore(start);
  line.pushText(start, text.trimEnd());
  const end = skipIndent(line.source, start + 1);
  if (line.options.hardBreaks || text.endsWith('  ')) line.pushNode(start, end, HARD_BREAK);
  else line.pushPiece(start, end, ' ');
  return end;
}

/** Position of the next line's first character that is not indentation. */
export function skipIndent(source: string, from: number): number {
  let index = from;
  while (source[index] === ' ' || source[index] === '\t') index++;
  return index;
}
