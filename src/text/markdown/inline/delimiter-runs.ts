/** Runs of `*`, `_` and `~`, which may become emphasis when the line is read (`emphasis.ts`). */
import { flankingOf } from './flanking';
import type { LineReader } from './line-reader';

export function readDelimiters(line: LineReader, start: number): number {
  const { source } = line;
  const { length: sourceLength } = source;
  const marker = source[start] as string;
  const code = source.charCodeAt(start);
  let end = start + 1;
  while (end < sourceLength && source.charCodeAt(end) === code) end++;
  const length = end - start;
  if (marker === '~' && length > 2) return end;
  const { canOpen, canClose } = flankingOf(source, start, end, marker);
  if (!canOpen && !canClose) return end;
  const piece = line.pushPiece(start, end, marker);
  piece.count = length;
  line.delimiters.push({ piece, length, canOpen, canClose, previous: undefined, next: undefined });
  return end;
}
