/** What every storage operation works on, and where a key lies in the table. */
import type { HostClock } from '../../clock';
import { checkEntityValue, type Entity } from './entities';
import { checkKey } from './key-rules';
import { KvsError } from './kvs-error';
import type { KvsRateLimits } from './rate-limits';
import type { RecordTable, StoredRecord } from './record-table';
import { encodeValue } from './value-rules';

export interface KvsContext {
  readonly table: RecordTable;
  readonly limits: KvsRateLimits;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly clock: HostClock;
}

/** What one request came to. */
export interface KvsAnswer {
  readonly status: number;
  /** The body as JSON text; absent: an empty one. */
  readonly json?: string;
  /** Bytes of keys and values that were read or written. */
  readonly bytes: number;
}

/** One of the three separate rooms of storage. */
export type Space =
  | { readonly kind: 'plain' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'entity'; readonly entity: Entity };

const PLAIN: Space = { kind: 'plain' };

/** @throws {KvsError} where the manifest has no such entity */
export function getEntity(context: KvsContext, name: string): Entity {
  const entity = context.entities.get(name);
  if (!entity) {
    throw new KvsError(400, 'INVALID_ENTITY_TYPE', `Entity ${name} is not in the manifest`);
  }
  return entity;
}

/** The room that an item of a batch or transaction is in. */
export function findSpace(context: KvsContext, entityName: string | undefined): Space {
  if (entityName === undefined) return PLAIN;
  return { kind: 'entity', entity: getEntity(context, entityName) };
}

/** @returns the prefix of a room's keys in the table */
export function prefixOf(space: Space): string {
  return space.kind === 'entity' ? `entity/${space.entity.name}/` : `${space.kind}/`;
}

/**
 * @returns where the key lies in the table
 * @throws {KvsError} for a key that is not valid
 */
export function addressOf(space: Space, key: string): string {
  checkKey(key);
  return prefixOf(space) + key;
}

/**
 * @returns the value as it is kept
 * @throws {KvsError} for a value that the room does not take
 */
export function encodeFor(space: Space, value: unknown): string {
  const json = encodeValue(value);
  if (space.kind === 'entity') checkEntityValue(space.entity, value);
  return json;
}

/** Bytes that a key and its value count for. */
export function sizeOf(key: string, json = ''): number {
  return Buffer.byteLength(key) + Buffer.byteLength(json);
}

/**
 * A record as JSON text, the value put in as it is kept. Creation and update times are always told,
 * the expiry only where it is asked for, as the platform does.
 */
export function renderRecord(
  key: string,
  record: StoredRecord,
  metadataFields: readonly string[] = [],
  entityName?: string,
): string {
  const entity = entityName === undefined ? '' : `,"entityName":${JSON.stringify(entityName)}`;
  const expiry =
    record.expiresAtMs !== undefined && metadataFields.includes('EXPIRE_TIME')
      ? `,"expireTime":"${new Date(record.expiresAtMs).toISOString()}"`
      : '';
  const times = `"createdAt":${record.createdAtMs},"updatedAt":${record.updatedAtMs}`;
  return `{"key":${JSON.stringify(key)}${entity},"value":${record.json},${times}${expiry}}`;
}
