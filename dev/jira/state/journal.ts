/**
 * What one request changed, so that it is stored as one batch, or undone as if it never was.
 *
 * Tables change in memory at once and write down here what stood there before. Nothing may await
 * between the first change and `commit` or `undo`.
 */
import type { KeyedStore, StoreChange } from '../../store/store';

export interface JournalEntry {
  readonly storeKey: string;
  readonly next: unknown;
  readonly undo: () => void;
}

export class Journal {
  private entries: JournalEntry[] = [];

  record(entry: JournalEntry): void {
    this.entries.push(entry);
  }

  /** Stores everything since the last commit in one batch; undoes it where the store refuses. */
  commit(store: KeyedStore): void {
    if (this.entries.length === 0) return;
    const latest = new Map<string, unknown>();
    for (const entry of this.entries) latest.set(entry.storeKey, entry.next);
    const changes: StoreChange[] = [];
    for (const [key, value] of latest) {
      changes.push(value === undefined ? { kind: 'remove', key } : { kind: 'put', key, value });
    }
    try {
      store.batch(changes);
    } catch (cause) {
      this.undo();
      throw cause;
    }
    this.entries = [];
  }

  undo(): void {
    for (const entry of this.entries.reverse()) entry.undo();
    this.entries = [];
  }
}
