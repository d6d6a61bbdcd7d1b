/** The app's storage from behind, as somebody with access to the database would have it. */
import type { KeyedStore } from '../../../dev/store/store';

const ROOT = 'kvs/';

interface StoredRecord {
  readonly json: string;
}

/** Documents whose address starts so: `entity/audit/`, `plain/`, `secret/`. */
export function listStored(
  store: KeyedStore,
  prefix: string,
): readonly { readonly key: string; readonly value: unknown }[] {
  return [...store.range(ROOT + prefix)].map(([key, record]) => ({
    key: key.slice(ROOT.length),
    value: JSON.parse((record as StoredRecord).json) as unknown,
  }));
}

/** Changes the text of a document, past everything that the app does. */
export function tamper(store: KeyedStore, key: string, change: (json: string) => string): void {
  const record = store.get(ROOT + key) as StoredRecord | undefined;
  if (!record) throw new Error(`nothing is stored at ${key}`);
  store.put(ROOT + key, { ...record, json: change(record.json) });
}

export function removeStored(store: KeyedStore, key: string): void {
  store.remove(ROOT + key);
}

/** What an uninstallation does. */
export function wipeStorage(store: KeyedStore): void {
  for (const [key] of [...store.range(ROOT)]) store.remove(key);
}

/** Puts documents there as another version of the app left them. */
export function fillStorage(
  store: KeyedStore,
  documents: readonly { readonly key: string; readonly value: unknown }[],
  atMs: number,
): void {
  for (const { key, value } of documents) {
    store.put(ROOT + key, { json: JSON.stringify(value), createdAtMs: atMs, updatedAtMs: atMs });
  }
}
