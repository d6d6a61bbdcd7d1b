/** Builds a document from the tags and the text that the passes left. */
import { HARD_BREAK, RULE } from '../../adf/builders';
import { type AdfDocument, isCellType } from '../../adf/nodes';
import { normalizeDocument } from '../../adf/normalize';
import { BlockBuilder } from './block-builder';
import { type CaughtMacro, takeMacro } from './catch-macros';
import { dropOwnSpaces } from './clean-white-space';
import { decodeText, foldLineEnds } from './decode-text';
import { findPicture } from './images';
import { expandMacro, thumbnailName } from './macro-nodes';
import { type DocumentSink, readBlocks } from './read-blocks';
import { type LineHandler, readLine } from './read-line';
import { scanMarkup } from './scan-markup';
import { NO_ATTRIBUTES, readNotation, type TagAttributes } from './tag-attributes';
import { type BlockRule, getPhraseRule, type PhraseRule, type TagRule } from './tag-rules';
import { isProtectedTag, type Workspace } from './workspace';

/** @param toDocument converts the text within a macro. */
export function buildDocument(
  text: string,
  workspace: Workspace,
  toDocument: (source: string) => AdfDocument,
): AdfDocument {
  return new DocumentBuilder(workspace, toDocument).build(text);
}

class DocumentBuilder extends BlockBuilder implements LineHandler, DocumentSink {
  /** Tags of code and literal text that are open in the line; entities mean nothing within. */
  private literalDepth = 0;

  constructor(
    workspace: Workspace,
    private readonly toDocument: (source: string) => AdfDocument,
  ) {
    super(workspace);
  }

  build(text: string): AdfDocument {
    readBlocks(text, this.workspace, this);
    // Redmine strips the whole text at the end, which shows in code that was never closed.
    this.endCode(true);
    const content = this.blocks.end();
    return this.blocks.isValid ? { type: 'doc', version: 1, content } : normalizeDocument(content);
  }

  open(rule: BlockRule, notation: string): void {
    this.openBlock(rule, readNotation(notation, isCellType(rule.type)));
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
}
