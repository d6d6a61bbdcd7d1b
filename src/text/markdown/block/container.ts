/** Blocks that hold blocks: quotes, lists and their items. */
import type { Block } from './block';
import type { Line } from './line';

export interface Container {
  readonly kind: 'root' | 'quote' | 'list' | 'item';
  readonly blocks: Block[];
  /** Items of a list. */
  readonly items: Block[][];
  /** Columns that an item's lines are indented by. */
  readonly indent: number;
  /** The list's marker: lists of different markers are different lists. */
  readonly marker: string;
  readonly start: number | undefined;
  /** An item that started with a blank line and has nothing in it yet. */
  isEmpty: boolean;
}

interface ContainerParts {
  readonly marker?: string;
  readonly start?: number | undefined;
  readonly indent?: number;
  readonly isEmpty?: boolean;
}

export function createContainer(kind: Container['kind'], parts: ContainerParts = {}): Container {
  const { marker = '', start, indent = 0, isEmpty = false } = parts;
  return { kind, blocks: [], items: [], marker, start, indent, isEmpty };
}

/** Whether the line belongs to the open container; its marker or indentation is consumed then. */
export function continueContainer(container: Container, line: Line): boolean {
  switch (container.kind) {
    case 'quote':
      if (line.isIndented || line.first !== '>') return false;
      consumeQuoteMarker(line);
      return true;
    case 'item':
      if (line.isBlank && container.isEmpty) return false;
      if (line.indent >= container.indent) line.advanceColumns(container.indent);
      else if (line.isBlank) line.skipSpace();
      else return false;
      return true;
    default:
      return true;
  }
}

export function consumeQuoteMarker(line: Line): void {
  line.skipSpace();
  line.advance(1);
  if (line.indent > 0) line.advanceColumns(1);
}
