/** What the parts of the lens share while one edit is applied. */
import type { AdfNode } from '../adf/nodes';

export interface LensScope {
  /** What is read when these blocks are written: what the text knows of them. */
  readonly project: (blocks: readonly AdfNode[]) => readonly AdfNode[];
  /** Applies the change from `before` to `after` to the base blocks behind `before`. */
  readonly mergeBlocks: (edit: BlocksEdit, scope: LensScope) => readonly AdfNode[];
}

export interface BlocksEdit {
  readonly base: readonly AdfNode[];
  readonly before: readonly AdfNode[];
  readonly after: readonly AdfNode[];
}
