/** Walks through the trail, by link or by time, a page at a time. */
import type { RecordedEntry } from '../../core/audit/audit-chain';
import type { AuditRecord, Order, Trail } from '../../ports/trail';

export interface AuditQuery {
  readonly linkId: string | null;
  /** When it was saved, by our clock; both included. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly order: Order;
}

/** A place in a walk: a day, a page of it, and entries of that page that were seen already. */
export interface AuditPosition {
  readonly dayMs: number;
  readonly page: string | null;
  readonly skip: number;
}

export interface AuditStep {
  /** The whole page. */
  readonly records: readonly AuditRecord[];
  readonly entries: readonly RecordedEntry[];
  /** Where the first of `entries` stands; the n-th is at `skip + n`. */
  readonly at: AuditPosition;
  /** `null`: that was all. */
  readonly next: AuditPosition | null;
}

const RECORDS_PER_PAGE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Where a walk begins; `null` where the span is empty. */
export function firstPosition({ linkId, fromMs, toMs, order }: AuditQuery): AuditPosition | null {
  if (fromMs > toMs) return null;
  if (linkId !== null) return { dayMs: 0, page: null, skip: 0 };
  return { dayMs: startOfDay(order === 'oldest-first' ? fromMs : toMs), page: null, skip: 0 };
}

/** One page. A day without entries is a page without entries. */
export async function readAudit(
  trail: Trail,
  query: AuditQuery,
  at: AuditPosition,
): Promise<AuditStep> {
  const { fromMs, toMs, order, linkId } = query;
  const page =
    linkId === null
      ? await trail.readAuditOfDay(
          {
            fromMs: Math.max(fromMs, at.dayMs),
            toMs: Math.min(toMs, at.dayMs + DAY_MS - 1),
          },
          order,
          at.page,
          RECORDS_PER_PAGE,
        )
      : await trail.readAuditOfLink(linkId, order, at.page, RECORDS_PER_PAGE);
  const entries = page.records
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .flatMap((record) =>
      order === 'oldest-first' ? record.entries : [...record.entries].reverse(),
    );
  return {
    records: page.records,
    entries: entries.slice(at.skip),
    at,
    next:
      page.cursor === null
        ? nextDay(query, at.dayMs)
        : { dayMs: at.dayMs, page: page.cursor, skip: 0 },
  };
}

function nextDay({ linkId, order, fromMs, toMs }: AuditQuery, dayMs: number): AuditPosition | null {
  if (linkId !== null) return null;
  const next = order === 'oldest-first' ? dayMs + DAY_MS : dayMs - DAY_MS;
  if (next > toMs || next + DAY_MS <= fromMs) return null;
  return { dayMs: next, page: null, skip: 0 };
}

export function startOfDay(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}
