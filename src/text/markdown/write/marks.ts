/** Marks → Markdown: the markers around what is marked. */
import { type AdfMark, stringAttribute } from '../../adf/nodes';
import type { Atom } from './atom';
import { has } from './atoms';
import type { LinePart } from './escape';
import { writeTarget } from './links';

/** Atoms in a row, from `index` on, that have the mark. */
export function lengthOf(mark: AdfMark, atoms: readonly Atom[], index: number): number {
  let end = index;
  while (end < atoms.length && has((atoms[end] as Atom).marks, mark)) end++;
  return end - index;
}

export const syntax = (value: string): LinePart => ({ kind: 'syntax', value });

/** What the mark starts and ends with, on the `length` atoms from `index` on. */
export function delimitersOf(
  mark: AdfMark,
  atoms: readonly Atom[],
  index: number,
  length: number,
): readonly [LinePart, LinePart] {
  const pair = (value: string): readonly [LinePart, LinePart] => [
    { kind: 'delimiter', value, opens: true },
    { kind: 'delimiter', value, opens: false },
  ];
  switch (mark.type) {
    case 'link':
      return [syntax('['), syntax(`](${writeTarget(mark)})`)];
    case 'strong':
      return pair('**');
    case 'strike':
      return pair('~~');
    case 'em':
      return pair(touchesStrong(atoms, index, length) ? '_' : '*');
    case 'subsup': {
      const tag = stringAttribute(mark, 'type') === 'sub' ? 'sub' : 'sup';
      return [syntax(`<${tag}>`), syntax(`</${tag}>`)];
    }
    default:
      return [syntax('<u>'), syntax('</u>')];
  }
}

/**
 * Whether strong starts or ends where the emphasis does, which `*` would run together with; where
 * it does both, `***` says just that.
 */
function touchesStrong(atoms: readonly Atom[], index: number, length: number): boolean {
  const isStrong = (atom: Atom | undefined) =>
    atom?.marks.some(({ type }) => type === 'strong') ?? false;
  const end = index + length;
  const isAlone = !isStrong(atoms[index - 1]) && !isStrong(atoms[end]);
  if (isAlone && atoms.slice(index, end).every(isStrong)) return false;
  return (
    isStrong(atoms[index - 1]) !== isStrong(atoms[index]) ||
    isStrong(atoms[end - 1]) !== isStrong(atoms[end])
  );
}
