/** What the values of one field need to know to cross, from one read of both sides. */

import { namesOf } from '../fields/field-of';
import type { FieldRow, Mapping } from '../mapping';
import type { Side, Snapshot } from '../model';
import type { BaseText } from '../texts/convert-text';
import type { Crossing } from './convert';

export interface FieldRead {
  readonly mapping: Mapping;
  readonly row: FieldRow;
  readonly snapshots: Readonly<Partial<Record<Side, Snapshot>>>;
  readonly baseText?: BaseText | undefined;
  readonly twins?: Crossing['twins'];
}

export function crossingOf({ mapping, row, snapshots, baseText, twins }: FieldRead): Crossing {
  const { jira, remote } = snapshots;
  return {
    mapping,
    row,
    base: baseText,
    names: {
      ...(jira ? { jira: namesOf(jira, row.field) } : {}),
      ...(remote ? { remote: namesOf(remote, row.field) } : {}),
    },
    twins,
  };
}
