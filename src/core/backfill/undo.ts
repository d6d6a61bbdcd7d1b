/** What undoing a row will do, or why it will not. */
import type { RowIssueId } from './plan-row';

export type UndoRow =
  /** The issue that the run created goes, with all in it. */
  | (UndoBase & { readonly kind: 'delete'; readonly issue: RowIssueId })
  /** The pair is parted; fields get back what they held, and copies go. */
  | (UndoBase & {
      readonly kind: 'part';
      readonly restores: readonly { readonly side: 'jira' | 'remote'; readonly field: string }[];
      /** Comments, files and spent time that were copied. */
      readonly copies: number;
      /** Why what somebody touched after an undo was cut off here stays as it is. */
      readonly kept?: readonly string[];
    })
  /** Somebody touched it since, or it is not there any more. */
  | (UndoBase & { readonly kind: 'left'; readonly reason: string });

interface UndoBase {
  /** The row's place in the plan. */
  readonly number: number;
  readonly linkId: string;
  /** `WEB-1 ↔ #12`. */
  readonly title: string;
}
