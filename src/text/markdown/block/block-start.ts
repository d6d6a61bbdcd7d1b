/** What every entry of the table of blocks (`syntax.ts`) is. */
import type { Leaf } from './leaf';
import type { Line } from './line';
import type { OpenBlocks } from './open-blocks';

export interface StartPlace {
  readonly line: Line;
  /** The line from its first character on. */
  readonly rest: string;
  /** Containers that the line goes on with or has opened. */
  readonly matched: number;
  /** The open paragraph that the line would go on with if it started nothing. */
  readonly paragraph: Leaf | undefined;
}

/**
 * Opens a block if the line starts one.
 *
 * @returns what was opened: a leaf, which takes the rest of the line, or a container.
 */
export type BlockStart = (open: OpenBlocks, place: StartPlace) => 'leaf' | 'container' | undefined;
