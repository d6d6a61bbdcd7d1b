import type { TableName, Tables } from './tables';

/** The fields that records are looked up by, so that a list of 5,000 issues is not walked for each request. */
const INDEXES = {
  issue: ['projectId', 'parentId'],
  journal: ['issueId'],
  relation: ['fromId', 'toId'],
  timeEntry: ['issueId'],
  attachment: ['issueId'],
  member: ['projectId', 'userId'],
  version: ['projectId'],
  category: ['projectId'],
} as const satisfies { readonly [T in TableName]?: readonly (keyof Tables[T])[] };
export type IndexedTable = keyof typeof INDEXES;
export type IndexedField<T extends IndexedTable> = (typeof INDEXES)[T][number];

export interface Row {
  readonly id: number;
}

/** Which records have which value in an indexed field. */
export class RowIndexes {
  readonly #byField = new Map<string, Map<unknown, Set<number>>>();

  /** The ids of the records of a table whose `field` is `value`, upwards. */
  find(table: IndexedTable, field: string, value: unknown): readonly number[] {
    const ids = this.#byField.get(`${table}.${field}`)?.get(value);
    return ids === undefined ? [] : [...ids].sort((a, b) => a - b);
  }

  /** Takes a record from where it was to where it is; `undefined` is nowhere. */
  move(table: TableName, before: Row | undefined, after: Row | undefined): void {
    if (!(table in INDEXES)) return;
    for (const field of INDEXES[table as IndexedTable]) {
      const name = `${table}.${field}`;
      const index = this.#byField.get(name) ?? new Map<unknown, Set<number>>();
      this.#byField.set(name, index);
      const fieldOf = (row: Row): unknown => (row as unknown as Record<string, unknown>)[field];
      if (before !== undefined) index.get(fieldOf(before))?.delete(before.id);
      if (after === undefined) continue;
      const ids = index.get(fieldOf(after)) ?? new Set<number>();
      index.set(fieldOf(after), ids.add(after.id));
    }
  }
}
