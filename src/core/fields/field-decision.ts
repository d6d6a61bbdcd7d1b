/** What one field is decided by, and what comes of it. */
import type { Authorship } from '../history/find-overwritten';
import type { Conflict, SentWrite, SideBase } from '../link';
import type { FieldRow, Mapping, UnmappedRule } from '../mapping';
import type { FieldValue, Side, Snapshot } from '../model';
import type { BaseText } from '../texts/convert-text';
import type { Crossing } from '../values/convert';

export interface FieldSituation {
  readonly mapping: Mapping;
  readonly row: FieldRow;
  readonly bases: Readonly<Record<Side, SideBase>>;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  /** The agreed text, where the field is one and it was kept. */
  readonly baseText: BaseText | undefined;
  /** The open conflict on the field, if any. */
  readonly conflict: Conflict | undefined;
  /** The twins of issues, where the field names one. */
  readonly twins?: Crossing['twins'];
  /** What earlier runs sent without an answer. */
  readonly sent?: readonly SentWrite[] | undefined;
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
  /** Nothing says what the value is across; `halts`: nothing of the link may cross until it does. */
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
