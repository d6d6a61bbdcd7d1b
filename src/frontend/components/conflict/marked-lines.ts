/** Passages of a text line by line, the long stretches between changes folded. */
import type { ConflictSide } from '../../../shared/api';

type Passage = ConflictSide['passages'][number];

export type Line =
  /** `at`: its number in the text. */
  | { readonly kind: 'line'; readonly at: number; readonly passages: readonly Passage[] }
  | { readonly kind: 'folded'; readonly at: number; readonly lines: number };

/** Lines around a change that are shown with it. */
const CONTEXT = 1;

/** Empty lines are left out: paragraphs stand apart anyway. */
export function toLines(passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const lines: Passage[][] = [[]];
  for (const { kind, text } of passages) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    }
  }
  return lines.filter((line) => line.some(({ text }) => text.trim() !== ''));
}

/** Folds two or more lines in a row that are far from any change; a text without changes is whole. */
export function foldSame(lines: readonly (readonly Passage[])[]): readonly Line[] {
  const changed = lines.map((line) => line.some(({ kind }) => kind !== 'same'));
  if (!changed.includes(true)) return lines.map((passages, at) => ({ kind: 'line', at, passages }));
  const isNear = (index: number) =>
    changed.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).includes(true);
  const folded: Line[] = [];
  for (let index = 0; index < lines.length; ) {
    let end = index;
    while (end < lines.length && !isNear(end)) end += 1;
    const passages = lines[index];
    if (end - index > 1) {
      folded.push({ kind: 'folded', at: index, lines: end - index });
      index = end;
    } else {
      if (passages) folded.push({ kind: 'line', at: index, passages });
      index += 1;
    }
  }
  return folded;
}
