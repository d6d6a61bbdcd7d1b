/** Blocks that hold text: what all of them have in common, and the paragraph. */
import type { Block, Definition } from './block';
import { takeDefinitions } from './definitions';
import type { Line } from './line';

export type Definitions = Map<string, Definition>;

export interface Leaf {
  readonly lines: string[];
  readonly isParagraph: boolean;
  /** Whether it goes on with lines that start no block. */
  readonly takesText: boolean;
  /**
   * Gives it a line of its containers before anything else looks at it: whether it took the line,
   * and whether it ended with it.
   */
  readonly take: (leaf: Leaf, line: Line) => 'taken' | 'ended' | 'refused';
  readonly toBlocks: (leaf: Leaf, definitions: Definitions) => readonly Block[];
}

export const refuseLine: Leaf['take'] = () => 'refused';

export function createParagraph(text: string): Leaf {
  return {
    lines: [text],
    isParagraph: true,
    takesText: true,
    take: refuseLine,
    toBlocks: toParagraph,
  };
}

/** The paragraph's text without the definitions at its start; empty when it is nothing else. */
export function textOfParagraph({ lines }: Leaf, definitions: Definitions): string {
  const [only = ''] = lines;
  const text = lines.length === 1 ? only : lines.join('\n');
  const rest = takeDefinitions(text, definitions);
  return rest === text || /\S/.test(rest) ? rest : '';
}

const toParagraph: Leaf['toBlocks'] = (leaf, definitions) => {
  const text = textOfParagraph(leaf, definitions);
  return text === '' ? [] : [{ kind: 'paragraph', text }];
};

/** The lines as they are: code, or HTML. */
export const textOf = ({ lines }: Leaf): string => lines.join('\n');
