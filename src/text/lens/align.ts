/** Finds what two sequences have in common. */
import { diffIndices } from 'node-diff3';

/** Positions of equal items, both rising. */
export type Pair = readonly [left: number, right: number];

// Beyond this the cost of the longest common subsequence shows; what differs is then all different.
const MAX_PRODUCT = 4_000_000;

export function alignEqual(left: readonly string[], right: readonly string[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let start = 0;
  const shortest = Math.min(left.length, right.length);
  while (start < shortest && left[start] === right[start]) pairs.push([start, start++]);
  let tail = 0;
  while (
    tail < shortest - start &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  ) {
    tail++;
  }
  const leftMiddle = left.slice(start, left.length - tail);
  const rightMiddle = right.slice(start, right.length - tail);
  for (const [l, r] of alignMiddle(leftMiddle, rightMiddle)) pairs.push([start + l, start + r]);
  for (let back = tail; back > 0; back--) pairs.push([left.length - back, right.length - back]);
  return pairs;
}

function alignMiddle(left: readonly string[], right: readonly string[]): readonly Pair[] {
  if (left.length * right.length === 0 || left.length * right.length > MAX_PRODUCT) return [];
  const pairs: Pair[] = [];
  let l = 0;
  let r = 0;
  const takeUntil = (end: number) => {
    while (l < end) pairs.push([l++, r++]);
  };
  for (const { buffer1, buffer2 } of diffIndices([...left], [...right])) {
    takeUntil(buffer1[0]);
    l = buffer1[0] + buffer1[1];
    r = buffer2[0] + buffer2[1];
  }
  takeUntil(left.length);
  return pairs;
}

/** A stretch between two pairs: items of each side that have no equal. */
export interface Gap {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export function gapsBetween(
  pairs: readonly Pair[],
  leftLength: number,
  rightLength: number,
): readonly Gap[] {
  const gaps: Gap[] = [];
  let l = 0;
  let r = 0;
  for (const [left, right] of [...pairs, [leftLength, rightLength] as const]) {
    if (left > l || right > r) gaps.push({ left: range(l, left), right: range(r, right) });
    l = left + 1;
    r = right + 1;
  }
  return gaps;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
