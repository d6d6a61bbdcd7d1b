/**
 * The row of one issue or pair: what the run would do with it, told from one read. It is made of the
 * very functions that live sync decides with, so the run comes to the same.
 */
import { createHash } from 'node:crypto';
import { cutText } from '../cut-text';
import { toBaseValue } from '../digest';
import { fieldOf, namesOf } from '../fields/field-of';
import { type FieldRow, findPrivacyRow, flowsTo, type Mapping } from '../mapping';
import { type FieldValue, otherSide, SIDES, type Side, type Snapshot } from '../model';
import { planLink } from '../plan';
import { bornPrivate } from '../privacy';
import { whyUncovered } from '../scope';
import { newLink, type Seed } from '../twins/new-link';
import { newTwin } from '../twins/new-twin';
import { type Crossing, convertValue, listWithoutCounterpart } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { traitsOf } from '../values/field-kinds';
import { listValueLosses } from '../values/list-value-losses';
import { addNames, namePeople, showValue } from '../values/show-values';
import type { PlanRow, RowDetail, RowIssue } from './plan-row';

/** Longer values are told by their beginning. */
const MAX_SHOWN = 120;

export interface IssueContext {
  readonly mapping: Mapping;
  readonly number: number;
  readonly level: number;
  /** The twins of issues that fields name; of one that will get its own, anything. */
  readonly twins: Crossing['twins'];
}

/** Two issues that are one. */
export function planPair(
  context: IssueContext,
  snapshots: Readonly<Record<Side, Snapshot>>,
  seed: Seed,
  nowMs: number,
): PlanRow {
  const { mapping, twins } = context;
  const { jira, remote } = snapshots;
  const about = { jira: toRowIssue(jira), remote: toRowIssue(remote) };
  const lonely = SIDES.find((side) => {
    return snapshots[side].restricted && !snapshots[otherSide(side)].restricted;
  });
  const reason =
    whyUncovered(mapping, jira) ??
    whyUncovered(mapping, remote) ??
    (lonely && !findPrivacyRow(mapping)
      ? `${snapshots[lonely].key} is private and its twin is not`
      : null);
  if (reason !== null) {
    return { ...baseOf(context, snapshots, []), kind: 'skip', reason, ...about };
  }
  const link = newLink(mapping, snapshots, seed, nowMs);
  const plan = planLink({
    mapping,
    link,
    comments: [],
    attachments: [],
    snapshots,
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    twins,
    nowMs,
  });
  const show = showerOf(mapping, snapshots);
  const details: RowDetail[] = [
    ...plan.fieldWrites.map(({ field, side, value }): RowDetail => {
      const from = show(side, field, snapshots[side].fields[field] ?? null);
      return { kind: 'change', side, field, from, to: show(side, field, value) };
    }),
    ...plan.foundConflicts.map(({ field, jira: one, remote: other }): RowDetail => {
      const shown = { jira: show('jira', field, one), remote: show('remote', field, other) };
      return { kind: 'conflict', field, ...shown };
    }),
    ...plan.fieldWrites.flatMap(({ field, side }) =>
      listLosses(mapping, snapshots[otherSide(side)], field),
    ),
    ...plan.foundProblems.flatMap(({ kind, side, field, value }): RowDetail[] => {
      if (kind !== 'value-not-mapped' || field === null || value === null) return [];
      const shown = show(side, field, value) ?? value;
      return [{ kind: kindOfMissing(mapping, field, side), side, field, value: shown }];
    }),
    ...listFiles(mapping, snapshots),
  ];
  return { ...baseOf(context, snapshots, details), kind: 'pair', ...about };
}

/** An issue that gets a twin, or the reason why it gets none. */
export function planTwin(context: IssueContext, source: Snapshot): PlanRow {
  const { mapping, twins } = context;
  const to = otherSide(source.side);
  const about = { [source.side]: toRowIssue(source) };
  const twin = newTwin(mapping, source, twins);
  const reason = findReason(mapping, source, twin);
  if (reason !== null) {
    return { ...baseOf(context, { [source.side]: source }, []), kind: 'skip', reason, ...about };
  }
  const details: RowDetail[] = [
    ...mapping.fields.flatMap((row) => listMissing(mapping, row, source, twins)),
    ...mapping.fields.flatMap((row) => {
      return flowsTo(row.direction, to) ? listLosses(mapping, source, row.field) : [];
    }),
    ...listFiles(mapping, { [source.side]: source }),
  ];
  const base = baseOf(context, { [source.side]: source }, details);
  return source.side === 'jira'
    ? { ...base, kind: 'create-in-remote', jira: toRowIssue(source) }
    : { ...base, kind: 'create-in-jira', remote: toRowIssue(source) };
}

/** An issue that the run leaves alone. */
export function skipIssue(context: IssueContext, source: Snapshot, reason: string): PlanRow {
  const about = { [source.side]: toRowIssue(source) };
  return { ...baseOf(context, {}, []), kind: 'skip', reason, ...about };
}

/**
 * A digest of what a row goes by. What lists do not show (watchers) and what others' writes move
 * (times) is no part of it.
 */
