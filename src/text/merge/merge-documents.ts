/** Three-way merge of documents, block by block. */
import { childTypesOf } from '../adf/content-model';
import { type AdfDocument, type AdfNode, childrenOf } from '../adf/nodes';
import { alignEqual } from '../lens/align';
import { keyOf, sameNodes } from '../lens/node-key';

/** Blocks that both sides changed, each in its own way. */
export interface BlockConflict {
  readonly base: readonly AdfNode[];
  readonly left: readonly AdfNode[];
  readonly right: readonly AdfNode[];
  /** Where the conflict's blocks start in the merged document. */
  readonly index: number;
}

export interface DocumentMerge {
  /** Both sides' changes; in conflicts the left side's blocks. */
  readonly document: AdfDocument;
  /** Empty when the sides could be merged. */
  readonly conflicts: readonly BlockConflict[];
}

export interface DocumentSides {
  readonly base: AdfDocument;
  readonly left: AdfDocument;
  readonly right: AdfDocument;
}

/**
 * Merges two versions of a document. Blocks are whole paragraphs, lists and tables at the top of
 * the document; where both sides changed the same list, table or container, its items are merged in
 * the same way, and only what cannot be is a conflict. Blocks are equal when they are but for their
 * local ids. Nothing throws.
 */
export function mergeDocuments({ base, left, right }: DocumentSides): DocumentMerge {
  const merge = mergeSequences(childrenOf(base), childrenOf(left), childrenOf(right));
  return { document: { ...left, content: merge.blocks }, conflicts: merge.conflicts };
}

interface SequenceMerge {
  readonly blocks: readonly AdfNode[];
  readonly conflicts: readonly BlockConflict[];
}

function mergeSequences(
  base: readonly AdfNode[],
  left: readonly AdfNode[],
  right: readonly AdfNode[],
): SequenceMerge {
  const [inLeft, inRight] = [left, right].map(
    (side) => new Map(alignEqual(base.map(keyOf), side.map(keyOf))),
  );
  const blocks: AdfNode[] = [];
  const conflicts: BlockConflict[] = [];
  let [b, l, r] = [0, 0, 0];
  const mergeUpTo = (baseEnd: number, leftEnd: number, rightEnd: number) => {
    const stretch = {
      base: base.slice(b, baseEnd),
      left: left.slice(l, leftEnd),
      right: right.slice(r, rightEnd),
    };
    const resolved = resolve(stretch);
    if (resolved === undefined) conflicts.push({ ...stretch, index: blocks.length });
    blocks.push(...(resolved ?? stretch.left));
    [b, l, r] = [baseEnd, leftEnd, rightEnd];
  };
  // What both sides kept parts the stretches that at least one of them changed.
  base.forEach((_, index) => {
    const [leftEnd, rightEnd] = [inLeft?.get(index), inRight?.get(index)];
    if (leftEnd === undefined || rightEnd === undefined) return;
    mergeUpTo(index, leftEnd, rightEnd);
    mergeUpTo(index + 1, leftEnd + 1, rightEnd + 1);
  });
  mergeUpTo(base.length, left.length, right.length);
  return { blocks, conflicts };
}

type Stretch = Omit<BlockConflict, 'index'>;

/** The merged blocks where they can be, pair by pair within containers. */
function resolve({ base, left, right }: Stretch): readonly AdfNode[] | undefined {
  if (sameNodes(base, right) || sameNodes(left, right)) return left;
  if (sameNodes(base, left)) return right;
  if (base.length !== left.length || base.length !== right.length) return undefined;
  const merged = base.map((block, index) =>
    resolveBlock(block, left[index] as AdfNode, right[index] as AdfNode),
  );
  return merged.every((block) => block !== undefined) ? merged : undefined;
}

function resolveBlock(base: AdfNode, left: AdfNode, right: AdfNode): AdfNode | undefined {
  const keys = [base, left, right].map(keyOf);
  if (keys[1] === keys[2] || keys[0] === keys[2]) return left;
  if (keys[0] === keys[1]) return right;
  const isContainer = holdsBlocks(base.type) && base.type === left.type && base.type === right.type;
  if (!isContainer) return undefined;
  const shell = resolveShell(base, left, right);
  if (shell === undefined) return undefined;
  const { blocks, conflicts } = mergeSequences(
    childrenOf(base),
    childrenOf(left),
    childrenOf(right),
  );
  // A list without items is none.
  return conflicts.length === 0 && blocks.length > 0 ? { ...shell, content: blocks } : undefined;
}

function holdsBlocks(type: string): boolean {
  const children = childTypesOf(type);
  return children.size > 0 && !children.has('text');
}

/** The container without its children, as the side has it that changed it. */
function resolveShell(base: AdfNode, left: AdfNode, right: AdfNode): AdfNode | undefined {
  const shellOf = ({ content: _content, ...shell }: AdfNode): string => keyOf(shell);
  const [was, one, other] = [shellOf(base), shellOf(left), shellOf(right)];
  if (one === other || was === other) return left;
  return was === one ? right : undefined;
}
