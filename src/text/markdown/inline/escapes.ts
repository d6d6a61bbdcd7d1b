/** Backslash escapes and character references. */

import { HARD_BREAK } from '../../adf/builders';
import { findEntityAt } from '../../entities/decode-entities';
import { skipIndent } from './line-ends';
import type { LineReader } from './line-reader';
import { isPunctuation } from './link-target';

export function readEscape(line: LineReader, start: number): number {
  const end = start + 2;
  const next = line.source.charCodeAt(start + 1);
  if (next === 0x0a) {
    const lineStart = skipIndent(line.source, end);
    line.pushNode(start, lineStart, HARD_BREAK);
    return lineStart;
  }
  if (!isPunctuation(next)) return start + 1;
  line.pushPiece(start, end, line.source[start + 1] as string);
  line.floor = end;
  return end;
}

export function readEntity(line: LineReader, start: number): number {
  const entity = findEntityAt(line.source, start);
  if (entity === undefined) return start + 1;
  const end = start + entity.length;
  line.pushPiece(start, end, entity.characters);
  return end;
}
