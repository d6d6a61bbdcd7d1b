/**
 * The records of Forge storage on the host's store.
 *
 * Reads by key see every write at once. Queries see the table as it was some time ago, as the
 * platform's queries may, so that code which trusts them shows its bug here.
 */
import type { HostClock } from '../../clock';
import type { KeyedStore } from '../../store/store';
import { FORGE_LIMITS } from '../limits';

/** A stored value; `json` is its text, so that it is never shared and copied for nothing. */
export interface StoredRecord {
  readonly json: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly expiresAtMs?: number;
}

export type RecordChange =
  | { readonly kind: 'put'; readonly key: string; readonly record: StoredRecord }
  | { readonly kind: 'remove'; readonly key: string };

export interface RecordTable {
  find(key: string): StoredRecord | undefined;
  /** Applies all changes or none. */
  apply(changes: readonly RecordChange[]): void;
  /** Every record under the prefix in key order, as queries see them. */
  listStale(prefix: string, startAfter?: string): Iterable<readonly [string, StoredRecord]>;
}

const ROOT = 'kvs/';

/** @param queryLagMs how far queries run behind */
export function createRecordTable(
  store: KeyedStore,
  clock: HostClock,
  queryLagMs: number,
): RecordTable {
  /** What recent writes replaced, oldest first. */
  const replaced: { key: string; atMs: number; before: StoredRecord | undefined }[] = [];

  /** An expired value stays readable until the platform gets round to removing it. */
  function isRemoved(record: StoredRecord): boolean {
    const { expiresAtMs } = record;
    return (
      expiresAtMs !== undefined && clock.nowMs() > expiresAtMs + FORGE_LIMITS.kvs.expiredStaysMs
    );
  }

  function find(key: string): StoredRecord | undefined {
    const record = store.get(ROOT + key) as StoredRecord | undefined;
    return record === undefined || isRemoved(record) ? undefined : record;
  }

  function* listNow(prefix: string, startAfter?: string) {
    const after = startAfter === undefined ? undefined : ROOT + startAfter;
    for (const [key, value] of store.range(ROOT + prefix, after)) {
      const record = value as StoredRecord;
      if (!isRemoved(record)) yield [key.slice(ROOT.length), record] as const;
    }
  }

  /** For every recently written key, the record that queries still see. */
  function collectStale(): Map<string, StoredRecord | undefined> {
    const cutoffMs = clock.nowMs() - queryLagMs;
    const settled = replaced.findIndex((entry) => entry.atMs > cutoffMs);
    replaced.splice(0, settled === -1 ? replaced.length : settled);
    const stale = new Map<string, StoredRecord | undefined>();
    for (const { key, before } of replaced) if (!stale.has(key)) stale.set(key, before);
    return stale;
  }

  return {
    find,
    apply(changes) {
      const atMs = clock.nowMs();
      if (queryLagMs > 0) {
        if (replaced.length > 1000) collectStale();
        for (const { key } of changes) replaced.push({ key, atMs, before: find(key) });
      }
      const first = changes[0];
      if (changes.length === 1 && first) {
        if (first.kind === 'put') store.put(ROOT + first.key, first.record);
        else store.remove(ROOT + first.key);
        return;
      }
      store.batch(
        changes.map((change) =>
          change.kind === 'put'
            ? { kind: 'put', key: ROOT + change.key, value: change.record }
            : { kind: 'remove', key: ROOT + change.key },
        ),
      );
    },
    *listStale(prefix, startAfter) {
      const stale = [...collectStale()].filter(
        ([key]) => key.startsWith(prefix) && (startAfter === undefined || key > startAfter),
      );
      if (stale.length === 0) {
        yield* listNow(prefix, startAfter);
        return;
      }
      const records = new Map(listNow(prefix, startAfter));
      for (const [key, before] of stale) {
        if (before === undefined) records.delete(key);
        else records.set(key, before);
      }
      yield* [...records].sort(([left], [right]) => (left < right ? -1 : 1));
    },
  };
}
