/** What the sync would do to one issue, or to the pair that it belongs to. */
import type { RowDetail, RowKind } from '../backfill/plan-row';
import type { Side } from '../model';

export interface TriedIssue {
  /** A pair that nothing would be done to is a `pair` without details. */
  readonly kind: RowKind;
  /** As people call them; one that has no twin is alone. */
  readonly keys: Readonly<Partial<Record<Side, string>>>;
  readonly urls: Readonly<Partial<Record<Side, string>>>;
  /** Empty where nothing may be told of it. */
  readonly title: string;
  /** Of one that is skipped, why; of one that is created, why that waits until somebody asks. */
  readonly reason: string | null;
  readonly details: readonly RowDetail[];
  /** Comments that would be written on a side. */
  readonly comments: Readonly<Record<Side, number>>;
}

export const NO_COMMENTS = { jira: 0, remote: 0 } as const;
