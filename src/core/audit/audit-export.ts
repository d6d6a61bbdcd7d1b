/** The trail for other programs: JSON lines and CSV. `docs/audit.md` explains every column. */
import { digestEntry, type RecordedEntry } from './audit-chain';

export type ExportFormat = 'jsonl' | 'csv';

/** Column by column, in the order of the CSV. */
const COLUMNS: Readonly<Record<string, (recorded: RecordedEntry) => string | number | null>> = {
  time: ({ entry }) => new Date(entry.atMs).toISOString(),
  kind: ({ entry }) => entry.kind,
  link: ({ entry }) => entry.linkId,
  mapping: ({ entry }) => entry.mappingId,
  side: ({ entry }) => entry.side,
  field: ({ entry }) => entry.field,
  from: ({ entry }) => entry.from,
  to: ({ entry }) => entry.to,
  cause: ({ entry }) => entry.cause,
  stream: ({ chained }) => chained?.stream ?? null,
  seq: ({ chained }) => chained?.seq ?? null,
  prev: ({ chained }) => chained?.prev ?? null,
  digest: ({ chained }) => chained && digestEntry(chained),
  salt: ({ chained }) => (chained?.seal.kind === 'salted' ? chained.seal.salt : null),
  commitment: ({ chained }) => (chained?.seal.kind === 'erased' ? chained.seal.commitment : null),
};

/** What stands before the first entry. */
export function exportHeader(format: ExportFormat): string {
  return format === 'csv' ? `${Object.keys(COLUMNS).join(',')}\r\n` : '';
}

/** One entry, with its line end. */
export function exportEntry(format: ExportFormat, recorded: RecordedEntry): string {
  return format === 'csv'
    ? `${Object.values(COLUMNS)
        .map((column) => toCell(column(recorded)))
        .join(',')}\r\n`
    : `${JSON.stringify(toRecord(recorded))}\n`;
}

/** The entry by column names, without the empty ones. */
export function toRecord(recorded: RecordedEntry): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([name, column]) => {
      const value = column(recorded);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/**
 * What a spreadsheet takes for a formula, also after blanks and what cannot be seen. Such a cell gets an apostrophe in front.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s\p{C}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** RFC 4180: always quoted, so that no separator of any country splits it. */
function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
