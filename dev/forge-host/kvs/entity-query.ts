/**
 * Queries over an index of an entity.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-api-query/
 */
import { z } from 'zod';
import { FORGE_LIMITS } from '../limits';
import { compileCondition, compileFilters, conditionSchema, filtersSchema } from './conditions';
import { type CursorPosition, decodeCursor, encodeCursor } from './cursor';
import { type Entity, type EntityIndex, fitsType } from './entities';
import {
  getEntity,
  type KvsAnswer,
  type KvsContext,
  prefixOf,
  renderRecord,
  sizeOf,
} from './kvs-context';
import { badRequest, KvsError } from './kvs-error';
import type { StoredRecord } from './record-table';
import { metadataFieldsSchema } from './set-options';

export const entityQuerySchema = z.object({
  entityName: z.string(),
  indexName: z.string(),
  partition: z.array(z.unknown()).optional(),
  range: conditionSchema.optional(),
  filters: z.union([filtersSchema, z.array(z.never())]).optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  cursor: z.string().optional(),
  limit: z.int().optional(),
  options: z.object({ metadataFields: metadataFieldsSchema.optional() }).optional(),
});

type EntityQuery = z.infer<typeof entityQuerySchema>;
type Attributes = Readonly<Record<string, unknown>>;

/** One entity as an index holds it. */
interface IndexEntry {
  readonly key: string;
  readonly record: StoredRecord;
  readonly attributes: Attributes;
  readonly range: string | number | boolean;
}

/** @throws {KvsError} where the values do not go with the partition's attributes */
function checkPartition(entity: Entity, index: EntityIndex, values: readonly unknown[]): void {
  if (values.length !== index.partition.length) {
    throw badRequest(`The index needs ${index.partition.length} partition values`);
  }
  index.partition.forEach((name, place) => {
    const type = entity.attributes.get(name) ?? 'any';
    if (!fitsType(values[place], type)) throw badRequest(`Partition ${name} is not a ${type}`);
  });
}

/** Keeps the parsed text of every entity that was ever listed, until it changes. */
export type AttributeCache = Map<
  string,
  { readonly json: string; readonly attributes: Attributes }
>;

function parseAttributes(cache: AttributeCache, address: string, json: string): Attributes {
  const cached = cache.get(address);
  if (cached?.json === json) return cached.attributes;
  const attributes = JSON.parse(json) as Attributes;
  cache.set(address, { json, attributes });
  return attributes;
}

/** Every entity of one partition, in the order of the index. An entity without the attribute is not in it. */
function listIndex(
  context: KvsContext,
  cache: AttributeCache,
  entity: Entity,
  index: EntityIndex,
  partition: readonly unknown[],
): IndexEntry[] {
  const prefix = prefixOf({ kind: 'entity', entity });
  const entries: IndexEntry[] = [];
  for (const [address, record] of context.table.listStale(prefix)) {
    const attributes = parseAttributes(cache, address, record.json);
    const key = address.slice(prefix.length);
    const range = index.range === null ? key : attributes[index.range];
    if (range === undefined) continue;
    if (!index.partition.every((name, place) => attributes[name] === partition[place])) continue;
    entries.push({ key, record, attributes, range: range as IndexEntry['range'] });
  }
  return entries.sort(compareEntries);
}

function compareEntries(
  left: Pick<IndexEntry, 'key' | 'range'>,
  right: Pick<IndexEntry, 'key' | 'range'>,
): number {
  if (left.range !== right.range) return left.range < right.range ? -1 : 1;
  if (left.key === right.key) return 0;
  return left.key < right.key ? -1 : 1;
}

function skipTo(entries: IndexEntry[], cursor: CursorPosition, descending: boolean): IndexEntry[] {
  const position = { key: cursor.key, range: cursor.range ?? cursor.key };
  return entries.filter((entry) => {
    const order = compareEntries(entry, position);
    return descending ? order < 0 : order > 0;
  });
}

/**
 * Filters work on a page that was already read, as on the platform: a page can be empty and still
 * have a cursor.
 * @throws {KvsError} for a query that Forge storage does not take
 */
export function queryEntity(
  context: KvsContext,
  cache: AttributeCache,
  request: EntityQuery,
): KvsAnswer {
  const entity = getEntity(context, request.entityName);
  const index = entity.indexes.get(request.indexName);
  if (!index) {
    const message = `Entity ${entity.name} has no index ${request.indexName}`;
    throw new KvsError(400, 'INVALID_ENTITY_INDEX', message);
  }
  const limit = request.limit ?? FORGE_LIMITS.kvs.queryPageDefault;
  if (limit < 1 || limit > FORGE_LIMITS.kvs.queryPage) {
    const message = 'The page limit must be set between 1 and 100';
    throw new KvsError(400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE', message);
  }
  const partition = request.partition ?? [];
  checkPartition(entity, index, partition);
  const rangeType = index.range === null ? 'string' : (entity.attributes.get(index.range) ?? 'any');
  const inRange = request.range
    ? compileCondition(request.range, index.range ?? 'key', rangeType, 'range')
    : () => true;
  const filters = Array.isArray(request.filters) ? undefined : request.filters;
  const passes = compileFilters(entity, filters);
  const descending = request.sort === 'DESC';

  let entries = listIndex(context, cache, entity, index, partition);
  entries = entries.filter((entry) => inRange(entry.range));
  if (request.cursor) entries = skipTo(entries, decodeCursor(request.cursor), descending);
  if (descending) entries.reverse();

  const page = entries.slice(0, limit);
  const last = page.at(-1);
  const bytes = page.reduce((sum, { key, record }) => sum + sizeOf(key, record.json), 0);
  context.limits.admitRead(bytes);
  const data = page
    .filter(({ attributes }) => passes(attributes))
    .map(({ key, record }) => renderRecord(key, record, request.options?.metadataFields));
  const cursor =
    entries.length > limit && last
      ? `,"cursor":"${encodeCursor({ key: last.key, range: last.range })}"`
      : '';
  return { status: 200, json: `{"data":[${data.join()}]${cursor}}`, bytes };
}
