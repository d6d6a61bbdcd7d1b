/** What a snapshot says of one field. */
import type { FieldRow } from '../mapping';
import type { FieldValue, Side, Snapshot } from '../model';

/** A snapshot's value of a row's field; a field that the tracker does not show is empty. */
export function fieldOf(snapshot: Snapshot, row: FieldRow): FieldValue {
  return snapshot.fields[row.field] ?? null;
}

/** What people read on each side, where the field's value is an id. */
export function labelsOf(
  snapshots: Readonly<Record<Side, Snapshot>>,
  field: string,
): Readonly<Record<Side, string | null>> {
  return {
    jira: snapshots.jira.labels[field] ?? null,
    remote: snapshots.remote.labels[field] ?? null,
  };
}

/** What people read for the ids that a snapshot shows in a field. */
export function namesOf(snapshot: Snapshot, field: string): Readonly<Record<string, string>> {
  const value = snapshot.fields[field];
  const label = snapshot.labels[field];
  const single = typeof value === 'string' && label !== undefined ? { [value]: label } : {};
  return { ...single, ...snapshot.names?.[field] };
}
