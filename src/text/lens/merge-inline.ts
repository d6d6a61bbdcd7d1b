/**
 * Applies the change of a line's text to the line of the document behind it, word by word: what
 * the text cannot say (mentions, statuses, dates, emoji, colours) stays wherever its words did.
 */

import type { AdfMark, AdfNode } from '../adf/nodes';
import { normalizeInline } from '../adf/normalize-inline';
import { alignEqual, gapsBetween } from './align';
import { alignWords, cutWords, findCuts } from './align-words';
import { sameNodes } from './node-key';
import type { BlocksEdit, LensScope } from './scope';
import { mergeMarks } from './three-way';
import { type Token, tokensOf } from './tokens';

/** A part of the base line and the words that show it. */
interface Segment {
  readonly base: readonly AdfNode[];
  /** Marks of the base on a word that is text in both. */
  readonly marks: readonly AdfMark[] | undefined;
  readonly start: number;
  readonly end: number;
}

export function mergeInline(edit: BlocksEdit, scope: LensScope): readonly AdfNode[] {
  const { base, before, after } = edit;
  if (sameNodes(before, after)) return base;
  const shown = showBase(base, scope);
  const words = tokensOf(before);
  const oldWords = cutWords(
    words,
    findCuts(
      shown.map(({ token }) => token),
      words,
    ),
  );
  const { newWords, origins } = alignWords(oldWords, tokensOf(after));
  const segments = findSegments(shown, oldWords);
  const dressed = dressNewWords(segments, oldWords, newWords, origins);
  return normalizeInline(emit(segments, oldWords, dressed, origins));
}

/**
 * New words in the marks that the base has for what the text shows them in: the address as the
 * base writes it, and colours where a word took the place of a coloured one.
 */
function dressNewWords(
  segments: readonly Segment[],
  oldWords: readonly Token[],
  newWords: readonly Token[],
  origins: ReadonlyMap<number, number>,
): readonly Token[] {
  const baseMarks = new Map<string, AdfMark>();
  const hidden = new Map<number, readonly AdfMark[]>();
  for (const { marks, start, end } of segments) {
    if (marks === undefined) continue;
    const shown = oldWords[start]?.marks ?? [];
    for (const mark of shown) {
      const own = marks.find(({ type }) => type === mark.type);
      if (own) baseMarks.set(JSON.stringify(mark), own);
    }
    const unseen = marks.filter(({ type }) => !shown.some((mark) => mark.type === type));
    if (unseen.length === 0) continue;
    for (let word = start; word < end; word++) hidden.set(word, unseen);
  }
  if (baseMarks.size === 0 && hidden.size === 0) return newWords;
  const replaced = replacedWords(oldWords.length, newWords.length, origins);
  return newWords.map((word, index) => {
    if (word.text === undefined) return word;
    const own = word.marks.map((mark) => baseMarks.get(JSON.stringify(mark)) ?? mark);
    const old = replaced.get(index);
    const inherited = old === undefined ? [] : (hidden.get(old) ?? []);
    return { ...word, marks: [...inherited, ...own] };
  });
}

/** For each new word the old word whose place it took: the first that went between the same two. */
function replacedWords(
  oldLength: number,
  newLength: number,
  origins: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const pairs = [...origins].sort(([left], [right]) => left - right);
  const replaced = new Map<number, number>();
  for (const gap of gapsBetween(pairs, oldLength, newLength)) {
    const [first] = gap.left;
    if (first !== undefined) for (const right of gap.right) replaced.set(right, first);
  }
  return replaced;
}

/** A word of the text and the part of the base that it shows. */
interface Shown {
  readonly token: Token;
  readonly source: Token;
}

/** What the text shows of the base, word by word. */
function showBase(base: readonly AdfNode[], scope: LensScope): readonly Shown[] {
  return tokensOf(base).flatMap((source): readonly Shown[] => {
    const visible = source.text === undefined ? showAtom(source.node, scope) : [source];
    if (visible.length === 0) return [{ token: { ...source, key: '' }, source }];
    return visible.map((token) => ({ token, source }));
  });
}

