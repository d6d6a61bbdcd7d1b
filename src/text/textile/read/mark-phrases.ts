/**
 * Phrases: `*strong*`, `_em_` and the like. One pass for each marker, in Redmine's order; each
 * sees the tags of those before it.
 *
 * A phrase starts at a line's start or after white space, `>` or `(`; it neither starts nor ends
 * in white space, and ends before punctuation, white space or a line's end. Next to its markers,
 * on the outside, one marker of another phrase may stand.
 */
import {
  characterLength,
  isAsciiPunctuation,
  isPunctuationAt,
  isSpace,
  isWordAt,
} from './character-classes';
import type { LineMarkup } from './line-markup';
import { NextIndex } from './next-index';
import { bitOf, DOUBLE_MARKERS, MARKERS, type Marker, SINGLE_MARKERS } from './phrase-markers';
import { DECORATION, readNotation } from './tag-attributes';
import { LINE_END } from './traits';

const MINUS = 45;
const LEADING_ATTRIBUTES = new RegExp(`^(${DECORATION})(?=[^\\n])`);

export function markPhrases(line: LineMarkup): void {
  const { spots, spotCount, codes } = line;
  if (spotCount < 2) return;
  const marker = new PhraseMarker(line);
  let bits = 0;
  for (let index = 0; index < spotCount; index++) {
    bits |= bitOf(codes[spots[index] as number] as number);
  }
  for (const own of MARKERS) if (bits & own.bit) marker.mark(own);
}

class PhraseMarker {
  private readonly codes: Uint16Array;
  private readonly spots: Uint32Array;
  private own: Marker = MARKERS[0] as Marker;
  private ends: readonly number[] = [];
  private nextEnd = 0;
  private readonly hasLineEnds: boolean;
  private lines: NextIndex | undefined;

  constructor(private readonly line: LineMarkup) {
    this.codes = line.codes;
    this.spots = line.spots;
    this.hasLineEnds = (line.traits & LINE_END) !== 0;
  }

  mark(own: Marker): void {
    const { spots } = this;
    const { spotCount } = this.line;
    this.own = own;
    let first = -1;
    let ends: number[] | undefined;
    for (let index = 0; index < spotCount; index++) {
      const at = spots[index] as number;
      if (!this.hasMarkerAt(at)) continue;
      if (first < 0) {
        first = index;
      } else if (this.mayEndAt(at)) {
        if (ends) ends.push(at);
        else ends = [at];
      }
    }
    if (ends) this.markFrom(first, ends);
  }

  /** @param ends all places where a phrase with the marker may end. */
  private markFrom(first: number, ends: readonly number[]): void {
    const { spots } = this;
    const { spotCount } = this.line;
    this.ends = ends;
    this.lines = this.hasLineEnds ? new NextIndex(this.line.text, '\n') : undefined;
    const lastEnd = ends[ends.length - 1] as number;
    let done = 0;
    let tried = -1;
    this.nextEnd = 0;
    for (let index = first; index < spotCount; index++) {
      const at = spots[index] as number;
      if (at >= lastEnd) return;
      if (at < done || !this.hasMarkerAt(at)) continue;
      for (let start = Math.max(at - 2, done, tried + 1); start <= at; start++) {
        tried = start;
        if (!this.mayStartAt(start, done)) continue;
        const end = this.markPhrase(start);
        if (end < 0) continue;
        done = end;
        break;
      }
    }
  }

  /** The end of the phrase that starts here, or -1. */
  private markPhrase(start: number): number {
    const { own, line } = this;
    const outer = this.outerLengthAt(start);
    for (let length = outer; length >= 0; length--) {
      const at = start + length;
      if (!this.isOuterAt(start, length) || !this.hasMarkerAt(at)) continue;
      const contentStart = at + own.length;
      const contentEnd = this.findEnd(contentStart);
      if (contentEnd < 0) continue;
      const notation = this.findNotation(contentStart, contentEnd);
      const attributes = readNotation(notation, false);
      const afterMarker = contentEnd + own.length;
      line.wrap(own.rule, attributes, at, contentStart + notation.length, contentEnd, afterMarker);
      return this.endAfterOuter(afterMarker);
    }
    return -1;
  }

