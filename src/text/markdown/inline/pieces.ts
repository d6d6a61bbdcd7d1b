/**
 * The flat list that a line of Markdown is read into. Marks are not a tree: a piece says which
 * marks end before it and which start after it, so nesting costs nothing and needs no recursion,
 * however deep the source nests.
 */
import type { AdfMark, AdfNode } from '../../adf/nodes';

/** Marks without attributes of their own are bits, so that a set of them is a number. */
export const MARK_BIT = {
  em: 1,
  strong: 2,
  strike: 4,
  underline: 8,
  sub: 16,
  sup: 32,
} as const;

export interface LinkSpan {
  readonly mark: AdfMark;
  /** A bare address, which makes no link within another link. */
  readonly isAuto: boolean;
}

export type Span = number | LinkSpan;

export class Piece {
  /** Spans that end before this piece's text, innermost first. */
  closes: Span[] | undefined = undefined;
  /** Spans that start after this piece's text, innermost first. */
  opens: Span[] | undefined = undefined;
  /** Stands in place of text. */
  node: AdfNode | undefined = undefined;
  /** An address that links itself: the text's own link. */
  link: LinkSpan | undefined = undefined;
  /** How often the text is shown: the markers left in a run of delimiters. */
  count = 1;

  /**
   * @param start where the piece starts in the source.
   * @param text what it shows, escapes and entities resolved.
   * @param isSource whether `text` is what stands in the source.
   */
  constructor(
    readonly start: number,
    public text: string,
    readonly isSource: boolean,
  ) {}
}

/** Makes `span` cover everything from after `from`'s text to before `to`'s. */
export function spanPieces(from: Piece, to: Piece, span: Span): void {
  if (from.opens === undefined) from.opens = [span];
  else from.opens.push(span);
  if (to.closes === undefined) to.closes = [span];
  else to.closes.push(span);
}
