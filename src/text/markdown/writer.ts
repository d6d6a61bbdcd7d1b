/** ADF → Markdown. */
import { type AdfDocument, childrenOf } from '../adf/nodes';
import { limitsOf, type TextContext } from '../context';
import { writeEach } from './write/blocks';
import { writeBlocks } from './write/scope';

/**
 * Writes a document as Markdown. What Markdown lacks gets a readable form (`docs/text.md` has the
 * table); nothing throws, whatever the document holds.
 *
 * @returns Markdown without a line end at its end; empty when the document shows nothing.
 */
export function adfToMarkdown(doc: AdfDocument, context?: TextContext): string {
  const { maxDepth } = limitsOf(context);
  return writeBlocks(childrenOf(doc), { context, maxDepth, depth: 0, isOneLine: false, writeEach });
}
