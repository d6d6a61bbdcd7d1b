/**
 * Copies that are longer than Jira takes: what fits stands there, and a last line leads to the rest.
 * A comment that cannot be posted would hold up its whole issue.
 */
import type { AdfNode } from '../../text';
import { cutText } from '../cut-text';
import { plainTextOf } from '../texts/plain-text';

/**
 * Jira takes 32,767 characters and counts the document as it is stored; what it may add to it while
 * storing has room above.
 */
export const MAX_COPY_CHARACTERS = 30_000;

/**
 * The blocks as far as they fit; with `rest` as the last one where they do not.
 * @param taken characters that stand before them
 */
export function shortenCopy(
  blocks: readonly AdfNode[],
  rest: AdfNode,
  taken: number,
): readonly AdfNode[] {
  const room = MAX_COPY_CHARACTERS - taken - sizeOf(rest);
  const fitting: AdfNode[] = [];
  let used = 0;
  for (const block of blocks) {
    used += sizeOf(block);
    if (used > room) return [...fitting, ...beginningOf(block, room - used + sizeOf(block)), rest];
    fitting.push(block);
  }
  return fitting;
}

/** Characters as they stand in a document; quotes and breaks take two. */
export function sizeOf(node: AdfNode): number {
  return JSON.stringify(node).length + 1;
}

/** The first words of a block, where it is worth it and it has any. */
function beginningOf(block: AdfNode, room: number): readonly AdfNode[] {
  const words = plainTextOf({ type: 'doc', version: 1, content: [block] });
  // Each character may take six where it is written as an escape.
  const text = cutText(words, Math.max(0, Math.floor((room - 200) / 6))).trimEnd();
  return text === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text: `${text} …` }] }];
}
