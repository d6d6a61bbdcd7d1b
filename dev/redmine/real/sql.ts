/** A value that is SQL itself. */
export class Sql {
  constructor(readonly text: string) {}
}
export const NOW = new Sql("strftime('%Y-%m-%d %H:%M:%f','now')");
/** The columns that every table has for when. */
export const TIMES = { created_on: NOW, updated_on: NOW };

type SqlValue = string | number | boolean | null | Sql;

function literal(value: SqlValue): string {
  if (value instanceof Sql) return value.text;
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

export function insert(table: string, row: Readonly<Record<string, SqlValue>>): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `INSERT INTO ${table}(${columns.join(',')}) VALUES(${Object.values(row).map(literal).join(',')});`;
}
