/**
 * Applies the change of a line's text to the line of the document behind it, word by word: what
 * the text cannot say (mentions, statuses, dates, emoji, colours) stays wherever its words did.
 */

import type { AdfNode } from '../adf/nodes';
import { normalizeInline } from '../adf/normalize-inline';
import { alignWords, cutWords, findCuts } from './align-words';
import { dressNewWords } from './dress-words';
import { sameNodes } from './node-key';
import type { BlocksEdit, LensScope } from './scope';
import { findSegments, isRun, nodeOf, range, type Segment, showBase } from './segments';
import { mergeMarks } from './three-way';
import { type Token, tokensOf } from './tokens';

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
