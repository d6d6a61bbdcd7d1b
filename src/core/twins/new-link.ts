/** The first base of a pair: what already agrees is agreed, the rest is decided by the next plan. */

import { showsFiles } from '../attachments/issue-files';
import { toBaseValue } from '../digest';
import { fieldOf } from '../fields/field-of';
import { isUntraced } from '../history/is-untraced';
import { type BaseValue, type Link, linkIdOf, type SideBase } from '../link';
import { type FieldRow, flowsTo, type Mapping } from '../mapping';
import {
  type FieldChange,
  type FieldValue,
  otherSide,
  SIDES,
  type Side,
  type Snapshot,
} from '../model';
import { agreedTexts } from '../texts/agreed-texts';
import type { BaseText } from '../texts/convert-text';
import { sameAcross } from '../values/convert';
import { crossingOf } from '../values/crossing';
import { holdsText } from '../values/field-kinds';

/** Whose values win where the two differ; `ask`: every difference becomes a conflict. */
export type Seed = Side | 'ask';

/**
 * A link of two issues that have none yet, version 0.
 * @param seed after a creation, the side that the twin was made from
 */
export function newLink(
  mapping: Mapping,
  snapshots: Readonly<Record<Side, Snapshot>>,
  seed: Seed,
  nowMs: number,
): Link {
  return {
    id: linkIdOf(mapping.connectionId, snapshots.remote.issueId),
    version: 0,
    mappingId: mapping.id,
    mappingVersion: mapping.version,
    sides: {
      jira: firstBase(mapping, snapshots, 'jira', seed),
      remote: firstBase(mapping, snapshots, 'remote', seed),
    },
    paused: false,
    conflicts: [],
    problems: [],
    commentIntents: [],
    comparedAtMs: nowMs,
  };
}

/** The link of a new twin, and the texts that both were born with. */
export interface NewTwinLink {
  readonly link: Link;
  readonly texts: Readonly<Record<string, BaseText>>;
}

/**
 * The link of a twin that was just created. Somebody may have edited either issue before the twin
 * was read for the first time: its history tells what it was born with, and edits count as such.
 */
export function newTwinLink(
  mapping: Mapping,
  snapshots: Readonly<Record<Side, Snapshot>>,
  source: Side,
  nowMs: number,
): NewTwinLink {
  const twin = otherSide(source);
  const born = { ...snapshots, [twin]: asBorn(mapping, snapshots[twin]) };
  const link = newLink(mapping, born, source, nowMs);
  const bases = {
    [source]: { ...link.sides[source].fields },
    [twin]: { ...link.sides[twin].fields },
  } as Record<Side, Record<string, BaseValue>>;
  for (const row of mapping.fields) {
    const first = findFirstChange(snapshots[twin], row.field);
    if (!first) continue;
    // Nobody touched it since, whatever the twin could take of it.
    const isUntouched = !findFirstChange(snapshots[source], row.field);
    if (isUntouched) bases[source][row.field] = toBaseValue(fieldOf(snapshots[source], row));
    if (bornValue(mapping, row, twin, first.from) === undefined) delete bases[twin][row.field];
  }
  for (const field of findTextsToRepeat(mapping, snapshots[source])) bases[source][field] = null;
  const first: Link = {
    ...link,
    origin: source,
    sides: {
      jira: { ...link.sides.jira, fields: bases.jira },
      remote: { ...link.sides.remote, fields: bases.remote },
    },
  };
  return { link: first, texts: agreedTexts(mapping, listAgreedTexts(mapping, first), born) };
}

/** The twin before anybody edited it, as far as its history tells. */
function asBorn(mapping: Mapping, twin: Snapshot): Snapshot {
  const fields = mapping.fields.flatMap((row) => {
    // No create call carries it: who is there has come since.
    if (isUntraced(row)) return [[row.field, null] as const];
    const first = findFirstChange(twin, row.field);
    const value = first && bornValue(mapping, row, twin.side, first.from);
    return value === undefined ? [] : [[row.field, value] as const];
  });
  return { ...twin, fields: { ...twin.fields, ...Object.fromEntries(fields) } };
}

/**
 * Texts that show files cross once more when the files are there: Jira takes no image before it has
 * it. The source counts as having changed.
 */
function findTextsToRepeat(mapping: Mapping, source: Snapshot): readonly string[] {
  const rules = mapping.attachments;
  if (source.side === 'jira' || !rules || !flowsTo(rules.direction, 'jira')) return [];
  return mapping.fields.flatMap((row) => {
    const value = fieldOf(source, row);
    if (value === null || typeof value === 'string') return [];
    return flowsTo(row.direction, 'jira') && showsFiles(value, source) ? [row.field] : [];
  });
}

function findFirstChange(snapshot: Snapshot, field: string): FieldChange | undefined {
  return snapshot.history
    .flatMap(({ changes }) => changes)
    .find((change) => change.field === field);
}

/** `undefined` for a document: Jira's history shows only its words. */
function bornValue(
  mapping: Mapping,
  row: FieldRow,
  side: Side,
  from: string | null,
): FieldValue | undefined {
  if (row.kinds[side] !== 'text' || from === null || from === '') return from === '' ? null : from;
  return side === 'jira' ? undefined : { format: mapping.textFormat, source: from };
}

/** Text fields that the two agree on from the start: their texts are the base of the first edit. */
export function listAgreedTexts(mapping: Mapping, link: Link): readonly string[] {
  return mapping.fields
    .filter(
      (row) =>
        holdsText(row.kinds) &&
        SIDES.every((side) => typeof link.sides[side].fields[row.field] === 'string'),
    )
    .map((row) => row.field);
}

function firstBase(
  mapping: Mapping,
  snapshots: Readonly<Record<Side, Snapshot>>,
  side: Side,
  seed: Seed,
): SideBase {
  const snapshot = snapshots[side];
  const fields = mapping.fields.flatMap((row) => {
    const value = firstValue(mapping, row, snapshots, side, seed);
    return value === undefined ? [] : [[row.field, value] as const];
  });
  return {
    issueId: snapshot.issueId,
    key: snapshot.key,
    projectId: snapshot.projectId,
    authorId: snapshot.author.id,
    createdAtMs: snapshot.createdAtMs,
    fields: Object.fromEntries(fields),
    lastEntryId: snapshot.lastEntryId,
    readAtMs: snapshot.readAtMs,
    updatedAtMs: snapshot.updatedAtMs,
    writtenAtMs: null,
  };
}

/** Absent where the side's value has still to win or to be asked about. */
function firstValue(
  mapping: Mapping,
  row: FieldRow,
  snapshots: Readonly<Record<Side, Snapshot>>,
  side: Side,
  seed: Seed,
): BaseValue | undefined {
  const values = {
    jira: fieldOf(snapshots.jira, row),
    remote: fieldOf(snapshots.remote, row),
  };
  const agreed = sameAcross(crossingOf({ mapping, row, snapshots }), values);
  return agreed || seed === otherSide(side) ? toBaseValue(values[side]) : undefined;
}
