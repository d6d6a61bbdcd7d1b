/**
 * Links and images: matches square brackets and what follows them.
 *
 * @see https://spec.commonmark.org/0.31.2/#look-for-link-or-image
 */
import { linkMark } from '../../adf/builders';
import type { Delimiter, DelimiterStack } from './emphasis';
import { imageNode } from './images';
import { findLinkAddress } from './link-address';
import { type EndSearch, findLinkTarget } from './link-target';
import type { InlineOptions, ReferenceTarget } from './options';
import { Piece, spanPieces } from './pieces';

const MAX_LABEL_LENGTH = 999;
// As many may wait for their end; further ones are text.
const MAX_OPEN = 500;

interface Bracket {
  readonly piece: Piece;
  readonly index: number;
  readonly isImage: boolean;
  readonly below: Delimiter | undefined;
  /** Another bracket opened within it, so its text is no label. */
  hasInner: boolean;
}

interface Target extends ReferenceTarget {
  readonly end: number;
}

export class BracketStack {
  private readonly stack: Bracket[] = [];
  /** Link brackets below this height are inactive: a link was found within, and links hold none. */
  private inactiveBelow = 0;

  constructor(
    private readonly source: string,
    private readonly search: EndSearch,
    private readonly delimiters: DelimiterStack,
    private readonly options: InlineOptions,
  ) {}

  get isFull(): boolean {
    return this.stack.length >= MAX_OPEN;
  }

  get isOpen(): boolean {
    return this.stack.length > 0;
  }

  open(piece: Piece, index: number, isImage: boolean): void {
    const outer = this.stack[this.stack.length - 1];
    if (outer) outer.hasInner = true;
    const below = this.delimiters.last;
    this.stack.push({ piece, index, isImage, below, hasInner: false });
  }

  /**
   * Closes the innermost bracket with the `]` at `position`.
   *
   * @returns the position after the link, or undefined when the `]` is just text.
   */
  close(position: number, pieces: Piece[]): number | undefined {
    const opener = this.stack.pop();
    if (opener === undefined) return undefined;
    const height = this.stack.length;
    const isInactive = !opener.isImage && height < this.inactiveBelow;
    this.inactiveBelow = Math.min(this.inactiveBelow, height);
    if (isInactive) return undefined;
    const target = this.findTarget(opener, position);
    if (target === undefined) return undefined;
    this.delimiters.pair(opener.below);
    if (opener.isImage) {
      this.collapseImage(opener, target, pieces);
    } else {
      this.spanLink(opener, target, position, pieces);
      this.inactiveBelow = height;
    }
    return target.end;
  }

  private findTarget(opener: Bracket, position: number): Target | undefined {
    const { source } = this;
    if (source[position + 1] === '(') {
      const inline = findLinkTarget(source, position + 1, this.search);
      if (inline !== undefined) return inline;
    }
    if (this.options.references.isEmpty) return undefined;
    return this.findReference(opener, position);
  }

  private findReference(opener: Bracket, position: number): Target | undefined {
    const { source } = this;
    const textStart = opener.piece.start + (opener.isImage ? 2 : 1);
    let end = position + 1;
    let label: string | undefined;
    if (source[end] === '[') {
      const close = this.findLabelEnd(end + 1);
      if (close > end + 1) {
        label = source.slice(end + 1, close);
        end = close + 1;
      } else if (close === end + 1) {
        end = close + 1;
      }
    }
    if (label === undefined) {
      if (opener.hasInner || position - textStart > MAX_LABEL_LENGTH) return undefined;
      label = source.slice(textStart, position);
    }
    const target = this.options.references.find(label);
    return target && { ...target, end };
  }

  /** Position of the `]` that ends the label starting at `start`, or -1. */
  private findLabelEnd(start: number): number {
    const { source } = this;
    const limit = Math.min(source.length, start + MAX_LABEL_LENGTH + 1);
    for (let index = start; index < limit; index++) {
      const character = source[index];
      if (character === ']') return index;
      if (character === '[') return -1;
      if (character === '\\') index++;
    }
    return -1;
  }

  private spanLink(opener: Bracket, target: Target, position: number, pieces: Piece[]): void {
    opener.piece.text = '';
    const end = new Piece(position, '', false);
    pieces.push(end);
    const href = findLinkAddress(target.href, this.options.baseUrl);
    if (href === undefined) return;
    spanPieces(opener.piece, end, { mark: linkMark(href, target.title), isAuto: false });
  }

  /** Replaces the pieces of the description by one image. */
  private collapseImage(opener: Bracket, target: Target, pieces: Piece[]): void {
    let alt = '';
    for (let index = opener.index + 1; index < pieces.length; index++) {
      const piece = pieces[index] as Piece;
      alt += piece.node ? textOfNode(piece.node) : piece.text.repeat(piece.count);
    }
    pieces.length = opener.index + 1;
    opener.piece.text = '';
    opener.piece.node = imageNode(target.href, alt);
  }
}

function textOfNode(node: NonNullable<Piece['node']>): string {
  if (node.type === 'hardBreak') return ' ';
  const alt = node.attrs?.alt;
  return node.text ?? (typeof alt === 'string' ? alt : '');
}
