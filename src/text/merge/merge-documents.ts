/** Three-way merge of documents, block by block. */
import { diff3MergeRegions } from 'node-diff3';
import { type AdfDocument, type AdfNode, childrenOf } from '../adf/nodes';
import { keyOf } from '../lens/node-key';

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
 * the same way, and only what cannot be is a conflict.
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
  const regions = diff3MergeRegions(left.map(keyOf), base.map(keyOf), right.map(keyOf));
  const sides = { a: left, o: base, b: right };
  const blocks: AdfNode[] = [];
  const conflicts: BlockConflict[] = [];
  for (const region of regions) {
    if (region.stable) {
      const { buffer, bufferStart, bufferLength } = region;
      blocks.push(...sides[buffer].slice(bufferStart, bufferStart + bufferLength));
      continue;
    }
    const stretch = {
      base: base.slice(region.oStart, region.oStart + region.oLength),
      left: left.slice(region.aStart, region.aStart + region.aLength),
      right: right.slice(region.bStart, region.bStart + region.bLength),
    };
    const resolved = resolve(stretch);
    if (resolved === undefined) conflicts.push({ ...stretch, index: blocks.length });
    blocks.push(...(resolved ?? stretch.left));
  }
  return { blocks, conflicts };
}

type Stretch = Omit<BlockConflict, 'index'>;

/** The merged blocks where they can be, pair by pair within containers. */
function resolve({ base, left, right }: Stretch): readonly AdfNode[] | undefined {
  if (base.length !== left.length || base.length !== right.length) return undefined;
  const merged: AdfNode[] = [];
  for (let index = 0; index < base.length; index++) {
    const block = resolveBlock(
      base[index] as AdfNode,
      left[index] as AdfNode,
      right[index] as AdfNode,
    );
    if (block === undefined) return undefined;
    merged.push(block);
  }
  return merged;
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'bulletList',
  'orderedList',
  'listItem',
  'taskList',
  'decisionList',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'panel',
  'blockquote',
  'expand',
  'nestedExpand',
  'layoutSection',
  'layoutColumn',
  'bodiedExtension',
]);

function resolveBlock(base: AdfNode, left: AdfNode, right: AdfNode): AdfNode | undefined {
  const keys = [base, left, right].map(keyOf);
  if (keys[1] === keys[2] || keys[0] === keys[2]) return left;
  if (keys[0] === keys[1]) return right;
  const isContainer =
    CONTAINERS.has(base.type) && base.type === left.type && base.type === right.type;
  if (!isContainer) return undefined;
  const shell = resolveShell(base, left, right);
  if (shell === undefined) return undefined;
  const { blocks, conflicts } = mergeSequences(
    childrenOf(base),
    childrenOf(left),
    childrenOf(right),
  );
  return conflicts.length === 0 ? { ...shell, content: blocks } : undefined;
}

/** The container without its children, as the side has it that changed it. */
function resolveShell(base: AdfNode, left: AdfNode, right: AdfNode): AdfNode | undefined {
  const shellOf = ({ content: _content, ...shell }: AdfNode): string => keyOf(shell);
  const [was, one, other] = [shellOf(base), shellOf(left), shellOf(right)];
  if (one === other || was === other) return left;
  return was === one ? right : undefined;
}
