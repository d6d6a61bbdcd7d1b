/** Which documents belong to one owner (the comments of an issue, say), in the order of their ids. */
import type { Table } from './table';

const NONE: readonly never[] = [];

export class GroupIndex<T extends { readonly id: string }> {
  private readonly groups = new Map<string, T[]>();

  constructor(table: Table<T>, ownerOf: (document: T) => readonly string[]) {
    table.onChange((before, after) => {
      if (before !== undefined) for (const owner of ownerOf(before)) this.drop(owner, before);
      if (after !== undefined) for (const owner of ownerOf(after)) this.insert(owner, after);
    });
  }

  /** The owner's documents, oldest id first. */
  of(owner: string): readonly T[] {
    return this.groups.get(owner) ?? NONE;
  }

  private insert(owner: string, document: T): void {
    const group = this.groups.get(owner);
    if (group === undefined) {
      this.groups.set(owner, [document]);
      return;
    }
    group.splice(positionOf(group, document.id), 0, document);
  }

  private drop(owner: string, document: T): void {
    const group = this.groups.get(owner);
    if (group === undefined) return;
    const position = positionOf(group, document.id);
    if (group[position]?.id === document.id) group.splice(position, 1);
    if (group.length === 0) this.groups.delete(owner);
  }
}

/** Where the id stands, or would stand: ids are decimal numbers without leading zeros. */
function positionOf(group: readonly { readonly id: string }[], id: string): number {
  const wanted = Number(id);
  let low = 0;
  let high = group.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Number(group[middle]?.id) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
