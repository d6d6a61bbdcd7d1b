/**
 * Transactions: all operations or none, with conditions on entities.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/kvs-transactions/
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-transactions/
 */
import { z } from 'zod';
import { FORGE_LIMITS } from '../limits';
import { compileFilters, filtersSchema } from './conditions';
import {
  addressOf,
  encodeFor,
  findSpace,
  type KvsAnswer,
  type KvsContext,
  sizeOf,
} from './kvs-context';
import { badRequest, KvsError } from './kvs-error';
import type { RecordChange } from './record-table';
import { buildRecord, ttlOptionsSchema } from './set-options';

const targetSchema = z.object({
  key: z.string(),
  entityName: z.string().optional(),
  conditions: filtersSchema.optional(),
});

export const transactionSchema = z.object({
  set: z
    .array(targetSchema.extend({ value: z.unknown(), options: ttlOptionsSchema.optional() }))
    .default([]),
  delete: z.array(targetSchema).default([]),
  check: z
    .array(targetSchema.extend({ entityName: z.string(), conditions: filtersSchema }))
    .default([]),
});

type TransactionRequest = z.infer<typeof transactionSchema>;

/** @throws {KvsError} for no operation, too many, or a key that comes twice */
function checkShape({ set, delete: removals, check }: TransactionRequest): void {
  const targets = [...set, ...removals, ...check];
  if (targets.length === 0) throw badRequest('A transaction needs at least one operation');
  if (targets.length > FORGE_LIMITS.kvs.operationsPerTransaction) {
    throw badRequest('A transaction can contain at most 25 operations');
  }
  const names = new Set(targets.map(({ key, entityName }) => `${entityName ?? ''}/${key}`));
  if (names.size < targets.length) {
    throw badRequest('Each key can only be used once in a transaction');
  }
}

/** @throws {KvsError} `CONDITIONAL_CHECK_FAILED` where a condition does not hold */
function checkConditions(context: KvsContext, targets: readonly z.infer<typeof targetSchema>[]) {
  for (const { key, entityName, conditions } of targets) {
    if (conditions === undefined) continue;
    const space = findSpace(context, entityName);
    if (space.kind !== 'entity') throw badRequest('Conditions can only be set on entities');
    const holds = compileFilters(space.entity, conditions);
    const record = context.table.find(addressOf(space, key));
    if (!holds(record && JSON.parse(record.json))) {
      const message = 'Transaction failed because a condition was not met';
      throw new KvsError(400, 'CONDITIONAL_CHECK_FAILED', message);
    }
  }
}

/** @throws {KvsError} where any operation cannot be done; then none of them is */
export function transact(context: KvsContext, request: TransactionRequest): KvsAnswer {
  checkShape(request);
  const changes: RecordChange[] = [];
  const sizes = new Map<string, number>();
  for (const { key, entityName, value, options } of request.set) {
    const space = findSpace(context, entityName);
    const address = addressOf(space, key);
    const json = encodeFor(space, value);
    const before = context.table.find(address);
    const record = buildRecord(json, before, options?.ttl, context.clock.nowMs());
    changes.push({ kind: 'put', key: address, record });
    sizes.set(address, sizeOf(key, json));
  }
  for (const { key, entityName } of request.delete) {
    const address = addressOf(findSpace(context, entityName), key);
    changes.push({ kind: 'remove', key: address });
    sizes.set(address, sizeOf(key));
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (bytes > FORGE_LIMITS.kvs.transactionBytes) {
    throw badRequest('A transaction can be at most 4 MB');
  }
  context.limits.admitWrite(sizes);
  checkConditions(context, [...request.set, ...request.delete, ...request.check]);
  context.table.apply(changes);
  return { status: 204, bytes };
}
