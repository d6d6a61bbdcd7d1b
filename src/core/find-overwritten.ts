/**
 * The lost-update witness. Neither tracker writes conditionally, so a person's edit can fall
 * between our read and our write; their history tells it afterwards.
 */
import type { FieldRow, Mapping } from './mapping';
import type { FieldValue, HistoryEntry, Person, Side } from './model';

export interface FieldTrail {
  /** Our own entry on the field, where there is one. */
  readonly own: HistoryEntry | null;
  /** What a person had set just before ours, which we had not seen. */
  readonly overwritten: { readonly value: string | null; readonly author: Person } | null;
  /** Whether a person changed the field after us. */
  readonly changedAfter: boolean;
}

/**
 * What the entries newer than the last read say of one field that we wrote.
 * @param isOwn whether an entry's change of the field may be ours: by author and by value
 */
export function trailOf(
  history: readonly HistoryEntry[],
  field: string,
  isOwn: (entry: HistoryEntry, to: string | null) => boolean,
): FieldTrail {
  const touching = history.flatMap((entry) => {
    const change = entry.changes.find((candidate) => candidate.field === field);
    return change ? [{ entry, change }] : [];
  });
  const ownIndex = touching.findLastIndex(({ entry, change }) => isOwn(entry, change.to));
  if (ownIndex < 0) return { own: null, overwritten: null, changedAfter: touching.length > 0 };
  const before = touching[ownIndex - 1];
  return {
    own: touching[ownIndex]?.entry ?? null,
    overwritten:
      before && !isOwn(before.entry, before.change.to)
        ? { value: before.change.to, author: before.entry.author }
        : null,
    changedAfter: ownIndex < touching.length - 1,
  };
}

/**
 * A history entry's value as a field's value. Jira's history shows documents as plain text, so an
 * overwritten one comes back as paragraphs.
 */
export function toLostValue(
  mapping: Mapping,
  row: FieldRow,
  side: Side,
  value: string | null,
): FieldValue {
  if (row.kind !== 'text' || value === null) return value;
  if (side === 'remote') return { format: mapping.textFormat, source: value };
  const paragraphs = value.split(/\n+/).filter((line) => line.trim() !== '');
  return {
    format: 'adf',
    doc: {
      type: 'doc',
      version: 1,
      content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
    },
  };
}
