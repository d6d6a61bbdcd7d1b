/** Turns the pieces of a line into inline nodes. */
import { EM, STRIKE, STRONG, SUB, SUP, UNDERLINE } from '../../adf/builders';
import type { AdfMark, AdfNode } from '../../adf/nodes';
import { isImage } from './images';
import { type LinkSpan, MARK_BIT, type Piece, type Span } from './pieces';

const NO_MARKS: readonly AdfMark[] = [];
/** In the order in which marks stand on a node. */
const MARKS_BY_BIT: readonly (readonly [bit: number, mark: AdfMark])[] = [
  [MARK_BIT.underline, UNDERLINE],
  [MARK_BIT.sub, SUB],
  [MARK_BIT.sup, SUP],
  [MARK_BIT.strike, STRIKE],
  [MARK_BIT.strong, STRONG],
  [MARK_BIT.em, EM],
];

/** Marks of each set of bits, made once. */
const MARK_SETS: (readonly AdfMark[] | undefined)[] = [];

function marksOfSet(set: number): readonly AdfMark[] {
  // Text is either below or above the line; where both are asked for, it is above.
  const effective = set & MARK_BIT.sup ? set & ~MARK_BIT.sub : set;
  MARK_SETS[set] ??= MARKS_BY_BIT.flatMap(([bit, mark]) => (effective & bit ? [mark] : []));
  return MARK_SETS[set];
}

/** The marks in force at one place of the line. */
class MarkState {
  /** How many spans of each bit are open. */
  private readonly counts: number[] = [];
  private set = 0;
  private link: LinkSpan | undefined = undefined;
  private current: readonly AdfMark[] = NO_MARKS;
  private isStale = false;

  open(span: Span): void {
    this.isStale = true;
    if (typeof span === 'number') {
      this.counts[span] = (this.counts[span] ?? 0) + 1;
      this.set |= span;
    } else if (this.link === undefined || !span.isAuto) {
      this.link = span;
    }
  }

  close(span: Span): void {
    this.isStale = true;
    if (typeof span === 'number') {
      const count = (this.counts[span] ?? 1) - 1;
      this.counts[span] = count;
      if (count === 0) this.set &= ~span;
    } else if (this.link === span) {
      this.link = undefined;
    }
  }

  get marks(): readonly AdfMark[] {
    if (this.isStale) {
      const marks = marksOfSet(this.set);
      this.current = this.link ? [this.link.mark, ...marks] : marks;
      this.isStale = false;
    }
    return this.current;
  }

  /** Code within a link; beside `code` no other mark may stand. */
  linkCode(code: AdfNode): AdfNode {
    return this.link ? { ...code, marks: [this.link.mark, ...(code.marks ?? [])] } : code;
  }
}

/** The inline nodes of a line, text merged. Images are still placeholders (`images.ts`). */
export function piecesToNodes(pieces: readonly Piece[]): AdfNode[] {
  const nodes: AdfNode[] = [];
  const state = new MarkState();
  let text = '';
  let textMarks: readonly AdfMark[] = NO_MARKS;
  for (const piece of pieces) {
    for (let each = piece.closes; each; each = each.others) state.close(each.span);
    const { node, link } = piece;
    if (link) state.open(link);
    if (node !== undefined) {
      pushText(nodes, text, textMarks);
      text = '';
      nodes.push(withState(node, state));
    } else if (piece.count > 0 && piece.text !== '') {
      const { marks } = state;
      if (marks !== textMarks) {
        pushText(nodes, text, textMarks);
        text = '';
        textMarks = marks;
      }
      text += piece.count === 1 ? piece.text : piece.text.repeat(piece.count);
    }
    if (link) state.close(link);
    for (let each = piece.opens; each; each = each.others) state.open(each.span);
  }
  pushText(nodes, text, textMarks);
  return nodes;
}

function pushText(nodes: AdfNode[], text: string, marks: readonly AdfMark[]): void {
  if (text === '') return;
  nodes.push(marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text });
}

function withState(node: AdfNode, state: MarkState): AdfNode {
  if (node.type === 'text') return state.linkCode(node);
  if (!isImage(node)) return node;
  const { marks } = state;
  return marks.length > 0 ? { ...node, marks } : node;
}
