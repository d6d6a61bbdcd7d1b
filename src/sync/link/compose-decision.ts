/** What both sides are to hold where a person keeps a merge, or writes the value anew. */
import type { Conflict, ConflictDecision } from '../../core/link';
import type { FieldRow, Mapping } from '../../core/mapping';
import type { Side } from '../../core/model';
import type { BaseText } from '../../core/texts/convert-text';
import { convertText } from '../../core/texts/convert-text';
import { proposeMerge } from '../../core/texts/propose-merge';
import { holdsText, traitsOf } from '../../core/values/field-kinds';

export type Kept =
  | { readonly kind: 'side'; readonly side: Side }
  | { readonly kind: 'merge' }
  /** Typed by the person: rich text in Redmine's format, a line as it is. */
  | { readonly kind: 'text'; readonly text: string };

/** Whether a person may write a value of that field anew. */
export function isEditable({ kinds }: FieldRow): boolean {
  return holdsText(kinds) || (isLine(kinds.jira) && isLine(kinds.remote));
}

const isLine = (kind: FieldRow['kinds'][Side]): boolean =>
  traitsOf(kind).shape === 'words' && !traitsOf(kind).many && kind !== 'cascade';

/** `null` where the field takes no such value. */
export function composeDecision(
  mapping: Mapping,
  row: FieldRow,
  conflict: Conflict,
  base: BaseText | undefined,
  kept: Kept,
): ConflictDecision | null {
  switch (kept.kind) {
    case 'side':
      return kept.side;
    case 'merge':
      return proposeMerge(mapping, base, conflict)?.values ?? null;
    case 'text':
      return isEditable(row) ? composeText(mapping, row, kept.text, base) : null;
    default:
      return kept satisfies never;
  }
}

function composeText(
  mapping: Mapping,
  row: FieldRow,
  text: string,
  base: BaseText | undefined,
): ConflictDecision {
  if (!holdsText(row.kinds)) {
    const line = text.trim();
    return { jira: line, remote: line };
  }
  const remote = { format: mapping.textFormat, source: text } as const;
  return { jira: convertText(mapping, remote, 'jira', base), remote };
}
