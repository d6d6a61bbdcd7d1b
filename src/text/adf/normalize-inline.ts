/**
 * Makes a line of text valid: adjacent text of the same marks is one node, no text is empty, and
 * every text has only marks that may stand together.
 */
import { CODE_TEXT_MARKS, NODE_MARKS, TEXT_MARKS } from './content-model';
import { type AdfMark, type AdfNode, MARK_TYPES, type MarkType } from './nodes';

const MARK_RANK: ReadonlyMap<MarkType, number> = new Map(
  MARK_TYPES.map((type, index) => [type, index]),
);
const NO_MARKS: readonly AdfMark[] = [];
const ALL_TEXT_MARKS: ReadonlySet<MarkType> = new Set([...TEXT_MARKS, ...CODE_TEXT_MARKS]);

/** The same marks in one order, each type once, without those that ADF forbids on text. */
export function normalizeTextMarks(marks: readonly AdfMark[] | undefined): readonly AdfMark[] {
  if (marks === undefined || marks.length === 0) return NO_MARKS;
  if (marks.length === 1 && ALL_TEXT_MARKS.has((marks[0] as AdfMark).type)) return marks;
  const isCode = marks.some((mark) => mark.type === 'code');
  const allowed = isCode ? CODE_TEXT_MARKS : TEXT_MARKS;
  if (isInOrder(marks) && marks.every((mark) => allowed.has(mark.type))) return marks;
  const kept: AdfMark[] = [];
  for (const mark of marks) {
    // Several annotations may overlap; of every other type the innermost counts.
    if (!allowed.has(mark.type)) continue;
    const twin = kept.findIndex((other) => other.type === mark.type);
    if (twin >= 0 && mark.type !== 'annotation') kept[twin] = mark;
    else kept.push(mark);
  }
  return kept.sort((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(mark: AdfMark): number {
  return MARK_RANK.get(mark.type) ?? 0;
}

/** Whether the marks are sorted, and no two of one type. */
function isInOrder(marks: readonly AdfMark[]): boolean {
  for (let index = 1; index < marks.length; index++) {
    if (rankOf(marks[index - 1] as AdfMark) >= rankOf(marks[index] as AdfMark)) return false;
  }
  return true;
}

/** True when both lists hold equal marks in the same order. */
export function sameMarks(a: readonly AdfMark[], b: readonly AdfMark[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((mark, index) => {
    const other = b[index] as AdfMark;
    return (
      mark === other ||
      (mark.type === other.type && JSON.stringify(mark.attrs) === JSON.stringify(other.attrs))
    );
  });
}

/** Valid inline nodes; `nodes` itself when it is valid already. Block nodes must not be in it. */
export function normalizeInline(nodes: readonly AdfNode[]): readonly AdfNode[] {
  if (nodes.length === 0) return nodes;
  if (nodes.length === 1) {
    const [only] = nodes as readonly [AdfNode];
    const fixed = normalizeInlineNode(only);
    if (fixed === undefined) return [];
    return fixed === only ? nodes : [fixed];
  }
  /** Made with the first node that differs: mostly none does. */
  let result: AdfNode[] | undefined;
  let last: AdfNode | undefined;
  /** The list that was found to be in order last: readers give the same few again and again. */
  let inOrder: readonly AdfMark[] | undefined;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as AdfNode;
    const isKnown = node.type === 'text' && node.text && (!node.marks || node.marks === inOrder);
    const fixed = isKnown ? node : normalizeInlineNode(node);
    if (fixed !== node) result ??= nodes.slice(0, index);
    if (fixed === undefined) continue;
    if (fixed === node && node.type === 'text') inOrder = node.marks ?? inOrder;
    if (
      last?.type === 'text' &&
      fixed.type === 'text' &&
      sameMarks(last.marks ?? NO_MARKS, fixed.marks ?? NO_MARKS)
    ) {
      last = { ...last, text: `${last.text}${fixed.text}` };
      result ??= nodes.slice(0, index);
      result[result.length - 1] = last;
    } else {
      result?.push(fixed);
      last = fixed;
    }
  }
  return result ?? nodes;
}

function normalizeInlineNode(node: AdfNode): AdfNode | undefined {
  if (node.type === 'text') {
    if (typeof node.text !== 'string' || node.text === '') return undefined;
    if (node.marks === undefined) return node;
    const marks = normalizeTextMarks(node.marks);
    if (marks === node.marks && marks.length > 0) return node;
    return marks.length > 0
      ? { type: 'text', text: node.text, marks }
      : { type: 'text', text: node.text };
  }
  if (node.marks === undefined) return node;
  const allowed = NODE_MARKS[node.type];
  const marks = allowed ? node.marks.filter((mark) => allowed.has(mark.type)) : NO_MARKS;
  const { marks: _dropped, ...rest } = node;
  return marks.length > 0 ? { ...rest, marks } : rest;
}
