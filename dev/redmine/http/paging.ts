import type { Context } from '../context';
import { integerOf, isBlank } from './params';

/** One page of a list, by `offset` and `limit` (or `page`): 25 by default, 100 at most. */
export function pageOf<T>(
  context: Context,
  all: readonly T[],
): {
  readonly items: readonly T[];
  readonly meta: { total_count: number; offset: number; limit: number };
} {
  const { params } = context;
  const asked = integerOf(params.limit);
  const limit = asked < 1 ? 25 : Math.min(asked, 100);
  const offset = !isBlank(params.offset)
    ? Math.max(0, integerOf(params.offset))
    : !isBlank(params.page)
      ? Math.max(0, (integerOf(params.page) - 1) * limit)
      : 0;
  return {
    items: all.slice(offset, offset + limit),
    meta: { total_count: all.length, offset, limit },
  };
}
