/** What the writers of blocks share. */
import type { AdfNode } from '../../adf/nodes';
import type { TextContext } from '../../context';

/**
 * A block as logical lines. The content of `<pre>` is one line with its tags, however many it has,
 * since nothing is put before its lines in a quote or list.
 */
export type Block = readonly string[];

/** Where blocks stand: what Textile can nest depends on it. */
export type Place = 'document' | 'quote' | 'collapse' | 'cell';

export interface BlockScope {
  readonly place: Place;
  readonly depth: number;
  readonly maxDepth: number;
  readonly context: TextContext | undefined;
  /** True when the document has `==` more than once. */
  readonly hasLongNotextile: boolean;
  /** Writes nodes within this scope; given here so that the writers need not know each other. */
  readonly writeBlocks: (nodes: readonly AdfNode[], scope: BlockScope) => readonly Block[];
}

export type BlockHandler = (node: AdfNode, scope: BlockScope) => readonly Block[];
