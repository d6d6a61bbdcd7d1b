/**
 * A `KeyedStore` in a folder, on LMDB: what was written survives the process being killed.
 *
 * Commits are synchronous and go to the page cache (`noSync`): a killed process loses nothing, a
 * power cut may lose the last moments and never the consistency of the file.
 */
import { mkdirSync } from 'node:fs';
import { open } from 'lmdb';
import { copyJson } from './copy-json';
import type { KeyedStore, StoreChange } from './store';

/** LMDB takes no empty key. */
const FIRST = 'k';

/** Keys as UTF-16, most significant byte first: LMDB's byte order is then code-unit order. */
function encodeKey(key: string): Buffer {
  return Buffer.from(FIRST + key, 'utf16le').swap16();
}

function decodeKey(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le').slice(FIRST.length);
}

/** The least byte string above everything that starts with `prefix`; `undefined`: there is none. */
function findEnd(prefix: Buffer): Buffer | undefined {
  for (let length = prefix.length; length > 0; length -= 1) {
    const last = prefix[length - 1] as number;
    if (last < 0xff) {
      const end = Buffer.from(prefix.subarray(0, length));
      end[length - 1] = last + 1;
      return end;
    }
  }
  return undefined;
}

/**
 * @param folder made where it does not exist
 * @throws where the folder cannot be written
 */
export function createLmdbStore(folder: string): KeyedStore {
  mkdirSync(folder, { recursive: true });
  const database = open<unknown, Buffer>({
    path: folder,
    keyEncoding: 'binary',
    encoding: 'json',
    noSync: true,
    mapSize: 4 * 1024 ** 3,
  });

  function apply(change: StoreChange): void {
    if (change.kind === 'remove') database.removeSync(encodeKey(change.key));
    else database.putSync(encodeKey(change.key), copyJson(change.value));
  }

  return {
    get: (key) => database.get(encodeKey(key)),
    put: (key, value) => apply({ kind: 'put', key, value }),
    remove: (key) => apply({ kind: 'remove', key }),
    *range(prefix, startAfter) {
      const from = startAfter !== undefined && startAfter >= prefix ? startAfter : prefix;
      const end = findEnd(encodeKey(prefix));
      for (const { key, value } of database.getRange({
        start: encodeKey(from),
        ...(end === undefined ? {} : { end }),
      })) {
        const name = decodeKey(key);
        if (name !== startAfter) yield [name, value];
      }
    },
    batch(changes) {
      // Encoded first, so that a value that is no JSON document leaves the store as it was.
      for (const change of changes) if (change.kind === 'put') copyJson(change.value);
      database.transactionSync(() => changes.forEach(apply));
    },
    close: () => database.close(),
  };
}
