/**
 * Aligns the words of two lines. Words that the base cuts in two (a mention or colour that ends
 * within a word) are cut there in both texts, so that an edit of one half leaves the other alone.
 */
import { alignEqual, gapsBetween, type Pair } from './align';
import type { Token } from './tokens';

/** The words, cut where `cuts` says, counted in characters of the line that are no space. */
export function cutWords(words: readonly Token[], cuts: ReadonlySet<number>): readonly Token[] {
  let position = 0;
  return words.flatMap((word) => {
    const { text } = word;
    const start = position;
    position += lengthOf(word);
    if (text === undefined || text.trim() === '') return [word];
    const parts: string[] = [];
    let last = 0;
    for (let index = 1; index < text.length; index++) {
      if (!cuts.has(start + index)) continue;
      parts.push(text.slice(last, index));
      last = index;
    }
    if (parts.length === 0) return [word];
    return [...parts, text.slice(last)].map((part) => ({ ...word, key: part, text: part }));
  });
}

/** Where words of the base end that stand in the middle of a word of the text, if both agree. */
export function findCuts(base: readonly Token[], words: readonly Token[]): ReadonlySet<number> {
  const cuts = new Set<number>();
  const textOf = (tokens: readonly Token[]) =>
    tokens.map(({ text }) => text?.trim() ?? '').join('');
  if (textOf(base) !== textOf(words)) return cuts;
  let position = 0;
  for (const word of base) {
    position += lengthOf(word);
    cuts.add(position);
  }
  return cuts;
}

/** Spaces do not count: the writer may have put one between a mention and a word. */
function lengthOf({ text }: Token): number {
  return text?.trim().length ?? 0;
}

export interface WordAlignment {
  /** The new words, cut where the old ones are. */
  readonly newWords: readonly Token[];
  /** Old word → new word. */
  readonly origins: ReadonlyMap<number, number>;
}

export function alignWords(oldWords: readonly Token[], words: readonly Token[]): WordAlignment {
  const keys = (tokens: readonly Token[]) => tokens.map(({ key }) => key);
  const pairs = alignEqual(keys(oldWords), keys(words));
  const newWords: Token[] = [];
  const origins = new Map<number, number>();
  const anchors = new Map(pairs.map(([left, right]): Pair => [right, left]));
  const gaps = new Map(
    gapsBetween(pairs, oldWords.length, words.length)
      .filter(({ right }) => right.length > 0)
      .map((gap) => [gap.right[0] as number, gap]),
  );
  for (let index = 0; index < words.length; ) {
    const gap = gaps.get(index);
    if (gap === undefined) {
      const old = anchors.get(index);
      if (old !== undefined) origins.set(old, newWords.length);
      newWords.push(words[index++] as Token);
      continue;
    }
    const fresh = gap.right.map((right) => words[right] as Token);
    for (const { token, old } of matchEnds(gap.left, oldWords, fresh)) {
      if (old !== undefined) origins.set(old, newWords.length);
      newWords.push(token);
    }
    index += gap.right.length;
  }
  return { newWords, origins };
}

interface Matched {
  readonly token: Token;
  readonly old?: number;
}

/** Old words that the new ones start or end with are cut off them. */
function matchEnds(
  left: readonly number[],
  oldWords: readonly Token[],
  fresh: readonly Token[],
): readonly Matched[] {
  const old = [...left];
  const middle = [...fresh];
  const head: Matched[] = [];
  const tail: Matched[] = [];
  for (;;) {
    const [word] = middle;
    const text = oldWords[old[0] ?? -1]?.text;
    if (!text || !word?.text?.startsWith(text)) break;
    // A longer word is another word, unless it goes on with further words of the old text.
    if (word.text !== text && old.length === 1) break;
    head.push({ token: { ...word, key: text, text }, old: old.shift() as number });
    const rest = word.text.slice(text.length);
    if (rest === '') middle.shift();
    else middle[0] = { ...word, key: rest, text: rest };
  }
  for (;;) {
    const word = middle[middle.length - 1];
    const text = oldWords[old[old.length - 1] ?? -1]?.text;
    if (!text || !word?.text?.endsWith(text)) break;
    if (word.text !== text && old.length === 1) break;
    tail.unshift({ token: { ...word, key: text, text }, old: old.pop() as number });
    const rest = word.text.slice(0, word.text.length - text.length);
    if (rest === '') middle.pop();
    else middle[middle.length - 1] = { ...word, key: rest, text: rest };
  }
  return [...head, ...middle.map((token) => ({ token })), ...tail];
}
