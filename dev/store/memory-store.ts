/**
 * A `KeyedStore` in memory: state lasts as long as the process.
 *
 * Keys stay sorted in one array, so that a range is a slice and not a scan. Documents are copied on
 * the way in and out; strings, which most callers store, cost nothing to copy.
 */
import { copyJson } from './copy-json';
import type { KeyedStore, StoreChange } from './store';

/** @returns an empty store */
export function createMemoryStore(): KeyedStore {
  const documents = new Map<string, unknown>();
  const sortedKeys: string[] = [];

  /** The index of the first key that is not below `key`. */
  function lowerBound(key: string): number {
    let low = 0;
    let high = sortedKeys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sortedKeys[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function put(key: string, value: unknown): void {
    const copy = copyJson(value);
    if (!documents.has(key)) {
      const last = sortedKeys.at(-1);
      if (last === undefined || last < key) sortedKeys.push(key);
      else sortedKeys.splice(lowerBound(key), 0, key);
    }
    documents.set(key, copy);
  }

  function remove(key: string): void {
    if (documents.delete(key)) sortedKeys.splice(lowerBound(key), 1);
  }

  return {
    get: (key) => copyJson(documents.get(key)),
    put,
    remove,
    *range(prefix, startAfter) {
      let index = lowerBound(prefix);
      if (startAfter !== undefined && startAfter >= prefix) {
        index = lowerBound(startAfter);
        if (sortedKeys[index] === startAfter) index += 1;
      }
      // A caller may change the store between two steps, so the place is found again by key.
      for (let key = sortedKeys[index]; key?.startsWith(prefix); ) {
        yield [key, copyJson(documents.get(key))];
        index = lowerBound(key);
        if (sortedKeys[index] === key) index += 1;
        key = sortedKeys[index];
      }
    },
    batch(changes: readonly StoreChange[]) {
      // A value that is no JSON document must leave the store as it was.
      const checked = changes.map((change) =>
        change.kind === 'put' ? { ...change, value: copyJson(change.value) } : change,
      );
      for (const change of checked) {
        if (change.kind === 'put') put(change.key, change.value);
        else remove(change.key);
      }
    },
    close: () => Promise.resolve(),
  };
}
