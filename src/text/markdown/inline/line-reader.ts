/**
 * A line of Markdown while it is read. What no construct takes (`constructs.ts`) is text: it waits
 * until the next piece is pushed, so that a character which means nothing costs nothing.
 */
import { linkMark } from '../../adf/builders';
import type { AdfNode } from '../../adf/nodes';
import type { Autolink } from './autolinks';
import { BracketStack } from './bracket-stack';
import { CodeSpanSearch } from './code-span-search';
import { DelimiterStack } from './emphasis';
import { findLinkAddress } from './link-address';
import { EndSearch } from './link-target';
import type { InlineOptions } from './options';
import { Piece } from './pieces';

export class LineReader {
  readonly pieces: Piece[] = [];
  readonly delimiters = new DelimiterStack();
  readonly search: EndSearch;
  readonly codeSpans: CodeSpanSearch;
  readonly brackets = new BracketStack();
  /** Opening tags of marks that wait for their ends, by name. */
  readonly openTags = new Map<string, Piece[]>();
  /** What is before this position belongs to no bare address. */
  floor = 0;
  /** Where the text starts that is not in a piece yet. */
  private textStart = 0;

  constructor(
    readonly source: string,
    readonly options: InlineOptions,
  ) {
    this.search = new EndSearch(source);
    this.codeSpans = new CodeSpanSearch(source);
  }

  /** The text right before `end` that no construct took. */
  textBefore(end: number): string {
    return this.source.slice(this.textStart, end);
  }

  /** Puts text that waits, up to `end` of the source, into a piece. */
  pushText(end: number, text = this.textBefore(end)): void {
    if (text !== '') this.pieces.push(new Piece(this.textStart, text));
    this.textStart = end;
  }

  /** Adds what stands for the source from `start` to `end`. */
  pushPiece(start: number, end: number, text: string): Piece {
    if (start > this.textStart) this.pushText(start);
    this.textStart = end;
    const piece = new Piece(start, text);
    this.pieces.push(piece);
    return piece;
  }

  pushNode(start: number, end: number, node: AdfNode): void {
    this.pushPiece(start, end, '').node = node;
  }

  /** Adds an address that links, or its text where it may not be linked. */
  pushLink(link: Autolink, isAuto: boolean): void {
    const { start, end, text } = link;
    if (start < this.textStart) this.takeBack(start);
    const href = findLinkAddress(link.href, this.options.baseUrl);
    const piece = this.pushPiece(start, end, text);
    if (href !== undefined) piece.link = { mark: linkMark(href), isAuto };
  }

  /** Removes what was pushed from `position` on, which turned out to belong to an address. */
  private takeBack(position: number): void {
    this.textStart = position;
    for (let last = this.pieces.at(-1); last; last = this.pieces.at(-1)) {
      if (last.start < position) {
        // A piece that shows less than its source has ended before.
        last.text = last.text.slice(0, position - last.start);
        return;
      }
      this.pieces.pop();
      if (this.delimiters.last?.piece === last) this.delimiters.remove(this.delimiters.last);
    }
  }
}
