/** What reading and tending the audit trail needs of the world. */
import type { RecordedEntry, TrailHead } from '../core/audit/audit-chain';

/** One save's entries. */
export interface AuditRecord {
  readonly key: string;
  /** When it was saved, by our clock. */
  readonly atMs: number;
  /** From the edit until it was applied; `null` where no edit brought it. */
  readonly lagMs: number | null;
  readonly entries: readonly RecordedEntry[];
}

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  /** `null` where that was all. */
  readonly cursor: string | null;
}

export type Order = 'oldest-first' | 'newest-first';

/** A stream, from where on it is kept, and where it ends. */
export interface StreamEnds {
  readonly stream: string;
  readonly start: TrailHead;
  readonly end: TrailHead;
}

/** Lists may run a little behind what was saved; single records are read as they are. */
export interface Trail {
  /** The saves of one UTC day between two moments of it, both included. */
  readAuditOfDay(
    span: { readonly fromMs: number; readonly toMs: number },
    order: Order,
    cursor: string | null,
    limit: number,
  ): Promise<AuditPage>;
  /** The saves that concern one link. */
  readAuditOfLink(
    linkId: string,
    order: Order,
    cursor: string | null,
    limit: number,
  ): Promise<AuditPage>;
  /** A stream's saves from one place on, in their order. */
  readStream(
    stream: string,
    fromSeq: number,
    cursor: string | null,
    limit: number,
  ): Promise<AuditPage>;
  /** The save that begins at that place, whatever the lists show yet. */
  findRecord(stream: string, seq: number): Promise<AuditRecord | null>;
  /** Every stream there is, a page at a time. */
  listStreams(cursor: string | null): Promise<{
    readonly streams: readonly StreamEnds[];
    readonly cursor: string | null;
  }>;
  /** When the first of what is kept was saved; `null` where nothing is. */
  findFirstAuditMs(): Promise<number | null>;
  /**
   * Removes one page of saves of one day, oldest first, and leaves a checkpoint in each stream.
   * What could not be removed, since its stream went on at that moment, is left to the next time.
   */
  pruneDay(
    span: { readonly fromMs: number; readonly toMs: number },
    cursor: string | null,
  ): Promise<{ readonly left: number; readonly cursor: string | null }>;
  /** Puts a pseudonym in a person's place in these records. @returns how many named the person */
  erasePerson(
    records: readonly AuditRecord[],
    accountId: string,
    pseudonym: string,
  ): Promise<number>;
}
