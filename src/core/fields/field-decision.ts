/** What one field is decided by, and what comes of it. */
import type { FieldHistories } from '../history/account-own-writes';
import type { Conflict } from '../link';
import type { UnmappedRule } from '../mapping';
import type { FieldValue, Side } from '../model';

/** With the open conflict on the field, if any. */
export interface FieldSituation extends Omit<FieldHistories, 'decided'> {
  readonly conflict: Conflict | undefined;
}

export type FieldDecision =
  /** Neither side moved. */
  | { readonly kind: 'same' }
  /** Both sides say the same now: only the base moves. */
  | { readonly kind: 'settle'; readonly missing?: Missing }
  /** Changed where nothing flows from, or where it must not be shown: the base moves there. */
  | { readonly kind: 'leave'; readonly side: Side }
  | {
      readonly kind: 'write';
      readonly values: Readonly<Partial<Record<Side, FieldValue>>>;
      readonly missing?: Missing;
    }
  /** Nothing says what the value is across; the rule says what becomes of it. */
  | {
      readonly kind: 'unmapped';
      readonly side: Side;
      readonly value: string;
      readonly rule: UnmappedRule;
    }
  | { readonly kind: 'conflict'; readonly conflict: Omit<Conflict, 'foundAtMs'> }
  /** In conflict and not decided yet. */
  | { readonly kind: 'frozen' };

/** Members of a side's list that nothing says the counterpart of. */
export interface Missing {
  readonly side: Side;
  readonly values: readonly string[];
}
