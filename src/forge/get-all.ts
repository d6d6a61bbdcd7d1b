/** Several keys in one storage request. */
import { kvs } from '@forge/kvs';

/**
 * @returns the values found, by key
 * @throws Error where a key could not be read for another reason than that it is not there
 */
export async function getAll(
  wanted: readonly { readonly key: string; readonly entityName?: string }[],
): Promise<ReadonlyMap<string, unknown>> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>([...wanted]);
  const failed = failedKeys.find((entry) => entry.error.code !== 'KEY_NOT_FOUND');
  if (failed) throw new Error(`[kvs] batch get of ${failed.key}: ${failed.error.code}`);
  return new Map(successfulKeys.map((entry) => [entry.key, entry.value]));
}
