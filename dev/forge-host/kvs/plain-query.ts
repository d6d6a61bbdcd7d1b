/**
 * Queries over plain keys. Secrets are never found by them.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/kvs-api-query/
 */
import { z } from 'zod';
import { FORGE_LIMITS } from '../limits';
import { decodeCursor, encodeCursor } from './cursor';
import { type KvsAnswer, type KvsContext, prefixOf, renderRecord, sizeOf } from './kvs-context';
import { KvsError } from './kvs-error';
import { metadataFieldsSchema } from './set-options';

export const plainQuerySchema = z.object({
  limit: z.int().optional(),
  after: z.string().optional(),
  where: z
    .array(z.object({ property: z.string(), condition: z.string(), values: z.array(z.unknown()) }))
    .optional(),
  options: z.object({ metadataFields: metadataFieldsSchema.optional() }).optional(),
});

type Where = NonNullable<z.infer<typeof plainQuerySchema>['where']>;

/** @throws {KvsError} for anything but one `beginsWith` on the key */
function readKeyPrefix(where: Where): string {
  if (where.length > 1) {
    throw new KvsError(400, 'QUERY_WHERE_INVALID', 'Only a single "where" clause is allowed');
  }
  const [clause] = where;
  if (!clause) return '';
  if (clause.property !== 'key') {
    throw new KvsError(400, 'QUERY_WHERE_FIELD_INVALID', 'Only "key" is supported');
  }
  if (clause.condition !== 'BEGINS_WITH') {
    throw new KvsError(400, 'INVALID_FILTER_CONDITION', 'Only beginsWith is supported');
  }
  const [value] = clause.values;
  if (clause.values.length !== 1 || typeof value !== 'string') {
    throw new KvsError(400, 'INVALID_FILTER_VALUES', 'beginsWith needs one string');
  }
  return value;
}

/** @throws {KvsError} for a query that Forge storage does not take */
export function queryPlain(
  context: KvsContext,
  request: z.infer<typeof plainQuerySchema>,
): KvsAnswer {
  const limit = request.limit ?? FORGE_LIMITS.kvs.queryPageDefault;
  if (limit < 1 || limit > FORGE_LIMITS.kvs.queryPage) {
    throw new KvsError(400, 'LIST_QUERY_LIMIT_EXCEEDED', 'Limit must be between 1 and 100');
  }
  const root = prefixOf({ kind: 'plain' });
  const prefix = root + readKeyPrefix(request.where ?? []);
  const after = request.after === undefined ? undefined : root + decodeCursor(request.after).key;
  const page: string[] = [];
  let bytes = 0;
  let lastKey = '';
  let hasMore = false;
  for (const [address, record] of context.table.listStale(prefix, after)) {
    if (page.length === limit) {
      hasMore = true;
      break;
    }
    lastKey = address.slice(root.length);
    bytes += sizeOf(lastKey, record.json);
    page.push(renderRecord(lastKey, record, request.options?.metadataFields));
  }
  context.limits.admitRead(bytes);
  const cursor = hasMore ? `,"cursor":"${encodeCursor({ key: lastKey })}"` : '';
  return { status: 200, json: `{"data":[${page.join()}]${cursor}}`, bytes };
}
