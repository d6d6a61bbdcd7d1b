/** The blocks that are open at a line: containers, innermost last, and a leaf in the innermost. */
import type { TextLimits } from '../../context';
import type { Block, BlockTree } from './block';
import { type Container, createContainer } from './container';
import type { Definitions, Leaf } from './leaf';

export class OpenBlocks {
  readonly definitions: Definitions = new Map();
  readonly containers: Container[] = [createContainer('root')];
  leaf: Leaf | undefined = undefined;

  constructor(readonly limits: TextLimits) {}

  get innermost(): Container {
    return this.containers[this.containers.length - 1] as Container;
  }

  finish(): BlockTree {
    this.closeTo(1);
    this.closeLeaf();
    return { blocks: this.innermost.blocks, definitions: this.definitions };
  }

  /** Closes what a new block in the first `matched` containers ends: a list holds only items. */
  prepareBlock(matched: number): void {
    const isList = (this.containers[matched - 1] as Container).kind === 'list';
    this.closeTo(isList ? matched - 1 : matched);
    this.closeLeaf();
    this.innermost.isEmpty = false;
  }

  openLeaf(matched: number, leaf: Leaf): void {
    this.prepareBlock(matched);
    this.leaf = leaf;
  }

  /** Adds a block that is one line. */
  addLine(matched: number, block: Block): void {
    this.prepareBlock(matched);
    this.innermost.blocks.push(block);
  }

  closeLeaf(): void {
    const { leaf } = this;
    this.leaf = undefined;
    if (leaf === undefined) return;
    for (const block of leaf.toBlocks(leaf, this.definitions)) this.innermost.blocks.push(block);
  }

  /** Closes containers until `count` are open. */
  closeTo(count: number): void {
    if (this.containers.length <= count) return;
    this.closeLeaf();
    while (this.containers.length > count) {
      const closed = this.containers.pop() as Container;
      const { blocks, items, start } = closed;
      const parent = this.innermost;
      parent.isEmpty = false;
      if (closed.kind === 'item') parent.items.push(blocks);
      else if (closed.kind === 'list') parent.blocks.push({ kind: 'list', start, items });
      else parent.blocks.push({ kind: 'quote', blocks });
    }
  }
}
