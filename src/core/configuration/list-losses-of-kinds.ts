/** What fields lose in each other, for those that a pair of projects has. */
import type { FieldMetadata } from '../metadata';
import { findConversion, listLosses } from '../values/conversions';
import type { FieldKind } from '../values/field-kinds';

/** Both ways; without the pairs that lose nothing. `null`: one cannot feed the other. */
export function listLossesOfKinds(
  jira: readonly Pick<FieldMetadata, 'kind'>[],
  remote: readonly Pick<FieldMetadata, 'kind'>[],
): Readonly<Partial<Record<`${FieldKind}>${FieldKind}`, readonly string[] | null>>> {
  const kindsOf = (fields: readonly Pick<FieldMetadata, 'kind'>[]) => [
    ...new Set(fields.map(({ kind }) => kind)),
  ];
  const pairs = kindsOf(jira).flatMap((one) =>
    kindsOf(remote).flatMap((other) => [[one, other] as const, [other, one] as const]),
  );
  return Object.fromEntries(
    pairs.flatMap(([from, to]) => {
      const losses = findConversion(from, to) ? listLosses(from, to) : null;
      return losses?.length === 0 ? [] : [[`${from}>${to}`, losses]];
    }),
  );
}
