/** What a person's decision of a conflict puts on either side. */
import type { Conflict, ConflictDecision } from '../link';
import { type FieldValue, otherSide, type Side } from '../model';
import { convertValue } from '../values/convert';
import { crossingOf, type FieldRead } from '../values/crossing';
import { fieldOf } from './field-of';

export type Decided =
  | { readonly kind: 'values'; readonly values: Readonly<Record<Side, FieldValue>> }
  /** Nothing says what the value that stays is across. */
  | { readonly kind: 'unmapped'; readonly side: Side; readonly value: string };

/** The value that stays is the one of today; an overwritten one is put back where it was typed. */
export function wantDecided(
  read: FieldRead & { readonly snapshots: Required<FieldRead['snapshots']> },
  conflict: Conflict,
  decision: ConflictDecision,
): Decided {
  if (typeof decision === 'object') return { kind: 'values', values: decision };
  const { row, snapshots } = read;
  const other = otherSide(decision);
  const kept =
    conflict.kind === 'overwritten' ? conflict[decision] : fieldOf(snapshots[decision], row);
  const standing = { current: fieldOf(snapshots[other], row) };
  const across = convertValue(crossingOf(read), kept, other, standing);
  if (across.kind === 'unmapped') return { ...across, side: decision };
  const { value } = across;
  const values =
    decision === 'jira' ? { jira: kept, remote: value } : { jira: value, remote: kept };
  return { kind: 'values', values };
}
