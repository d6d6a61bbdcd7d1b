/** Finds what two sequences have in common. */
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

/** The longest common subsequence, by lengths of those of all pairs of tails. */
function alignMiddle(left: readonly string[], right: readonly string[]): readonly Pair[] {
  if (left.length * right.length === 0 || left.length * right.length > MAX_PRODUCT) return [];
  // Numbers compare faster than the long keys of blocks.
  const ids = new Map<string, number>();
  for (const key of [...left, ...right]) if (!ids.has(key)) ids.set(key, ids.size);
  const [leftIds, rightIds] = [left, right].map((keys) => keys.map((key) => ids.get(key)));
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const lengthAt = (l: number, r: number) => lengths[l * width + r] as number;
  for (let l = left.length - 1; l >= 0; l--) {
    for (let r = right.length - 1; r >= 0; r--) {
      lengths[l * width + r] =
        leftIds?.[l] === rightIds?.[r]
          ? lengthAt(l + 1, r + 1) + 1
          : Math.max(lengthAt(l + 1, r), lengthAt(l, r + 1));
    }
  }
  const pairs: Pair[] = [];
  let l = 0;
  let r = 0;
  while (lengthAt(l, r) > 0) {
    if (left[l] === right[r]) pairs.push([l++, r++]);
    else if (lengthAt(l + 1, r) === lengthAt(l, r)) l++;
    else r++;
  }
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
