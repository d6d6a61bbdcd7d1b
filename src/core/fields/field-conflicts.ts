/** A field's conflict: what stands on both sides, by whom and since when. */
import { toLostValue } from '../history/find-overwritten';
import type { Conflict } from '../link';
import type { FieldValue, Person, Side, Snapshot } from '../model';
import type { FieldDecision, FieldSituation } from './field-decision';
import { labelsOf } from './field-of';

/** Clocks are corrected, but servers tell whole seconds: nearer than this is a tie. */
const NEWEST_TIE_MS = 2_000;

/** Both values stay until somebody decides. */
export function conflictOf(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  kind: Conflict['kind'],
): FieldDecision {
  return { kind: 'conflict', conflict: conflictParts(situation, values, kind) };
}

/** Our write replaced a value that somebody had typed unseen. */
export function overwrittenConflict(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  side: Side,
  lost: { readonly value: string | null; readonly author: Person },
): FieldDecision {
  const parts = conflictParts(situation, values, 'overwritten');
  return {
    kind: 'conflict',
    conflict: {
      ...parts,
      // The last change there is our own.
      changedAtMs: { jira: null, remote: null, ...parts.changedAtMs, [side]: null },
      [side]: toLostValue(situation.mapping, situation.row, side, lost.value),
      labels: { ...labelsOf(situation.snapshots, situation.row.field), [side]: null },
      [side === 'jira' ? 'jiraAuthor' : 'remoteAuthor']: lost.author,
    },
  };
}

/** The side whose field changed last; `null` where that cannot be told. */
export function findNewest(situation: FieldSituation): Side | null {
  const at = { jira: changedAt(situation, 'jira'), remote: changedAt(situation, 'remote') };
  if (at.jira === null || at.remote === null) return null;
  if (Math.abs(at.jira - at.remote) <= NEWEST_TIE_MS) return null;
  return at.jira > at.remote ? 'jira' : 'remote';
}

/** When the field last changed there, on our clock's scale. */
function changedAt(situation: FieldSituation, side: Side): number | null {
  const snapshot = situation.snapshots[side];
  const entry = findLastChange(snapshot, situation.row.field);
  return entry ? entry.atMs - snapshot.clockOffsetMs : null;
}

function findLastChange(snapshot: Snapshot, field: string) {
  return snapshot.history.findLast((entry) =>
    entry.changes.some((change) => change.field === field),
  );
}

function conflictParts(
  situation: FieldSituation,
  values: Readonly<Record<Side, FieldValue>>,
  kind: Conflict['kind'],
): Omit<Conflict, 'foundAtMs'> {
  const lastOn = (side: Side) => findLastChange(situation.snapshots[side], situation.row.field);
  return {
    field: situation.row.field,
    kind,
    jira: values.jira,
    remote: values.remote,
    labels: labelsOf(situation.snapshots, situation.row.field),
    jiraAuthor: lastOn('jira')?.author ?? null,
    remoteAuthor: lastOn('remote')?.author ?? null,
    changedAtMs: {
      jira: lastOn('jira')?.atMs ?? null,
      remote: lastOn('remote')?.atMs ?? null,
    },
  };
}
