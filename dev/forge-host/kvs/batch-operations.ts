/**
 * Batches: each item succeeds or fails by itself.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/kvs-batch/
 */
import { z } from 'zod';
import { FORGE_LIMITS } from '../limits';
import {
  addressOf,
  encodeFor,
  findSpace,
  type KvsAnswer,
  type KvsContext,
  renderRecord,
  sizeOf,
} from './kvs-context';
import { badRequest, KvsError } from './kvs-error';
import type { RecordChange } from './record-table';
import { buildRecord, metadataFieldsSchema, ttlOptionsSchema } from './set-options';

const itemSchema = z.object({ key: z.string(), entityName: z.string().optional() });

export const batchGetSchema = z.array(
  itemSchema.extend({
    options: z.object({ metadataFields: metadataFieldsSchema.optional() }).optional(),
  }),
);
export const batchSetSchema = z.array(
  itemSchema.extend({ value: z.unknown(), options: ttlOptionsSchema.optional() }),
);
export const batchDeleteSchema = z.array(itemSchema);

type Item = z.infer<typeof itemSchema>;

interface Failure extends Item {
  readonly error: { readonly code: string; readonly message: string };
}

/** @throws {KvsError} for no item, more than 25, or one that comes twice */
function checkItems(items: readonly Item[]): void {
  if (items.length === 0) throw badRequest('A batch needs at least one key');
  if (items.length > FORGE_LIMITS.kvs.keysPerBatch) {
    throw badRequest('A batch can contain at most 25 keys');
  }
  const names = new Set(items.map(({ key, entityName }) => `${entityName ?? ''}/${key}`));
  if (names.size < items.length) throw badRequest('A batch cannot name the same key twice');
}

function identify({ key, entityName }: Item): Item {
  return entityName === undefined ? { key } : { key, entityName };
}

/** Most reads ask for keys that may not be there: an exception for each would cost more than all else. */
const NOT_FOUND = { code: 'KEY_NOT_FOUND', message: 'The specified key does not exist' } as const;

/** Sorts items into done and failed; whatever is not a refusal of the item goes on up. */
function tryEach<T extends Item>(
  items: readonly T[],
  attempt: (item: T) => Failure['error'] | undefined,
): { readonly done: readonly T[]; readonly failed: readonly Failure[] } {
  const done: T[] = [];
  const failed: Failure[] = [];
  for (const item of items) {
    try {
      const error = attempt(item);
      if (error) failed.push({ ...identify(item), error });
      else done.push(item);
    } catch (error) {
      if (!(error instanceof KvsError)) throw error;
      const { code, message } = error;
      failed.push({ ...identify(item), error: { code, message } });
    }
  }
  return { done, failed };
}

export function batchGet(context: KvsContext, items: z.infer<typeof batchGetSchema>): KvsAnswer {
  checkItems(items);
  const found: string[] = [];
  let bytes = 0;
  const { failed } = tryEach(items, ({ key, entityName, options }) => {
    const record = context.table.find(addressOf(findSpace(context, entityName), key));
    if (!record) return NOT_FOUND;
    bytes += sizeOf(key, record.json);
    found.push(renderRecord(key, record, options?.metadataFields, entityName));
    return undefined;
  });
  context.limits.admitRead(bytes);
  const json = `{"successfulKeys":[${found.join()}],"failedKeys":${JSON.stringify(failed)}}`;
  return { status: 200, json, bytes };
}

/** Admits and applies what is left of a batch of writes, as one request. */
function applyBatch(
  context: KvsContext,
  changes: readonly RecordChange[],
  sizes: ReadonlyMap<string, number>,
  result: { readonly done: readonly Item[]; readonly failed: readonly Failure[] },
): KvsAnswer {
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (bytes > FORGE_LIMITS.kvs.transactionBytes) throw badRequest('A batch can be at most 4 MB');
  context.limits.admitWrite(sizes);
  context.table.apply(changes);
  const answer = { successfulKeys: result.done.map(identify), failedKeys: result.failed };
  return { status: 200, json: JSON.stringify(answer), bytes };
}

export function batchSet(context: KvsContext, items: z.infer<typeof batchSetSchema>): KvsAnswer {
  checkItems(items);
  const changes: RecordChange[] = [];
  const sizes = new Map<string, number>();
  const result = tryEach(items, ({ key, entityName, value, options }) => {
    const space = findSpace(context, entityName);
    const address = addressOf(space, key);
    const json = encodeFor(space, value);
    const before = context.table.find(address);
    const record = buildRecord(json, before, options?.ttl, context.clock.nowMs());
    changes.push({ kind: 'put', key: address, record });
    sizes.set(address, sizeOf(key, json));
  });
  return applyBatch(context, changes, sizes, result);
}

export function batchDelete(
  context: KvsContext,
  items: z.infer<typeof batchDeleteSchema>,
): KvsAnswer {
  checkItems(items);
  const changes: RecordChange[] = [];
  const sizes = new Map<string, number>();
  const result = tryEach(items, ({ key, entityName }) => {
    const address = addressOf(findSpace(context, entityName), key);
    changes.push({ kind: 'remove', key: address });
    sizes.set(address, sizeOf(key));
  });
  return applyBatch(context, changes, sizes, result);
}
