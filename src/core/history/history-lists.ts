/**
 * Trackers tell of a list field what came and what went. The history that the core reads tells whole
 * values, so they are rebuilt from what the field holds now, backwards.
 */

import type { FieldChange, FieldValues, HistoryEntry } from '../model';
import { formatList, parseList } from '../values/field-kinds';

/** One member that came to a list or went from it. */
export interface ListStep {
  readonly field: string;
  readonly went: string | null;
  readonly came: string | null;
}

export interface ToldEntry extends Omit<HistoryEntry, 'changes'> {
  readonly changes: readonly (FieldChange | ListStep)[];
}

/**
 * @param told oldest first, up to the newest entry there is
 * @param now the fields as they stand after it
 */
export function rebuildLists(told: readonly ToldEntry[], now: FieldValues): HistoryEntry[] {
  const after = new Map<string, readonly string[]>();
  const rebuilt: HistoryEntry[] = [];
  for (const entry of told.toReversed()) {
    const fields = new Set(entry.changes.filter(isStep).map(({ field }) => field));
    const lists = [...fields].map((field) => {
      const current = now[field];
      const to = after.get(field) ?? parseList(typeof current === 'string' ? current : null);
      const steps = entry.changes.filter(isStep).filter((step) => step.field === field);
      const came = new Set(steps.map((step) => step.came));
      const went = steps.flatMap((step) => (step.went === null ? [] : [step.went]));
      const from = [...to.filter((member) => !came.has(member)), ...went];
      after.set(field, from);
      return { field, from: formatList(from), to: formatList(to) };
    });
    const plain = entry.changes.filter((change): change is FieldChange => !isStep(change));
    rebuilt.unshift({ ...entry, changes: [...plain, ...lists] });
  }
  return rebuilt;
}

function isStep(change: FieldChange | ListStep): change is ListStep {
  return 'came' in change;
}
