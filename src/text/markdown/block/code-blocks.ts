/** Code: between fences, or indented. */
import type { Block } from './block';
import type { BlockStart } from './block-start';
import { type Leaf, textOf } from './leaf';
import type { Line } from './line';

const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^(?:`+|~+)[ \t]*$/;
const INDENT = 4;

export const startFence: BlockStart = (open, { line, rest, matched }) => {
  const fence = FENCE.exec(rest)?.[0];
  if (fence === undefined) return undefined;
  const { indent } = line;
  const info = rest.slice(fence.length).trim();
  open.openLeaf(matched, {
    lines: [],
    isParagraph: false,
    takesText: false,
    take: ({ lines }, next) => {
      const text = next.text.slice(next.next);
      if (!next.isIndented && text.startsWith(fence) && CLOSING.test(text)) return 'ended';
      next.advanceColumns(Math.min(indent, next.indent));
      lines.push(next.rest);
      return 'taken';
    },
    toBlocks: (leaf) => [codeOf(leaf, info)],
  });
  return 'leaf';
};

export function createIndentedCode(line: Line): Leaf {
  line.advanceColumns(INDENT);
  return {
    lines: [line.rest],
    isParagraph: false,
    takesText: false,
    take: takeIndented,
    toBlocks: (leaf) => {
      while (leaf.lines.at(-1)?.trim() === '') leaf.lines.pop();
      return [codeOf(leaf)];
    },
  };
}

const takeIndented: Leaf['take'] = ({ lines }, line) => {
  if (!line.isBlank && !line.isIndented) return 'refused';
  line.advanceColumns(Math.min(INDENT, line.indent));
  lines.push(line.rest);
  return 'taken';
};

export function codeOf(leaf: Leaf, info = ''): Block {
  return { kind: 'code', text: textOf(leaf), info };
}
