/** Long documents: how many go into one transaction, and whether storage takes them at all. */
import { kvs } from '@forge/kvs';

export interface Put {
  readonly key: string;
  readonly value: object;
}

/** A Forge transaction takes 25 operations and 4 MB, and a value may have 240 KB. */
const PUTS_AT_ONCE = 15;

/** Forge's own limit on a value. */
const MAX_VALUE_BYTES = 240 * 1024;

/**
 * Sets documents a few at a time.
 * @returns those that are left for the transaction that puts an end to it
 */
export async function putAllButLast(puts: readonly Put[]): Promise<readonly Put[]> {
  const last = Math.max(0, puts.length - PUTS_AT_ONCE);
  for (let at = 0; at < last; at += PUTS_AT_ONCE) {
    const transaction = kvs.transact();
    for (const { key, value } of puts.slice(at, Math.min(at + PUTS_AT_ONCE, last))) {
      transaction.set(key, value);
    }
    await transaction.execute();
  }
  return puts.slice(last);
}

/** Likewise. */
export async function removeAll(keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += PUTS_AT_ONCE) {
    const transaction = kvs.transact();
    for (const key of keys.slice(at, at + PUTS_AT_ONCE)) transaction.delete(key);
    await transaction.execute();
  }
}

/** How far a document is beyond what storage takes, in kilobytes; `null`: it fits. */
export function findExcess(value: object): { readonly is: number; readonly max: number } | null {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes <= MAX_VALUE_BYTES) return null;
  return { is: Math.ceil(bytes / 1024), max: MAX_VALUE_BYTES / 1024 };
}
