/**
 * The lost-update witness. Neither tracker writes conditionally, so a person's edit can fall
 * between our read and our write; their history tells it afterwards.
 */
import { digestText, toBaseValue } from '../digest';
import type { FieldRow, Mapping } from '../mapping';
import type { FieldValue, HistoryEntry, Person, Side } from '../model';

/**
 * Who wrote, as far as the author tells. Only the app writes as the app's own user; a key may belong
 * to a person who edits, too.
 */
export type Authorship = 'ours' | 'maybe-ours' | 'not-ours';

/** Whether a change is ours: by its author alone, or by author and value together. */
export function isOurs(authorship: Authorship, isValueSent: boolean): boolean {
  return authorship === 'ours' || (authorship === 'maybe-ours' && isValueSent);
}

/** Whether a history entry's new value is what we sent; Jira shows documents as plain text. */
export function isSent(value: FieldValue, to: string | null): boolean {
  if (value === null || typeof value === 'string') return to === toBaseValue(value);
  if (value.format === 'adf') return true;
  return digestText({ format: value.format, source: to ?? '' }) === digestText(value);
}

export interface FieldTrail {
  /** Our own entry on the field, where there is one. */
  readonly own: HistoryEntry | null;
  /** What a person had set just before ours, which we had not seen. */
  readonly overwritten: {
    readonly value: string | null;
    readonly author: Person;
    readonly atMs: number;
  } | null;
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
  // A status may take several of our own steps in a row.
  const firstOwn = touching
    .slice(0, ownIndex)
    .findLastIndex(({ entry, change }) => !isOwn(entry, change.to));
  const before = touching[firstOwn];
  return {
    own: touching[ownIndex]?.entry ?? null,
    overwritten: before
      ? { value: before.change.to, author: before.entry.author, atMs: before.entry.atMs }
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
  if (row.kinds[side] !== 'text' || value === null) return value;
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
