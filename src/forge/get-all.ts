/** Several keys in one storage request. */
import { kvs } from '@forge/kvs';
import { readAgain } from './read-again';

/** Forge's own limit on a batch. */
const BATCH_SIZE = 25;

/**
 * @returns the values found, by key
 * @throws Error where a key could not be read for another reason than that it is not there
 */
export async function getAll(
  wanted: readonly { readonly key: string; readonly entityName?: string }[],
): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (let start = 0; start < wanted.length; start += BATCH_SIZE) {
    const batch = await readAgain(() =>
      kvs.batchGet<unknown>(wanted.slice(start, start + BATCH_SIZE)),
    );
    const failed = batch.failedKeys.find((entry) => entry.error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`[kvs] batch get of ${failed.key}: ${failed.error.code}`);
    for (const { key, value } of batch.successfulKeys) found.set(key, value);
  }
  return found;
}
