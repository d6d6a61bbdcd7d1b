/**
 * Links and images: matches square brackets and what follows them.
 *
 * @see https://spec.commonmark.org/0.31.2/#look-for-link-or-image
 */
import { linkMark } from '../../adf/builders';
import type { AdfNode } from '../../adf/nodes';
import { stringAttribute } from '../../adf/nodes';
import type { Bracket } from './bracket-stack';
import { imageNode } from './images';
import { findLabelEnd, MAX_LABEL_LENGTH } from './labels';
import type { LineReader } from './line-reader';
import { findLinkAddress } from './link-address';
import { findLinkTarget } from './link-target';
import type { ReferenceTarget } from './options';
import { spanPieces } from './pieces';
import { findWikiLinkEnd } from './verbatim';

interface Target extends ReferenceTarget {
  /** Position after the link. */
  readonly end: number;
}

export function readOpenBracket(line: LineReader, start: number): number {
  const { source, options } = line;
  if (source[start + 1] === '[') {
    const end = findWikiLinkEnd(source, start);
    if (end > 0 && !options.references.has(source.slice(start + 2, end - 2))) {
      line.pushPiece(start, end, source.slice(start, end));
      return end;
    }
  }
  return openBracket(line, start, '[');
}

export function readImageBracket(line: LineReader, start: number): number {
  return line.source[start + 1] === '[' ? openBracket(line, start, '![') : start + 1;
}

function openBracket(line: LineReader, start: number, marker: '[' | '!['): number {
  const { brackets, delimiters, pieces } = line;
  const end = start + marker.length;
  if (brackets.isFull) return end;
  const piece = line.pushPiece(start, end, marker);
  brackets.push({
    piece,
    index: pieces.length - 1,
    isImage: marker === '![',
    below: delimiters.last,
    hasInner: false,
  });
  return end;
}

export function readCloseBracket(line: LineReader, start: number): number {
  const opener = line.brackets.pop();
  const target = opener && findTarget(line, opener, start);
  if (opener === undefined || target === undefined) return start + 1;
  line.delimiters.pair(opener.below);
  if (opener.isImage) collapseImage(line, opener, target, start);
  else spanLink(line, opener, target, start);
  return target.end;
}

function findTarget(line: LineReader, opener: Bracket, position: number): Target | undefined {
  const { source, search, options } = line;
  const inline =
    source[position + 1] === '(' ? findLinkTarget(source, position + 1, search) : undefined;
  if (inline !== undefined) return inline;
  return options.references.isEmpty ? undefined : findReference(line, opener, position);
}

function findReference(
  { source, options }: LineReader,
  opener: Bracket,
  position: number,
): Target | undefined {
  const textStart = opener.piece.start + opener.piece.text.length;
  let end = position + 1;
  let label: string | undefined;
  const close = source[end] === '[' ? findLabelEnd(source, end + 1) : -1;
  if (close >= 0) {
    label = source.slice(end + 1, close);
    end = close + 1;
  }
  // `[text][]` and `[text]`: the text is the label.
  if (!label) {
    if (opener.hasInner || position - textStart > MAX_LABEL_LENGTH) return undefined;
    label = source.slice(textStart, position);
  }
  const target = options.references.find(label);
  return target && { ...target, end };
}

function spanLink(line: LineReader, opener: Bracket, target: Target, position: number): void {
  line.brackets.endLinks();
  opener.piece.text = '';
  const end = line.pushPiece(position, target.end, '');
  const href = findLinkAddress(target.href, line.options.baseUrl);
  if (href === undefined) return;
  spanPieces(opener.piece, end, { mark: linkMark(href, target.title), isAuto: false });
}

/** Replaces the pieces of the description by one image. */
function collapseImage(line: LineReader, opener: Bracket, target: Target, position: number): void {
  const { piece, index } = opener;
  line.pushPiece(position, target.end, '');
  let alt = '';
  for (const { node, text, count } of line.pieces.splice(index + 1)) {
    alt += node ? textOfNode(node) : text.repeat(count);
  }
  piece.text = '';
  piece.node = imageNode(target.href, alt);
}

function textOfNode(node: AdfNode): string {
  return node.type === 'hardBreak' ? ' ' : (node.text ?? stringAttribute(node, 'alt') ?? '');
}
