/** Redmine answers a few requests at a time; more only wait in its line. */
import type { Mapping } from '../core/mapping';

const AT_ONCE = 4;

/** How many requests may be under way: one, where the admin limited them. */
export function countAtOnce({ limits }: Mapping): number {
  return limits.remoteRequestsPerMinute === null ? AT_ONCE : 1;
}

/** @throws what the first of them threw, once those beside it are done */
export async function fewAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    const settled = await Promise.allSettled(items.slice(at, at + atOnce).map(work));
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      results.push(one.value);
    }
  }
  return results;
}