/** The base's nodes, text word by word, each with the stretch of the text's words that shows it. */
function findSegments(shown: readonly Shown[], words: readonly Token[]): readonly Segment[] {
  const pairs = alignEqual(
    shown.map(({ token }) => token.key),
    words.map(({ key }) => key),
  );
  const matches = new Map(pairs);
  const segments: Segment[] = [];
  let position = 0;
  for (let index = 0; index < shown.length; ) {
    const { source } = shown[index] as (typeof shown)[number];
    let last = index;
    while (shown[last + 1]?.source === source) last++;
    const positions = range(index, last).map((i) => matches.get(i));
    const found = positions.filter((match) => match !== undefined);
    const isWhole = found.length === positions.length && isRun(found);
    if (isWhole) {
      const start = found[0] as number;
      if (start > position) segments.push(hiddenSegment([], position, start));
      const end = start + found.length;
      segments.push({
        base: [nodeOf(source)],
        marks: source.text === undefined ? undefined : source.marks,
        start,
        end,
      });
      position = end;
    } else {
      segments.push(hiddenSegment([nodeOf(source)], position, position));
    }
    index = last + 1;
  }
  if (position < words.length) segments.push(hiddenSegment([], position, words.length));
  return joinHidden(segments);
}

function hiddenSegment(base: readonly AdfNode[], start: number, end: number): Segment {
  return { base, marks: undefined, start, end };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function isRun(positions: readonly number[]): boolean {
  return positions.every((position, index) => position === (positions[0] as number) + index);
}

function nodeOf({ text, marks, node }: Token): AdfNode {
  if (text === undefined) return node;
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
}

/** What the base shows differently from its text, such as two spaces for one, is one segment. */
function joinHidden(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined[joined.length - 1];
    const isPair =
      last !== undefined &&
      last.marks === undefined &&
      segment.marks === undefined &&
      (last.base.length === 0 || last.start === last.end) &&
      (segment.base.length === 0 || segment.start === segment.end) &&
      last.end === segment.start;
    if (isPair) {
      joined[joined.length - 1] = {
        base: [...last.base, ...segment.base],
        marks: undefined,
        start: last.start,
        end: segment.end,
      };
    } else {
      joined.push(segment);
    }
  }
  return joined;
}

/** The words by which the text shows a node that is not text. */
function showAtom(node: AdfNode, scope: LensScope): readonly Token[] {
  if (node.type === 'hardBreak') return tokensOf([node]);
  const [block] = scope.project([{ type: 'paragraph', content: [node] }]);
  return block === undefined ? [] : tokensOf(block.content ?? []);
}

/** The new line: segments whose words are all there as the base has them, the rest as written. */
function emit(
  segments: readonly Segment[],
  oldWords: readonly Token[],
  newWords: readonly Token[],
  origins: ReadonlyMap<number, number>,
): readonly AdfNode[] {
  const line: AdfNode[] = [];
  let next = 0;
  const writeUpTo = (end: number) => {
    while (next < end) line.push(nodeOf(newWords[next++] as Token));
  };
  segments.forEach((segment, index) => {
    const { start, end } = segment;
    if (start === end) {
      // Nothing in the text shows it: it stays when the word before it, or after it, does.
      const isKept = index === 0 || start === 0 || origins.has(start - 1) || origins.has(start);
      if (!isKept) return;
      const place = origins.get(start - 1);
      if (place !== undefined) writeUpTo(place + 1);
      line.push(...segment.base);
      return;
    }
    const places = range(start, end - 1).map((word) => origins.get(word));
    if (places.some((place) => place === undefined)) return;
    const found = places as readonly number[];
    if (!isRun(found) || (found[0] as number) < next) return;
    writeUpTo(found[0] as number);
    next = (found[found.length - 1] as number) + 1;
    line.push(...withMarks(segment, oldWords[start] as Token, newWords[next - 1] as Token));
  });
  writeUpTo(newWords.length);
  return line;
}

function withMarks(segment: Segment, before: Token, after: Token): readonly AdfNode[] {
  if (segment.marks === undefined) return segment.base;
  const marks = mergeMarks(segment.marks, before.marks, after.marks);
  return segment.base.map((node) => {
    const { marks: _marks, ...rest } = node;
    return marks.length > 0 ? { ...rest, marks } : rest;
  });
}
