/**
 * All passes for phrases, links and the like, over one block. A pass runs only when the block has
 * a character that means something to it.
 */
import { rewriteAddresses } from './rewrite-addresses';
import { rewriteEmails } from './rewrite-emails';
import { rewriteFootnotes } from './rewrite-footnotes';
import { rewriteImages } from './rewrite-images';
import { rewriteInlineCode } from './rewrite-inline-code';
import { rewriteLinks } from './rewrite-links';
import { rewritePhrases } from './rewrite-phrases';
import type { Workspace } from './workspace';

const IMAGE = 1;
const AT = 2;
const PHRASE = 4;
const LINK = 8;
const ADDRESS = 16;
const FOOTNOTE = 32;

/** By character, the passes that have to look at a block with it. */
const PASSES_BY_CODE: Uint8Array = buildTable({
  '!': IMAGE,
  '@': AT,
  '*_-+^~%?': PHRASE,
  '"': LINK,
  ':.': ADDRESS,
  '[(': FOOTNOTE,
});

function buildTable(passes: Readonly<Record<string, number>>): Uint8Array {
  const table = new Uint8Array(128);
  for (const [chars, pass] of Object.entries(passes)) {
    for (const char of chars) table[char.charCodeAt(0)] = pass;
  }
  return table;
}

/** @param isFirst true when the text starts with the block, and `isLast` when it ends with it. */
export function rewriteInline(
  block: string,
  workspace: Workspace,
  isFirst: boolean,
  isLast: boolean,
): string {
  const passes = findPasses(block);
  if (passes === 0 && !workspace.hasNotextile) return block;
  let text = block;
  if (passes & IMAGE) text = rewriteImages(text, workspace);
  if (passes & AT) {
    // Code needs something beside it: a line end, unless the text starts or ends there.
    text = `${isFirst ? '' : '\n'}${text}${isLast ? '' : '\n'}`;
    text = rewriteInlineCode(text, workspace);
  }
  if (passes & PHRASE) text = rewritePhrases(text, workspace);
  if (passes & LINK) text = rewriteLinks(text, workspace);
  if (passes & ADDRESS) text = rewriteAddresses(text, workspace);
  if (passes & AT) text = rewriteEmails(text, workspace);
  return passes & FOOTNOTE || workspace.hasNotextile ? rewriteFootnotes(text, workspace) : text;
}

function findPasses(block: string): number {
  const table = PASSES_BY_CODE;
  let passes = 0;
  for (let index = 0; index < block.length; index++) {
    const code = block.charCodeAt(index);
    if (code < 128) passes |= table[code] as number;
  }
  return passes;
}
