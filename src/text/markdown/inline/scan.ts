/**
 * Reads one line (or paragraph) of Markdown into pieces: CommonMark's inline syntax with GFM's
 * strikethrough and bare addresses. Every step is linear in the length of the line.
 *
 * @see https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */
import { CONSTRUCTS, type Construct } from './constructs';
import { LineReader } from './line-reader';
import type { InlineOptions } from './options';
import type { Piece } from './pieces';

const BY_CODE: readonly (Construct | undefined)[] = Array.from(
  { length: 0x80 },
  (_, code) => CONSTRUCTS[String.fromCharCode(code)],
);

/** The line as pieces, for `piecesToNodes`. */
export function scanInline(source: string, options: InlineOptions): readonly Piece[] {
  const line = new LineReader(source, options);
  for (let position = 0; position < source.length; ) {
    const code = source.charCodeAt(position);
    const construct = code < 0x80 ? BY_CODE[code] : undefined;
    position = construct ? construct(line, position) : position + 1;
  }
  line.pushText(source.length);
  line.delimiters.pair(undefined);
  return line.pieces;
}
