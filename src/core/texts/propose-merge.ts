/** A merged text to start from where two edits of one text meet. */
import type { AdfNode } from '../../text';
import type { Mapping } from '../mapping';
import type { AdfDocument, FieldValue, Side } from '../model';
import { type BaseText, convertText } from './convert-text';
import { mergeOver } from './merge-texts';

export interface MergeProposal {
  /** In each side's own terms. */
  readonly values: Readonly<Record<Side, FieldValue>>;
  /** Passages that both sides changed; both versions stand there, Jira's first. */
  readonly overlaps: number;
}

/** `null` where the values are no rich texts, or nothing is known that they have in common. */
export function proposeMerge(
  mapping: Mapping,
  base: BaseText | undefined,
  values: Readonly<Record<Side, FieldValue>>,
): MergeProposal | null {
  const merged = mergeOver(mapping, base, values);
  if (!merged) return null;
  const content: AdfNode[] = [...(merged.document.content ?? [])];
  // From the end, so that the places before stay where they are.
  for (const { index, left, right } of [...merged.conflicts].reverse()) {
    content.splice(index + left.length, 0, ...right);
  }
  const doc: AdfDocument = { ...merged.document, content };
  const proposed = { format: 'adf', doc } as const;
  return {
    values: { jira: proposed, remote: convertText(mapping, proposed, 'remote') },
    overlaps: merged.conflicts.length,
  };
}
