import { FORGE_LIMITS } from '../limits';
import { badRequest, KvsError } from './kvs-error';

/** Containers inside containers: a scalar has 0, `{}` has 1. */
function measureDepth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof item === 'object') deepest = Math.max(deepest, measureDepth(item));
  }
  return deepest + 1;
}

/**
 * @returns the value as the JSON text that is kept
 * @throws {KvsError} for a value that Forge storage does not take: absent, null, too big, too deep
 */
export function encodeValue(value: unknown): string {
  if (value === undefined || value === null) throw badRequest('Value cannot be empty');
  if (measureDepth(value) > FORGE_LIMITS.kvs.valueDepth) {
    throw new KvsError(400, 'MAX_DEPTH', 'Value has exceeded the maximum object depth of 31');
  }
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > FORGE_LIMITS.kvs.valueBytes) {
    throw new KvsError(400, 'MAX_SIZE', 'Value has exceeded the maximum size of 240 KiB');
  }
  return json;
}
