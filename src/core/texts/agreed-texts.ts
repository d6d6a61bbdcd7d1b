/** The texts that both sides agree on now, to be kept for the next edit. */

import { fieldOf } from '../fields/field-of';
import type { Mapping } from '../mapping';
import type { Side, Snapshot } from '../model';
import { holdsText } from '../values/field-kinds';
import type { BaseText } from './convert-text';

/** By field; a text that is empty on a side has no base worth keeping. */
export function agreedTexts(
  mapping: Mapping,
  fields: readonly string[],
  snapshots: Readonly<Record<Side, Snapshot>>,
): Readonly<Record<string, BaseText>> {
  const rows = mapping.fields.filter((row) => holdsText(row.kinds) && fields.includes(row.field));
  return Object.fromEntries(
    rows.flatMap((row) => {
      const jira = fieldOf(snapshots.jira, row);
      const remote = fieldOf(snapshots.remote, row);
      if (!jira || !remote || typeof jira === 'string' || typeof remote === 'string') return [];
      if (jira.format !== 'adf' || remote.format === 'adf') return [];
      return [[row.field, { adf: jira.doc, source: remote.source }]];
    }),
  );
}
