/**
 * What every reader does with a source text before it looks at its syntax, so that no input can
 * cost more than time linear in its length.
 *
 * For the Textile reader: start with `cleanSource`; when `isTooLong`, return
 * `plainDocument(source)`. Guards that know the syntax (nesting, cells of a table) belong to each
 * reader; what exceeds them becomes `plainBlocks(part)` or a code block.
 */
import { HARD_BREAK, paragraph, text } from './adf/builders';
import type { AdfDocument, AdfNode } from './adf/nodes';
import type { TextLimits } from './context';

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const NUL = /\u0000/g;

/** Line ends become `\n`, and NUL the replacement character, as CommonMark asks. */
export function cleanSource(source: string): string {
  let clean = source;
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  if (clean.includes('\0')) clean = clean.replace(NUL, '\ufffd');
  return clean;
}

export function isTooLong(source: string, limits: TextLimits): boolean {
  return source.length > limits.maxLength;
}

/** The text as paragraphs of lines, with no syntax read. */
export function plainBlocks(source: string): readonly AdfNode[] {
  const blocks: AdfNode[] = [];
  for (const part of source.split(/\n[ \t]*(?:\n[ \t]*)+/)) {
    if (part.trim() !== '') blocks.push(paragraph(plainInline(part.replace(/^\n+|\n+$/g, ''))));
  }
  return blocks;
}

/** The text as inline nodes, with no syntax read: line ends become hard breaks. */
export function plainInline(source: string): readonly AdfNode[] {
  if (!source.includes('\n')) return source === '' ? [] : [text(source)];
  const nodes: AdfNode[] = [];
  source.split('\n').forEach((line, index) => {
    if (index > 0) nodes.push(HARD_BREAK);
    if (line !== '') nodes.push(text(line));
  });
  return nodes;
}

/** The text as a document of paragraphs, with no syntax read. */
export function plainDocument(source: string): AdfDocument {
  return { type: 'doc', version: 1, content: plainBlocks(source) };
}
