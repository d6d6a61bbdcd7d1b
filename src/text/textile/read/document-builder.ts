/**
 * Builds the blocks of a document from the tags that the passes left, nesting them as a browser
 * would: an open paragraph ends where a block begins, an open item where the next one begins, and
 * closing tags of what is not open mean nothing.
 */
import { HARD_BREAK, RULE } from '../../adf/builders';
import type { AdfDocument } from '../../adf/nodes';
import { normalizeDocument } from '../../adf/normalize';
import { type CaughtMacro, takeMacro } from './catch-macros';
import { dropOwnSpaces } from './clean-white-space';
import { CodeBlockBuilder } from './code-block-builder';
import { decodeText, foldLineEnds } from './decode-text';
import { LINE_BORDER } from './finish-block';
import { findPicture } from './images';
import { InlineBuilder } from './inline-builder';
import type { LineScope } from './line';
import { expandMacro, thumbnailName } from './macro-nodes';
import { OpenBlocks } from './open-blocks';
import { type DocumentSink, readBlocks } from './read-blocks';
import { type LineHandler, readLine } from './read-line';
import { scanMarkup } from './scan-markup';
import { NO_ATTRIBUTES, readNotation, type TagAttributes } from './tag-attributes';
import {
  type BlockRule,
  getPhraseRule,
  PARAGRAPH_END,
  type PhraseRule,
  type TagRule,
} from './tag-rules';
import { isProtectedTag, type Workspace } from './workspace';

/** @param toDocument converts the text within a macro. */
export function buildDocument(
  text: string,
  workspace: Workspace,
  toDocument: (source: string) => AdfDocument,
): AdfDocument {
  return new DocumentBuilder(workspace, toDocument).build(text);
}

class DocumentBuilder implements LineHandler, DocumentSink {
  private readonly lineScope: LineScope;
  private readonly blocks: OpenBlocks;
  private readonly line: InlineBuilder;
  private code: CodeBlockBuilder | undefined;
  /** Tags of code and literal text that are open in the line; entities mean nothing within. */
  private literalDepth = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly toDocument: (source: string) => AdfDocument,
  ) {
    const { context, limits } = workspace;
    this.lineScope = { pictures: undefined, context, hasKeptSpaces: false };
    this.blocks = new OpenBlocks(this.lineScope, limits.maxDepth);
    this.line = new InlineBuilder(workspace, this.blocks, this.lineScope);
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
    this.openBlock(rule, readNotation(notation, isCell));
  }

  close(rule: BlockRule): void {
    this.closeBlock(rule);
  }

  inline(text: string): void {
    this.literalDepth = 0;
    readLine(text, this.workspace, this);
  }

  rule(): void {
    this.beginBlock();
    this.blocks.appendBlock(RULE);
  }

  endLine(): void {
    // Blocks need no white space between them.
  }

  markup(markup: string, isFirst: boolean, isLast: boolean): void {
    if (!isFirst) this.text('\n');
    this.literalDepth = 0;
    readLine(markup, this.workspace, this, isFirst, isLast);
  }

  openTag(rule: TagRule, attributesIndex: number): void {
    const attributes = this.workspace.attributes[attributesIndex] ?? NO_ATTRIBUTES;
    switch (rule.kind) {
      case 'phrase':
        if (isProtectedTag(rule.name)) this.literalDepth++;
        this.openPhrase(rule, attributes);
        break;
      case 'block':
        this.openBlock(rule, attributes);
        break;
      case 'break':
        if (this.code) this.code.append('\n');
        else this.line.break();
        break;
      case 'rule':
        this.rule();
        break;
      case 'image':
        this.appendImage(attributes);
        break;
      case 'code-block':
        this.literalDepth++;
        this.openCode('');
        break;
      default:
        rule satisfies never;
    }
  }

  closeTag(rule: TagRule): void {
    const isProtected =
      rule.kind === 'code-block' || (rule.kind === 'phrase' && isProtectedTag(rule.name));
    if (isProtected && this.literalDepth > 0) this.literalDepth--;
    if (rule.kind === 'phrase') this.closePhrase(rule, NO_ATTRIBUTES);
    else if (rule.kind === 'block') this.closeBlock(rule);
    else if (rule.kind === 'code-block') this.endCode();
  }

  openPhrase(rule: PhraseRule, attributes: TagAttributes): void {
    if (!this.code) this.line.openPhrase(rule, attributes);
  }

  closePhrase(rule: PhraseRule, attributes: TagAttributes): void {
    if (!this.code) this.line.closePhrase(rule, attributes);
    else if (rule.name === 'code') this.code.endCode();
  }

  openPart(index: number): void {
    const part = this.workspace.parts[index];
    if (!part) return;
    const { tag, language, isMarkup, isWhole } = part;
    if (tag === 'pre') {
      this.openCode(this.line.literal(part.text));
    } else if (this.code) {
      this.code.appendCode(this.line.literal(part.text), language);
    } else {
      this.openPhrase(getPhraseRule(tag), NO_ATTRIBUTES);
      if (isMarkup && /[<&%]/.test(part.text)) scanMarkup(part.text, this, this.workspace);
      else this.line.append(this.lineOfCode(part.text, language !== undefined));
    }
    if (isWhole && tag !== 'pre') this.closeTag(getPhraseRule(tag));
  }

  /** Code within a line. Redmine drops one white space after `<code class="…">`. */
  private lineOfCode(code: string, hasLanguage: boolean): string {
    const trimmed = hasLanguage && /^[ \n]/.test(code) ? code.slice(1) : code;
    return foldLineEnds(dropOwnSpaces(this.line.literal(trimmed)));
  }

  macro(index: number, source: string): void {
    const macro = takeMacro(this.workspace.macros, index);
    if (!macro) this.text(source);
    else if (this.code) this.code.append(macro.source);
    else this.appendMacro(macro);
  }

  text(raw: string): void {
    if (!this.code) this.line.text(raw, this.literalDepth > 0);
    else this.code.append(this.literalDepth > 0 ? this.line.literal(raw) : decodeText(raw));
  }

  literalText(raw: string): void {
    if (this.code) this.code.append(this.line.literal(raw));
    else this.line.text(raw, true);
  }

  private appendImage({ src = '', title, source = '' }: TagAttributes): void {
    const { marks } = this.line.phrases;
    const address = this.line.literal(src);
    const alt = title === undefined ? undefined : this.line.literal(title);
    const picture = findPicture(address, alt, decodeText(source), marks, this.workspace);
    if (!picture) {
      this.text(source);
      return;
    }
    this.lineScope.pictures ??= new Map();
    this.lineScope.pictures.set(picture.block, picture.inline);
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
      this.line.append(line);
    });
  }

  private openCode(text: string): void {
    this.beginBlock();
    this.code = new CodeBlockBuilder(text);
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
      if (!this.blocks.has(rule.ends)) {
        this.code.keepEnd();
        return;
      }
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
    this.line.phrases.leaveBlocks(this.blocks.depth, isCell);
  }
}
