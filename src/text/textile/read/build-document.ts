/**
 * Builds the blocks of a document from the tags that the passes left, nesting them as a browser
 * would: an open paragraph ends where a block begins, an open item where the next one begins, and
 * closing tags of what is not open mean nothing.
 */
import { HARD_BREAK, RULE, text } from '../../adf/builders';
import { type AdfNode, isInlineType } from '../../adf/nodes';
import { findSafeUrl } from '../../safe-url';
import { type CaughtMacro, restoreMacros } from './catch-macros';
import { dropOwnSpaces } from './clean-white-space';
import { CodeBlockBuilder } from './code-block-builder';
import { decodeLiteral, decodeText, foldLineEnds, isBlank } from './decode-text';
import { finishBlock } from './finish-block';
import { findPicture } from './images';
import { expandMacro, macroText, thumbnailName } from './macro-nodes';
import { OpenBlocks } from './open-blocks';
import { isPhraseTag, OpenPhrases } from './phrase-marks';
import { type MarkupHandler, scanMarkup } from './scan-markup';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import type { Workspace } from './workspace';

const tags = (...names: readonly string[]): ReadonlySet<string> => new Set(names);
const PARAGRAPH = tags('p');
const HEADINGS = tags('h1', 'h2', 'h3', 'h4', 'h5', 'h6');
const LISTS = tags('ul', 'ol');
const ITEM = tags('li');
const CELLS = tags('td', 'th');
const ROW = tags('tr');
const TABLE = tags('table');
const LIST_BARRIERS = tags('ul', 'ol', 'td', 'th', 'table');
const NO_BARRIERS = tags();
const BLOCKS = tags('p', ...HEADINGS, 'blockquote', ...LISTS, 'li', 'table', 'tr', 'td', 'th');

function isInline(node: AdfNode | undefined): boolean {
  return node !== undefined && isInlineType(node.type);
}

/** @param toBlocks converts the text within a macro. */
export function buildBlocks(
  markup: string,
  workspace: Workspace,
  toBlocks: (source: string) => readonly AdfNode[],
): readonly AdfNode[] {
  return new DocumentBuilder(workspace, toBlocks).build(markup);
}

