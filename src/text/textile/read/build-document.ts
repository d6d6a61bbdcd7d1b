/**
 * Builds the blocks of a document from the tags that the passes left, nesting them as a browser
 * would: an open paragraph ends where a block begins, an open item where the next one begins, and
 * closing tags of what is not open mean nothing.
 */
import { HARD_BREAK, RULE } from '../../adf/builders';
import { type AdfDocument, type AdfMark, type AdfNode, isInlineType } from '../../adf/nodes';
import { normalizeDocument } from '../../adf/normalize';
import { sameMarks } from '../../adf/normalize-inline';
import { findSafeUrl } from '../../safe-url';
import { type CaughtMacro, restoreMacros, takeMacro } from './catch-macros';
import { dropOwnSpaces } from './clean-white-space';
import { CodeBlockBuilder } from './code-block-builder';
import { decodeLiteral, decodeText, foldLineEnds, isBlank, KEPT_SPACE } from './decode-text';
import { LINE_BORDER } from './finish-block';
import { findPicture } from './images';
import type { LineScope } from './line';
import { expandMacro, thumbnailName } from './macro-nodes';
import { OpenBlocks } from './open-blocks';
import { OpenPhrases } from './phrase-marks';
import { type DocumentSink, readBlocks } from './read-blocks';
import { rewriteInline } from './rewrite-inline';
import { type MarkupHandler, scanMarkup } from './scan-markup';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import {
  type BlockRule,
  getPhraseRule,
  PARAGRAPH_END,
  type PhraseRule,
  type TagRule,
} from './tag-rules';
import { readNotation, type Workspace } from './workspace';

function isInline(node: AdfNode | undefined): boolean {
  return node !== undefined && isInlineType(node.type);
}

function haveSameMarks(left: readonly AdfMark[] | undefined, right: readonly AdfMark[]): boolean {
  if (left === undefined || left.length === 0) return right.length === 0;
  return left === right || (right.length > 0 && sameMarks(left, right));
}

/** @param toDocument converts the text within a macro. */
export function buildDocument(
  text: string,
  workspace: Workspace,
  toDocument: (source: string) => AdfDocument,
): AdfDocument {
  return new DocumentBuilder(workspace, toDocument).build(text);
}

