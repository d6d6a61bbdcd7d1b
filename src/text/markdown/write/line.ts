/** Inline nodes → a line of Markdown. */
import { type AdfMark, type AdfNode, stringAttribute } from '../../adf/nodes';
import { sameMarks } from '../../adf/normalize-inline';
import type { Atom } from './atom';
import { has, toAtoms } from './atoms';
import { joinLine, type LinePart } from './escape';
import { findAutolinkForm, isBareAddress, writeTarget } from './links';
import type { WriteScope } from './scope';

export interface LineOptions {
  /** The line starts a list item, where `[ ]` would be a checkbox. */
  readonly isItem?: boolean;
}

/** Empty when the nodes show nothing. */
export function writeLine(
  nodes: readonly AdfNode[],
  scope: WriteScope,
  options: LineOptions = {},
): string {
  const atoms = trimLine(toAtoms(nodes, scope));
  return joinLine(toParts(atoms, scope), { ...options, isOneLine: scope.isOneLine });
}

/** Drops white space that Markdown would drop; a line of nothing but breaks is empty. */
function trimLine(atoms: readonly Atom[]): readonly Atom[] {
  if (atoms.every((atom) => atom.kind === 'break' || atom.value.trim() === '')) {
    return atoms.some((atom) => /[^\s]|\u00a0/.test(atom.value)) ? atoms : [];
  }
  return atoms
    .map((atom, index) => {
      if (atom.kind !== 'text') return atom;
      let { value } = atom;
      if (index === 0 || atoms[index - 1]?.kind === 'break') value = value.replace(/^[ \t]+/, '');
      if (index === atoms.length - 1 || atoms[index + 1]?.kind === 'break') {
        value = value.slice(0, value.length - (/[ \t]*$/.exec(value)?.[0].length ?? 0));
      }
      return value === atom.value ? atom : { ...atom, value };
    })
    .filter((atom) => atom.value !== '');
}

interface OpenMark {
  readonly mark: AdfMark;
  readonly close: LinePart;
}

/** Opens and closes marks between the atoms; marks that last longer are opened first. */
function toParts(atoms: readonly Atom[], scope: WriteScope): readonly LinePart[] {
  const parts: LinePart[] = [];
  const open: OpenMark[] = [];
  const closeFrom = (height: number) => {
    while (open.length > height) parts.push((open.pop() as OpenMark).close);
  };
  atoms.forEach((atom, index) => {
    const unwanted = open.findIndex(({ mark }) => !has(atom.marks, mark));
    if (unwanted >= 0) closeFrom(unwanted);
    const missing = atom.marks.filter(
      (mark) => !open.some((other) => sameMarks([other.mark], [mark])),
    );
    const autolink = open.length === 0 ? findAutolink(atom, missing, atoms, index) : undefined;
    if (autolink !== undefined) {
      parts.push({ kind: 'syntax', value: autolink });
      return;
    }
    const byLength = missing
      .map((mark) => ({ mark, length: lengthOf(mark, atoms, index) }))
      .sort(
        (a, b) =>
          b.length - a.length || Number(b.mark.type === 'link') - Number(a.mark.type === 'link'),
      );
    for (const { mark, length } of byLength) {
      const [start, close] = delimitersOf(mark, atoms, index, length);
      parts.push(start);
      open.push({ mark, close });
    }
    parts.push(partOf(atom, atoms, index, scope, open));
  });
  closeFrom(0);
  return parts;
}

/** Atoms in a row, from `index` on, that have the mark. */
function lengthOf(mark: AdfMark, atoms: readonly Atom[], index: number): number {
  let end = index;
  while (end < atoms.length && has((atoms[end] as Atom).marks, mark)) end++;
  return end - index;
}

function findAutolink(
  atom: Atom,
  marks: readonly AdfMark[],
  atoms: readonly Atom[],
  index: number,
): string | undefined {
  const [link, ...others] = marks;
  if (atom.kind !== 'text' || link?.type !== 'link' || others.length > 0) return undefined;
  if (lengthOf(link, atoms, index) !== 1) return undefined;
  const angled = findAutolinkForm(atom.value, link);
  if (angled === undefined) return undefined;
  const before = atoms[index - 1]?.value ?? ' ';
  const after = atoms[index + 1] ?? { kind: 'text', value: ' ' };
  // A break starts with a backslash, which would be part of the address.
  const stands = /\s$/.test(before) && after.kind === 'text' && /^\s/.test(after.value);
  return stands && isBareAddress(atom.value) ? atom.value : angled;
}

const syntax = (value: string): LinePart => ({ kind: 'syntax', value });

function delimitersOf(
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

function partOf(
  atom: Atom,
  atoms: readonly Atom[],
  index: number,
  scope: WriteScope,
  open: readonly OpenMark[],
): LinePart {
  switch (atom.kind) {
    case 'code':
      return syntax(writeCode(atom.value));
    case 'syntax':
      return syntax(atom.value);
    case 'break':
      return syntax(writeBreak(atoms, index, scope));
    case 'text':
      return {
        kind: 'text',
        value: atom.value,
        inLink: open.some(({ mark }) => mark.type === 'link'),
      };
  }
}

/** A code span; its fence is longer than any run of backticks in it. */
export function writeCode(code: string): string {
  const value = code.replace(/\n/g, ' ');
  const fence = '`'.repeat(shortestFence(value, 1));
  const isPadded =
    value.startsWith('`') ||
    value.endsWith('`') ||
    (value.startsWith(' ') && value.endsWith(' ') && value.trim() !== '');
  return isPadded ? `${fence} ${value} ${fence}` : `${fence}${value}${fence}`;
}

/** The least length of backticks, from `least` on, that the code has no run of. */
function shortestFence(code: string, least: number): number {
  const runs = new Set([...code.matchAll(/`+/g)].map(([run]) => run.length));
  let length = least;
  while (runs.has(length)) length++;
  return length;
}

function writeBreak(atoms: readonly Atom[], index: number, scope: WriteScope): string {
  const next = atoms[index + 1];
  // At the end of a line a backslash would be text.
  if (scope.isOneLine || next === undefined) return '<br>';
  const isBlank = index === 0 || next.kind === 'break' || atoms[index - 1]?.kind === 'break';
  return scope.context?.hardBreaks && !isBlank ? '\n' : '\\\n';
}
