/**
 * Where the local host and the doubles keep their state: an ordered map of JSON documents.
 *
 * Guarantees: `put`, `remove` and `batch` are applied when they return and survive the process being
 * killed right after (not a power cut); `range` yields keys in code-unit order; values are copies,
 * so that nobody shares a reference with the store.
 */
export interface KeyedStore {
  /** The value of `key`, or `undefined`. */
  get(key: string): unknown;
  put(key: string, value: unknown): void;
  remove(key: string): void;
  /** Every entry whose key starts with `prefix`, in key order; after `startAfter` where given. */
  range(prefix: string, startAfter?: string): Iterable<readonly [key: string, value: unknown]>;
  /** Applies all of them or none. */
  batch(changes: readonly StoreChange[]): void;
  close(): Promise<void>;
}

export type StoreChange =
  | { readonly kind: 'put'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'remove'; readonly key: string };
