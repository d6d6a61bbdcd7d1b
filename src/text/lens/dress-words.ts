import type { AdfMark } from '../adf/nodes';
import { gapsBetween } from './align';
import type { Segment } from './segments';
import type { Token } from './tokens';

/**
 * New words in the marks that the base has for what the text shows them in: the address as the
 * base writes it, and colours where a word took the place of a coloured one.
 */
export function dressNewWords(
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
