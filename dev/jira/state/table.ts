/** One kind of document, in memory and, through the journal, in the store. */
import type { KeyedStore } from '../../store/store';
import type { Journal } from './journal';

/** Told of every change, undo included, so that an index can follow. */
export type ChangeListener<T> = (before: T | undefined, after: T | undefined) => void;

export class Table<T> {
  private readonly documents = new Map<string, T>();
  private readonly listeners: ChangeListener<T>[] = [];
  private changes = 0;

  constructor(
    private readonly prefix: string,
    private readonly journal: Journal,
  ) {}

  /** Reads what the store holds. Call it once, before the first request, after `onChange`. */
  load(store: KeyedStore): void {
    for (const [key, value] of store.range(this.prefix)) {
      // The store holds what this class put there: its documents are this double's own.
      this.set(key.slice(this.prefix.length), value as T);
    }
  }

  onChange(listener: ChangeListener<T>): void {
    this.listeners.push(listener);
  }

  get(id: string): T | undefined {
    return this.documents.get(id);
  }

  values(): IterableIterator<T> {
    return this.documents.values();
  }

  entries(): IterableIterator<[string, T]> {
    return this.documents.entries();
  }

  has(id: string): boolean {
    return this.documents.has(id);
  }

  /** Another number after each change, for whoever keeps something that follows from the table. */
  get version(): number {
    return this.changes;
  }

  get size(): number {
    return this.documents.size;
  }

  put(id: string, document: T): void {
    this.change(id, document);
  }

  remove(id: string): void {
    if (this.documents.has(id)) this.change(id, undefined);
  }

  private change(id: string, next: T | undefined): void {
    const before = this.documents.get(id);
    this.set(id, next);
    this.journal.record({
      storeKey: this.prefix + id,
      next,
      undo: () => this.set(id, before),
    });
  }

  private set(id: string, next: T | undefined): void {
    const before = this.documents.get(id);
    this.changes += 1;
    if (next === undefined) this.documents.delete(id);
    else this.documents.set(id, next);
    for (const listener of this.listeners) listener(before, next);
  }
}
