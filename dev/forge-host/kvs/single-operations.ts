/** `get`, `set` and `delete` of one key, the same for plain values, secrets and entities. */
import { z } from 'zod';
import {
  addressOf,
  encodeFor,
  type KvsAnswer,
  type KvsContext,
  renderRecord,
  type Space,
  sizeOf,
} from './kvs-context';
import { KvsError } from './kvs-error';
import { buildRecord, metadataFieldsSchema, setOptionsSchema } from './set-options';

const NOT_FOUND: KvsAnswer = {
  status: 404,
  json: '{"code":"KEY_NOT_FOUND","message":"The specified key does not exist"}',
  bytes: 0,
};

export const getSchema = z.object({
  key: z.string(),
  entityName: z.string().optional(),
  options: z.object({ metadataFields: metadataFieldsSchema.optional() }).optional(),
});

export const setSchema = z.object({
  key: z.string(),
  entityName: z.string().optional(),
  value: z.unknown(),
  options: setOptionsSchema.optional(),
});

export const deleteSchema = z.object({ key: z.string(), entityName: z.string().optional() });

/** What is absent is answered with `KEY_NOT_FOUND`, which `@forge/kvs` turns into `undefined`. */
export function getOne(
  context: KvsContext,
  space: Space,
  request: z.infer<typeof getSchema>,
): KvsAnswer {
  const record = context.table.find(addressOf(space, request.key));
  const bytes = record ? sizeOf(request.key, record.json) : 0;
  context.limits.admitRead(bytes);
  if (!record) return NOT_FOUND;
  const fields = request.options?.metadataFields;
  return { status: 200, json: renderRecord(request.key, record, fields), bytes };
}

/** @throws {KvsError} `KEY_CONFLICT` where the key must not exist and does */
export function setOne(
  context: KvsContext,
  space: Space,
  request: z.infer<typeof setSchema>,
): KvsAnswer {
  const { key, options } = request;
  const address = addressOf(space, key);
  const json = encodeFor(space, request.value);
  const bytes = sizeOf(key, json);
  context.limits.admitWrite(new Map([[address, bytes]]));
  const before = context.table.find(address);
  if (before && options?.keyPolicy === 'FAIL_IF_EXISTS') {
    throw new KvsError(409, 'KEY_CONFLICT', 'The specified key already exists');
  }
  const record = buildRecord(json, before, options?.ttl, context.clock.nowMs());
  context.table.apply([{ kind: 'put', key: address, record }]);
  const returned = options?.returnValue === 'PREVIOUS' ? before : record;
  if (!options?.returnValue || !returned) return { status: 204, bytes };
  return { status: 200, json: renderRecord(key, returned, options.returnMetadataFields), bytes };
}

/** Succeeds whether the key exists or not, as documented. */
export function deleteOne(
  context: KvsContext,
  space: Space,
  request: z.infer<typeof deleteSchema>,
): KvsAnswer {
  const address = addressOf(space, request.key);
  const bytes = sizeOf(request.key);
  context.limits.admitWrite(new Map([[address, bytes]]));
  context.table.apply([{ kind: 'remove', key: address }]);
  return { status: 204, bytes };
}
