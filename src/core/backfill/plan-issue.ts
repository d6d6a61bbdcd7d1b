/**
 * The row of one issue or pair: what the run would do with it, told from one read. It is made of the
 * very functions that live sync decides with, so the run comes to the same.
 */
import { createHash } from 'node:crypto';
import { toBaseValue } from '../digest';
import { fieldOf, namesOf } from '../fields/field-of';
import { type FieldRow, findPrivacyRow, flowsTo, type Mapping } from '../mapping';
import { type FieldValue, otherSide, SIDES, type Side, type Snapshot } from '../model';
import { planLink } from '../plan';
import { bornPrivate } from '../privacy';
import { plainTextOf } from '../texts/plain-text';
import { newLink, type Seed } from '../twins/new-link';
import { newTwin } from '../twins/new-twin';
import { type Crossing, convertValue, listWithoutCounterpart } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { traitsOf } from '../values/field-kinds';
import { findLosses } from './find-losses';
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
  if (lonely && !findPrivacyRow(mapping)) {
    const reason = `${snapshots[lonely].key} is private and its twin is not`;
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
  const details: RowDetail[] = [
    ...plan.fieldWrites.map(({ field, side, value }): RowDetail => {
      const from = snapshots[side].fields[field] ?? null;
      return {
        kind: 'change',
        side,
        field,
        from: show(from, namesOf(snapshots[side], field)),
        to: show(value, namesFrom(mapping, snapshots, field, side)),
      };
    }),
    ...plan.foundConflicts.map(({ field, jira: one, remote: other }): RowDetail => {
      const names = { jira: namesOf(jira, field), remote: namesOf(remote, field) };
      return {
        kind: 'conflict',
        field,
        jira: show(one, names.jira),
        remote: show(other, names.remote),
      };
    }),
    ...plan.fieldWrites.flatMap(({ field, side }) =>
      listLosses(mapping, snapshots[otherSide(side)], field, side),
    ),
    ...plan.foundProblems.flatMap(({ kind, side, field, value }): RowDetail[] => {
      if (kind !== 'value-not-mapped' || field === null || value === null) return [];
      const shown = namesOf(snapshots[side], field)[value] ?? value;
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
      return flowsTo(row.direction, to) ? listLosses(mapping, source, row.field, to) : [];
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
  const whole = JSON.stringify([values, files, snapshot.restricted, snapshot.projectId]);
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
  if (twin.kind === 'not-mapped') return twin.message;
  if (!source.restricted) return null;
  if (!findPrivacyRow(mapping)) return 'the issue is private';
  return bornPrivate(mapping, source, twin.fields) ? null : 'the issue is private';
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
  const isTold = row.unmapped !== 'keep' && row.unmapped !== 'clear';
  if (!isTold || (converted.kind === 'value' && converted.missing.length === 0)) return [];
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
  const isPerson = row && traitsOf(row.kinds[side]).shape === 'person';
  return isPerson ? 'person-not-mapped' : 'value-not-mapped';
}

function listLosses(
  mapping: Mapping,
  source: Snapshot,
  field: string,
  to: Side,
): readonly RowDetail[] {
  const row = mapping.fields.find((candidate) => candidate.field === field);
  const what = row ? findLosses(mapping, row, fieldOf(source, row), to) : [];
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

/** What people call the ids that are written to `side`: a choice's name, a person's. */
function namesFrom(
  mapping: Mapping,
  snapshots: Readonly<Record<Side, Snapshot>>,
  field: string,
  side: Side,
): Readonly<Record<string, string>> {
  const source = snapshots[otherSide(side)];
  const row = mapping.fields.find((candidate) => candidate.field === field);
  const people = mapping.people.map((person) => {
    return [person[side], side === 'jira' ? person.jiraName : person.remoteName] as const;
  });
  const own = namesOf(source, field);
  const values = (row?.values ?? []).flatMap((pair) => {
    const name = own[pair[otherSide(side)]] ?? source.labels[field];
    return name && pair[otherSide(side)] === source.fields[field]
      ? [[pair[side], name] as const]
      : [];
  });
  return Object.fromEntries([...people, ...values]);
}

function show(value: FieldValue, names: Readonly<Record<string, string>>): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return clip(names[value] ?? value);
  return clip(value.format === 'adf' ? plainTextOf(value.doc) : value.source);
}

function clip(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
