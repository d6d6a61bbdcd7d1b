/** `h1.`, `bq.`, `p.` and `fn1.` at the start of a line: the rest of the block is theirs. */
import { ALIGNMENT, DECORATION, parseAttributes } from './tag-attributes';
import { keepAttributes, type Workspace } from './workspace';

const LINE_PREFIX = new RegExp(
  `(?:^|\\n)([a-z]{1,40})(\\d{0,9})(${ALIGNMENT}${DECORATION})\\.(?::(\\S{1,2000}))? `,
);
const TEXT_BLOCKS: ReadonlySet<string> = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Only the first line that looks like a prefix counts, known or not. */
export function rewritePrefix(block: string, workspace: Workspace): string | undefined {
  const match = LINE_PREFIX.exec(block);
  if (!match) return undefined;
  const [all, name, digits, notation] = match as unknown as [string, string, string, string];
  const start = all.startsWith('\n') ? match.index + 1 : match.index;
  const before = block.slice(0, start);
  const content = block.slice(match.index + all.length);
  const tag = `${name}${digits}`;
  const attributes = () => keepAttributes(workspace, parseAttributes(notation));
  if (TEXT_BLOCKS.has(tag)) return `${before}\t<${tag}${attributes()}>${content}</${tag}>`;
  if (tag === 'bq') {
    return `${before}\t<blockquote>\n\t\t<p${attributes()}>${content}</p>\n\t</blockquote>`;
  }
  if (name === 'fn') {
    return `${before}\t<p${attributes()}><sup>${digits}</sup> ${content}</p>`;
  }
  return undefined;
}
