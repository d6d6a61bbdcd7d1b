/** Puts text, phrases and breaks into the block that is open. */
import { HARD_BREAK, text } from '../../adf/builders';
import { type AdfNode, isInlineType } from '../../adf/nodes';
import { sameMarks } from '../../adf/normalize-inline';
import { findSafeUrl } from '../../safe-url';
import { restoreMacros } from './catch-macros';
import { decodeLiteral, decodeText, foldLineEnds, isBlank, KEPT_SPACE } from './decode-text';
import type { LineScope } from './line';
import type { OpenBlocks } from './open-blocks';
import { OpenPhrases } from './phrase-marks';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import type { PhraseRule } from './tag-rules';
import type { Workspace } from './workspace';

export class InlineBuilder {
  readonly phrases = new OpenPhrases();
  /** The address looked at last, which often comes again, and what became of it. */
  private lastHref: string | undefined;
  private lastUrl: string | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly blocks: OpenBlocks,
    private readonly lineScope: LineScope,
  ) {}

  /** @param isLiteral true when entities mean nothing in it. */
  text(raw: string, isLiteral: boolean): void {
    if (isLiteral) this.append(foldLineEnds(this.literal(raw)));
    else if (!isBlank(raw)) this.append(this.decode(raw));
    else if (isInline(this.blocks.current.children.at(-1))) this.append(' ');
  }

  private decode(raw: string): string {
    const value = decodeText(raw);
    if (value !== raw && value.includes(KEPT_SPACE)) this.lineScope.hasKeptSpaces = true;
    return value;
  }

  /** Redmine puts a space after a quote that ends a line; it goes. */
  break(): void {
    const { children, textEnd, textMarks } = this.blocks.current;
    if (children.length > 0 && textEnd === children.length) {
      const { text: last = '' } = children[textEnd - 1] as AdfNode;
      if (last.endsWith('" ')) children[textEnd - 1] = text(last.slice(0, -1), textMarks);
    }
    children.push(HARD_BREAK);
  }

  /** Text with the same marks as the text before is one with it. */
  append(value: string): void {
    if (value === '') return;
    const { marks } = this.phrases;
    const block = this.blocks.current;
    const { children, textEnd } = block;
    const isNext = textEnd > 0 && textEnd === children.length && sameMarks(block.textMarks, marks);
    if (isNext) {
      const { text: last = '' } = children[textEnd - 1] as AdfNode;
      children[textEnd - 1] = text(last + value, marks);
    } else {
      block.textEnd = children.push(text(value, marks));
      block.textMarks = marks;
    }
  }

  openPhrase(rule: PhraseRule, attributes: TagAttributes): void {
    const href = attributes === NO_ATTRIBUTES ? undefined : attributes.href;
    const url = href === undefined ? undefined : this.findUrl(href);
    this.phrases.push(rule, this.blocks.depth, attributes, url);
  }

  closePhrase(rule: PhraseRule, attributes: TagAttributes): void {
    // What an abbreviation stands for is a tooltip in Redmine; here it stays beside it.
    const title = rule.name === 'abbr' ? attributes.title : undefined;
    if (title !== undefined && !this.workspace.isProof) this.append(`(${this.literal(title)})`);
    this.phrases.close(rule);
  }

  private findUrl(href: string): string | undefined {
    if (href !== this.lastHref) {
      const address = this.literal(href);
      const full = address.startsWith('www.') ? `http://${address}` : address;
      this.lastHref = href;
      this.lastUrl = findSafeUrl(full, this.workspace.context?.baseUrl) || undefined;
    }
    return this.lastUrl;
  }

  /** Text in which entities mean nothing. */
  literal(value: string): string {
    return restoreMacros(decodeLiteral(value), this.workspace.macros);
  }
}

function isInline(node: AdfNode | undefined): boolean {
  return node !== undefined && isInlineType(node.type);
}