class DocumentBuilder implements MarkupHandler, DocumentSink {
  private readonly pictures = new Map<AdfNode, AdfNode>();
  private readonly lineScope: LineScope;
  private readonly blocks: OpenBlocks;
  private readonly phrases = new OpenPhrases();
  private code: CodeBlockBuilder | undefined;
  /** The address looked at last, which often comes again, and what became of it. */
  private lastHref: string | undefined;
  private lastUrl: string | undefined;
  /** What the open abbreviation stands for. */
  private abbreviation: string | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly toDocument: (source: string) => AdfDocument,
  ) {
    const { context, limits } = workspace;
    this.lineScope = { pictures: this.pictures, context, hasKeptSpaces: false };
    this.blocks = new OpenBlocks(this.lineScope, limits.maxDepth);
  }

  build(text: string): AdfDocument {
    readBlocks(text, this.workspace, this);
    // Redmine strips the whole text at the end, which shows in code that was never closed.
    this.endCode(true);
    const content = this.blocks.end();
    return this.blocks.isValid ? { type: 'doc', version: 1, content } : normalizeDocument(content);
  }

  open(rule: BlockRule, notation: string): void {
    const isCell = rule.type === 'tableCell' || rule.type === 'tableHeader';
    this.openBlock(rule, readNotation(this.workspace, notation, isCell));
  }

  close(rule: BlockRule): void {
    this.closeBlock(rule);
  }

  inline(text: string): void {
    const markup = rewriteInline(text, this.workspace, false, false);
    if (markup.includes('<') || this.workspace.macros.length > 0) this.scan(markup);
    else this.text(markup);
  }

  endLine(): void {
    // Blocks need no white space between them.
  }

  markup(markup: string, isFirst: boolean, isLast: boolean): void {
    if (!isFirst) this.text('\n');
    this.scan(rewriteInline(markup, this.workspace, isFirst, isLast));
  }

  openTag(rule: TagRule, attributesIndex: number): void {
    const attributes =
      attributesIndex < 0
        ? NO_ATTRIBUTES
        : (this.workspace.attributes[attributesIndex] ?? NO_ATTRIBUTES);
    switch (rule.kind) {
      case 'phrase':
        if (!this.code) this.openPhrase(rule, attributes);
        break;
      case 'block':
        this.openBlock(rule, attributes);
        break;
      case 'break':
        if (this.code) this.code.append('\n');
        else this.appendBreak();
        break;
      case 'rule':
        this.beginBlock();
        this.blocks.appendBlock(RULE);
        break;
      case 'image':
        this.appendImage(attributes);
        break;
      case 'code-block':
        this.openCode('');
        break;
      default:
        rule satisfies never;
    }
  }

  closeTag(rule: TagRule): void {
    if (rule.kind === 'phrase') this.closePhrase(rule);
    else if (rule.kind === 'block') this.closeBlock(rule);
    else if (rule.kind === 'code-block') this.endCode();
  }

  openPart(index: number): void {
    const part = this.workspace.parts[index];
    if (!part) return;
    const { tag, language, isMarkup } = part;
    if (tag === 'pre') {
      this.openCode(this.literal(part.text));
    } else if (this.code) {
      this.code.appendCode(this.literal(part.text), language);
    } else {
      this.phrases.push(getPhraseRule(tag), this.blocks.depth);
      if (isMarkup && /[<&%]/.test(part.text)) this.scan(part.text);
      else this.appendText(this.lineOfCode(part.text, language !== undefined));
    }
  }

  /** Code within a line. Redmine drops one white space after `<code class="…">`. */
  private lineOfCode(code: string, hasLanguage: boolean): string {
    const trimmed = hasLanguage && /^[ \n]/.test(code) ? code.slice(1) : code;
    return foldLineEnds(dropOwnSpaces(this.literal(trimmed)));
  }

  macro(index: number, source: string): void {
    const macro = takeMacro(this.workspace.macros, index);
    if (!macro) this.text(source);
    else if (this.code) this.code.append(macro.source);
    else this.appendMacro(macro);
  }

  text(raw: string): void {
    if (this.code) this.code.append(decodeText(raw));
    else if (!isBlank(raw)) this.appendText(this.decode(raw));
    else if (isInline(this.blocks.current.children.at(-1))) this.appendText(' ');
  }

  private decode(raw: string): string {
    const value = decodeText(raw);
    if (value.includes(KEPT_SPACE)) this.lineScope.hasKeptSpaces = true;
    return value;
  }

  private scan(markup: string): void {
    scanMarkup(markup, this, this.workspace.macros.length > 0);
  }

  /** Redmine puts a space after a quote that ends a line; it goes. */
  private appendBreak(): void {
    const { children } = this.blocks.current;
    const last = children[children.length - 1];
    if (last?.text?.endsWith('" ')) {
      children[children.length - 1] = { ...last, text: last.text.slice(0, -1) };
    }
    children.push(HARD_BREAK);
  }

  /** Text with the same marks as the text before is one with it. */
  private appendText(value: string): void {
    if (value === '') return;
    const { marks } = this.phrases;
    const { children } = this.blocks.current;
    const last = children[children.length - 1];
    const isMarked = marks.length > 0;
    if (last?.text !== undefined && haveSameMarks(last.marks, marks)) {
      const joined = last.text + value;
      children[children.length - 1] = isMarked
        ? { type: 'text', text: joined, marks }
        : { type: 'text', text: joined };
    } else {
      children.push(
        isMarked ? { type: 'text', text: value, marks } : { type: 'text', text: value },
      );
    }
  }

  private openPhrase(rule: PhraseRule, attributes: TagAttributes): void {
    const { href, title } = attributes;
    if (rule.name === 'abbr') this.abbreviation = title;
    const url = href === undefined ? undefined : this.findUrl(href);
    this.phrases.push(rule, this.blocks.depth, attributes, url);
  }

  private closePhrase(rule: PhraseRule): void {
    if (this.code) {
      if (rule.name === 'code') this.code.endCode();
      return;
    }
    // What an abbreviation stands for is a tooltip in Redmine; here it stays beside it.
    const title = rule.name === 'abbr' ? this.abbreviation : undefined;
    if (title !== undefined && !this.workspace.isProof) this.appendText(`(${this.literal(title)})`);
    this.phrases.close(rule);
  }

  private openCode(text: string): void {
    this.beginBlock();
    this.code = new CodeBlockBuilder(text);
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

  private appendImage({ src = '', title, source = '' }: TagAttributes): void {
    const { marks } = this.phrases;
    const address = this.literal(src);
    const alt = title === undefined ? undefined : this.literal(title);
    const picture = findPicture(address, alt, decodeText(source), marks, this.workspace);
    if (!picture) {
      this.text(source);
      return;
    }
    this.pictures.set(picture.block, picture.inline);
    this.blocks.appendBlock(picture.block);
  }

  private appendMacro(macro: CaughtMacro): void {
    const name = thumbnailName(macro);
    const file = name ? this.workspace.context?.attachments?.findMediaByName?.(name) : undefined;
    if (name && file) {
      this.appendImage({ src: encodeURIComponent(name), source: macro.source });
      return;
    }
    const block = expandMacro(macro, this.toDocument);
    if (block) {
      this.blocks.appendWhole(block);
      return;
    }
    macro.source.split('\n').forEach((line, index) => {
      if (index > 0) this.blocks.current.children.push(HARD_BREAK);
      this.appendText(line);
    });
  }

  private literal(value: string): string {
    return restoreMacros(decodeLiteral(value), this.workspace.macros);
  }

  private endCode(isTextEnd = false): void {
    if (!this.code) return;
    const block = this.code.build(isTextEnd);
    this.code = undefined;
    this.blocks.appendBlock(block);
  }

  /** Ends what may not hold a block. */
  private beginBlock(): void {
    this.endCode();
    if (this.blocks.close(PARAGRAPH_END)) this.leaveBlocks(false);
  }

  private openBlock(rule: BlockRule, attributes: TagAttributes): void {
    if (this.code) this.endCode();
    for (const end of rule.endsBefore) if (this.blocks.close(end)) this.leaveBlocks(false);
    this.blocks.open(rule, attributes);
  }

  private closeBlock(rule: BlockRule): void {
    if (this.code) {
      if (!this.blocks.has(rule.ends)) return;
      this.endCode();
    }
    if (!this.blocks.close(rule.ends)) {
      // A browser makes an empty paragraph of a stray `</p>`, which parts the lines around it.
      if (rule.type === 'paragraph') this.blocks.appendBlock(LINE_BORDER);
      return;
    }
    this.leaveBlocks(rule.type === 'tableCell' || rule.type === 'tableHeader');
  }

  private leaveBlocks(isCell: boolean): void {
    this.phrases.leaveBlocks(this.blocks.depth, isCell);
  }
}
