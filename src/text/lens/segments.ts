/** The base line in parts, each with the words of the text that show it. */
import type { AdfMark, AdfNode } from '../adf/nodes';
import { alignEqual } from './align';
import type { LensScope } from './scope';
import { type Token, tokensOf } from './tokens';

/** A part of the base line and the words that show it. */
export interface Segment {
  readonly base: readonly AdfNode[];
  /** Marks of the base on a word that is text in both. */
  readonly marks: readonly AdfMark[] | undefined;
  readonly start: number;
  readonly end: number;
}

/** A word of the text and the part of the base that it shows. */
export interface Shown {
  readonly token: Token;
  readonly source: Token;
}

/** What the text shows of the base, word by word. */
export function showBase(base: readonly AdfNode[], scope: LensScope): readonly Shown[] {
  return tokensOf(base).flatMap((source): readonly Shown[] => {
    const visible = source.text === undefined ? showAtom(source.node, scope) : [source];
    if (visible.length === 0) return [{ token: { ...source, key: '' }, source }];
    return visible.map((token) => ({ token, source }));
  });
}

/** The base's nodes, text word by word, each with the stretch of the text's words that shows it. */
export function findSegments(shown: readonly Shown[], words: readonly Token[]): readonly Segment[] {
  const pairs = alignEqual(
    shown.map(({ token }) => token.key),
    words.map(({ key }) => key),
  );
  const matches = new Map(pairs);
  const segments: Segment[] = [];
  let position = 0;
  for (let index = 0; index < shown.length; ) {
    const { source } = shown[index] as (typeof shown)[number];
    let last = index;
    while (shown[last + 1]?.source === source) last++;
    const positions = range(index, last).map((i) => matches.get(i));
    const found = positions.filter((match) => match !== undefined);
    const isWhole = found.length === positions.length && isRun(found);
    if (isWhole) {
      const start = found[0] as number;
      if (start > position) segments.push(hiddenSegment([], position, start));
      const end = start + found.length;
      segments.push({
        base: [nodeOf(source)],
        marks: source.text === undefined ? undefined : source.marks,
        start,
        end,
      });
      position = end;
    } else {
      segments.push(hiddenSegment([nodeOf(source)], position, position));
    }
    index = last + 1;
  }
  if (position < words.length) segments.push(hiddenSegment([], position, words.length));
  return joinHidden(segments);
}

function hiddenSegment(base: readonly AdfNode[], start: number, end: number): Segment {
  return { base, marks: undefined, start, end };
}

export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

export function isRun(positions: readonly number[]): boolean {
  return positions.every((position, index) => position === (positions[0] as number) + index);
}

export function nodeOf({ text, marks, node }: Token): AdfNode {
  if (text === undefined) return node;
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
}

/** What the base shows differently from its text, such as two spaces for one, is one segment. */
function joinHidden(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined[joined.length - 1];
    const isPair =
      last !== undefined &&
      last.marks === undefined &&
      segment.marks === undefined &&
      (last.base.length === 0 || last.start === last.end) &&
      (segment.base.length === 0 || segment.start === segment.end) &&
      last.end === segment.start;
    if (isPair) {
      joined[joined.length - 1] = {
        base: [...last.base, ...segment.base],
        marks: undefined,
        start: last.start,
        end: segment.end,
      };
    } else {
      joined.push(segment);
    }
  }
  return joined;
}

/** The words by which the text shows a node that is not text. */
function showAtom(node: AdfNode, scope: LensScope): readonly Token[] {
  if (node.type === 'hardBreak') return tokensOf([node]);
  const [block] = scope.project([{ type: 'paragraph', content: [node] }]);
  return block === undefined ? [] : tokensOf(block.content ?? []);
}
