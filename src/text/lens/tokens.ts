/** A line of text as words, for comparing and merging. */
import { type AdfMark, type AdfNode, marksOf } from '../adf/nodes';
import { keyOf } from './node-key';

export interface Token {
  /** Equal for tokens that show the same, whatever their marks. */
  readonly key: string;
  /** The text, or undefined for a node that is not text. */
  readonly text: string | undefined;
  readonly marks: readonly AdfMark[];
  /** The node that the token is, or is part of. */
  readonly node: AdfNode;
}

const WORD = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;

export function tokensOf(nodes: readonly AdfNode[]): readonly Token[] {
  return nodes.flatMap((node): readonly Token[] => {
    if (node.type !== 'text')
      return [{ key: keyOf(node), text: undefined, marks: marksOf(node), node }];
    return [...(node.text ?? '').matchAll(WORD)].map(([text]) => ({
      key: text,
      text,
      marks: marksOf(node),
      node,
    }));
  });
}
