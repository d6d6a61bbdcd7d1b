/** What `find-recovered.ts` finds, where only one issue of the pair is left. */
import { toBaseValue } from '../digest';
import { fieldOf } from '../fields/field-of';
import type { Link } from '../link';
import type { FieldRow, Mapping } from '../mapping';
import type { FieldChange, Snapshot } from '../model';
import type { Authorship } from './find-overwritten';
import type { RecoveredWrite } from './find-recovered';

/**
 * The field writes to the issue that is left which earlier runs did not save. What an entry was made
 * of is gone with the other issue: one of a key that a person has, too, is ours where it was noted.
 * @param authorOf whose hand an entry of the side shows
 */
export function findRecoveredAlone(
  mapping: Mapping,
  { sides, sent = [] }: Link,
  left: Snapshot,
  authorOf: (personId: string) => Authorship,
): readonly RecoveredWrite[] {
  const { side } = left;
  const { fields, lastEntryId } = sides[side];
  const unsaved = left.history.filter(({ id }) => id > lastEntryId);
  return mapping.fields.flatMap((row) => {
    const base = fields[row.field] ?? null;
    const entries = unsaved.filter(({ changes }) => findChange(changes, row));
    return entries.flatMap(({ changes, author }, index): RecoveredWrite[] => {
      const change = findChange(changes, row);
      const whose = authorOf(author.id);
      if (!change || whose === 'not-ours') return [];
      const values =
        row.kinds[side] === 'text'
          ? textsOf(base, left, row, index === entries.length - 1)
          : { from: change.from, to: change.to };
      const noted = sent.find(
        (write) =>
          write.side === side && write.field === row.field && write.value === (values.to || null),
      );
      if (noted?.isTold || (whose === 'maybe-ours' && !noted)) return [];
      return [{ kind: 'field-written', side, field: row.field, ...values }];
    });
  });
}

function findChange(changes: readonly FieldChange[], { field }: FieldRow): FieldChange | undefined {
  return changes.find((change) => change.field === field);
}

/** A history shows texts in words of its own; which one an older entry wrote cannot be told. */
function textsOf(
  base: string | null,
  left: Snapshot,
  row: FieldRow,
  isNewest: boolean,
): Pick<RecoveredWrite, 'from' | 'to'> {
  return isNewest ? { from: base, to: toBaseValue(fieldOf(left, row)) } : { from: null, to: null };
}
