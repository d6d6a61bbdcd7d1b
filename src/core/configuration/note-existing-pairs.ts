/** What a mapping's changed rules mean for the pairs that exist: nothing is written to them unasked. */
import { type FieldRow, flowsTo, type Mapping } from '../mapping';
import { SIDES } from '../model';
import { joinsSame } from '../scope';

export type ExistingNote =
  /** What becomes of a pair that is not covered any more. */
  | { readonly kind: 'scope'; readonly leaving: 'pause' | 'unlink' | 'keep' }
  /** A row that is new to them, or one whose rules changed. */
  | { readonly kind: 'new-row' | 'changed-row'; readonly jira: string; readonly redmine: string };

/** What the pairs that are there already get to feel of new rules, the scope first. */
export function noteExistingPairs(standing: Mapping, next: Mapping): readonly ExistingNote[] {
  const scope = (mapping: Mapping) =>
    JSON.stringify([mapping.scope ?? null, mapping.jira.projectId, mapping.remote.projectId]);
  return [
    ...(scope(standing) === scope(next)
      ? []
      : [{ kind: 'scope', leaving: next.scope?.leaving ?? 'pause' } as const]),
    ...next.fields.flatMap((row) => noteRow(standing, row)),
  ];
}

function noteRow(standing: Mapping, row: FieldRow): readonly ExistingNote[] {
  const names = { jira: row.jira || row.field, redmine: row.remote };
  const before = standing.fields.find((other) => joinsSame(row, other));
  if (!before) return [{ kind: 'new-row', ...names }];
  const values = JSON.stringify(row.values) !== JSON.stringify(before.values);
  const opens = SIDES.some(
    (side) => flowsTo(row.direction, side) && !flowsTo(before.direction, side),
  );
  return values || opens ? [{ kind: 'changed-row', ...names }] : [];
}
