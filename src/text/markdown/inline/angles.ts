/** What starts with `<`: an address in angles, or raw HTML. */
import { HARD_BREAK } from '../../adf/builders';
import { findAngledAutolink } from './autolinks';
import { findHtmlEnd, findMarkTag, isLineBreakTag } from './html-tags';
import type { LineReader } from './line-reader';
import { spanPieces } from './pieces';

export function readAngle(line: LineReader, start: number): number {
  const { source } = line;
  if (!mayStart(source.charCodeAt(start + 1))) return start + 1;
  const link = findAngledAutolink(source, start);
  if (link !== undefined) {
    line.pushLink(link, false);
    return link.end;
  }
  const end = findHtmlEnd(source, start, line.search);
  if (end < 0) return start + 1;
  const html = source.slice(start, end);
  if (isLineBreakTag(html)) line.pushNode(start, end, HARD_BREAK);
  else readTag(line, start, html);
  return end;
}

/** A tag that ADF has a mark for spans that mark with its end; every other tag is text. */
function readTag(line: LineReader, start: number, html: string): void {
  const piece = line.pushPiece(start, start + html.length, html);
  const tag = findMarkTag(html);
  if (tag === undefined) return;
  const openTags = line.openTags.get(tag.name) ?? [];
  line.openTags.set(tag.name, openTags);
  if (!tag.isClosing) {
    openTags.push(piece);
    return;
  }
  const opener = openTags.pop();
  if (opener === undefined) return;
  opener.text = '';
  piece.text = '';
  spanPieces(opener, piece, tag.bit);
}

/** `a < b` and `<<<` are the most common by far, and neither a tag nor an address begins so. */
function mayStart(second: number): boolean {
  return second > 0x20 && second !== 0x3c;
}
