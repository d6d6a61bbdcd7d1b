/** What a first sync keeps, and the job that brings it on. */

import type { AuditEntry } from '../core/audit/audit';
import type { Backfill, BackfillItems, BackfillPart } from '../core/backfill/backfill';

/** Brings a mapping's first sync on for some minutes. */
export interface BackfillJob {
  readonly v: 1;
  readonly kind: 'backfill';
  readonly mappingId: string;
  /** Of `Backfill.turn`; `null`: the timer asks whether it still goes on. */
  readonly turn: number | null;
}

/** Keeps one first sync for each mapping: a small document, and lists in pages. */
export interface BackfillStore {
  loadBackfill(mappingId: string): Promise<Backfill | null>;
  saveBackfill(backfill: Backfill): Promise<void>;
  /** Empty where nothing was saved. */
  loadPage<P extends BackfillPart>(
    mappingId: string,
    part: P,
    page: number,
  ): Promise<readonly BackfillItems[P][]>;
  /** A page is kept deflated, and replaced as a whole. */
  savePage<P extends BackfillPart>(
    mappingId: string,
    part: P,
    page: number,
    items: readonly BackfillItems[P][],
  ): Promise<void>;
  /** Forgets it, pages first. */
  deleteBackfill(backfill: Backfill): Promise<void>;
  /** Says in the mapping that a first sync is under way, or that it is not any more. */
  markMapping(
    mappingId: string,
    mark: { readonly id: string; readonly upTo: Backfill['upTo'] } | null,
    audit: AuditEntry | null,
  ): Promise<void>;
}
