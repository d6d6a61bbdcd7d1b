/** Inline nodes → a line of Markdown. */
import type { AdfMark, AdfNode } from '../../adf/nodes';
import { sameMarks } from '../../adf/normalize-inline';
import type { Atom } from './atom';
import { has, toAtoms } from './atoms';
import { writeCode } from './code-span';
import { joinLine, type LinePart } from './escape';
import { findAutolinkForm, isBareAddress } from './links';
import { delimitersOf, lengthOf, syntax } from './marks';
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
  const firstBracket = atoms.findIndex(({ value }) => value.includes('['));
  atoms.forEach((atom, index) => {
    const unwanted = open.findIndex(({ mark }) => !has(atom.marks, mark));
    if (unwanted >= 0) closeFrom(unwanted);
    const missing = atom.marks.filter(
      (mark) => !open.some((other) => sameMarks([other.mark], [mark])),
    );
    const isAfterBracket = firstBracket >= 0 && index > firstBracket;
    const autolink =
      open.length === 0 ? findAutolink(missing, atoms, index, isAfterBracket) : undefined;
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

function findAutolink(
  marks: readonly AdfMark[],
  atoms: readonly Atom[],
  index: number,
  isAfterBracket: boolean,
): string | undefined {
  const atom = atoms[index] as Atom;
  const [link, ...others] = marks;
  if (atom.kind !== 'text' || link?.type !== 'link' || others.length > 0) return undefined;
  if (lengthOf(link, atoms, index) !== 1) return undefined;
  const angled = findAutolinkForm(atom.value, link);
  if (angled === undefined) return undefined;
  const before = atoms[index - 1]?.value ?? ' ';
  const after = atoms[index + 1] ?? { kind: 'text', value: ' ' };
  // A break starts with a backslash, which would be part of the address.
  const stands = /\s$/.test(before) && after.kind === 'text' && /^\s/.test(after.value);
  // Nothing is looked for behind a bracket that may be open.
  return stands && !isAfterBracket && isBareAddress(atom.value) ? atom.value : angled;
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

function writeBreak(atoms: readonly Atom[], index: number, scope: WriteScope): string {
  const next = atoms[index + 1];
  // At the end of a line a backslash would be text.
  if (scope.isOneLine || next === undefined) return '<br>';
  const isBlank = index === 0 || next.kind === 'break' || atoms[index - 1]?.kind === 'break';
  return scope.context?.hardBreaks && !isBlank ? '\n' : '\\\n';
}
