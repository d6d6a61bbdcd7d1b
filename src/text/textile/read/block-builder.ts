/**
 * The blocks of a document while it is built, nested as a browser would nest their tags: an open
 * paragraph ends where a block begins, an open item where the next one begins, and closing tags of
 * what is not open mean nothing.
 */
import { isCellType } from '../../adf/nodes';
import { CodeBlockBuilder } from './code-block-builder';
import { LINE_BORDER } from './finish-block';
import { InlineBuilder } from './inline-builder';
import type { LineScope } from './line';
import { OpenBlocks } from './open-blocks';
import type { TagAttributes } from './tag-attributes';
import { type BlockRule, PARAGRAPH_END } from './tag-rules';
import type { Workspace } from './workspace';

export class BlockBuilder {
  protected readonly lineScope: LineScope;
  protected readonly blocks: OpenBlocks;
  protected readonly line: InlineBuilder;
  protected code: CodeBlockBuilder | undefined;

  constructor(protected readonly workspace: Workspace) {
    const { context, limits } = workspace;
    this.lineScope = { pictures: undefined, context, hasKeptSpaces: false };
    this.blocks = new OpenBlocks(this.lineScope, limits.maxDepth);
    this.line = new InlineBuilder(workspace, this.blocks, this.lineScope);
  }

  protected openCode(text: string): void {
    this.beginBlock();
    this.code = new CodeBlockBuilder(text);
  }

  protected endCode(isTextEnd = false): void {
    if (!this.code) return;
    const block = this.code.build(isTextEnd);
    this.code = undefined;
    this.blocks.appendBlock(block);
  }

  /** Ends what may not hold a block. */
  protected beginBlock(): void {
    this.endCode();
    if (this.blocks.close(PARAGRAPH_END)) this.leaveBlocks(false);
  }

  protected openBlock(rule: BlockRule, attributes: TagAttributes): void {
    if (this.code) this.endCode();
    for (const end of rule.endsBefore) if (this.blocks.close(end)) this.leaveBlocks(false);
    this.blocks.open(rule, attributes);
  }

  protected closeBlock(rule: BlockRule): void {
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
    this.leaveBlocks(isCellType(rule.type));
  }

  private leaveBlocks(isCell: boolean): void {
    this.line.phrases.leaveBlocks(this.blocks.depth, isCell);
  }
}
