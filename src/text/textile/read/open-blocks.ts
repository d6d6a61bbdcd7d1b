/** The blocks that are open while a document is built, each with the nodes it has so far. */
import type { AdfNode } from '../../adf/nodes';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';

export interface OpenBlock {
  readonly tag: string;
  readonly attributes: TagAttributes;
  readonly children: AdfNode[];
}

export type FinishBlock = (block: OpenBlock) => readonly AdfNode[];

/** A closing tag does not look for its block beyond the cell or table it stands in. */
const BARRIERS: ReadonlySet<string> = new Set(['td', 'th', 'table']);

export class OpenBlocks {
  private readonly stack: OpenBlock[];

  /**
   * @param finish what a block becomes when it is closed.
   * @param maxDepth blocks opened deeper give their nodes to the block around them.
   */
  constructor(
    private readonly finish: FinishBlock,
    private readonly maxDepth: number,
  ) {
    this.stack = [{ tag: 'doc', attributes: NO_ATTRIBUTES, children: [] }];
  }

  get depth(): number {
    return this.stack.length;
  }

  get current(): OpenBlock {
    return this.stack.at(-1) as OpenBlock;
  }

  append(node: AdfNode): void {
    this.current.children.push(node);
  }

  open(tag: string, attributes: TagAttributes): void {
    const isTooDeep = this.stack.length > this.maxDepth;
    this.stack.push({ tag, attributes, children: isTooDeep ? this.current.children : [] });
  }

  /** Closes the nearest open block of these tags and all within it; nothing when none is open. */
  close(tags: ReadonlySet<string>, barriers: ReadonlySet<string> = BARRIERS): boolean {
    let index = this.stack.length - 1;
    while (index > 0 && !tags.has((this.stack[index] as OpenBlock).tag)) {
      if (barriers.has((this.stack[index] as OpenBlock).tag)) return false;
      index--;
    }
    if (index <= 0) return false;
    while (this.stack.length > index) this.pop();
    return true;
  }

  /** True when one of these tags is open, with no barrier within it. */
  has(tags: ReadonlySet<string>, barriers: ReadonlySet<string> = BARRIERS): boolean {
    for (let index = this.stack.length - 1; index > 0; index--) {
      const { tag } = this.stack[index] as OpenBlock;
      if (tags.has(tag)) return true;
      if (barriers.has(tag)) return false;
    }
    return false;
  }

  /** Closes all blocks and gives the document's. */
  end(): readonly AdfNode[] {
    while (this.stack.length > 1) this.pop();
    return this.finish(this.current);
  }

  private pop(): void {
    const block = this.stack.pop() as OpenBlock;
    const parent = this.current;
    if (block.children === parent.children) return;
    parent.children.push(...this.finish(block));
  }
}
