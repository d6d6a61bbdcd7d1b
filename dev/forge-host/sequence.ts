import type { KeyedStore } from '../store/store';

const DIGITS = 14;

/** Keys under a prefix in the order they were made, going on after a restart where it stopped. */
export function createSequence(store: KeyedStore, prefix: string): () => string {
  let last = 0;
  for (const [key] of store.range(prefix)) {
    last = Math.max(last, Number.parseInt(key.slice(prefix.length), 10));
  }
  return () => {
    last += 1;
    return prefix + String(last).padStart(DIGITS, '0');
  };
}
