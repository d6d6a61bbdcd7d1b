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

/** Several spans at one place, in no order. */
export interface Spans {
  readonly span: Span;
  readonly others: Spans | undefined;
}

export class Piece {
  /** What ends before this piece's text. */
  closes: Spans | undefined = undefined;
  /** What starts after this piece's text. */
  opens: Spans | undefined = undefined;
  /** Stands in place of text. */
  node: AdfNode | undefined = undefined;
  /** An address that links itself: the text's own link. */
  link: LinkSpan | undefined = undefined;
  /** How often the text is shown: the markers left in a run of delimiters. */
  count = 1;

  /**
   * @param start where the piece starts in the source.
   * @param text what it shows, escapes and entities resolved.
   */
  constructor(
    readonly start: number,
    public text: string,
  ) {}
}

/** Makes `span` cover everything from after `from`'s text to before `to`'s. */
export function spanPieces(from: Piece, to: Piece, span: Span): void {
  from.opens = { span, others: from.opens };
  to.closes = { span, others: to.closes };
}