  private findNotation(start: number, end: number): string {
    const { codes, line } = this;
    const code = codes[start];
    const isNotation = code === 40 || code === 91 || code === 123;
    if (!isNotation || line.isTagAt(start)) return '';
    return LEADING_ATTRIBUTES.exec(line.text.slice(start, end))?.[1] ?? '';
  }

  private findEnd(contentStart: number): number {
    const { codes, ends, line } = this;
    if (contentStart >= line.length || isSpace(codes[contentStart] as number)) return -1;
    while (this.nextEnd < ends.length && (ends[this.nextEnd] as number) <= contentStart - 2) {
      this.nextEnd++;
    }
    const lineEnd = this.lines ? this.lines.from(contentStart) : -1;
    const limit = lineEnd < 0 ? line.length : lineEnd;
    for (let index = this.nextEnd; index < ends.length; index++) {
      const end = ends[index] as number;
      if (end >= limit) return -1;
      if (end > contentStart && !this.isSingleSign(contentStart, end)) return end;
    }
    return -1;
  }

  /** A single character must be of a word. */
  private isSingleSign(start: number, end: number): boolean {
    if (end > start + 2 || this.line.isTagAt(start)) return false;
    const { text } = this.line;
    return end === start + characterLength(text, start) && !isWordAt(text, start);
  }

  private hasMarkerAt(at: number): boolean {
    const { codes, line, own } = this;
    if (codes[at] !== own.code || line.isTagAt(at)) return false;
    return own.length === 1 || (codes[at + 1] === own.code && !line.isTagAt(at + 1));
  }

  /** @param done the end of the phrase before, whose characters are taken. */
  private mayStartAt(start: number, done: number): boolean {
    const { codes, line } = this;
    if (this.isDashesAt(start)) return false;
    if (start === 0) return true;
    const before = codes[start - 1] as number;
    if (before === 10) return true;
    if (start <= done) return false;
    return line.coverAt(start - 1) > 0 || before === 62 || before === 40 || isSpace(before);
  }

  private mayEndAt(at: number): boolean {
    if (isSpace(this.codes[at - 1] as number) || this.isDashesAt(at)) return false;
    return this.isBorderAt(at + this.own.length);
  }

  private isBorderAt(index: number): boolean {
    const { codes, line } = this;
    if (index >= line.length || line.isTagAt(index) || isSpace(codes[index] as number)) return true;
    const code = codes[index] as number;
    return code < 128 ? isAsciiPunctuation(code) : isPunctuationAt(line.text, index);
  }

  private isDashesAt(index: number): boolean {
    const { codes, line } = this;
    if (codes[index] !== MINUS || codes[index + 1] !== MINUS) return false;
    return !line.isTagAt(index) && !line.isTagAt(index + 1);
  }

  /** The length of the longest marker of any phrase that stands here. */
  private outerLengthAt(index: number): number {
    const { codes, line } = this;
    const code = codes[index] as number;
    const bit = bitOf(code);
    if (bit === 0 || line.isTagAt(index)) return 0;
    const isDouble = codes[index + 1] === code && !line.isTagAt(index + 1);
    if (isDouble && bit & DOUBLE_MARKERS) return 2;
    return bit & SINGLE_MARKERS ? 1 : 0;
  }

  /** False for half of a marker that is always double. */
  private isOuterAt(index: number, length: number): boolean {
    return length !== 1 || (bitOf(this.codes[index] as number) & SINGLE_MARKERS) !== 0;
  }

  private endAfterOuter(afterMarker: number): number {
    for (let length = this.outerLengthAt(afterMarker); length > 0; length--) {
      const end = afterMarker + length;
      if (this.isOuterAt(afterMarker, length) && this.isBorderAt(end)) return end;
    }
    return afterMarker;
  }
}
