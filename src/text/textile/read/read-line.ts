/** Reads a line of a block: all passes for phrases, links and the like, and what they leave. */
import { sliceOf } from './character-classes';
import { LineMarkup } from './line-markup';
import { markAddresses } from './mark-addresses';
import { markEmails } from './mark-emails';
import { markFootnotes } from './mark-footnotes';
import { markLinks } from './mark-links';
import { markPhrases } from './mark-phrases';
import { rewriteImages } from './rewrite-images';
import { rewriteInlineCode } from './rewrite-inline-code';
import { type MarkupHandler, scanMarkup } from './scan-markup';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import type { PhraseRule } from './tag-rules';
import { ADDRESS, AT, BRACE, FOOTNOTE, IMAGE, INLINE, LESS, QUOTE } from './traits';
import type { Workspace } from './workspace';

export interface LineHandler extends MarkupHandler {
  readonly openPhrase: (rule: PhraseRule, attributes: TagAttributes) => void;
  readonly closePhrase: (rule: PhraseRule, attributes: TagAttributes) => void;
  /** Text in which entities mean nothing. */
  readonly literalText: (raw: string) => void;
}

/** @param isFirst true when the source starts with the line, and `isLast` when it ends with it. */
export function readLine(
  source: string,
  workspace: Workspace,
  handler: LineHandler,
  isFirst = false,
  isLast = false,
): void {
  let line = new LineMarkup(source);
  const { traits } = line;
  const isMarkup = (traits & (LESS | BRACE)) !== 0;
  if ((traits & INLINE) === 0) {
    if (isMarkup) scanMarkup(source, handler, workspace);
    else handler.text(source);
    return;
  }
  if (traits & (IMAGE | AT)) {
    let text = traits & IMAGE ? rewriteImages(source, workspace) : source;
    if (traits & AT) {
      // Code needs something beside it: a line end, unless the source starts or ends there.
      const framed = `${isFirst ? '' : '\n'}${text}${isLast ? '' : '\n'}`;
      const rewritten = rewriteInlineCode(framed, workspace);
      if (rewritten !== framed) text = rewritten;
    }
    if (text !== source) line = new LineMarkup(text);
  }
  markPhrases(line);
  if (traits & QUOTE) markLinks(line);
  if (traits & ADDRESS) markAddresses(line);
  if (traits & AT) markEmails(line);
  if (traits & FOOTNOTE) markFootnotes(line);
  emit(line, workspace, handler);
}

/** Gives the handler the text and the tags in it. */
function emit(line: LineMarkup, workspace: Workspace, handler: LineHandler): void {
  const { text, length } = line;
  const isMarkup = (line.traits & (LESS | BRACE)) !== 0;
  let at = 0;
  let isLiteral = false;
  for (const { at: start, end, rule, isClosing, attributes } of line.takeTags()) {
    if (start > at) {
      if (isLiteral) handler.literalText(sliceOf(text, at, start));
      else if (isMarkup) scanMarkup(text, handler, workspace, at, start);
      else handler.text(sliceOf(text, at, start));
    }
    at = end;
    if (attributes !== NO_ATTRIBUTES && attributes.isLiteral) isLiteral = !isClosing;
    if (isClosing) handler.closePhrase(rule, attributes);
    else handler.openPhrase(rule, attributes);
  }
  if (at === length) return;
  if (isMarkup) scanMarkup(text, handler, workspace, at);
  else handler.text(sliceOf(text, at));
}
