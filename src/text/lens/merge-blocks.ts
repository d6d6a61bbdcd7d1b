/**
 * Applies the change between two texts to the blocks behind the first. A block whose text did not
 * change is the base's own, wherever it moved to; a changed one is merged (`merge-node.ts`); what
 * the text does not show (empty paragraphs) stays with the block before it.
 */

import { type AdfNode, childrenOf } from '../adf/nodes';
import { alignEqual, gapsBetween, type Pair } from './align';
import { fitInto } from './fit-into';
import { mergeLeaves } from './merge-leaves';
import { mergeNode } from './merge-node';
import { keyOf } from './node-key';
import { findOwners, type Ownership } from './owners';
import { pairChanged } from './pair-changed';
import type { BlocksEdit, LensScope } from './scope';

export function mergeBlocks(edit: BlocksEdit, scope: LensScope): readonly AdfNode[] {
  const { base, before, after } = edit;
  const ownership = findOwners(base, before, scope);
  const { owners } = ownership;
  const origins = findOrigins(before, after);
  const tails = hiddenTails(base, ownership, origins);
  const merged: AdfNode[] = [...tails.leading];
  let index = 0;
  while (index < after.length) {
    const origin = origins[index] as number;
    const owner = origin < 0 ? -1 : (owners[origin] as number);
    const end = owner < 0 ? index + 1 : endOfOwner(owner, owners, origins, index);
    merged.push(...mergeStretch({ edit, ownership, origins, owner, index, end }, scope));
    if (owner >= 0) merged.push(...(tails.after.get(owner) ?? []));
    index = end;
  }
  return merged;
}

/** For each new block, the old block that it is, changed or not, or -1. */
function findOrigins(before: readonly AdfNode[], after: readonly AdfNode[]): readonly number[] {
  const origins = after.map(() => -1);
  const pairs = alignEqual(before.map(keyOf), after.map(keyOf));
  for (const [left, right] of pairs) origins[right] = left;
  const gaps = gapsBetween(pairs, before.length, after.length);
  const moved = findMoves(
    gaps.flatMap((gap) => gap.left),
    gaps.flatMap((gap) => gap.right),
    before,
    after,
  );
  for (const [left, right] of moved) origins[right] = left;
  const taken = new Set(moved.map(([left]) => left));
  for (const gap of gaps) {
    const rest = {
      left: gap.left.filter((left) => !taken.has(left)),
      right: gap.right.filter((right) => origins[right] === -1),
    };
    for (const [right, left] of pairChanged(rest, before, after)) origins[right] = left;
  }
  return origins;
}

/** Equal blocks that are out of order. */
function findMoves(
  left: readonly number[],
  right: readonly number[],
  before: readonly AdfNode[],
  after: readonly AdfNode[],
): readonly Pair[] {
  const byKey = new Map<string, number[]>();
  for (const index of left) {
    const key = keyOf(before[index] as AdfNode);
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  const moves: Pair[] = [];
  for (const index of right) {
    const origin = byKey.get(keyOf(after[index] as AdfNode))?.shift();
    if (origin !== undefined) moves.push([origin, index]);
  }
  return moves;
}

interface Tails {
  readonly leading: readonly AdfNode[];
  /** Blocks that the text does not show, by the block they follow. */
  readonly after: ReadonlyMap<number, readonly AdfNode[]>;
}

function hiddenTails(
  base: readonly AdfNode[],
  { owners, groups }: Ownership,
  origins: readonly number[],
): Tails {
  const shown = new Set([...owners, ...[...groups.values()].flat()]);
  const kept = new Set(origins.map((origin) => (origin < 0 ? -1 : (owners[origin] as number))));
  const leading: AdfNode[] = [];
  const after = new Map<number, AdfNode[]>();
  let last = -1;
  base.forEach((node, index) => {
    if (kept.has(index)) last = index;
    if (shown.has(index)) return;
    if (last < 0) leading.push(node);
    else after.set(last, [...(after.get(last) ?? []), node]);
  });
  return { leading, after };
}

/** The end of the new blocks from `start` on that belong to one base block. */
function endOfOwner(
  owner: number,
  owners: readonly number[],
  origins: readonly number[],
  start: number,
): number {
  if (owners.indexOf(owner) === owners.lastIndexOf(owner)) return start + 1;
  let end = start + 1;
  for (let index = end; index < origins.length; index++) {
    const origin = origins[index] as number;
    if (origin >= 0 && owners[origin] !== owner) break;
    if (origin >= 0) end = index + 1;
  }
  return end;
}

interface Stretch {
  readonly edit: BlocksEdit;
  readonly ownership: Ownership;
  readonly origins: readonly number[];
  readonly owner: number;
  readonly index: number;
  readonly end: number;
}

function mergeStretch(stretch: Stretch, scope: LensScope): readonly AdfNode[] {
  const { edit, ownership, origins, owner, index, end } = stretch;
  const after = edit.after.slice(index, end);
  const isUnchangedAt = (position: number) => {
    const origin = edit.before[origins[position] as number];
    return origin !== undefined && keyOf(origin) === keyOf(edit.after[position] as AdfNode);
  };
  // What only the text has, the document goes without, as it did before.
  if (owner < 0) return after.filter((_, offset) => !isUnchangedAt(index + offset));
  const group = ownership.groups.get(owner) ?? [owner];
  const before = edit.before.filter((_, position) => ownership.owners[position] === owner);
  const isUnchanged =
    before.length === after.length &&
    before.every((node, position) => keyOf(node) === keyOf(after[position] as AdfNode));
  if (isUnchanged) return group.map((member) => edit.base[member] as AdfNode);
  if (group.length > 1) return after;
  const base = edit.base[owner] as AdfNode;
  if (before.length === 1) {
    return [mergeNode(base, before[0] as AdfNode, after[0] as AdfNode, scope)];
  }
  const byLeaves = mergeLeaves(base, before, after, (leaf, old, fresh) =>
    mergeNode(leaf, old, fresh, scope),
  );
  if (byLeaves !== undefined) return [byLeaves];
  // One base block that the text shows as several, such as a layout: its children are merged.
  const content = scope.mergeBlocks({ base: childrenOf(base), before, after }, scope);
  const merged = fitInto(base, content);
  return merged === undefined ? after : [merged];
}
