/**
 * One row of the plan: one issue or one pair, and all that the run will do with it. What a row
 * shows is for people; the run computes its writes anew and refuses where `seen` says that the issue
 * is not what it was.
 */
import type { Side } from '../model';

/** What a row is; one of its details may be filtered for in the same way. */
export const ROW_KINDS = ['pair', 'create-in-jira', 'create-in-remote', 'skip'] as const;
export const DETAIL_KINDS = [
  'change',
  'conflict',
  'lossy',
  'person-not-mapped',
  'value-not-mapped',
  'attachments',
] as const;

export type RowKind = (typeof ROW_KINDS)[number];
export type DetailKind = (typeof DETAIL_KINDS)[number];

export type RowDetail =
  /** As people read it, shortened; of an issue that is created only what is lost is told. */
  | {
      readonly kind: 'change';
      readonly side: Side;
      readonly field: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  | {
      readonly kind: 'conflict';
      readonly field: string;
      readonly jira: string | null;
      readonly remote: string | null;
    }
  /** A text comes across with less than it had: what of it. */
  | { readonly kind: 'lossy'; readonly field: string; readonly what: readonly string[] }
  | {
      readonly kind: 'person-not-mapped' | 'value-not-mapped';
      readonly side: Side;
      readonly field: string;
      readonly value: string;
    }
  /** Files that go to `side`; `tooLarge` of them as a link, or not at all, as the mapping says. */
  | {
      readonly kind: 'attachments';
      readonly side: Side;
      readonly count: number;
      readonly bytes: number;
      readonly tooLarge: number;
    };

/** One issue as the row shows it, and what it was when the row was planned. */
export interface RowIssue {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  /** Digest of all that the plan went by. */
  readonly seen: string;
}

interface RowBase {
  /** Its place in the plan, from 0. */
  readonly number: number;
  /** 0: no parent; else one more than its parent's: parents go first. */
  readonly level: number;
  /** Its issues are related to others: looked at again once all rows are done. */
  readonly hasRelations?: true;
  readonly details: readonly RowDetail[];
}

export type PlanRow =
  | (RowBase & { readonly kind: 'pair'; readonly jira: RowIssue; readonly remote: RowIssue })
  | (RowBase & { readonly kind: 'create-in-jira'; readonly remote: RowIssue })
  | (RowBase & { readonly kind: 'create-in-remote'; readonly jira: RowIssue })
  | (RowBase & {
      readonly kind: 'skip';
      readonly reason: string;
      readonly jira?: RowIssue;
      readonly remote?: RowIssue;
    });

/** `made`: an issue was created; `changed`: fields that the run wrote, by side. */
export interface RowDone {
  readonly kind: 'done';
  readonly linkId: string;
  /** By our clock. */
  readonly atMs: number;
  readonly made?: RowIssueId;
  readonly changed?: readonly { readonly side: Side; readonly field: string }[];
  readonly hasConflict?: true;
  /** Said before its undo writes: a pair that is parted after a kill was parted by us. */
  readonly isBeingUndone?: true;
}

/** What became of a row. */
export type RowOutcome =
  | { readonly kind: 'waiting' }
  /** Ticked off: alone, or with its class. */
  | { readonly kind: 'off' }
  | RowDone
  /** It was not what the plan went by: planned again, and shown; the next run takes it. */
  | { readonly kind: 'replanned' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly message: string }
  /** `kept`: what was not taken back, and why. */
  | { readonly kind: 'undone'; readonly kept?: readonly string[] }
  /** Somebody touched it since, so undoing left it as it `was`: another undo may look at it again. */
  | { readonly kind: 'left'; readonly was: RowDone; readonly reason: string };

export interface RowIssueId {
  readonly side: Side;
  readonly id: string;
  readonly key: string;
}

/** A row with what became of it. */
export interface ShownRow {
  readonly row: PlanRow;
  readonly outcome: RowOutcome;
}

/** The sides and issues that a row is about. */
export function issuesOf(row: PlanRow): Readonly<Partial<Record<Side, RowIssue>>> {
  switch (row.kind) {
    case 'pair':
      return { jira: row.jira, remote: row.remote };
    case 'create-in-jira':
      return { remote: row.remote };
    case 'create-in-remote':
      return { jira: row.jira };
    case 'skip':
      return {
        ...(row.jira ? { jira: row.jira } : {}),
        ...(row.remote ? { remote: row.remote } : {}),
      };
    default:
      return row satisfies never;
  }
}

/** Whether the row is of this kind or has a detail of it. */
export function isOfKind(row: PlanRow, kind: RowKind | DetailKind): boolean {
  return row.kind === kind || row.details.some((detail) => detail.kind === kind);
}
