/**
 * A line of ADF as atoms that Markdown can say: text or syntax, each with the marks that Markdown
 * has. White space takes no marks of its own, since emphasis must not start or end with it.
 */
import { type AdfMark, type AdfNode, marksOf, stringAttribute } from '../../adf/nodes';
import { sameMarks } from '../../adf/normalize-inline';
import { findSafeUrl } from '../../safe-url';
import type { Atom } from './atom';
import { writeInlineNode } from './inline-nodes';
import type { WriteScope } from './scope';

/** Marks that Markdown can say; of the others (colours, comments, sizes) only the text is left. */
const WRITTEN_MARKS: ReadonlySet<string> = new Set([
  'link',
  'em',
  'strong',
  'strike',
  'underline',
  'subsup',
]);

export function toAtoms(nodes: readonly AdfNode[], scope: WriteScope): readonly Atom[] {
  const atoms: Atom[] = [];
  let isAfterChip = false;
  for (const node of nodes) {
    const isChip = CHIPS.has(node.type);
    const own = atomsOf(node, scope).filter(({ value }) => value !== '');
    if ((isChip || isAfterChip) && wouldJoin(atoms[atoms.length - 1], own[0])) {
      pushAtom(atoms, { kind: 'text', value: ' ', marks: [] });
    }
    for (const atom of own) pushAtom(atoms, atom);
    isAfterChip = isChip;
  }
  return spreadSpace(atoms);
}

/** Nodes that stand out from the text around them in Jira, with or without a space between. */
const CHIPS: ReadonlySet<string> = new Set(['mention', 'status', 'date', 'inlineCard']);

/** Whether the two would read as one word. */
function wouldJoin(left: Atom | undefined, right: Atom | undefined): boolean {
  return (
    left !== undefined &&
    right !== undefined &&
    /[\p{L}\p{N}_]$/u.test(left.value) &&
    /^[\p{L}\p{N}_@]/u.test(right.value)
  );
}

function pushAtom(atoms: Atom[], atom: Atom): void {
  if (atom.value === '') return;
  const last = atoms[atoms.length - 1];
  const isSame =
    last !== undefined &&
    last.kind === atom.kind &&
    (atom.kind === 'text' || atom.kind === 'code') &&
    sameMarks(last.marks, atom.marks);
  if (isSame) atoms[atoms.length - 1] = { ...atom, value: last.value + atom.value };
  else atoms.push(atom);
}

// What Redmine reads and Markdown must not touch; `inline/verbatim.ts` reads it back.
const VERBATIM = /(\[\[[^[\]\n]+\]\]|\{\{!?[a-zA-Z_]\w*(?:\([^\n{}]*\))?\}\})/;

function atomsOf(node: AdfNode, scope: WriteScope): readonly Atom[] {
  const marks = writtenMarks(node);
  if (node.type !== 'text') return writeInlineNode(node, marks, scope);
  const value = (node.text ?? '').replace(/\s*\n\s*/g, ' ');
  if (marksOf(node).some(({ type }) => type === 'code')) return [{ kind: 'code', value, marks }];
  return value.split(VERBATIM).map((part, index) => ({
    kind: index % 2 === 0 ? 'text' : 'syntax',
    value: part,
    marks,
  }));
}

function writtenMarks(node: AdfNode): readonly AdfMark[] {
  return marksOf(node).filter((mark) => {
    if (mark.type !== 'link') return WRITTEN_MARKS.has(mark.type);
    return findSafeUrl(stringAttribute(mark, 'href') ?? '') !== undefined;
  });
}

/** Splits white space off the ends of marked text, and gives it the marks of both neighbours. */
function spreadSpace(atoms: readonly Atom[]): readonly Atom[] {
  const split = atoms.flatMap(splitSpace);
  return split.map((atom, index) => {
    if (!isSpace(atom) || atom.marks.length === 0) return atom;
    const before = nearest(split, index, -1)?.marks ?? [];
    const after = nearest(split, index, 1)?.marks ?? [];
    const marks = atom.marks.filter((mark) => has(before, mark) && has(after, mark));
    return { ...atom, marks };
  });
}

function splitSpace(atom: Atom): readonly Atom[] {
  if (atom.kind !== 'text' || atom.marks.length === 0) return [atom];
  const start = /^\s*/.exec(atom.value)?.[0] ?? '';
  if (start.length === atom.value.length) return [atom];
  const end = endSpace(atom.value);
  const core = atom.value.slice(start.length, atom.value.length - end.length);
  return [start, core, end].filter((value) => value !== '').map((value) => ({ ...atom, value }));
}

function endSpace(value: string): string {
  return value.slice(value.trimEnd().length);
}

function isSpace(atom: Atom): boolean {
  return atom.kind === 'break' || (atom.kind === 'text' && atom.value.trim() === '');
}

function nearest(atoms: readonly Atom[], index: number, step: 1 | -1): Atom | undefined {
  for (let i = index + step; i >= 0 && i < atoms.length; i += step) {
    const atom = atoms[i] as Atom;
    if (!isSpace(atom)) return atom;
  }
  return undefined;
}

export function has(marks: readonly AdfMark[], mark: AdfMark): boolean {
  return marks.some((other) => sameMarks([other], [mark]));
}
