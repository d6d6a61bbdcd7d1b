import type { AdfMark, AdfNode } from '../../adf/nodes';
import type { TagAttributes } from './tag-attributes';
import type { BlockRule } from './tag-rules';

/** A block whose end has not come yet, with the nodes it has so far. */
export interface OpenBlock {
  readonly rule: BlockRule;
  readonly attributes: TagAttributes;
  readonly children: AdfNode[];
  /** True once anything but inline nodes is among the children. */
  hasBlocks: boolean;
  /** How many children there were when the last text was added… */
  textEnd: number;
  /** …and its marks. */
  textMarks: readonly AdfMark[];
}
