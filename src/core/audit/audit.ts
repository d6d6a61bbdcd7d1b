/** What the app did, found or was told to do: append-only. */
import type { Side } from '../model';

/** What was written to a tracker. */
const WRITE_KINDS = [
  'field-written',
  'comment-copied',
  'comment-edited',
  'comment-deleted',
  'attachment-copied',
  'attachment-linked',
  'attachment-deleted',
  'relation-added',
  'relation-removed',
  'time-copied',
  'time-edited',
  'time-deleted',
  'deletion-noted',
  'issue-deleted',
] as const;

export const AUDIT_KINDS = [
  'created',
  'linked',
  'unlinked',
  ...WRITE_KINDS,
  'left-alone',
  'conflict-found',
  'conflict-decided',
  'problem-found',
  'failed',
  'paused',
  'resumed',
  /** Somebody was told: an issue, a comment or a mail. */
  'notice-given',
  'admin',
] as const;

export interface AuditEntry {
  readonly atMs: number;
  readonly kind: (typeof AUDIT_KINDS)[number];
  readonly linkId: string | null;
  readonly mappingId: string | null;
  /** The side that was written to or where it was found. */
  readonly side: Side | null;
  readonly field: string | null;
  /** The value or, for texts, its digest. */
  readonly from: string | null;
  readonly to: string | null;
  /**
   * What rang: `jira`, `remote`, `sweep`, or the accountId of the person who asked; `recovered` for
   * what another run wrote that could not save it, or had not yet.
   */
  readonly cause: string;
}

export const RECOVERED = 'recovered';

/** What an entry tells of a write. */
export type Told = Pick<AuditEntry, 'kind' | 'side' | 'field' | 'from' | 'to'>;

/** Whether both tell of the same write, as far as an entry can say: histories have words of their own. */
function tellSame(one: Told, other: Told): boolean {
  return (
    one.kind === other.kind &&
    one.side === other.side &&
    one.field === other.field &&
    // A copy is of one original, and a relation leads to one issue.
    (one.kind === 'field-written' || one.from === other.from) &&
    (one.kind !== 'relation-added' || one.to === other.to)
  );
}

/** The writes that no entry tells of. An entry stands for one write, for one of just its value first. */
export function leaveOutTold<T extends Told>(
  writes: readonly T[],
  told: readonly Told[],
): readonly T[] {
  const left = [...writes];
  const tellAll = (entries: readonly Told[], isSame: typeof tellSame) =>
    entries.filter((entry) => {
      const index = left.findIndex((write) => isSame(write, entry));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  tellAll(
    tellAll(told, (write, entry) => tellSame(write, entry) && write.to === entry.to),
    tellSame,
  );
  return left;
}

const WRITES: ReadonlySet<AuditEntry['kind']> = new Set(WRITE_KINDS);

/** Whether the entry tells of something that was written to a tracker. */
export function isWrite({ kind }: Pick<AuditEntry, 'kind'>): boolean {
  return WRITES.has(kind);
}
