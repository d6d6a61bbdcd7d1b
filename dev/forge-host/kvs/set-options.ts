/**
 * Options of a write.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/kvs-api/#kvs-set-options
 */
import { z } from 'zod';
import { FORGE_LIMITS } from '../limits';
import { badRequest } from './kvs-error';
import type { StoredRecord } from './record-table';

export const metadataFieldsSchema = z.array(z.enum(['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME']));

export const ttlSchema = z.object({
  value: z.int().positive(),
  unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS']),
});

/** What a write inside of a batch or transaction takes. */
export const ttlOptionsSchema = z.strictObject({ ttl: ttlSchema.optional() });

export const setOptionsSchema = z
  .strictObject({
    ttl: ttlSchema.optional(),
    keyPolicy: z.enum(['OVERRIDE', 'FAIL_IF_EXISTS']).optional(),
    returnValue: z.enum(['PREVIOUS', 'LATEST']).optional(),
    returnMetadataFields: metadataFieldsSchema.optional(),
  })
  .refine((options) => !options.returnValue || options.keyPolicy !== 'FAIL_IF_EXISTS', {
    message: 'returnValue needs keyPolicy OVERRIDE',
  })
  .refine((options) => !options.returnMetadataFields || options.returnValue, {
    message: 'returnMetadataFields needs returnValue',
  });

type Ttl = z.infer<typeof ttlSchema>;

const UNIT_MS: Readonly<Record<Ttl['unit'], number>> = {
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
};

/**
 * The record that a write leaves: it keeps the time of creation, and an expiry only of its own.
 * @throws {KvsError} for a time to live of more than a year
 */
export function buildRecord(
  json: string,
  before: StoredRecord | undefined,
  ttl: Ttl | undefined,
  nowMs: number,
): StoredRecord {
  const record = { json, createdAtMs: before?.createdAtMs ?? nowMs, updatedAtMs: nowMs };
  if (ttl === undefined) return record;
  const ttlMs = ttl.value * UNIT_MS[ttl.unit];
  if (ttlMs > FORGE_LIMITS.kvs.ttlMs) throw badRequest('ttl cannot exceed 1 year');
  return { ...record, expiresAtMs: nowMs + ttlMs };
}
