/** Some at a time: links have little to do with each other, and a tracker answers a few at once. */
const AT_ONCE = 4;

/** @throws what any of them threw, once those beside it are done */
export async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T, at: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const some = items.slice(at, at + AT_ONCE);
    const settled = await Promise.allSettled(some.map((item, offset) => work(item, at + offset)));
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      results.push(one.value);
    }
  }
  return results;
}