export function seenOf(snapshot: Snapshot): string {
  const values = Object.entries(snapshot.fields)
    .filter(([field]) => field !== 'watchers')
    .map(([field, value]) => [field, toBaseValue(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const files = snapshot.attachments.map(({ id }) => id).sort();
  const { restricted, projectId, outOfScope } = snapshot;
  const whole = JSON.stringify([
    values,
    files,
    restricted,
    projectId,
    ...(outOfScope ? [true] : []),
  ]);
  return createHash('sha256').update(whole).digest('base64url').slice(0, 11);
}

export function toRowIssue(snapshot: Snapshot): RowIssue {
  return {
    id: snapshot.issueId,
    key: snapshot.key,
    title: clip(snapshot.title),
    seen: seenOf(snapshot),
  };
}

function baseOf(
  { mapping, number, level }: IssueContext,
  snapshots: Readonly<Partial<Record<Side, Snapshot>>>,
  details: readonly RowDetail[],
) {
  const isRelated =
    mapping.relations !== null &&
    SIDES.some((side) => (snapshots[side]?.relations.length ?? 0) > 0);
  return { number, level, details, ...(isRelated ? { hasRelations: true as const } : {}) };
}

function findReason(
  mapping: Mapping,
  source: Snapshot,
  twin: ReturnType<typeof newTwin>,
): string | null {
  const uncovered = whyUncovered(mapping, source);
  if (uncovered !== null) return uncovered;
  if (twin.kind === 'not-mapped') return twin.message;
  if (!source.restricted || bornPrivate(mapping, source, twin.fields)) return null;
  return 'the issue is private';
}

/** Values of a new twin's fields that say nothing across. */
function listMissing(
  mapping: Mapping,
  row: FieldRow,
  source: Snapshot,
  twins: Crossing['twins'],
): readonly RowDetail[] {
  const { side } = source;
  const to = otherSide(side);
  const value = fieldOf(source, row);
  if (value === null || row.isPrivacy || !flowsTo(row.direction, to)) return [];
  const crossing = crossingOf({ mapping, row, snapshots: { [side]: source }, twins });
  const converted = convertValue(crossing, value, to);
  const isTold =
    converted.kind === 'unmapped' ? row.unmapped !== 'keep' : converted.missing.length > 0;
  if (!isTold) return [];
  const names = namesOf(source, row.field);
  return listWithoutCounterpart(crossing, value, to).map((one) => ({
    kind: kindOfMissing(mapping, row.field, side),
    side,
    field: row.field,
    value: clip(names[one] ?? source.labels[row.field] ?? one),
  }));
}

function kindOfMissing(
  mapping: Mapping,
  field: string,
  side: Side,
): 'person-not-mapped' | 'value-not-mapped' {
  const row = mapping.fields.find((candidate) => candidate.field === field);
  return row && isPersonOn(row, side) ? 'person-not-mapped' : 'value-not-mapped';
}

function isPersonOn({ kinds }: FieldRow, side: Side): boolean {
  return traitsOf(kinds[side]).shape === 'person';
}

function listLosses(mapping: Mapping, source: Snapshot, field: string): readonly RowDetail[] {
  const row = mapping.fields.find((candidate) => candidate.field === field);
  if (!row) return [];
  const crossing = crossingOf({ mapping, row, snapshots: { [source.side]: source } });
  const what = listValueLosses(crossing, fieldOf(source, row), otherSide(source.side));
  return what.length === 0 ? [] : [{ kind: 'lossy', field, what }];
}

/** Files of each side that cross; copies of ours do not. */
function listFiles(
  mapping: Mapping,
  snapshots: Readonly<Partial<Record<Side, Snapshot>>>,
): readonly RowDetail[] {
  const rules = mapping.attachments;
  if (!rules) return [];
  return SIDES.flatMap((from): RowDetail[] => {
    const source = snapshots[from];
    const side = otherSide(from);
    if (!source || !flowsTo(rules.direction, side)) return [];
    const files = source.attachments.filter((file) => !file.restricted && !file.isCopy);
    const fitting = files.filter(({ sizeBytes }) => sizeBytes <= rules.maxBytes);
    if (files.length === 0) return [];
    const bytes = fitting.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const tooLarge = files.length - fitting.length;
    return [{ kind: 'attachments', side, count: files.length, bytes, tooLarge }];
  });
}

/** Shows what a field of a pair holds or is to hold: a choice by the name of its counterpart. */
function showerOf(mapping: Mapping, snapshots: Readonly<Record<Side, Snapshot>>) {
  const namesOn = (side: Side) =>
    Object.fromEntries(
      mapping.fields.map((row) => {
        if (isPersonOn(row, side)) return [row.field, namePeople(mapping, side)];
        const across = namesOf(snapshots[otherSide(side)], row.field);
        const counterparts = row.values.flatMap((pair) => {
          const name = across[pair[otherSide(side)]];
          return name === undefined ? [] : [[pair[side], name] as const];
        });
        return [row.field, Object.fromEntries(counterparts)];
      }),
    );
  const known = { jira: namesOn('jira'), remote: namesOn('remote') };
  const names = addNames(known, mapping, snapshots);
  return (side: Side, field: string, value: FieldValue): string | null => {
    const row = mapping.fields.find((candidate) => candidate.field === field);
    const shown = row ? showValue(names, row, side, value) : null;
    return shown === null ? null : clip(shown);
  };
}

function clip(text: string): string {
  return text.length > MAX_SHOWN ? `${cutText(text, MAX_SHOWN)}…` : text;
}
