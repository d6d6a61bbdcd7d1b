/** Headings: `# …`, and paragraphs underlined with `=` or `-`. */
import type { BlockStart } from './block-start';
import { textOfParagraph } from './leaf';

const ATX = /^(#{1,6})(?:[ \t]+|$)/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;

export const startHeading: BlockStart = (open, { rest, matched }) => {
  const [whole, hashes] = ATX.exec(rest) ?? [];
  if (whole === undefined || hashes === undefined) return undefined;
  const text = trimClosingHashes(rest.slice(whole.length));
  open.addLine(matched, { kind: 'heading', level: hashes.length, text });
  return 'leaf';
};

/** The open paragraph becomes a heading, unless it is nothing but definitions. */
export const startUnderline: BlockStart = (open, { rest, paragraph }) => {
  if (paragraph === undefined || !UNDERLINE.test(rest)) return undefined;
  const text = textOfParagraph(paragraph, open.definitions);
  open.leaf = undefined;
  if (text === '') return undefined;
  open.innermost.blocks.push({ kind: 'heading', level: rest[0] === '=' ? 1 : 2, text });
  return 'leaf';
};

/** Drops `#` at the end of a heading's text. Linear, which a regular expression is not. */
function trimClosingHashes(text: string): string {
  const trimmed = text.trimEnd();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === '#') end--;
  if (end === 0) return '';
  return ' \t'.includes(trimmed[end - 1] as string) ? trimmed.slice(0, end).trimEnd() : trimmed;
}
