/**
 * I8, caught in the act: a line of the trail is never changed (docs/audit.md). In the end the chain of
 * the lines that are left is whole, and nothing shows that another run's stood in their place.
 */
import type { KeyedStore, StoreChange } from '../../../dev/store/store';
import { AUDIT } from './stored';

/** @param onChanged told of a record of the trail that is about to be written over */
export function watchTrail(store: KeyedStore, onChanged: (record: string) => void): KeyedStore {
  const look = (key: string) => {
    if (key.startsWith(AUDIT) && store.get(key) !== undefined) onChanged(key.slice(AUDIT.length));
  };
  return {
    ...store,
    put(key, value) {
      look(key);
      store.put(key, value);
    },
    batch(changes: readonly StoreChange[]) {
      for (const { kind, key } of changes) if (kind === 'put') look(key);
      store.batch(changes);
    },
  };
}
