/** What a mapping's changed rules mean for the pairs that exist: nothing is written to them unasked. */
import { type FieldRow, flowsTo, type Mapping } from '../mapping';
import { SIDES } from '../model';
import { joinsSame } from '../scope';

export function noteExistingPairs(standing: Mapping, next: Mapping): readonly string[] {
  const scope = (mapping: Mapping) =>
    JSON.stringify([mapping.scope ?? null, mapping.jira.projectId, mapping.remote.projectId]);
  const leaving = next.scope?.leaving ?? 'pause';
  return [
    ...(scope(standing) === scope(next)
      ? []
      : [`Its scope changes: a pair that is not covered any more ${LEAVES[leaving]}.`]),
    ...next.fields.flatMap((row) => noteRow(standing, row)),
  ];
}

const LEAVES = {
  pause: 'waits until it is',
  unlink: 'is parted',
  keep: 'stays in step',
} as const;

function noteRow(standing: Mapping, row: FieldRow): readonly string[] {
  const before = standing.fields.find((other) => joinsSame(row, other));
  if (!before) {
    return [
      `"${row.jira || row.field}" ↔ "${row.remote}" is new to existing pairs: where both sides say the same it is agreed, elsewhere nothing is written until you choose whose values count.`,
    ];
  }
  const values = JSON.stringify(row.values) !== JSON.stringify(before.values);
  const opens = SIDES.some(
    (side) => flowsTo(row.direction, side) && !flowsTo(before.direction, side),
  );
  return values || opens
    ? [
        `The rules of "${row.jira || row.field}" ↔ "${row.remote}" change: values that stand already are not written anew until you choose whose values count.`,
      ]
    : [];
}
