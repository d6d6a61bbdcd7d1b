/** The trail for other programs: JSON lines and CSV. `docs/audit.md` explains every column. */
import { toCell } from '../csv';
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
        .map((column) => toColumn(column(recorded)))
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

function toColumn(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : toCell(value);
}
