/** Where in the document something is written. */
import type { AdfNode } from '../../adf/nodes';
import type { TextContext } from '../../context';

export interface WrittenBlock {
  readonly node: AdfNode;
  /** Never empty. */
  readonly text: string;
}

export interface WriteScope {
  readonly context: TextContext | undefined;
  readonly maxDepth: number;
  /** Nodes around what is written. */
  readonly depth: number;
  /** In a heading or table cell a line must not end, so a break is `<br>`. */
  readonly isOneLine: boolean;
  /** Writes the blocks of a container, leaving out those that show nothing. */
  readonly writeEach: (nodes: readonly AdfNode[], scope: WriteScope) => readonly WrittenBlock[];
}

/** The blocks with a blank line between them. */
export function writeBlocks(nodes: readonly AdfNode[], scope: WriteScope): string {
  return scope
    .writeEach(nodes, scope)
    .map(({ text }) => text)
    .join('\n\n');
}
