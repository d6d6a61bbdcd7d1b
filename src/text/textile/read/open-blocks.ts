/**
 * The blocks that are open while a document is built, each with the nodes it has so far, and
 * whether all that was put together so far is valid ADF.
 */
import { CHILDREN, textBlockMarks } from '../../adf/content-model';
import type { AdfNode, NodeType } from '../../adf/nodes';
import { finishBlock } from './finish-block';
import type { LineScope } from './line';
import type { OpenBlock } from './open-block';
import { NO_ATTRIBUTES, type TagAttributes } from './tag-attributes';
import { type BlockEnd, type BlockRule, DOCUMENT_RULE } from './tag-rules';

export class OpenBlocks {
  current: OpenBlock = {
    rule: DOCUMENT_RULE,
    attributes: NO_ATTRIBUTES,
    children: [],
    hasBlocks: false,
    textEnd: 0,
    textMarks: [],
  };
  /** False once a node stands where ADF forbids it, or was put together elsewhere. */
  isValid = true;
  private readonly outer: OpenBlock[] = [];

  /** @param maxDepth blocks opened deeper give their nodes to the block around them. */
  constructor(
    private readonly lineScope: LineScope,
    private readonly maxDepth: number,
  ) {}

  get depth(): number {
    return this.outer.length;
  }

  appendBlock(node: AdfNode): void {
    this.current.hasBlocks = true;
    this.current.children.push(node);
  }

  /** Appends a block that was put together elsewhere. */
  appendWhole(node: AdfNode): void {
    this.isValid &&= hasValidContent(node);
    this.appendBlock(node);
  }

  open(rule: BlockRule, attributes: TagAttributes): void {
    const outer = this.current;
    this.outer.push(outer);
    const isTooDeep = this.outer.length > this.maxDepth;
    if (isTooDeep) outer.hasBlocks = true;
    const children = isTooDeep ? outer.children : [];
    const textEnd = isTooDeep ? outer.textEnd : 0;
    const { textMarks } = outer;
    this.current = { rule, attributes, children, hasBlocks: isTooDeep, textEnd, textMarks };
  }

  /** Closes the nearest open block of these and all within it; nothing when none is open. */
  close(end: BlockEnd): boolean {
    if (!this.has(end)) return false;
    while ((end.ends & this.current.rule.bit) === 0) this.pop();
    this.pop();
    return true;
  }

  /** True when one of these blocks is open, with no barrier within it. */
  has({ ends, barriers }: BlockEnd): boolean {
    let { bit } = this.current.rule;
    for (let index = this.outer.length - 1; index >= 0; index--) {
      if (ends & bit) return true;
      if (barriers & bit) return false;
      bit = (this.outer[index] as OpenBlock).rule.bit;
    }
    return false;
  }

  /** Closes all blocks and gives the document's. */
  end(): readonly AdfNode[] {
    while (this.outer.length > 0) this.pop();
    return this.finish(this.current);
  }

  private pop(): void {
    const block = this.current;
    this.current = this.outer.pop() as OpenBlock;
    if (block.children === this.current.children) {
      this.current.textEnd = block.textEnd;
      this.current.textMarks = block.textMarks;
      return;
    }
    this.current.hasBlocks = true;
    for (const node of this.finish(block)) this.current.children.push(node);
  }

  private finish(block: OpenBlock): readonly AdfNode[] {
    const nodes = finishBlock(block, this.lineScope);
    // A line of text and nothing else cannot be invalid.
    const isLine = block.rule.level > 0 || block.rule.type === 'paragraph';
    if (!this.isValid || (isLine && !block.hasBlocks && this.lineScope.pictures === undefined)) {
      return nodes;
    }
    if (block.rule.type === 'doc') {
      this.isValid = areAllowed(nodes, 'doc');
    } else {
      for (const node of nodes) this.isValid &&= LINES.has(node.type) || hasValidContent(node);
    }
    return nodes;
  }
}

/** What holds text only, and cannot be invalid. */
const LINES: ReadonlySet<NodeType> = new Set(['paragraph', 'heading', 'codeBlock', 'rule']);

function hasValidContent({ type, content }: AdfNode): boolean {
  return content !== undefined && content.length > 0 && areAllowed(content, type);
}

function areAllowed(nodes: readonly AdfNode[], parent: NodeType): boolean {
  const allowed = CHILDREN[parent];
  for (const node of nodes) {
    if (!allowed.has(node.type)) return false;
    const { marks } = node;
    if (marks && !marks.every((mark) => textBlockMarks(node.type, parent).has(mark.type))) {
      return false;
    }
  }
  return true;
}
