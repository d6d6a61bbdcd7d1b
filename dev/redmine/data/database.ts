import type { KeyedStore, StoreChange } from '../../store/store';
import { type IndexedField, type IndexedTable, type Row, RowIndexes } from './row-indexes';
import { TABLE_NAMES, type TableName, type Tables } from './tables';

/**
 * The tables of the embedded Redmine, held in memory and written through to a KeyedStore.
 *
 * Guarantees: what `write` did is in the store, whole, when `write` returns; if its work throws or the
 * store refuses, neither memory nor store has changed. Records are shared with the caller and frozen by
 * their types. Only one Database may be open on a store.
 */
export class Database {
  readonly #store: KeyedStore;
  readonly #prefix: string;
  readonly #rows = new Map<TableName, Map<number, Row>>();
  readonly #indexes = new RowIndexes();
  readonly #lastIds = new Map<string, number>();
  #pending: StoreChange[] | undefined;
  #undo: (() => void)[] = [];

  constructor(store: KeyedStore, prefix = 'redmine/') {
    this.#store = store;
    this.#prefix = prefix;
    for (const table of TABLE_NAMES) {
      const rows = new Map<number, Row>();
      this.#rows.set(table, rows);
      for (const [, value] of store.range(`${prefix}${table}/`)) {
        const row = value as Row; // written by this class only
        rows.set(row.id, row);
        this.#indexes.move(table, undefined, row);
      }
    }
    for (const [key, value] of store.range(`${prefix}last-id/`)) {
      this.#lastIds.set(key.slice(`${prefix}last-id/`.length), value as number);
    }
  }

  get isEmpty(): boolean {
    return this.#lastIds.size === 0;
  }

  find<T extends TableName>(table: T, id: number | null | undefined): Tables[T] | undefined {
    return id == null ? undefined : (this.#rows.get(table)?.get(id) as Tables[T] | undefined);
  }

  /** @throws Error if there is none: for references that Redmine's own rules keep intact. */
  get<T extends TableName>(table: T, id: number): Tables[T] {
    const row = this.find(table, id);
    if (row === undefined) throw new Error(`[embedded redmine] no ${table} ${id}`);
    return row;
  }

  /** Every record, by id. */
  all<T extends TableName>(table: T): readonly Tables[T][] {
    return [...(this.#rows.get(table)?.values() ?? [])] as unknown as Tables[T][];
  }

  /** The records whose `field` is `value`, by id. */
  where<T extends IndexedTable>(
    table: T,
    field: IndexedField<T>,
    value: number | null,
  ): readonly Tables[T][] {
    return this.#indexes.find(table, field, value).map((id) => this.get(table, id));
  }

  nextId(sequence: string): number {
    const id = (this.#lastIds.get(sequence) ?? 0) + 1;
    this.reserveId(sequence, id);
    return id;
  }

  /** Makes the next id of a sequence larger than `id`. */
  reserveId(sequence: string, id: number): void {
    const before = this.#lastIds.get(sequence);
    if (before !== undefined && before >= id) return;
    this.#lastIds.set(sequence, id);
    this.#change({ kind: 'put', key: `${this.#prefix}last-id/${sequence}`, value: id }, () => {
      if (before === undefined) this.#lastIds.delete(sequence);
      else this.#lastIds.set(sequence, before);
    });
  }

  insert<T extends TableName>(table: T, record: Omit<Tables[T], 'id'>): Tables[T] {
    const row = { id: this.nextId(table), ...record } as Tables[T];
    this.put(table, row);
    return row;
  }

  put<T extends TableName>(table: T, record: Tables[T]): void {
    const rows = this.#rows.get(table) as Map<number, Row>;
    const before = rows.get(record.id);
    this.reserveId(table, record.id);
    rows.set(record.id, record);
    this.#indexes.move(table, before, record);
    this.#change({ kind: 'put', key: this.#key(table, record.id), value: record }, () => {
      if (before === undefined) rows.delete(record.id);
      else rows.set(record.id, before);
      this.#indexes.move(table, record, before);
    });
  }

  remove<T extends TableName>(table: T, id: number): void {
    const rows = this.#rows.get(table) as Map<number, Row>;
    const before = rows.get(id);
    if (before === undefined) return;
    rows.delete(id);
    this.#indexes.move(table, before, undefined);
    this.#change({ kind: 'remove', key: this.#key(table, id) }, () => {
      const inOrder = [...rows.values(), before].sort((a, b) => a.id - b.id);
      rows.clear();
      for (const row of inOrder) rows.set(row.id, row);
      this.#indexes.move(table, undefined, before);
    });
  }

  /** File contents stay in the store alone. */
  putContent(digest: string, content: Uint8Array): void {
    const value = Buffer.from(content).toString('base64');
    this.#change({ kind: 'put', key: `${this.#prefix}content/${digest}`, value }, () => {});
  }

  getContent(digest: string): Uint8Array<ArrayBuffer> {
    const value = this.#store.get(`${this.#prefix}content/${digest}`);
    if (typeof value !== 'string') throw new Error(`[embedded redmine] no content ${digest}`);
    return new Uint8Array(Buffer.from(value, 'base64'));
  }

  /** Runs `work` and makes all that it changed durable, or, if it throws, undoes it and throws on. */
  write<R>(work: () => R): R {
    if (this.#pending !== undefined) throw new Error('[embedded redmine] a write within a write');
    const pending: StoreChange[] = [];
    this.#pending = pending;
    this.#undo = [];
    try {
      const result = work();
      if (pending.length > 0) this.#store.batch(pending);
      return result;
    } catch (error) {
      for (const undo of this.#undo.reverse()) undo();
      throw error;
    } finally {
      this.#pending = undefined;
    }
  }

  #change(change: StoreChange, undo: () => void): void {
    if (this.#pending === undefined)
      throw new Error('[embedded redmine] a change outside of write');
    this.#pending.push(change);
    this.#undo.push(undo);
  }

  #key(table: TableName, id: number): string {
    return `${this.#prefix}${table}/${String(id).padStart(10, '0')}`;
  }
}
