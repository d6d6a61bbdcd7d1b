/**
 * Reads one line (or paragraph) of Markdown into pieces: CommonMark's inline syntax with GFM's
 * strikethrough and bare addresses. Every step is linear in the length of the line, which `marked`'s
 * own inline rules are not (`_a` 16,000 times takes them half a second), so only its block rules
 * are used.
 *
 * @see https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */
import { linkMark } from '../../adf/builders';
import type { AdfNode } from '../../adf/nodes';
import { findEntityAt } from '../../entities/decode-entities';
import {
  type Autolink,
  findAngledAutolink,
  findBareEmail,
  findBareUrl,
  findBareWww,
} from './autolinks';
import { BracketStack } from './brackets';
import { CodeSpanSearch } from './code-spans';
import { DelimiterStack } from './emphasis';
import { flankingOf } from './flanking';
import { findHtmlEnd, findMarkTag, isLineBreakTag } from './html-tags';
import { findLinkAddress } from './link-address';
import { EndSearch, isPunctuation } from './link-target';
import type { InlineOptions } from './options';
import { Piece, spanPieces } from './pieces';
import { findMacroEnd, findWikiLinkEnd } from './verbatim';

const SPECIAL = /[\\`*_~[\]!<&\n:@{]|www\./g;
const HARD_BREAK: AdfNode = { type: 'hardBreak' };

/** The line as pieces, for `piecesToNodes`. */
export function scanInline(source: string, options: InlineOptions): readonly Piece[] {
  return new Scanner(source, options).scan();
}

class Scanner {
  private readonly pieces: Piece[] = [];
  private readonly delimiters = new DelimiterStack();
  private readonly search: EndSearch;
  private readonly codeSpans: CodeSpanSearch;
  private readonly brackets: BracketStack;
  private openTags: Map<string, Piece[]> | undefined = undefined;
  /** What is before this position belongs to no bare address. */
  private floor = 0;

  constructor(
    private readonly source: string,
    private readonly options: InlineOptions,
  ) {
    this.search = new EndSearch(source);
    this.codeSpans = new CodeSpanSearch(source);
    this.brackets = new BracketStack(source, this.search, this.delimiters, options);
  }

  scan(): readonly Piece[] {
    const { source } = this;
    let position = 0;
    while (position < source.length) {
      SPECIAL.lastIndex = position;
      const next = SPECIAL.exec(source)?.index ?? source.length;
      if (next > position) this.pushText(position, source.slice(position, next));
      if (next >= source.length) break;
      position = this.readSpecial(next);
    }
    this.delimiters.pair(undefined);
    return this.pieces;
  }

  /** Reads what starts with the special character at `start`; returns the position after it. */
  private readSpecial(start: number): number {
    const character = this.source[start] as string;
    switch (character) {
      case '\\':
        return this.readEscape(start);
      case '`':
        return this.readCode(start);
      case '*':
      case '_':
      case '~':
        return this.readDelimiters(start, character);
      case '[':
        return this.readOpenBracket(start);
      case '!':
        if (this.source[start + 1] !== '[') return this.pushText(start, '!');
        return this.pushBracket(start, '![');
      case ']':
        return this.readCloseBracket(start);
      case '<':
        return this.readAngle(start);
      case '&': {
        const entity = findEntityAt(this.source, start);
        if (entity === undefined) return this.pushText(start, '&');
        this.pushPiece(start, entity.characters);
        return start + entity.length;
      }
      case '\n':
        return this.readLineEnd(start);
      case ':':
        return this.readAutolink(start, this.findUrl(start), ':');
      case '@':
        return this.readAutolink(start, this.findEmail(start), '@');
      case '{':
        return this.readMacro(start);
      default:
        // `www.`, in any case.
        return this.readAutolink(
          start,
          findBareWww(this.source, start, this.brackets.isOpen),
          character,
        );
    }
  }

  private pushPiece(start: number, text: string, isOpenEnded = false): Piece {
    const piece = new Piece(start, text, isOpenEnded);
    this.pieces.push(piece);
    return piece;
  }

  /** Adds text; returns the position after it when the text is as long as its source. */
  private pushText(start: number, text: string): number {
    const last = this.pieces[this.pieces.length - 1];
    if (last?.isOpenEnded) last.text += text;
    else this.pushPiece(start, text, true);
    return start + text.length;
  }

  private pushNode(start: number, node: AdfNode): Piece {
    const piece = this.pushPiece(start, '');
    piece.node = node;
    return piece;
  }

  private readEscape(start: number): number {
    const next = this.source.charCodeAt(start + 1);
    if (next === 0x0a) {
      this.pushNode(start, HARD_BREAK);
      return this.skipIndent(start + 2);
    }
    if (!isPunctuation(next)) return this.pushText(start, '\\');
    this.pushPiece(start, this.source[start + 1] as string);
    this.floor = start + 2;
    return this.floor;
  }

  private readCode(start: number): number {
    const span = this.codeSpans.findAt(start);
    if (span.code === undefined) {
      this.pushText(start, this.source.slice(start, span.end));
    } else {
      this.pushNode(start, { type: 'text', text: span.code, marks: [{ type: 'code' }] });
    }
    return span.end;
  }

  private readDelimiters(start: number, marker: string): number {
    let end = start + 1;
    while (this.source[end] === marker) end++;
    const length = end - start;
    if (marker === '~' && length > 2) return this.pushText(start, this.source.slice(start, end));
    const { canOpen, canClose } = flankingOf(this.source, start, end, marker);
    if (!canOpen && !canClose) return this.pushText(start, this.source.slice(start, end));
    const piece = this.pushPiece(start, marker);
    piece.count = length;
    this.delimiters.push({
      piece,
      marker,
      position: start,
      length,
      left: length,
      canOpen,
      canClose,
      previous: undefined,
      next: undefined,
    });
    return end;
  }

  private readOpenBracket(start: number): number {
    if (this.source[start + 1] === '[') {
      const end = findWikiLinkEnd(this.source, start);
      if (end > 0 && !this.options.references.has(this.source.slice(start + 2, end - 2))) {
        this.pushPiece(start, this.source.slice(start, end));
        return end;
      }
    }
    return this.pushBracket(start, '[');
  }

  private pushBracket(start: number, text: string): number {
    if (this.brackets.isFull) return this.pushText(start, text);
    const piece = this.pushPiece(start, text);
    this.brackets.open(piece, this.pieces.length - 1, text === '![');
    return start + text.length;
  }

  private readCloseBracket(start: number): number {
    const closed = this.brackets.close(start, this.pieces);
    return closed ?? this.pushText(start, ']');
  }

  private readAngle(start: number): number {
    const link = findAngledAutolink(this.source, start);
    if (link !== undefined) {
      this.pushLink(link, false);
      return link.end;
    }
    const end = findHtmlEnd(this.source, start, this.search);
    if (end < 0) return this.pushText(start, '<');
    const html = this.source.slice(start, end);
    if (isLineBreakTag(html)) {
      this.pushNode(start, HARD_BREAK);
      return end;
    }
    const piece = this.pushPiece(start, html);
    const tag = findMarkTag(html);
    if (tag === undefined) return end;
    this.openTags ??= new Map();
    const openTags = this.openTags.get(tag.name);
    if (!tag.isClosing) {
      if (openTags) openTags.push(piece);
      else this.openTags.set(tag.name, [piece]);
      return end;
    }
    const opener = openTags?.pop();
    if (opener === undefined) return end;
    opener.text = '';
    piece.text = '';
    spanPieces(opener, piece, tag.bit);
    return end;
  }

  private readLineEnd(start: number): number {
    const last = this.pieces[this.pieces.length - 1];
    const text = last?.isOpenEnded ? last.text : '';
    const trimmed = text.trimEnd();
    if (last?.isOpenEnded) last.text = trimmed;
    const end = this.skipIndent(start + 1);
    const isHard = this.options.hardBreaks || text.endsWith('  ');
    if (isHard) this.pushNode(start, HARD_BREAK);
    else this.pushPiece(start, ' ');
    return end;
  }

  private skipIndent(from: number): number {
    let index = from;
    while (this.source[index] === ' ' || this.source[index] === '\t') index++;
    return index;
  }

  private readMacro(start: number): number {
    if (this.source[start + 1] !== '{') return this.pushText(start, '{');
    const end = findMacroEnd(this.source, start, this.search);
    if (end < 0) return this.pushText(start, '{{');
    this.pushPiece(start, this.source.slice(start, end));
    return end;
  }

  private findUrl(colon: number): Autolink | undefined {
    return findBareUrl(this.source, colon, this.floor, this.brackets.isOpen);
  }

  private findEmail(at: number): Autolink | undefined {
    let delimiter = this.delimiters.last;
    // The nearest few are enough: emphasis around an address starts close to it.
    for (let looked = 0; delimiter && looked < 8; looked++) {
      if (delimiter.marker === '_' && delimiter.canOpen) break;
      delimiter = delimiter.previous;
    }
    const isEmphasized = delimiter?.marker === '_' && delimiter.canOpen;
    return findBareEmail(this.source, at, this.floor, isEmphasized);
  }

  private readAutolink(start: number, link: Autolink | undefined, character: string): number {
    if (link === undefined) return this.pushText(start, character);
    this.takeBack(link.start);
    this.pushLink(link, true);
    this.floor = link.end;
    return link.end;
  }

  /** Removes what was pushed from `position` on, which turned out to belong to an address. */
  private takeBack(position: number): void {
    for (;;) {
      const last = this.pieces[this.pieces.length - 1];
      if (last === undefined) return;
      if (last.start < position) {
        if (last.isOpenEnded) last.text = last.text.slice(0, position - last.start);
        return;
      }
      this.pieces.pop();
      if (this.delimiters.last?.piece === last) this.delimiters.remove(this.delimiters.last);
    }
  }

  private pushLink(link: Autolink, isAuto: boolean): void {
    const href = findLinkAddress(link.href, this.options.baseUrl);
    if (href === undefined) {
      this.pushPiece(link.start, link.text);
      return;
    }
    const piece = this.pushPiece(link.start, '');
    this.pushPiece(link.start, link.text);
    const end = this.pushPiece(link.start, '');
    spanPieces(piece, end, { mark: linkMark(href), isAuto });
  }
}
