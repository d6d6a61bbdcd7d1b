/** What is much crosses in parts, each saved before the next: a run has an end, and may be cut off. */

/**
 * The writes to begin with: what must not be seen any longer goes before what is new.
 * @param count how many are carried at once
 */
export function takeFirst<W extends { readonly kind: string }>(
  writes: readonly W[],
  count: number,
): readonly W[] {
  if (writes.length <= count) return writes;
  const isBack = ({ kind }: W) => kind === 'take-back';
  return [...writes.filter(isBack), ...writes.filter((write) => !isBack(write))].slice(0, count);
}