class DocumentBuilder implements MarkupHandler {
  private readonly pictures = new Map<AdfNode, AdfNode>();
  private readonly blocks: OpenBlocks;
  private readonly phrases = new OpenPhrases();
  private readonly usedMacros = new Set<number>();
  private code: CodeBlockBuilder | undefined;
  /** What the open abbreviation stands for. */
  private abbreviation: string | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly toBlocks: (source: string) => readonly AdfNode[],
  ) {
    const scope = { pictures: this.pictures, context: workspace.context };
    const finish = (block: Parameters<typeof finishBlock>[0]) => finishBlock(block, scope);
    this.blocks = new OpenBlocks(finish, workspace.limits.maxDepth);
  }

  build(markup: string): readonly AdfNode[] {
    this.scan(markup);
    // Redmine strips the whole text at the end, which shows in code that was never closed.
    this.endCode(true);
    return this.blocks.end();
  }

  openTag(name: string, attributesIndex: number): void {
    const attributes = this.workspace.attributes[attributesIndex] ?? NO_ATTRIBUTES;
    if (name === 'br') {
      if (this.code) this.code.append('\n');
      else this.blocks.append(HARD_BREAK);
    } else if (name === 'hr') {
      this.beginBlock();
      this.blocks.append(RULE);
    } else if (name === 'img') {
      this.appendImage(attributes);
    } else if (isPhraseTag(name)) {
      if (!this.code) this.openPhrase(name, attributes);
    } else if (name === 'pre') {
      this.openCode('');
    } else if (BLOCKS.has(name)) {
      this.openBlock(name, attributes);
    }
  }

  closeTag(name: string): void {
    if (name === 'pre') {
      this.endCode();
    } else if (isPhraseTag(name)) {
      this.closePhrase(name);
    } else if (BLOCKS.has(name)) {
      this.closeBlock(name);
    }
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
      this.phrases.push(tag, this.blocks.depth);
      if (isMarkup) this.scan(part.text);
      else this.appendText(foldLineEnds(dropOwnSpaces(this.literal(part.text))));
    }
  }

  macro(index: number, source: string): void {
    const macro = this.usedMacros.has(index) ? undefined : this.workspace.macros[index];
    this.usedMacros.add(index);
    if (!macro) this.text(source);
    else if (this.code) this.code.append(macro.source);
    else this.appendMacro(macro);
  }

  text(raw: string): void {
    if (this.code) this.code.append(decodeText(raw));
    else if (!isBlank(raw)) this.appendText(decodeText(raw));
    else if (isInline(this.blocks.current.children.at(-1))) this.appendText(' ');
  }

  private scan(markup: string): void {
    scanMarkup(markup, this, this.workspace.macros.length > 0);
  }

  private appendText(value: string): void {
    if (value === '') return;
    const { marks } = this.phrases;
    this.blocks.append(text(value, marks));
  }

  private openPhrase(name: string, attributes: TagAttributes): void {
    const { href, title } = attributes;
    if (name === 'abbr') this.abbreviation = title;
    const url = href === undefined ? undefined : this.findUrl(href);
    this.phrases.push(name, this.blocks.depth, attributes, url);
  }

  private closePhrase(name: string): void {
    if (this.code) {
      if (name === 'code') this.code.endCode();
      return;
    }
    // What an abbreviation stands for is a tooltip in Redmine; here it stays beside it.
    const title = name === 'abbr' ? this.abbreviation : undefined;
    if (title !== undefined && !this.workspace.isProof) this.appendText(`(${this.literal(title)})`);
    this.phrases.close(name);
  }

  private openCode(text: string): void {
    this.beginBlock();
    this.code = new CodeBlockBuilder(text);
  }

  private findUrl(href: string): string | undefined {
    const address = this.literal(href);
    const full = address.startsWith('www.') ? `http://${address}` : address;
    return findSafeUrl(full, this.workspace.context?.baseUrl) || undefined;
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
    this.blocks.append(picture.block);
  }

  private appendMacro(macro: CaughtMacro): void {
    const name = thumbnailName(macro);
    const file = name ? this.workspace.context?.attachments?.findMediaByName?.(name) : undefined;
    if (name && file) {
      this.appendImage({ src: encodeURIComponent(name), source: macro.source });
      return;
    }
    const block = expandMacro(macro, this.toBlocks);
    const nodes = block ? [block] : macroText(macro, this.phrases.marks);
    for (const node of nodes) this.blocks.append(node);
  }

  private literal(value: string): string {
    return restoreMacros(decodeLiteral(value), this.workspace.macros, this.usedMacros);
  }

  private endCode(isTextEnd = false): void {
    if (!this.code) return;
    const block = this.code.build(isTextEnd);
    this.code = undefined;
    this.blocks.append(block);
  }

  /** Ends what may not hold a block. */
  private beginBlock(): void {
    this.endCode();
    if (this.blocks.close(PARAGRAPH)) this.leaveBlocks(false);
  }

  private openBlock(name: string, attributes: TagAttributes): void {
    this.endCode();
    if (ITEM.has(name)) this.blocks.close(ITEM, LIST_BARRIERS);
    if (CELLS.has(name)) this.blocks.close(CELLS);
    if (ROW.has(name)) this.blocks.close(ROW, TABLE);
    this.beginBlock();
    this.blocks.open(name, attributes);
  }

  private closeBlock(name: string): void {
    const own = HEADINGS.has(name) ? HEADINGS : tags(name);
    const barriers = ITEM.has(name) ? LIST_BARRIERS : TABLE.has(name) ? NO_BARRIERS : undefined;
    if (!this.blocks.has(own, barriers)) return;
    this.endCode();
    this.blocks.close(own, barriers);
    this.leaveBlocks(CELLS.has(name));
  }

  private leaveBlocks(isCell: boolean): void {
    this.phrases.leaveBlocks(this.blocks.depth, isCell);
  }
}
