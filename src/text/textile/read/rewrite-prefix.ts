/** `h1.`, `bq.`, `p.` and `fn1.` at the start of a line: the rest of the block is theirs. */
import { ALIGNMENT, DECORATION } from './tag-attributes';
import { keepNotation, type Workspace } from './workspace';

const PREFIX = new RegExp(
  `(p|bq|h[1-6]|fn\\d{1,9})(${ALIGNMENT}${DECORATION})\\.(?::(\\S{1,2000}))? `,
  'y',
);
const STARTS: ReadonlySet<string> = new Set(['p', 'b', 'h', 'f']);

export function rewritePrefix(block: string, workspace: Workspace): string | undefined {
  for (let lineStart = 0; ; ) {
    PREFIX.lastIndex = lineStart;
    const match = STARTS.has(block[lineStart] ?? '') ? PREFIX.exec(block) : null;
    if (match) {
      const attributes = keepNotation(workspace, match[2] as string);
      const content = block.slice(lineStart + match[0].length);
      return block.slice(0, lineStart) + writeBlock(match[1] as string, attributes, content);
    }
    const lineEnd = block.indexOf('\n', lineStart);
    if (lineEnd < 0) return undefined;
    lineStart = lineEnd + 1;
  }
}

function writeBlock(name: string, attributes: string, content: string): string {
  if (name === 'bq') {
    return `\t<blockquote>\n\t\t<p${attributes}>${content}</p>\n\t</blockquote>`;
  }
  if (!name.startsWith('fn')) return `\t<${name}${attributes}>${content}</${name}>`;
  return `\t<p${attributes}><sup>${name.slice(2)}</sup> ${content}</p>`;
}
