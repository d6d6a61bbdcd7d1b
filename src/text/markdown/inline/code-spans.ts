import { CODE } from '../../adf/builders';
import type { LineReader } from './line-reader';

const CODE_MARKS = [CODE];

/** A code span, or a run of backticks that closes nowhere and is just text. */
export function readCodeSpan(line: LineReader, start: number): number {
  const { code, end } = line.codeSpans.findAt(start);
  if (code !== undefined)
    line.pushNode(start, end, { type: 'text', text: code, marks: CODE_MARKS });
  return end;
}
