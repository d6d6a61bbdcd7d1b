/** A plan for people: what one issue or pair would be written, what stays behind, who is not known. */
import type { RowDetail } from '../backfill/plan-row';
import { fieldOf } from '../fields/field-of';
import type { FieldRow, Mapping } from '../mapping';
import {
  type FieldValue,
  type FieldValues,
  otherSide,
  SIDES,
  type Side,
  type Snapshot,
} from '../model';
import type { Plan } from '../plan';
import { listStrangers } from '../texts/list-text-losses';
import type { Crossing } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { traitsOf } from '../values/field-kinds';
import { listValueLosses } from '../values/list-value-losses';
import { addNames, showValue, type ValueNames } from '../values/show-values';

export interface PlanReading {
  readonly mapping: Mapping;
  readonly snapshots: Readonly<Record<Side, Snapshot>>;
  readonly plan: Plan;
  readonly names: ValueNames;
  readonly twins?: Crossing['twins'];
  /** What a twin is born with, where there is none yet. */
  readonly born?: { readonly side: Side; readonly fields: FieldValues };
}

interface Change {
  readonly row: FieldRow;
  readonly side: Side;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** In the order of the mapping's fields: changes, conflicts, what is lost, what is not mapped. */
export function describePlan(given: PlanReading): readonly RowDetail[] {
  const reading = { ...given, names: addNames(given.names, given.mapping, given.snapshots) };
  const changes = listChanges(reading);
  return [
    ...changes.map(({ row, side, from, to }): RowDetail => {
      const show = (value: FieldValue) => showValue(reading.names, row, side, value);
      return { kind: 'change', side, field: row.field, from: show(from), to: show(to) };
    }),
    ...listConflicts(reading),
    ...changes.flatMap((change) => describeLosses(reading, change)),
    ...listUnmapped(reading),
    ...SIDES.flatMap((side) => describeFiles(reading, side)),
  ];
}

/** How many comments would be written on a side, copies and their later edits. */
export function countComments({ commentWrites }: Plan): Readonly<Record<Side, number>> {
  const on = (side: Side) =>
    commentWrites.filter(({ kind, origin }) => kind !== 'take-back' && origin === otherSide(side))
      .length;
  return { jira: on('jira'), remote: on('remote') };
}

function listChanges({ mapping, snapshots, plan, born }: PlanReading): readonly Change[] {
  return mapping.fields.flatMap((row): Change[] => {
    const bornWith = born?.fields[row.field];
    if (born && bornWith !== undefined) return [{ row, side: born.side, from: null, to: bornWith }];
    return plan.fieldWrites
      .filter(({ field }) => field === row.field)
      .map(({ side, value }) => ({ row, side, from: fieldOf(snapshots[side], row), to: value }));
  });
}

function listConflicts({ mapping, plan, names }: PlanReading): readonly RowDetail[] {
  return plan.link.conflicts.flatMap((conflict): RowDetail[] => {
    const row = mapping.fields.find(({ field }) => field === conflict.field);
    if (!row) return [];
    const show = (side: Side) => showValue(names, row, side, conflict[side]);
    return [{ kind: 'conflict', field: row.field, jira: show('jira'), remote: show('remote') }];
  });
}

function describeLosses(reading: PlanReading, { row, side }: Change): readonly RowDetail[] {
  const { mapping, snapshots, twins } = reading;
  const from = otherSide(side);
  const value = fieldOf(snapshots[from], row);
  const what = listValueLosses(crossingOf({ mapping, row, snapshots, twins }), value, side);
  const strangers =
    value === null || typeof value === 'string' ? [] : listStrangers(mapping, value);
  return [
    ...(what.length > 0 ? [{ kind: 'lossy', field: row.field, what } as const] : []),
    ...strangers.map(
      (name) => ({ kind: 'person-not-mapped', side: from, field: row.field, value: name }) as const,
    ),
  ];
}

function listUnmapped({ mapping, plan, names }: PlanReading): readonly RowDetail[] {
  return plan.link.problems.flatMap(({ kind, side, field, value }): RowDetail[] => {
    const row = mapping.fields.find((candidate) => candidate.field === field);
    if (kind !== 'value-not-mapped' || !row || value === null) return [];
    const isPerson = traitsOf(row.kinds[side]).shape === 'person';
    return [
      {
        kind: isPerson ? 'person-not-mapped' : 'value-not-mapped',
        side,
        field: row.field,
        value: showValue(names, row, side, value) ?? value,
      },
    ];
  });
}

function describeFiles({ mapping, plan }: PlanReading, side: Side): readonly RowDetail[] {
  const files = plan.attachmentWrites.flatMap((write) =>
    write.kind !== 'take-back' && write.origin === otherSide(side) ? [write] : [],
  );
  if (files.length === 0) return [];
  const tooLarge = files.filter(
    ({ original }) => original.sizeBytes > (mapping.attachments?.maxBytes ?? 0),
  ).length;
  const bytes = files.reduce((sum, { original }) => sum + original.sizeBytes, 0);
  return [{ kind: 'attachments', side, count: files.length, bytes, tooLarge }];
}
