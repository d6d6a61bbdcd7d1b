/** A trail of the saves that a test names, which shows a few at a time and notes what is asked of it. */
import type { AuditEntry } from '../../src/core/audit/audit';
import type { AuditRecord, Order, Trail } from '../../src/ports/trail';
import { anAuditEntry } from './an-audit-entry';
import { NOW_MS } from './builders';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const MINUTE_MS = 60_000;

/** NOW_MS is at noon. */
export const TODAY_MS = NOW_MS - DAY_MS / 2;

/** One save of entries, each told by its field: the key's name unless said otherwise. */
export function aRecord(
  key: string,
  atMs: number,
  entries: readonly Partial<AuditEntry>[] = [{}],
): AuditRecord {
  return {
    key,
    atMs,
    lagMs: null,
    entries: entries.map((entry) => ({
      entry: anAuditEntry({
        atMs,
        side: 'jira',
        field: key,
        from: null,
        to: null,
        cause: 'remote',
        ...entry,
      }),
      chained: null,
    })),
  };
}

type Asked = readonly unknown[];

/** @param records oldest first */
export function aTrail(records: readonly AuditRecord[], pageSize = 2) {
  const asked: Asked[] = [];
  const erased: string[] = [];
  const pageOf = (found: readonly AuditRecord[], order: Order, cursor: string | null) => {
    const ordered = order === 'oldest-first' ? found : [...found].reverse();
    const from = Number(cursor ?? 0);
    const next = from + pageSize < ordered.length ? String(from + pageSize) : null;
    return { records: ordered.slice(from, from + pageSize), cursor: next };
  };
  const trail = {
    findFirstAuditMs: async () => records[0]?.atMs ?? null,
    async readAuditOfDay(
      { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
      order: Order,
      cursor: string | null,
      limit: number,
    ) {
      asked.push([fromMs, toMs, order, cursor, limit]);
      const ofSpan = records.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
      return pageOf(ofSpan, order, cursor);
    },
    async readAuditOfLink(linkId: string, order: Order, cursor: string | null, limit: number) {
      asked.push([linkId, order, cursor, limit]);
      const ofLink = records.filter(({ entries }) =>
        entries.some(({ entry }) => entry.linkId === linkId),
      );
      return pageOf(ofLink, order, cursor);
    },
    async erasePerson(some: readonly AuditRecord[], accountId: string, pseudonym: string) {
      erased.push(...some.map(({ key }) => `${key}: ${accountId} is ${pseudonym}`));
      return some.length;
    },
  } as unknown as Trail;
  return { trail, asked, erased };
}
