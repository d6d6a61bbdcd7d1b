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
import { ADDRESS, AT, FOOTNOTE, findTraits, IMAGE, INLINE, LINK, PHRASE } from './traits';
import type { Workspace } from './workspace';

/** @param isFirst true when the text starts with the block, and `isLast` when it ends with it. */
export function rewriteInline(
  block: string,
  workspace: Workspace,
  isFirst: boolean,
  isLast: boolean,
): string {
  if ((workspace.traits & INLINE) === 0) return block;
  const passes = findTraits(block);
  if ((passes & INLINE) === 0 && !workspace.hasNotextile) return block;
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
